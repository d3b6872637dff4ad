import type { FileRecord } from '../../domain/guanke-file.ts';
import { aliasIdOf, type Alias } from '../../domain/identity.ts';
import { listIdOf, newId, personIdOfTeacher, type Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { itemsInOrder, type NamedItem, type SchoolList } from '../../domain/list.ts';
import type { Membership } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase, RecordKind, Stamp } from '../../domain/record.ts';
import { latestStamp, patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import type { ChangedTable } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { makeRecord } from '../write.ts';
import { ofKind, type Matching } from './matching.ts';
import type { Place } from './place.ts';

/** Every record of this device with its place. */
export async function everyPlace({ db }: Store): Promise<Place[]> {
  const tables: ChangedTable[] = ['records', 'lessons', 'sheets', 'workbooks'];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const found = (await db.table(table).toArray()) as Place['row'][];
      return found.map((row): Place => ({ table, key: row.id, row }));
    }),
  );
  return rows.flat();
}

/** The records of places. */
export function recordsAt(places: readonly Place[]): FileRecord[] {
  return places.map(({ row }) => decode(row.doc));
}

/** Which of my ids becomes which of theirs. */
export function keysOf(matching: Matching, mine: Id, school: Id): Map<Id, { to: Id; of: RecordKind }> {
  const keys = new Map<Id, { to: Id; of: RecordKind }>([[mine, { to: school, of: 'school' }]]);
  const add = (of: RecordKind, from: Id, to: Id) => {
    if (from !== to) keys.set(from, { to, of });
  };
  const teachers = [
    ...matching.teachers.map((pair) => ({ from: pair.mine.id, to: pair.theirs.id })),
    ...matching.added.map(({ teacher, id }) => ({ from: teacher.id, to: id })),
  ];
  for (const { from, to } of teachers) {
    add('teacher', from, to);
    add('person', personIdOfTeacher(from), personIdOfTeacher(to));
  }
  for (const { mine: group, theirs } of matching.groups) add('group', group.id, theirs.id);
  for (const { mine: semester, id } of matching.semesters) add('semester', semester.id, id);
  for (const list of ['grades', 'classes', 'subjects', 'rooms', 'periods', 'swappedDays']) {
    add('list', listIdOf(mine, list), listIdOf(school, list));
  }
  return keys;
}

/** Rules and memberships of mine that the school's replace. */
export function replacedBy(matching: Matching, mine: readonly FileRecord[], theirs: readonly FileRecord[]) {
  const placed = new Set(ofKind<Membership>(theirs, 'membership').map((membership) => membership.teacher));
  const known = new Map(matching.teachers.map((pair) => [pair.mine.id, pair.theirs.id]));
  const memberships = ofKind<Membership>(mine, 'membership').filter(({ teacher }) =>
    placed.has(known.get(teacher) ?? ''),
  );
  const quotas = ofKind<QuotaRule>(theirs, 'quota').length > 0 ? ofKind<QuotaRule>(mine, 'quota') : [];
  return { memberships, quotas };
}

/** My records that the school's stand for from now on: the school, matched teachers, groups, semesters, persons, rules. */
export function standIns(matching: Matching, mine: readonly FileRecord[], theirs: readonly FileRecord[]): Set<Id> {
  const ids = new Set(theirs.map((record) => record.id));
  const { memberships, quotas } = replacedBy(matching, mine, theirs);
  return new Set([
    ...mine.filter((record) => record.kind === 'school').map((record) => record.id),
    ...matching.teachers.map((pair) => pair.mine.id),
    ...matching.teachers
      .filter(({ theirs: other }) => ids.has(personIdOfTeacher(other.id)))
      .map((pair) => personIdOfTeacher(pair.mine.id)),
    ...matching.groups.map((pair) => pair.mine.id),
    ...matching.semesters.filter(({ known }) => known).map(({ mine: semester }) => semester.id),
    ...memberships.map((membership) => membership.id),
    ...quotas.map((quota) => quota.id),
    ...mine.filter((record) => record.kind === 'list').map((record) => record.id),
  ]);
}

/** The old ids are remembered, so that what still carries them is understood. */
export function aliasesOf(
  store: Store,
  keys: ReadonlyMap<Id, { to: Id; of: RecordKind }>,
  author: Id,
  stamp: Stamp,
): FileRecord[] {
  return [...keys]
    .filter(([, { of }]) => of !== 'list')
    .map(([from, { to, of }]) => {
      const fields = { id: aliasIdOf(from, to), kind: 'alias', from, to, of } as const;
      return makeRecord<Alias>(store, author, stamp, fields);
    });
}

/** The lists of both schools: theirs, and of my names those that they do not have. Bell times and swapped days are theirs. */
export function joinedLists(
  mine: readonly FileRecord[],
  theirs: readonly FileRecord[],
  school: Id,
  stamp: Stamp,
): FileRecord[] {
  const known = new Map(ofKind<SchoolList>(theirs, 'list').map((list) => [list.list, list]));
  return ofKind<SchoolList>(mine, 'list').flatMap((list): FileRecord[] => {
    const other = known.get(list.list);
    const items = rowsOfList(list);
    if (!other) return [{ ...list, id: listIdOf(school, list.list) }];
    if (list.list === 'periods' || list.list === 'swappedDays') return [];
    const names = new Set(rowsOfList(other).map((item) => item.name));
    const missing = items.filter((item) => !names.has(item.name)).map(({ id, ...item }) => [id, item] as const);
    // A list from the future waits at the door; nothing can be added to it yet.
    if (missing.length === 0 || latestStamp(other) >= stamp) return [];
    const changes = { items: Object.fromEntries(missing) } as never;
    return [patchRecord(other, changes, stamp)];
  });
}

function rowsOfList(list: SchoolList): ({ id: Id } & NamedItem)[] {
  return itemsInOrder(list as { items: Record<Id, NamedItem> });
}

/** A fresh id where one is taken. */
export function freeId(id: Id, taken: ReadonlySet<Id>): Id {
  return taken.has(id) ? newId() : id;
}

/** Whether a record still counts. */
export function isLive(record: FileRecord): boolean {
  return !isErased(record) && (record as unknown as RecordBase).deleted !== true;
}
