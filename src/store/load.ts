import type { Id } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { RecordBase } from '../domain/record.ts';
import type { Rubric } from '../domain/rubric.ts';
import { semesterOfDate, type Semester } from '../domain/semester.ts';
import type { Sheet, Workbook } from '../domain/sheet.ts';
import { encode } from './codec.ts';
import { lessonRow } from './commands/finish.ts';
import { headerRow, NO_SEMESTER, projectSheet, sheetRow } from './projections.ts';
import type { Store } from './store.ts';
import { recordRow, recordsOfKind } from './write.ts';

/** Records that belong together; taken in all or nothing. */
export interface LoadBatch {
  records?: RecordBase[];
  lessons?: Lesson[];
  sheets?: Sheet[];
  workbooks?: Workbook[];
}

/**
 * Takes in a batch of new records with their projections in one transaction. For records that this device cannot hold
 * yet (a sample school, an empty database); what may meet other versions goes through merge.
 */
export async function loadBatch(store: Store, batch: LoadBatch, rubrics: ReadonlyMap<Id, Rubric>): Promise<void> {
  const { db } = store;
  const rowsBySheet = new Map<Id, Sheet[]>();
  for (const sheet of batch.sheets ?? [])
    rowsBySheet.set(sheet.sheet, [...(rowsBySheet.get(sheet.sheet) ?? []), sheet]);
  const projected = [...rowsBySheet.values()].map((revisions) => projectSheet(revisions, rubricOf(revisions, rubrics)));
  const ratings = projected.map((item) => item.rating).filter((rating) => rating !== null);
  const tables = [db.records, db.lessons, db.sheets, db.workbooks, db.headers, db.ratings, db.dirty];
  await db.transaction('rw', tables, async () => {
    await db.records.bulkPut((batch.records ?? []).map(recordRow));
    await db.lessons.bulkPut((batch.lessons ?? []).map(lessonRow));
    await db.sheets.bulkPut((batch.sheets ?? []).map(sheetRow));
    await db.workbooks.bulkPut(
      (batch.workbooks ?? []).map((workbook) => ({ id: workbook.sheet, doc: encode(workbook) })),
    );
    await db.headers.bulkPut(
      projected
        .map((item) => item.header)
        .filter((header) => header !== null)
        .map(headerRow),
    );
    await db.ratings.bulkPut(ratings);
    const semesters = await recordsOfKind<Semester>(store, 'semester');
    const marks = ratings.map(({ teacher, date }) => {
      const semester = semesterOfDate(semesters, date)?.id ?? NO_SEMESTER;
      return { id: `${teacher}|${semester}`, teacher, semester };
    });
    await db.dirty.bulkPut(marks);
  });
}

function rubricOf(revisions: readonly Sheet[], rubrics: ReadonlyMap<Id, Rubric>): Rubric | null {
  const id = revisions.at(-1)?.rubric;
  return id ? (rubrics.get(id) ?? null) : null;
}

/** Names the school and the person of this device after a batch brought them. */
export async function adoptIdentity(store: Store, school: Id, me: Id): Promise<void> {
  await store.db.meta.bulkPut([
    { key: 'school', value: school },
    { key: 'me', value: me },
  ]);
}
