import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { headsOf, type Sheet, type Workbook } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';

/**
 * The sheets of somebody's own observation book (听课本): what this observer finished between two days, both inclusive, in the
 * order of the lessons. Reads the headers of these days by index, then these sheets.
 */
export async function observationBook(
  store: Store,
  observer: Id,
  span: { start: PlainDate; end: PlainDate },
): Promise<Sheet[]> {
  const { db } = store;
  const headers = await db.headers
    .where('[observer+date]')
    .between([observer, span.start], [observer, span.end], true, true)
    .primaryKeys();
  const rows = await db.sheets.where('sheet').anyOf(headers).toArray();
  const bySheet = new Map<Id, Sheet[]>();
  for (const row of rows) {
    const sheet = decode(row.doc);
    if (!sheet.deleted) bySheet.set(sheet.sheet, [...(bySheet.get(sheet.sheet) ?? []), sheet]);
  }
  // The newest revision may have moved to another day than an earlier one: the headers above are those of the newest.
  return [...bySheet.values()].flatMap((revisions) => headsOf(revisions).slice(0, 1)).sort(inOrderOfLessons);
}

/** The observer's private side of these sheets, as far as this person wrote it on this device; by sheet. */
export async function workbooksOf(store: Store, sheets: readonly Id[], author: Id): Promise<Map<Id, Workbook>> {
  const rows = await store.db.workbooks.bulkGet([...sheets]);
  const books = rows.flatMap((row) => (row ? [decode(row.doc)] : []));
  return new Map(books.filter((book) => book.author === author).map((book) => [book.sheet, book]));
}

function inOrderOfLessons(a: Sheet, b: Sheet): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return (a.period ?? 99) - (b.period ?? 99) || (a.sheet < b.sheet ? -1 : 1);
}
