import type { Collection } from 'dexie';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { gatherLessons, PUBLIC_KINDS, slotKey, type Lesson, type LessonKind } from '../../domain/lesson.ts';
import { headsOf, type Sheet, type Workbook } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { HeaderRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';

/** A stretch of days; an open side has no end. */
export interface DaySpan {
  from?: PlainDate;
  to?: PlainDate;
}

/** What a list of sheets is narrowed to; everything may be left out. */
export interface HeaderFilter extends DaySpan {
  /** Any of these stretches, the newest first (the days outside every semester). */
  spans?: readonly DaySpan[];
  teacher?: Id;
  /** Any of these teachers (a group). */
  teachers?: readonly Id[];
  observer?: Id;
  lessonKind?: LessonKind;
  /** Rubric version id; `-` = notes only. */
  rubric?: Id;
  /** Words that must all occur in names, class, subject or topic; case and width do not matter. */
  text?: string;
}

/** A page of a list, newest first, and where to go on (null at the end). */
export interface HeaderPage {
  headers: SheetHeader[];
  next: HeaderCursor | null;
}
/** Where a list goes on: the last row that was looked at. */
export interface HeaderCursor {
  date: PlainDate;
  /** Ids of that date that were looked at already. */
  seen: Id[];
}

const FIRST = '0000-00-00';
const LAST = '9999-99-99';
/** Rows looked at in one go when a filter has no index. */
const CHUNK = 1000;

/** One page of headers, newest first. Uses the index of the narrowest filter and looks at the rest in memory, in chunks. */
export async function headersPage(
  store: Store,
  filter: HeaderFilter,
  limit: number,
  after: HeaderCursor | null = null,
): Promise<HeaderPage> {
  const matches = matcherOf(filter);
  const headers: SheetHeader[] = [];
  let cursor = after;
  for (;;) {
    const upTo = cursor?.date ?? filter.to ?? LAST;
    const skip = new Set(cursor?.seen ?? []);
    const size = matches ? CHUNK : limit + skip.size;
    const rows = await narrowest(store, filter, upTo)
      .reverse()
      .limit(size + skip.size)
      .toArray();
    for (const row of rows) {
      if (skip.has(row.id)) continue;
      cursor = { date: row.date, seen: cursor?.date === row.date ? [...cursor.seen, row.id] : [row.id] };
      const header = decode(row.doc);
      if (!matches || matches(header)) headers.push(header);
      if (headers.length === limit) return { headers, next: cursor };
    }
    if (rows.length < size + skip.size) return { headers, next: null };
  }
}

function narrowest(store: Store, filter: HeaderFilter, upTo: PlainDate): Collection<HeaderRow, Id> {
  const { headers } = store.db;
  const from = filter.from ?? FIRST;
  const pair = filter.teacher
    ? (['teacher', filter.teacher] as const)
    : filter.observer
      ? (['observer', filter.observer] as const)
      : filter.rubric && filter.rubric !== '-'
        ? (['rubric', filter.rubric] as const)
        : filter.lessonKind && filter.lessonKind !== 'ordinary'
          ? (['lessonKind', filter.lessonKind] as const)
          : filter.rubric
            ? (['rubric', filter.rubric] as const)
            : filter.lessonKind
              ? (['lessonKind', filter.lessonKind] as const)
              : null;
  if (!pair) return headers.where('date').between(from, upTo, true, true);
  const [column, value] = pair;
  return headers.where(`[${column}+date]`).between([value, from], [value, upTo], true, true);
}

/** The test of everything that the index may not have narrowed; null when a date range is all there is. */
function matcherOf(filter: HeaderFilter): ((header: SheetHeader) => boolean) | null {
  const words = foldText(filter.text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  const teachers = filter.teachers ? new Set(filter.teachers) : null;
  const filters = [filter.teacher, filter.observer, filter.lessonKind, filter.rubric].filter(Boolean).length;
  const { spans } = filter;
  if (words.length === 0 && !teachers && !spans && filters <= 1) return null;
  return (header) =>
    (!spans || isInSpans(spans, header.date)) &&
    (!filter.teacher || header.teacher === filter.teacher) &&
    (!filter.observer || header.observer === filter.observer) &&
    (!filter.lessonKind || header.lessonKind === filter.lessonKind) &&
    (!filter.rubric || (header.rubric ?? '-') === filter.rubric) &&
    (!teachers || (header.teacher !== null && teachers.has(header.teacher))) &&
    words.every((word) => textOf(header).includes(word));
}

/** Whether a day lies in one of the stretches. */
export function isInSpans(spans: readonly DaySpan[], date: PlainDate): boolean {
  return spans.some(({ from, to }) => (!from || date >= from) && (!to || date <= to));
}

/** Whether there is any sheet in these days that the person may know of. */
export async function anySheetIn(
  store: Store,
  spans: readonly DaySpan[],
  mayKnow: (header: SheetHeader) => boolean,
): Promise<boolean> {
  for (const { from, to } of spans) {
    const found = await store.db.headers
      .where('date')
      .between(from ?? FIRST, to ?? LAST, true, true)
      .filter((row) => mayKnow(decode(row.doc)))
      .first();
    if (found) return true;
  }
  return false;
}

function textOf(header: SheetHeader): string {
  return foldText([header.teacherName, header.observerName, header.klass, header.subject, header.topic].join(' '));
}

/** Text for searching: compatibility forms folded (full-width digits), lower case. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}

/** One sheet with everything that belongs to it. */
export interface SheetDetail {
  header: SheetHeader;
  sheet: Sheet;
  /** Every newest revision; more than one is a conflict. */
  heads: Sheet[];
  revisions: Sheet[];
  lesson: Lesson | null;
  /** The observer's private side; null on devices that only received the sheet. */
  workbook: Workbook | null;
  /** The other sheets of the same lesson. */
  others: SheetHeader[];
  /** A reopened draft of this sheet is being edited. */
  reopened: boolean;
}

/** A sheet by its id; null when this device has none. */
export async function sheetDetail(store: Store, id: Id): Promise<SheetDetail | null> {
  const { db } = store;
  const [header, rows, workbook, draft] = await Promise.all([
    db.headers.get(id),
    db.sheets.where('sheet').equals(id).toArray(),
    db.workbooks.get(id),
    db.drafts.get(id),
  ]);
  const revisions = rows.map((row) => decode(row.doc)).sort((a, b) => a.rev - b.rev);
  const heads = headsOf(revisions.filter((revision) => !revision.deleted));
  const sheet = heads[0];
  if (!header || !sheet) return null;
  const lessonIds = await sameLessonIds(store, sheet.lesson);
  const lessonRow = await db.lessons.get(sheet.lesson);
  const others = await db.headers.where('lesson').anyOf(lessonIds).toArray();
  return {
    header: decode(header.doc),
    sheet,
    heads,
    revisions,
    lesson: lessonRow ? decode(lessonRow.doc) : null,
    workbook: workbook ? decode(workbook.doc) : null,
    others: others.map((row) => decode(row.doc)).filter((other) => other.id !== id),
    reopened: draft !== undefined && draft.deletedAt === null,
  };
}

/** The ids of all lessons that are treated as one with this one. */
export async function sameLessonIds(store: Store, lesson: Id): Promise<Id[]> {
  const row = await store.db.lessons.get(lesson);
  const groups = await slotGroups(store, row ? slotKey(decode(row.doc)) : null);
  return groups.map((group) => group.map(({ id }) => id)).find((ids) => ids.includes(lesson)) ?? [lesson];
}

/** The same of several lessons at once, by lesson; those of one slot are asked for once. */
export async function sameLessonIdsOf(store: Store, lessons: readonly Lesson[]): Promise<Map<Id, Id[]>> {
  const slots = [...new Set(lessons.flatMap((lesson) => slotKey(lesson) ?? []))];
  const [apart, ...found] = await Promise.all([
    recordsOfKind<KeepApart>(store, 'keepApart'),
    // Asked side by side: a cursor that goes from one to the next waits for each.
    ...slots.map((slot) => store.db.lessons.where('slot').equals(slot).toArray()),
  ]);
  const groups = gatherLessons(
    found.flat().map((row) => decode(row.doc)),
    pairsKeptApart(apart),
  );
  const known = new Map(groups.flatMap((group) => group.map(({ id }) => [id, group.map((each) => each.id)] as const)));
  return new Map(lessons.map(({ id }) => [id, known.get(id) ?? [id]]));
}

/** The live lessons of a slot, gathered into those that are one; lessons that a person keeps apart are several. */
export async function slotGroups(store: Store, slot: string | null): Promise<Lesson[][]> {
  if (slot === null) return [];
  const rows = await store.db.lessons.where('slot').equals(slot).toArray();
  const apart = rows.length > 1 ? await recordsOfKind<KeepApart>(store, 'keepApart') : [];
  return gatherLessons(
    rows.map((row) => decode(row.doc)),
    pairsKeptApart(apart),
  );
}

/** Public lessons (open, demonstration, …) that are still to come, soonest first. */
export async function lessonsToCome(store: Store, today: PlainDate, limit: number): Promise<Lesson[]> {
  const rows = await store.db.lessons
    .where('date')
    .between(today, LAST, true, true)
    .filter((row) => PUBLIC_KINDS.includes(row.lessonKind) && !decode(row.doc).deleted)
    .limit(limit)
    .toArray();
  return rows.map((row) => decode(row.doc));
}
