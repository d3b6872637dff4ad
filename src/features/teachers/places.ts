import type { PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { endBefore, type Membership } from '../../domain/people.ts';
import type { MembershipEdit } from '../../store/commands/memberships.ts';
import { isBackwards } from './teacherForm.ts';

/** A place in a group while it is typed; days are '' for open. */
export interface PlaceRow {
  key: string;
  /** Null = new. */
  id: Id | null;
  group: Id;
  role: Membership['role'];
  from: string;
  to: string;
}

/** The places of a teacher as rows, the earliest first. */
export function placesOf(memberships: readonly Membership[], teacher: Id): PlaceRow[] {
  return memberships
    .filter((item) => item.teacher === teacher && !item.deleted)
    .map(({ id, group, role, from, to }) => ({ key: id, id, group, role, from: from ?? '', to: to ?? '' }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.key < b.key ? -1 : 1));
}

/** A new place without an end. */
export function newPlace(group: Id, from: string): PlaceRow {
  return { key: newId(), id: null, group, role: 'member', from, to: '' };
}

/**
 * The rows after a move to another group on a day: the old place ends the day before and keeps its lessons, the new one
 * begins. A place that would begin on that day or later has no lessons yet and gives way altogether.
 */
export function movedTo(rows: readonly PlaceRow[], moving: PlaceRow, group: Id, on: PlainDate): PlaceRow[] {
  const last = endBefore({ from: moving.from || null }, on);
  const others = rows.flatMap((row) => (row.key !== moving.key ? [row] : last === null ? [] : [{ ...row, to: last }]));
  return [...others, { ...newPlace(group, on), to: moving.to }];
}

/** What the store is to change; rows that are as they were are not named. */
export function placeEdits(rows: readonly PlaceRow[], before: readonly PlaceRow[]): MembershipEdit[] {
  const edits = rows.flatMap(({ key, id, group, role, from, to }): MembershipEdit[] => {
    const old = before.find((row) => row.key === key);
    const same = old && old.group === group && old.role === role && old.from === from && old.to === to;
    return same || !group ? [] : [{ id, group, role, from: from || null, to: to || null }];
  });
  const gone = before.filter((row) => !rows.some(({ key }) => key === row.key));
  return [
    ...edits,
    ...gone.map(({ id, group, role }): MembershipEdit => ({ id, group, role, from: null, to: null, removed: true })),
  ];
}

/** Whether every row can be kept: a group, and days in their order. */
export function arePlacesGood(rows: readonly PlaceRow[]): boolean {
  return rows.every((row) => row.group !== '' && !isBackwards(row));
}
