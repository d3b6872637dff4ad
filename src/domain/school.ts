import type { CalibrationRule } from './calibration.ts';
import type { RecordBase } from './record.ts';
import type { SchoolKind } from './semester.ts';

/** What is handed on when a sheet is shared. */
export type SharingDefault = 'comments' | 'full';

/** The school: its id is made once; other devices join it. */
export interface School extends RecordBase<'school'> {
  name: string;
  schoolKind: SchoolKind;
  /** Minutes of a lesson, 35–60 usual. */
  lessonMinutes: number;
  sharing: SharingDefault;
  /** Stages of a lesson as the observer marks them, in order. */
  stages: string[];
  /** When an observer counts as calibrated, for agreed scores from now on; absent in older records: `DEFAULT_RULE`. */
  calibration?: CalibrationRule;
  /** Teachers may be ranked on the pages of groups, for who may see the scores of all of them. Off where it is absent: what ships. */
  ranking?: boolean;
  /** Rubrics (by family, or by version) that new observations are no longer offered. */
  retiredRubrics?: Record<string, boolean>;
  /** Made by the sample generator; never mixes with real records. */
  sample?: boolean;
}
