import type { Id } from '../../domain/ids.ts';
import { headsOf } from '../../domain/sheet.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { refreshSheet, sheetRow } from '../projections.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { write } from '../write.ts';

/** Deletes a finished sheet, or brings it back. Every revision keeps its content; only the mark changes. */
export async function setSheetDeleted(store: Store, sheet: Id, deleted: boolean): Promise<Result<object>> {
  const { db } = store;
  const rows = await db.sheets.where('sheet').equals(sheet).toArray();
  if (rows.length === 0) return failure('sheet-missing');
  const newest = headsOf(rows.map((row) => decode(row.doc)))[0];
  const rubric = await rubricById(store, newest?.rubric ?? null);
  return write(store, [db.sheets, db.headers, db.ratings, db.dirty, db.records], async ({ stamp: next }) => {
    const stamp = next();
    const current = await db.sheets.where('sheet').equals(sheet).toArray();
    if (current.length !== rows.length) throw new Refusal(failure('draft-changed'));
    await db.sheets.bulkPut(current.map((row) => sheetRow(patchRecord(decode(row.doc), { deleted }, stamp))));
    await refreshSheet(store, sheet, rubric);
    return {};
  });
}
