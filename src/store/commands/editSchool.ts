import { maySetRanking } from '../../domain/access.ts';
import { isCalibrationRule } from '../../domain/calibration.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, write } from '../write.ts';

/** Fields of the school that a person edits. */
export type SchoolChanges = Partial<Pick<School, 'name' | 'lessonMinutes' | 'stages' | 'calibration'>>;

/** Minutes that a lesson may have. */
export const LESSON_MINUTES = { min: 5, max: 240 } as const;

/**
 * Changes the name, the lesson length (minutes), the stages or the rule for calibrations of this device's school. Names are kept without outer
 * spaces, empty stages are left out. Refuses an empty name (`name-missing`), a length outside 5–240 whole minutes
 * (`lesson-minutes-outside`) and a stage that stands twice (`stage-doubled`); then nothing is written.
 * Lessons under way and records keep what they began with. Throws a RangeError for a rule that nobody could meet or keep.
 */
export async function editSchool(store: Store, changes: SchoolChanges): Promise<Result<object>> {
  if (changes.calibration && !isCalibrationRule(changes.calibration)) throw new RangeError('editSchool: no such rule');
  const tidied = tidy(changes);
  const problem = problemOf(tidied);
  if (problem) return problem;
  return patchSchool(store, tidied);
}

/**
 * Decides for the school whether teachers may be ranked. Throws a RangeError for who holds no post that sees the whole school on that day: nobody
 * else is offered it.
 */
export async function setRanking(
  store: Store,
  me: Pick<Teacher, 'posts'>,
  ranking: boolean,
  today: PlainDate,
): Promise<Result<object>> {
  if (!maySetRanking({ posts: Object.values(me.posts), today }))
    throw new RangeError('setRanking: no post that decides for the school');
  return patchSchool(store, { ranking });
}

function patchSchool(store: Store, changes: Partial<School>): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const id = (await store.db.meta.get('school'))?.value as Id | undefined;
    const row = id ? await store.db.records.get(id) : undefined;
    if (!row) throw new Refusal(failure('school-missing'));
    await store.db.records.put(recordRow(patchRecord(decode(row.doc) as School, changes, stamp())));
    return {};
  });
}

function tidy(changes: SchoolChanges): SchoolChanges {
  const tidied = { ...changes };
  if (changes.name !== undefined) tidied.name = changes.name.trim();
  if (changes.stages !== undefined) tidied.stages = changes.stages.map((stage) => stage.trim()).filter(Boolean);
  return tidied;
}

function problemOf({ name, lessonMinutes, stages }: SchoolChanges): Failure | null {
  if (name === '') return failure('name-missing', { field: 'school' });
  const { min, max } = LESSON_MINUTES;
  if (
    lessonMinutes !== undefined &&
    !(Number.isInteger(lessonMinutes) && lessonMinutes >= min && lessonMinutes <= max)
  ) {
    return failure('lesson-minutes-outside', { minutes: lessonMinutes, min, max });
  }
  const doubled = stages?.find((stage, i) => stages.indexOf(stage) < i);
  return doubled === undefined ? null : failure('stage-doubled', { stage: doubled });
}
