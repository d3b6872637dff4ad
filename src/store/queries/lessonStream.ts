import { addDays, daysBetween, type PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Store } from '../store.ts';
import { headersPage, type HeaderCursor, type HeaderFilter } from './lessons.ts';

/** Days looked at first when a filter has to be tried row by row; each further look doubles, up to a year. */
const FIRST_LOOK = 30;
const LONGEST_LOOK = 366;

/**
 * Headers that pass a filter, newest first, piece by piece, so that a list can show what is found while it looks further
 * back. A filter that an index answers comes in full pages; any other comes as soon as a stretch of days has been looked
 * at, so a piece may be short or empty. `upTo` says back to which day everything has been looked at.
 */
export async function* headerStream(
  store: Store,
  { spans, ...filter }: HeaderFilter,
  pageSize: number,
): AsyncGenerator<{ headers: SheetHeader[]; upTo: PlainDate }, void, undefined> {
  for (const span of spans ?? [{}]) yield* streamOf(store, { ...filter, ...span }, pageSize);
}

async function* streamOf(
  store: Store,
  filter: HeaderFilter,
  pageSize: number,
): AsyncGenerator<{ headers: SheetHeader[]; upTo: PlainDate }, void, undefined> {
  const span = await spanOf(store, filter);
  if (!span) return;
  let { to } = span;
  let look = isIndexed(filter) ? daysBetween(span.from, span.to) + 1 : FIRST_LOOK;
  while (to >= span.from) {
    const earliest = addDays(to, 1 - look);
    const from = earliest > span.from ? earliest : span.from;
    let cursor: HeaderCursor | null = null;
    let found = 0;
    do {
      const page = await headersPage(store, { ...filter, from, to }, pageSize, cursor);
      cursor = page.next;
      found += page.headers.length;
      yield { headers: page.headers, upTo: cursor?.date ?? from };
    } while (cursor);
    to = addDays(from, -1);
    if (found < pageSize) look = Math.min(2 * look, LONGEST_LOOK);
  }
}

/** Whether one index (or none) answers the filter, so that no row is read in vain. */
export function isIndexed({ teacher, teachers, observer, lessonKind, rubric, text, spans }: HeaderFilter): boolean {
  if (teachers || spans || (text ?? '').trim() !== '') return false;
  return [teacher, observer, lessonKind, rubric].filter(Boolean).length <= 1;
}

/** The days between which there is anything to look at; null when there is nothing. */
async function spanOf(store: Store, { from, to }: HeaderFilter): Promise<{ from: PlainDate; to: PlainDate } | null> {
  const [first, last] = await Promise.all([
    store.db.headers.orderBy('date').first(),
    store.db.headers.orderBy('date').last(),
  ]);
  if (!first || !last) return null;
  const span = { from: from && from > first.date ? from : first.date, to: to && to < last.date ? to : last.date };
  return span.from <= span.to ? span : null;
}

/** Counting walks the whole range, so only ranges up to about a semester or one person are counted, in days. */
const COUNTED_DAYS = 370;

/**
 * How many headers a filter has, where an index answers it and the range is small; null otherwise. Counting 100,000 rows
 * takes as long as reading a thousand, and writes would have to wait for it.
 */
export async function headerCount(store: Store, filter: HeaderFilter): Promise<number | null> {
  if (!isIndexed(filter)) return null;
  const { teacher, observer, from, to } = filter;
  const short = from !== undefined && to !== undefined && daysBetween(from, to) <= COUNTED_DAYS;
  if (!short && !teacher && !observer) return null;
  const { headers } = store.db;
  const range = [from ?? '', to ?? '\uffff'] as const;
  for (const column of ['teacher', 'observer', 'rubric', 'lessonKind'] as const) {
    const value = filter[column];
    if (value)
      return headers.where(`[${column}+date]`).between([value, range[0]], [value, range[1]], true, true).count();
  }
  return headers
    .where('date')
    .between(...range, true, true)
    .count();
}
