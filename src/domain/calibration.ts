import type { Access } from './access.ts';
import type { PlainDate } from './date.ts';
import { derivedIdOf, type Id } from './ids.ts';
import type { Lesson } from './lesson.ts';
import type { Teacher } from './people.ts';
import type { RecordBase } from './record.ts';

/** When an observer counts as calibrated: at most `within` steps apart on at least `share` of the indicators. */
export interface CalibrationRule {
  /** In steps of the scale: levels, points, or tenths of a long scale. */
  within: number;
  /** 0–1. */
  share: number;
}

/** Within one on eight of ten. */
export const DEFAULT_RULE: CalibrationRule = { within: 1, share: 0.8 };

/** Whether a rule can be kept: a reach from 0 on, a share of 0–1. */
export function isCalibrationRule({ within, share }: CalibrationRule): boolean {
  return within >= 0 && Number.isFinite(within) && share >= 0 && share <= 1;
}

/** The id of the agreed scores of a lesson on a rubric version: two who set them apart set the same ones. */
export function calibrationIdOf(lesson: Id, rubric: Id): Id {
  return derivedIdOf('calibration', lesson, rubric);
}

/** The agreed scores of a lesson (or of a recording of one), against which observers hold their own. */
export interface Calibration extends RecordBase<'calibration'> {
  lesson: Id;
  /** The rubric version of the key. */
  rubric: Id;
  /** Points by indicator; an indicator on which nothing was agreed is absent. */
  key: Record<Id, number>;
  rule: CalibrationRule;
  note: string;
  /** The teacher who set it. */
  setBy: Id;
  date: PlainDate;
}

/**
 * Whether a person may set the agreed scores of a lesson and see how everybody came out: who may read every sheet of it but is
 * not the one observed, and its host.
 */
export function mayCalibrate(
  access: Access,
  me: Pick<Teacher, 'id' | 'name'>,
  lesson: Pick<Lesson, 'teacher' | 'date' | 'lessonKind' | 'schedule'>,
): boolean {
  if (access.everything) return true;
  if (lesson.teacher === me.id) return false;
  const host = lesson.schedule?.host.trim() ?? '';
  return (host !== '' && host === me.name) || access.sheet({ ...lesson, observer: '' }) === 'full';
}
