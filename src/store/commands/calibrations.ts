import { calibrationIdOf, type Calibration } from '../../domain/calibration.ts';
import type { Id } from '../../domain/ids.ts';
import { checkScore } from '../../domain/score.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What a person says of the agreed scores of a lesson. */
export type CalibrationInput = Pick<Calibration, 'lesson' | 'rubric' | 'key' | 'rule' | 'note' | 'setBy' | 'date'>;

/**
 * Sets the agreed scores of a lesson, or changes them. Those of an announced class go to the whole school with it, as colleagues of
 * other groups may score it; those of any other lesson stay with the people it is about. Refuses a lesson or a rubric that this
 * device does not have (`lesson-missing`, `rubric-unknown`) and what is no value of an indicator's scale (`score-outside-scale`,
 * `unknown-indicator`).
 */
export async function setCalibration(store: Store, author: Id, input: CalibrationInput): Promise<Result<{ id: Id }>> {
  const rubric = await rubricById(store, input.rubric);
  if (!rubric) return failure('rubric-unknown');
  for (const [indicator, value] of Object.entries(input.key)) {
    const problem = checkScore(rubric, indicator, value);
    if (problem) return failure(problem.reason, problem.details);
  }
  const id = calibrationIdOf(input.lesson, input.rubric);
  return write(store, [store.db.records, store.db.lessons], async ({ stamp }) => {
    const [row, lessonRow] = await Promise.all([store.db.records.get(id), store.db.lessons.get(input.lesson)]);
    const lesson = lessonRow ? decode(lessonRow.doc) : null;
    if (!lesson || lesson.deleted) throw new Refusal(failure('lesson-missing'));
    const about = lesson.teacher ? [lesson.teacher] : [];
    const audience = lesson.schedule === null ? 'parties' : 'school';
    if (!row) {
      const fields = { id, kind: 'calibration' as const, about, audience, ...input, note: input.note.trim() };
      await store.db.records.put(recordRow(makeRecord<Calibration>(store, author, stamp(), fields as Calibration)));
      return { id };
    }
    const before = decode(row.doc) as Calibration;
    const gone = Object.keys(before.key).filter((indicator) => input.key[indicator] === undefined);
    const key = { ...input.key, ...Object.fromEntries(gone.map((indicator) => [indicator, null])) };
    const { rule, note, setBy, date } = input;
    const changes = { key, rule, note: note.trim(), setBy, date, deleted: false };
    await store.db.records.put(recordRow(patchRecord(before, changes, stamp())));
    return { id };
  });
}

/** Takes agreed scores away, or brings them back; refuses what is gone (`entry-missing`). */
export function setCalibrationDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (row?.kind !== 'calibration') throw new Refusal(failure('entry-missing'));
    await store.db.records.put(recordRow(patchRecord(decode(row.doc) as Calibration, { deleted }, stamp())));
    return {};
  });
}
