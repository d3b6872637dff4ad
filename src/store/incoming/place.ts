import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased, type AnyRecord } from '../../domain/kinds.ts';
import { parseRecord } from '../../domain/door.ts';
import type { RecordBase } from '../../domain/record.ts';
import { decode, encode, type Stored } from '../codec.ts';
import { lessonRow } from '../commands/lessonOfSheet.ts';
import { sheetRow } from '../projections.ts';
import { isEmptyTable, type ChangedTable, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { recordRow } from '../write.ts';

/** Before the kind of a row whose record this version cannot read, so that no query finds it. */
const UNREAD = '?';

/** Where a record stands. */
export interface Place {
  table: ChangedTable;
  key: Id;
  row: { id: Id; doc: Stored<FileRecord> };
}

/** The row of a record: lessons, sheets and workbooks have tables of their own; what was erased or cannot be read has not. */
export function placeOf(record: FileRecord, opaque: boolean): Place {
  const at = (table: ChangedTable, row: { id: Id; doc: unknown }): Place => ({
    table,
    key: row.id,
    row: row as Place['row'],
  });
  if (isErased(record)) return at('records', recordRow(record as unknown as RecordBase));
  if (opaque) return at('records', { id: record.id, kind: `${UNREAD}${record.kind}`, doc: encode(record) } as never);
  const known = record as AnyRecord;
  if (known.kind === 'lesson') return at('lessons', lessonRow(known));
  if (known.kind === 'sheet') return at('sheets', sheetRow(known));
  if (known.kind === 'workbook') return at('workbooks', { id: known.sheet, doc: encode(known) });
  return at('records', recordRow(known));
}

/** So few records are looked for without asking first whether there is anything at all. */
const FEW = 200;

/**
 * Tables of records that hold nothing at all; nothing has to be looked for in them (a restore into an empty device).
 * `size`: how many records are to be looked for; of few nothing is asked, since the answer would cost as much.
 */
export async function emptyTables({ db }: Store, size: number): Promise<ReadonlySet<ChangedTable>> {
  if (size < FEW) return new Set();
  const tables = ['records', 'lessons', 'sheets', 'workbooks', 'headers', 'ratings'] as const;
  const empty = await Promise.all(tables.map((table) => isEmptyTable(db[table])));
  return new Set(tables.filter((_, i) => empty[i]));
}

/** Where the copies of these records stand on this device, by id. `empty`: tables that hold nothing. */
export async function placesHere(
  store: Store,
  records: readonly FileRecord[],
  empty: ReadonlySet<ChangedTable> = new Set(),
): Promise<Map<Id, Place>> {
  const { db } = store;
  const ids = records.map((record) => record.id);
  const books = records
    .filter((record) => record.kind === 'workbook')
    .map((record) => (record as { sheet?: Id }).sheet ?? record.id);
  const [small, lessons, sheets, workbooks] = await Promise.all([
    empty.has('records') ? [] : db.records.bulkGet(ids),
    empty.has('lessons') ? [] : db.lessons.bulkGet(ids),
    empty.has('sheets') ? [] : db.sheets.bulkGet(ids),
    empty.has('workbooks') || books.length === 0 ? [] : db.workbooks.bulkGet(books),
  ]);
  const places = new Map<Id, Place>();
  const add = (table: ChangedTable, rows: readonly (object | undefined)[]) => {
    for (const row of rows as (Place['row'] | undefined)[]) {
      if (row) places.set(decode(row.doc).id, { table, key: row.id, row });
    }
  };
  add('records', small);
  add('lessons', lessons);
  add('sheets', sheets);
  add('workbooks', workbooks);
  return places;
}

/** The changes of rows by which one record takes the place of another. */
export function movesTo(before: Place | undefined, after: Place): RowChange[] {
  if (before && before.table === after.table && before.key === after.key) {
    return [{ table: after.table, key: after.key, before: before.row, after: after.row }];
  }
  const put: RowChange = { table: after.table, key: after.key, before: undefined, after: after.row };
  if (!before) return [put];
  return [{ table: before.table, key: before.key, before: before.row, after: undefined }, put];
}

/** Whether this version cannot read a record. */
export function isOpaque(record: FileRecord): boolean {
  const parsed = parseRecord(record);
  return !parsed.ok || parsed.opaque;
}
