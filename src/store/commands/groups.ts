import type { PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { holds, type Group, type Membership } from '../../domain/people.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordById, recordRow, recordsOfKind, write } from '../write.ts';
import { inRole, newMembership } from './memberships.ts';

/** Adds a group at the end. Refuses `name-missing` and a name that another group has (`group-name-doubled`). */
export async function addGroup(
  store: Store,
  author: Id,
  input: Pick<Group, 'name' | 'type'>,
): Promise<Result<{ id: Id }>> {
  const name = input.name.trim();
  if (!name) return failure('name-missing', { field: 'group' });
  return write(store, [store.db.records], async ({ stamp }) => {
    const groups = await recordsOfKind<Group>(store, 'group');
    refuseDouble(groups, null, name);
    const order = Math.max(-1, ...groups.map((group) => group.order)) + 1;
    const fields = { id: newId(), kind: 'group', name, type: input.type, order } as const;
    await store.db.records.add(recordRow(makeRecord<Group>(store, author, stamp(), fields)));
    return { id: fields.id };
  });
}

/** Changes name, type or place of a group. Sheets keep the name of their day. */
export async function editGroup(
  store: Store,
  id: Id,
  changes: Partial<Pick<Group, 'name' | 'type' | 'order'>>,
): Promise<Result<object>> {
  const name = changes.name?.trim();
  if (name === '') return failure('name-missing', { field: 'group' });
  return write(store, [store.db.records], async ({ stamp }) => {
    const group = await recordById<Group>(store, id);
    if (!group) throw new Refusal(failure('group-missing'));
    if (name !== undefined) refuseDouble(await recordsOfKind<Group>(store, 'group'), id, name);
    const next = patchRecord(group, { ...changes, ...(name === undefined ? {} : { name }) }, stamp());
    await store.db.records.put(recordRow(next));
    return {};
  });
}

/**
 * Takes a group off the list, or brings it back. One that anybody belongs or belonged to stays, since its lessons count for
 * it (`group-has-members`).
 */
export async function setGroupDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('group-missing'));
    const group = decode(row.doc) as Group;
    const members = (await recordsOfKind<Membership>(store, 'membership')).filter((item) => item.group === id);
    if (deleted && members.length > 0) throw new Refusal(failure('group-has-members', { group: group.name }));
    await store.db.records.put(recordRow(patchRecord(group, { deleted }, stamp())));
    return {};
  });
}

/** Makes one teacher the leader of a group from a day on, or nobody; who led it before is a member from then on. */
export async function setGroupLeader(
  store: Store,
  author: Id,
  id: Id,
  teacher: Id | null,
  on: PlainDate,
): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const group = await recordById<Group>(store, id);
    if (!group) throw new Refusal(failure('group-missing'));
    const now = (await recordsOfKind<Membership>(store, 'membership')).filter(
      (item) => item.group === id && holds(item, on),
    );
    const stamp = next();
    const rows = now.flatMap((item) => {
      const role = item.teacher === teacher ? 'leader' : 'member';
      return item.role === role ? [] : inRole(store, author, stamp, item, role, on);
    });
    if (teacher && !now.some((item) => item.teacher === teacher))
      rows.push(newMembership(store, author, stamp, { teacher, group: id, role: 'leader', from: on, to: null }));
    await store.db.records.bulkPut(rows.map(recordRow));
    return {};
  });
}

function refuseDouble(groups: readonly Group[], id: Id | null, name: string): void {
  const other = groups.find((group) => group.id !== id && isSameClass(group.name, name));
  if (other) throw new Refusal(failure('group-name-doubled', { group: other.name }));
}
