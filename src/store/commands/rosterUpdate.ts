import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { RecordBase, Stamp } from '../../domain/record.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, recordsOfKind, write } from '../write.ts';
import { ended, fromDayOn, newMembership } from './memberships.ts';
import { groupsFor, newTeacher, type TeacherInput } from './school.ts';
import { withFreeId, type TeacherChanges } from './teachers.ts';

/** What a pasted list changes on the roster: only cells that differ. */
export interface RosterUpdate {
  add: readonly TeacherInput[];
  change: readonly { id: Id; changes: TeacherChanges; group?: string | undefined }[];
  /** The day from which a new group counts; the old one of its type ends the day before. */
  on: PlainDate;
}

/** What brings the roster back as it was. */
export interface RosterUndo {
  added: Id[];
  before: { id: Id; fields: Record<string, unknown> }[];
}

/**
 * Brings the roster up to a list, all or nothing. Refuses a number that somebody else has (`number-taken`), a missing name
 * and a teacher who is no longer there. Cells that are not named stay.
 */
export async function updateRoster(
  store: Store,
  author: Id,
  update: RosterUpdate,
): Promise<Result<{ undo: RosterUndo }>> {
  if (update.add.some(({ name }) => !name.trim())) return failure('name-missing', { field: 'teacher' });
  return write(store, [store.db.records, store.db.searchKeys], async ({ stamp: next }) => {
    const school = (await store.db.meta.get('school'))?.value as Id | undefined;
    if (!school) throw new Refusal(failure('school-missing'));
    const [roster, groups, memberships] = await Promise.all([
      recordsOfKind<Teacher>(store, 'teacher'),
      recordsOfKind<Group>(store, 'group'),
      recordsOfKind<Membership>(store, 'membership'),
    ]);
    const stamp = next();
    const byId = new Map(roster.map((teacher) => [teacher.id, teacher]));
    const changed = update.change.map(({ id, changes }) => {
      const teacher = byId.get(id);
      if (!teacher) throw new Refusal(failure('teacher-missing'));
      return patchRecord(teacher, changes, stamp);
    });
    const last = Math.max(-1, ...roster.map(({ order }) => order));
    const added: Teacher[] = [];
    for (const [i, input] of update.add.entries())
      added.push(await withFreeId(store, newTeacher(store, school, author, stamp, input, last + 1 + i)));
    refuseDoubles([...roster.filter(({ id }) => !changed.some((each) => each.id === id)), ...changed, ...added]);
    const joined = groupsFor(
      store,
      author,
      stamp,
      added.map((teacher, i) => ({ teacher, group: update.add[i]?.group ?? '' })),
      groups,
    );
    const moved = movesOf(store, author, stamp, update, { groups: [...groups, ...joined.groups], memberships, byId });
    const fresh = [...added, ...joined.groups, ...joined.memberships, ...moved.added];
    const edited = [...changed, ...moved.changed];
    await store.db.records.bulkPut([...fresh, ...edited].map(recordRow));
    await store.db.searchKeys.bulkDelete(changed.map(({ id }) => id));
    const known = new Map<Id, RecordBase>([...roster, ...memberships].map((record) => [record.id, record]));
    const before = edited.map((after) => ({ id: after.id, fields: fieldsBefore(known.get(after.id), after) }));
    return { undo: { added: fresh.map(({ id }) => id), before } };
  });
}

/** Takes a list update back: what it added goes, what it changed has its old values again. */
export async function undoRosterUpdate(store: Store, undo: RosterUndo): Promise<Result<object>> {
  return write(store, [store.db.records, store.db.searchKeys], async ({ stamp: next }) => {
    const stamp = next();
    const changes = new Map<Id, Record<string, unknown>>([
      ...undo.added.map((id) => [id, { deleted: true }] as const),
      ...undo.before.map(({ id, fields }) => [id, fields] as const),
    ]);
    const rows = await store.db.records.bulkGet([...changes.keys()]);
    const records = rows.flatMap((row) => (row ? [decode(row.doc)] : []));
    await store.db.records.bulkPut(
      records.map((record) => recordRow(patchRecord(record, changes.get(record.id) ?? {}, stamp))),
    );
    await store.db.searchKeys.bulkDelete([...changes.keys()]);
    return {};
  });
}

/** Who changes group: the places of the same type end the day before, a new one begins. */
function movesOf(
  store: Store,
  author: Id,
  stamp: Stamp,
  update: RosterUpdate,
  school: { groups: readonly Group[]; memberships: readonly Membership[]; byId: ReadonlyMap<Id, Teacher> },
): { added: (Group | Membership)[]; changed: Membership[] } {
  const groups = [...school.groups];
  const added: (Group | Membership)[] = [];
  const changed: Membership[] = [];
  for (const { id, group: name } of update.change) {
    const teacher = school.byId.get(id);
    if (!name || !teacher) continue;
    const made = groupsFor(store, author, stamp, [{ teacher, group: name }], groups).groups;
    groups.push(...made);
    added.push(...made);
    const group = groups.find((each) => each.name === name.trim());
    if (!group) continue;
    const own = school.memberships.filter((item) => item.teacher === id);
    if (own.some((item) => item.group === group.id && holds(item, update.on))) continue;
    const types = new Map(groups.map((each) => [each.id, each.type]));
    const leaving = fromDayOn(own, update.on).filter((item) => types.get(item.group) === group.type);
    changed.push(...leaving.map((item) => ended(item, update.on, stamp)));
    const first = own.length === 0 ? null : update.on;
    added.push(
      newMembership(store, author, stamp, { teacher: id, group: group.id, role: 'member', from: first, to: null }),
    );
  }
  return { added, changed };
}

function refuseDoubles(teachers: readonly Teacher[]): void {
  const seen = new Map<string, string>();
  for (const { number, name } of teachers) {
    const other = number ? seen.get(number) : undefined;
    if (other !== undefined) throw new Refusal(failure('number-taken', { number, name, other }));
    if (number) seen.set(number, name);
  }
}

/** The old values of what an edit changed; a field that was not there goes again. */
function fieldsBefore(before: RecordBase | undefined, after: RecordBase): Record<string, unknown> {
  const [old, now] = [before, after] as unknown as [Record<string, unknown> | undefined, Record<string, unknown>];
  const fields = Object.keys(now).filter((key) => key !== 'at' && key !== 'heads' && old?.[key] !== now[key]);
  return Object.fromEntries(fields.map((key) => [key, key === 'deleted' ? (old?.[key] ?? false) : old?.[key]]));
}
