import type { PlainDate } from './date.ts';
import type { Id } from './ids.ts';
import type { LessonLevel } from './lesson.ts';
import type { RecordBase } from './record.ts';

/** Duties that leave no lesson behind: what a teacher enters as done (the other "Ones", training hours). */
export const DUTY_TASKS = ['reflection', 'record', 'courseware', 'paper', 'talk', 'training', 'other'] as const;
export type DutyTask = (typeof DUTY_TASKS)[number];

/** Something a teacher did that leaves no sheet: a reflection, a paper, training hours. */
export interface Duty extends RecordBase<'duty'> {
  teacher: Id;
  task: DutyTask;
  /** Of a task `other` the name of the school's rule that it was done for. Absent = none. */
  label?: string;
  title: string;
  date: PlainDate;
  hours: number;
  /** Where it was: the journal, the forum, the place of a course. Absent = not said. */
  place?: string;
  /** At which level it was published, held or honoured; null or absent = not said. */
  level?: LessonLevel | null;
  /** The teacher's own words; nobody else reads them (`access.ts`), and a file handed to others does not hold them. */
  note?: string;
  /** The last day on which the teacher handed it in; absent = not yet. */
  handedOn?: PlainDate;
  /** The file that proves it; null = none. */
  blob: Id | null;
  /** Who checked it (已阅) and when; null = not yet. */
  checkedBy: Id | null;
  checkedOn: PlainDate | null;
}

/**
 * A duty as others have it: no version of the note, and no trace of when one was written. Merged with the whole record it
 * takes nothing away from it.
 */
export function withoutNote(duty: Duty): Duty {
  const { note: _text, heads = {}, at = {}, ...facts } = duty;
  const { note: _versions, ...otherHeads } = heads;
  const { note: _stamp, ...otherStamps } = at;
  return {
    ...facts,
    ...(Object.keys(otherStamps).length > 0 ? { at: otherStamps } : {}),
    ...(Object.keys(otherHeads).length > 0 ? { heads: otherHeads } : {}),
  };
}
