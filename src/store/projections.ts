import type { Id } from '../domain/ids.ts';
import { headerOfSheet, type SheetHeader } from '../domain/header.ts';
import { ratingOfSheet, tallyRatings, type RatingRow, type TallyCell } from '../domain/rating.ts';
import type { Rubric } from '../domain/rubric.ts';
import { semesterOfDate, type Semester } from '../domain/semester.ts';
import { headsOf, type Sheet } from '../domain/sheet.ts';
import { decode, encode } from './codec.ts';
import type { HeaderRow, SheetRow } from './db.ts';
import type { Store } from './store.ts';
import { recordsOfKind } from './write.ts';

/** The semester column of lessons that no semester holds. */
export const NO_SEMESTER = 'none';

/** The row of a sealed revision. */
export function sheetRow(sheet: Sheet): SheetRow {
  return {
    id: sheet.id,
    sheet: sheet.sheet,
    lesson: sheet.lesson,
    observer: sheet.observer,
    date: sheet.date,
    doc: encode(sheet),
  };
}

/** The row of a header. */
export function headerRow(header: SheetHeader): HeaderRow {
  return {
    id: header.id,
    lesson: header.lesson,
    teacher: header.teacher ?? '',
    observer: header.observer,
    date: header.date,
    lessonKind: header.lessonKind,
    rubric: header.rubric ?? '-',
    doc: encode(header),
  };
}

/** Header and rating row that follow from all live revisions of one sheet; both null when none is left. */
export function projectSheet(
  revisions: readonly Sheet[],
  rubric: Rubric | null,
): { header: SheetHeader | null; rating: RatingRow | null } {
  const heads = headsOf(revisions.filter((revision) => !revision.deleted));
  const newest = heads[0];
  if (!newest) return { header: null, rating: null };
  return { header: headerOfSheet(newest, rubric, heads.length > 1), rating: ratingOfSheet(newest, rubric) };
}

/**
 * Writes the projections of one sheet from its revisions; to be called inside the transaction that changed them
 * (tables sheets, headers, ratings, dirty, records).
 */
export async function refreshSheet(store: Store, sheet: Id, rubric: Rubric | null): Promise<void> {
  const { db } = store;
  const rows = await db.sheets.where('sheet').equals(sheet).toArray();
  const { header, rating } = projectSheet(
    rows.map((row) => decode(row.doc)),
    rubric,
  );
  const before = await db.ratings.get(sheet);
  await (header ? db.headers.put(headerRow(header)) : db.headers.delete(sheet));
  await (rating ? db.ratings.put(rating) : db.ratings.delete(sheet));
  await markDirty(store, [before, rating]);
}

/** Marks the tally cells behind rating rows as to be recomputed; in the same transaction as the change. */
export async function markDirty(
  store: Store,
  rows: readonly (Pick<RatingRow, 'teacher' | 'date'> | null | undefined)[],
): Promise<void> {
  const semesters = await recordsOfKind<Semester>(store, 'semester');
  const marks = rows
    .filter((row) => row !== null && row !== undefined)
    .map((row) => dirtyRow(row.teacher, semesterOfDate(semesters, row.date)?.id ?? NO_SEMESTER));
  await store.db.dirty.bulkPut([...new Map(marks.map((mark) => [mark.id, mark])).values()]);
}

/** A semester's days changed: every teacher with ratings in the old or new days is marked, in all semesters. */
export async function markSemesterDirty(
  store: Store,
  spans: readonly Pick<Semester, 'start' | 'end'>[],
): Promise<void> {
  const semesters = await recordsOfKind<Semester>(store, 'semester');
  const teachers = new Set<Id>();
  for (const span of spans) {
    await store.db.ratings
      .where('date')
      .between(span.start, span.end, true, true)
      .each((row) => teachers.add(row.teacher));
  }
  const ids = [
    ...semesters.map((semester) => semester.id),
    NO_SEMESTER,
    ...spans.map((s) => (s as Semester).id).filter(Boolean),
  ];
  await store.db.dirty.bulkPut(
    [...teachers].flatMap((teacher) => [...new Set(ids)].map((id) => dirtyRow(teacher, id))),
  );
}

function dirtyRow(teacher: Id, semester: Id) {
  return { id: `${teacher}|${semester}`, teacher, semester };
}

/** Recomputes every marked cell of these teachers (all when not given) from the rating rows. Never increments. */
export async function rebuildDirty(store: Store, teachers?: readonly Id[]): Promise<number> {
  const { db } = store;
  return db.transaction('rw', [db.dirty, db.ratings, db.tallies, db.records], async () => {
    const marks = teachers
      ? await db.dirty
          .where('teacher')
          .anyOf([...teachers])
          .toArray()
      : await db.dirty.toArray();
    if (marks.length === 0) return 0;
    const semesters = await recordsOfKind<Semester>(store, 'semester');
    for (const { id, teacher, semester } of marks) {
      const cells = await computeCells(store, semesters, teacher, semester);
      await db.tallies.where('[teacher+semester]').equals([teacher, semester]).delete();
      await db.tallies.bulkPut(cells);
      await db.dirty.delete(id);
    }
    return marks.length;
  });
}

