import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { inRosterOrder, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { RatingRow } from '../../domain/rating.ts';
import { inOrder, type Semester } from '../../domain/semester.ts';
import { headsOf, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';

/** The roster in its order, leavers and guests included. */
export async function roster(store: Store): Promise<Teacher[]> {
  return inRosterOrder(await recordsOfKind<Teacher>(store, 'teacher'));
}

/** Groups and memberships of the school. */
export async function groupsAndMembers(store: Store): Promise<{ groups: Group[]; memberships: Membership[] }> {
  const [groups, memberships] = await Promise.all([
    recordsOfKind<Group>(store, 'group'),
    recordsOfKind<Membership>(store, 'membership'),
  ]);
  return { groups: groups.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)), memberships };
}

/** The school's semesters by start. */
export async function semesters(store: Store): Promise<Semester[]> {
  return inOrder(await recordsOfKind<Semester>(store, 'semester'));
}

/** One teacher; null when deleted or unknown. */
export function teacherById(store: Store, id: Id): Promise<Teacher | null> {
  return recordById<Teacher>(store, id);
}

/** The search keys that are kept, by teacher. */
export async function searchKeys(store: Store): Promise<Map<Id, { from: string; keys: string[] }>> {
  const rows = await store.db.searchKeys.toArray();
  return new Map(rows.map((row) => [row.id, decode(row.doc)]));
}

/** Everything a growth page draws from: slim rows by index, whole documents of nobody. */
export async function growthRows(
  store: Store,
  teacher: Id,
): Promise<{ ratings: RatingRow[]; headers: SheetHeader[]; semesters: Semester[] }> {
  const range = [
    [teacher, ''],
    [teacher, '\uffff'],
  ] as const;
  const [ratings, headers, terms] = await Promise.all([
    store.db.ratings
      .where('[teacher+date]')
      .between(...range)
      .toArray(),
    store.db.headers
      .where('[teacher+date]')
      .between(...range)
      .toArray(),
    semesters(store),
  ]);
  return { ratings, headers: headers.map((row) => decode(row.doc)), semesters: terms };
}

/** The newest revisions of a teacher's sheets since a day: for what recurs in their texts. */
export async function sheetsOfTeacher(store: Store, teacher: Id, since: PlainDate): Promise<Sheet[]> {
  const headers = await store.db.headers
    .where('[teacher+date]')
    .between([teacher, since], [teacher, '\uffff'])
    .toArray();
  const rows = await store.db.sheets
    .where('sheet')
    .anyOf(headers.map((row) => row.id))
    .toArray();
  const bySheet = new Map<Id, Sheet[]>();
  for (const row of rows) bySheet.set(row.sheet, [...(bySheet.get(row.sheet) ?? []), decode(row.doc)]);
  return [...bySheet.values()].flatMap((revisions) => headsOf(revisions.filter((r) => !r.deleted)).slice(0, 1));
}
