import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { endBefore, holds, type Group, type Membership } from '../../domain/people.ts';
import type { Stamp } from '../../domain/record.ts';
import { patchRecord } from '../../merge/fields.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordById, recordRow, recordsOfKind, write } from '../write.ts';

/** A teacher's place in a group as a person edits it. */
export interface MembershipEdit {
  /** Null = a new one. */
  id: Id | null;
  group: Id;
  role: Membership['role'];
  /** Null = open. */
  from: PlainDate | null;
  to: PlainDate | null;
  /** Taken away as if it had never been; whoever changes group ends a place instead, so that its lessons stay in it. */
  removed?: boolean;
}

/**
 * Changes the places of a teacher in groups, all or nothing. Lessons count for the group of their day, so ending a place
 * leaves earlier lessons where they were. Refuses `group-missing`, `date-invalid` and `membership-ends-before-start`.
 */
export async function changeMemberships(
  store: Store,
  author: Id,
  teacher: Id,
  edits: readonly MembershipEdit[],
): Promise<Result<object>> {
  const kept = edits.filter((edit) => !edit.removed);
  const dates = kept.flatMap(({ from, to }) => [from, to]).filter((date) => date !== null);
  if (!dates.every(isPlainDate)) return failure('date-invalid');
  if (kept.some(({ from, to }) => from && to && to < from)) return failure('membership-ends-before-start');
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const groups = new Set((await recordsOfKind<Group>(store, 'group')).map(({ id }) => id));
    const stamp = next();
    const rows: Membership[] = [];
    for (const { id, removed, ...place } of edits) {
      const known = id ? await recordById<Membership>(store, id) : null;
      if (removed) {
        if (known) rows.push(patchRecord(known, { deleted: true }, stamp));
        continue;
      }
      if (!groups.has(place.group) && known?.group !== place.group) throw new Refusal(failure('group-missing'));
      rows.push(known ? patchRecord(known, place, stamp) : newMembership(store, author, stamp, { teacher, ...place }));
    }
    await store.db.records.bulkPut(rows.map(recordRow));
    return {};
  });
}

/** The record of a new place in a group. */
export function newMembership(
  store: Store,
  author: Id,
  stamp: Stamp,
  place: Pick<Membership, 'teacher' | 'group' | 'role' | 'from' | 'to'>,
): Membership {
  return makeRecord<Membership>(store, author, stamp, { id: newId(), kind: 'membership', ...place });
}

/** A membership that ends the day before; as if it had never been when it would begin later than that. */
export function ended(membership: Membership, day: PlainDate, stamp: Stamp): Membership {
  const to = endBefore(membership, day);
  return patchRecord(membership, to === null ? { deleted: true } : { to }, stamp);
}

/** A membership in another role from a day on: the same record from its first day, otherwise a second one follows it. */
export function inRole(
  store: Store,
  author: Id,
  stamp: Stamp,
  membership: Membership,
  role: Membership['role'],
  day: PlainDate,
): Membership[] {
  const to = endBefore(membership, day);
  if (to === null) return [patchRecord(membership, { role }, stamp)];
  const { teacher, group } = membership;
  const next = newMembership(store, author, stamp, { teacher, group, role, from: day, to: membership.to });
  return [patchRecord(membership, { to }, stamp), next];
}

/** The memberships that hold on a day, or begin later. */
export function fromDayOn<M extends Pick<Membership, 'from' | 'to'>>(memberships: readonly M[], day: PlainDate): M[] {
  return memberships.filter((item) => holds(item, day) || (item.from !== null && item.from > day));
}