async function computeCells(
  store: Store,
  semesters: readonly Semester[],
  teacher: Id,
  semester: Id,
): Promise<TallyCell[]> {
  const rows = await store.db.ratings.where('[teacher+date]').between([teacher, ''], [teacher, '\uffff']).toArray();
  const inside = rows.filter((row) => (semesterOfDate(semesters, row.date)?.id ?? NO_SEMESTER) === semester);
  return tallyRatings(teacher, semester, inside);
}

/** Where the projections differ from what the sheets say. */
export interface ProjectionReport {
  sheets: number;
  /** Ids of sheets whose header or rating row is missing, stale or left over. */
  headers: Id[];
  ratings: Id[];
  /** Ids of tally cells that differ after all dirty ones were rebuilt. */
  tallies: string[];
}

/**
 * Rebuilds everything in memory and compares it with what is stored. Reads sheets one sheet id at a time, so that a
 * large school does not have to fit into memory.
 */
export async function checkProjections(
  store: Store,
  rubricOf: (id: Id) => Promise<Rubric | null>,
): Promise<ProjectionReport> {
  const { db } = store;
  await rebuildDirty(store);
  const ids = (await db.sheets.orderBy('sheet').uniqueKeys()) as Id[];
  const report: ProjectionReport = { sheets: ids.length, headers: [], ratings: [], tallies: [] };
  const ratings = new Map<Id, RatingRow[]>();
  const known = new Set(ids);
  for (const id of ids) {
    const revisions = (await db.sheets.where('sheet').equals(id).toArray()).map((row) => decode(row.doc));
    const rubricId = headsOf(revisions.filter((r) => !r.deleted))[0]?.rubric;
    const { header, rating } = projectSheet(revisions, rubricId ? await rubricOf(rubricId) : null);
    const [storedHeader, storedRating] = await Promise.all([db.headers.get(id), db.ratings.get(id)]);
    if (!same(header ? headerRow(header) : undefined, storedHeader)) report.headers.push(id);
    if (!same(rating ?? undefined, storedRating)) report.ratings.push(id);
    if (rating) ratings.set(rating.teacher, [...(ratings.get(rating.teacher) ?? []), rating]);
  }
  for (const id of (await db.headers.toCollection().primaryKeys()) as Id[]) if (!known.has(id)) report.headers.push(id);
  for (const id of (await db.ratings.toCollection().primaryKeys()) as Id[]) if (!known.has(id)) report.ratings.push(id);
  report.tallies = await compareTallies(store, ratings);
  return report;
}

/**
 * Computes anew what a check found to differ: headers and ratings of the sheets named, and every tally. Sheets themselves
 * are never touched.
 */
export async function rebuildProjections(
  store: Store,
  report: ProjectionReport,
  rubricOf: (id: Id) => Promise<Rubric | null>,
): Promise<void> {
  const { db } = store;
  for (const id of new Set([...report.headers, ...report.ratings])) {
    const revisions = (await db.sheets.where('sheet').equals(id).toArray()).map((row) => decode(row.doc));
    const rubricId = headsOf(revisions.filter((revision) => !revision.deleted))[0]?.rubric;
    const rubric = rubricId ? await rubricOf(rubricId) : null;
    await db.transaction('rw', [db.sheets, db.headers, db.ratings, db.dirty, db.records], () =>
      refreshSheet(store, id, rubric),
    );
  }
  if (report.tallies.length > 0) {
    await db.transaction('rw', [db.tallies, db.dirty, db.ratings, db.records], async () => {
      await db.tallies.clear();
      await markDirty(store, await db.ratings.toArray());
    });
  }
  await rebuildDirty(store);
}

async function compareTallies(store: Store, ratings: Map<Id, RatingRow[]>): Promise<string[]> {
  const semesters = await recordsOfKind<Semester>(store, 'semester');
  const expected = new Map<string, TallyCell>();
  for (const [teacher, rows] of ratings) {
    for (const semester of [...semesters.map((s) => s.id), NO_SEMESTER]) {
      const inside = rows.filter((row) => (semesterOfDate(semesters, row.date)?.id ?? NO_SEMESTER) === semester);
      for (const cell of tallyRatings(teacher, semester, inside)) expected.set(cell.id, cell);
    }
  }
  const stored = new Map((await store.db.tallies.toArray()).map((cell) => [cell.id, cell]));
  const ids = new Set([...expected.keys(), ...stored.keys()]);
  return [...ids].filter((id) => !same(expected.get(id), stored.get(id)));
}

function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Float32Array) return [...item].map((n) => (Number.isNaN(n) ? 'NaN' : n));
    if (item && typeof item === 'object' && !Array.isArray(item))
      return Object.fromEntries(Object.entries(item).sort());
    return item;
  });
}
