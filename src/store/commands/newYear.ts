import { canonicalJson, contentHash } from '../../domain/canonical.ts';
import { isPlainDate, type Instant, type PlainDate } from '../../domain/date.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { RecordBase } from '../../domain/record.ts';
import { checkSemester, type Semester } from '../../domain/semester.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import { isMapField } from '../../merge/join.ts';
import { createClock } from '../../merge/stamp.ts';
import { decode } from '../codec.ts';
import { markSemesterDirty } from '../projections.ts';
import { newTermSchool, type NewTermSchool } from '../queries/newYear.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { failureOf, recordRow, write } from '../write.ts';
import type { Touched } from './newYearEdits.ts';
import type { NewTermPlan } from './newYearPlan.ts';
import { recordsOfPlan } from './newYearRecords.ts';

/** What brings everything back as it was: kept on this device until the next one begins. */
interface NewTermUndo {
  at: Instant;
  on: PlainDate;
  /** `before` is null for a record that was made; `after` is the hash of what was written. */
  touched: { id: Id; before: RecordBase | null; after: string }[];
}

const UNDO = 'newTermUndo';
/** Later than any stamp of a real record: a preview is computed with the same rules, and never written. */
const PREVIEW_AT = 90_000_000_000_000;

/** What is wrong with the dates of a plan; null when they can be kept. Overlaps are shown, not refused. */
function problemOf({ terms }: NewTermPlan): Failure | null {
  if (terms.length === 0) return failure('semester-missing');
  for (const { start, end, weekOne } of terms) {
    if (![start, end, weekOne].every(isPlainDate)) return failure('date-invalid');
    const problem = checkSemester({ start, end, weekOne });
    if (problem) return failure(problem.reason);
  }
  return null;
}

/** What a plan would change, record by record, in the school as it was read; nothing is written. Never throws. */
export function previewNewTerm(
  store: Store,
  author: Id,
  school: NewTermSchool,
  plan: NewTermPlan,
): Result<{ touched: Touched[] }> {
  const problem = problemOf(plan);
  if (problem) return problem;
  const clock = createClock({ node: 'preview', now: PREVIEW_AT, last: null });
  try {
    return { ok: true, touched: recordsOfPlan(school, plan, { store, author, stamp: () => clock.next(PREVIEW_AT) }) };
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * Begins a semester or school year, all or nothing: dates, classes, leavers and joiners, groups and posts, quotas, pairings.
 * Records keep the names and groups of their day. Refuses what `recordsOfPlan` refuses, wrong dates, and to let whoever uses
 * this device leave (`teacher-is-you`). Answers with the number of records that changed.
 */
export async function applyNewTerm(store: Store, author: Id, plan: NewTermPlan): Promise<Result<{ changed: number }>> {
  const problem = problemOf(plan);
  if (problem) return problem;
  const { records, ratings, dirty } = store.db;
  return write(store, [records, ratings, dirty], async ({ stamp }) => {
    const school = await newTermSchool(store);
    if (!school) throw new Refusal(failure('school-missing'));
    const me = (await store.db.meta.get('me'))?.value;
    if (plan.leavers.some((id) => personIdOfTeacher(id) === me)) throw new Refusal(failure('teacher-is-you'));
    const touched = recordsOfPlan(school, plan, { store, author, stamp });
    await records.bulkPut(touched.map(({ after }) => recordRow(after)));
    await markSemesterDirty(store, semestersOf(touched));
    const undo: NewTermUndo = {
      at: store.now(),
      on: plan.terms[0]?.start ?? '',
      touched: touched.map(({ before, after }) => ({ id: after.id, before, after: contentHash(after) })),
    };
    await store.db.meta.put({ key: UNDO, value: undo });
    return { changed: touched.length };
  });
}

/** The new semester that can still be taken back on this device: its first day and when it was begun; null when none. */
export async function newTermToUndo(store: Store): Promise<Pick<NewTermUndo, 'at' | 'on'> | null> {
  const undo = (await store.db.meta.get(UNDO))?.value as NewTermUndo | undefined;
  return undo ? { at: undo.at, on: undo.on } : null;
}

/**
 * Takes the last new semester back: every record it touched says again what it said before, what it made goes. Refuses when
 * one of them was changed since (`changed-since`): then nothing is taken back.
 */
export async function undoNewTerm(store: Store): Promise<Result<object>> {
  const { records, ratings, dirty } = store.db;
  return write(store, [records, ratings, dirty], async ({ stamp: next }) => {
    const undo = (await store.db.meta.get(UNDO))?.value as NewTermUndo | undefined;
    if (!undo) throw new Refusal(failure('changed-since'));
    const rows = await records.bulkGet(undo.touched.map(({ id }) => id));
    const stamp = next();
    const back = undo.touched.map(({ before, after }, i): Touched => {
      const row = rows[i];
      const now = row ? decode(row.doc) : null;
      if (!now || contentHash(now) !== after) throw new Refusal(failure('changed-since'));
      const changes = before ? changesBetween(now, before) : ({ deleted: true } as Changes<RecordBase>);
      return { before: now, after: patchRecord(now, changes, stamp) };
    });
    await records.bulkPut(back.map(({ after }) => recordRow(after)));
    await markSemesterDirty(store, semestersOf(back));
    await store.db.meta.delete(UNDO);
    return {};
  });
}

function semestersOf(touched: readonly Touched[]): Semester[] {
  return touched
    .flatMap(({ before, after }) => (before ? [before, after] : [after]))
    .filter((record): record is Semester => record.kind === 'semester');
}

const ENVELOPE = new Set(['id', 'kind', 'v', 'created', 'stamp', 'at', 'heads']);

/** What has to be written into one state of a record to have another one again. */
function changesBetween(now: RecordBase, wanted: RecordBase): Changes<RecordBase> {
  const [from, to] = [now, wanted] as unknown as Record<string, unknown>[];
  const changes: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])) {
    if (ENVELOPE.has(field) || same(from?.[field], to?.[field])) continue;
    changes[field] = isMapField(now.kind, field) ? entriesBetween(from?.[field], to?.[field]) : to?.[field];
  }
  return changes as Changes<RecordBase>;
}

function entriesBetween(now: unknown, wanted: unknown): Record<string, unknown> {
  const [from, to] = [now ?? {}, wanted ?? {}] as Record<string, unknown>[];
  const ids = new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]);
  return Object.fromEntries([...ids].map((id) => [id, to?.[id] ?? null]));
}

function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}
