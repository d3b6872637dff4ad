import { semesterIdOf, type Id } from '../../domain/ids.ts';
import { isPlainDate } from '../../domain/date.ts';
import { checkSemester, type Semester, type SemesterProposal } from '../../domain/semester.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { markSemesterDirty } from '../projections.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, write } from '../write.ts';
import { newSemester } from './school.ts';

/** What is wrong with dates as typed; null when they are fine. Overlaps are shown, not refused. */
function problemOf(dates: Pick<Semester, 'start' | 'end' | 'weekOne'>): Failure | null {
  if (!isPlainDate(dates.start) || !isPlainDate(dates.end)) return failure('date-invalid');
  if (dates.weekOne && !isPlainDate(dates.weekOne)) return failure('date-invalid');
  const problem = checkSemester(dates);
  return problem ? failure(problem.reason) : null;
}

/** Adds a semester; lessons of those days belong to it from now on. One that was deleted comes back with the new days. */
export async function addSemester(store: Store, author: Id, input: SemesterProposal): Promise<Result<{ id: Id }>> {
  const problem = problemOf(input);
  if (problem) return problem;
  return write(store, [store.db.records, store.db.ratings, store.db.dirty], async ({ stamp }) => {
    const school = (await store.db.meta.get('school'))?.value as Id;
    const id = semesterIdOf(school, input.schoolYear, input.term);
    const row = await store.db.records.get(id);
    const existing = row ? (decode(row.doc) as Semester) : null;
    if (existing && !existing.deleted) throw new Refusal(failure('semester-exists'));
    const semester = existing
      ? patchRecord(existing, { ...input, deleted: false }, stamp())
      : newSemester(store, school, author, stamp(), input);
    await store.db.records.put(recordRow(semester));
    await markSemesterDirty(store, [semester as Semester]);
    return { id };
  });
}

/** Changes days or name of a semester. Nothing is stored with lessons, so they move by themselves. */
export async function editSemester(
  store: Store,
  id: Id,
  changes: Partial<Pick<Semester, 'start' | 'end' | 'weekOne' | 'name' | 'deleted'>>,
): Promise<Result<object>> {
  return write(store, [store.db.records, store.db.ratings, store.db.dirty], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('semester-missing'));
    const before = decode(row.doc) as Semester;
    const after = patchRecord(before, changes, stamp());
    const problem = problemOf(after);
    if (problem) throw new Refusal(problem);
    await store.db.records.put(recordRow(after));
    await markSemesterDirty(store, [before, after]);
    return {};
  });
}
