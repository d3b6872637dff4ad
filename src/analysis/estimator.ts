import type { Id } from '../domain/ids.ts';
import type { GrowthStage } from './limits.ts';

/** One counted sheet: finished, scored, not the teacher's own, of one teacher, one rubric family, in a semester. */
export interface GrowthSheet {
  sheet: Id;
  lesson: Id;
  observer: Id;
  /** Semester time: the place of its semester in the school's calendar, a whole number; one step is one semester. */
  semester: number;
  /** 0–100: the number of its dot. */
  value: number;
  /** How full the sheet is, above 0 to 1: indicators scored, of those that a sheet of this rubric usually has scored. */
  fullness: number;
  /** The lesson was announced and attended (open, demonstration, competition, …), not an ordinary one. */
  announced: boolean;
}

/** What the whole school knows and one teacher's sheets cannot tell. Points of 0–100. */
export interface SchoolKnowledge {
  /** Spread (SD) of the observers' severity. */
  observerSd?: number;
  /** Spread (SD) of the teachers' true slopes, in points a semester. */
  slopeSd?: number;
  /** Sheets of the other teachers, for an estimator that fits the school as a whole. */
  others?: readonly (GrowthSheet & { teacher: Id })[];
}

/** What an estimator is given: one teacher, one rubric family (or one of its dimensions). */
export interface GrowthInput {
  sheets: readonly GrowthSheet[];
  /** How many figures are read side by side (the dimensions of a form); 1 by default. */
  comparisons?: number;
  /** Which figure it is: a rubric family and a dimension of it, `*` for the whole sheet. */
  figure?: { family: Id; dimension: Id };
  school?: SchoolKnowledge;
}

/** The mean of one semester over its lessons, 0–100. */
export interface SemesterEstimate {
  semester: number;
  mean: number;
  /** Bounds of the 95 % interval; null with one lesson, or when all lessons came out equal: nothing shows the spread. */
  lower: number | null;
  upper: number | null;
  /** A bound was cut at 0 or 100: the interval reaches further than the scale. */
  bounded: boolean;
  lessons: number;
  observers: number;
  sheets: number;
}

/** A place on the line with the bounds of its 95 % band, 0–100. */
export interface LinePoint {
  /** Semester time, here with parts of a semester. */
  semester: number;
  value: number;
  lower: number;
  upper: number;
}

/** A fitted line. */
export interface GrowthLine {
  /**
   * Points a semester, with its 95 % interval. `among` is the interval that counts for a verdict where several figures are
   * read side by side: 1 − .05/k (Bonferroni), so that a form of five dimensions is not five chances of a false verdict.
   */
  slope: { value: number; lower: number; upper: number; among?: { lower: number; upper: number } };
  /** 0–1: how much of what sets slopes apart would be true difference rather than chance. */
  reliability: number;
  /** From the teacher's first semester to the last. */
  points: LinePoint[];
  /** A value or bound was cut at 0 or 100. */
  bounded: boolean;
  /** How far the line was pulled to the mean of the school, 0 (not at all) to 1. */
  pulled: number;
  /** What the school's model adds; absent where the line comes from this teacher's sheets alone. */
  school?: SchoolLine;
}

/** What only the school's model knows of a line. Points of 0–100. */
export interface SchoolLine {
  /**
   * What the observers who happened to come add on average: positive = they score mildly. The line is that of the average
   * observer; line + shift is the line before the correction.
   */
  shift: number;
  /** SD of one new lesson about the line, scored by an observer who has not been here: for the interval of the next lesson. */
  newLessonSd: number;
  /** Between which bounds the lines of the middle half of the school's teachers run; empty where there are too few of them. */
  middle: { semester: number; lower: number; upper: number }[];
  /** Sheets, teachers and observers of the model. */
  n: { sheets: number; teachers: number; observers: number };
}

/** How the scores of another rubric come onto the scale of a figure. Points of 0–100. */
export interface RubricMove {
  family: Id;
  /** To be added to its scores. */
  points: number;
  se: number;
  /** Teachers observed by both in one semester; 0 where other rubrics link the two. */
  teachers: number;
}

/** Rubric families that stand on one scale: that of the first, and how the others come onto it. */
export interface RubricScale {
  family: Id;
  moved: RubricMove[];
}

/** What an estimator answers. */
export interface GrowthEstimate {
  semesters: SemesterEstimate[];
  /** Null when the sheets cannot carry a line. */
  line: GrowthLine | null;
  /** The line is still being worked out: nothing may be said of it yet. */
  pending?: boolean;
}

/**
 * The one door to a growth estimate. The present estimator (`lessonLine`) answers at once from one teacher's sheets; the
 * school's mixed model will answer later, from a worker: so callers always await.
 */
export interface GrowthEstimator {
  name: string;
  /**
   * Which of the rubric families of one teacher stand on one scale; those that are not named stand alone, as all do where there is no
   * such answer. 'awaited' while it is being worked out.
   */
  scales?(families: readonly Id[]): RubricScale[] | 'awaited';
  estimate(input: GrowthInput): GrowthEstimate | Promise<GrowthEstimate>;
}

/** The only four things a growth figure ever says. */
export const VERDICTS = ['growing', 'no-clear-change', 'lower', 'not-enough'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Slope reliability below which a line carries no verdict of change. */
export const LEAST_RELIABILITY = 0.5;

/**
 * The verdict: change is said only where there is a line, the 95 % interval of its slope (wider among several figures) excludes 0, and the slope's
 * reliability is at least .5. Below the line's limits, or where no line could be fitted, there is not enough to say.
 */
export function verdictOf(stage: GrowthStage, line: Pick<GrowthLine, 'slope' | 'reliability'> | null): Verdict {
  if (stage !== 'line' || !line) return 'not-enough';
  const { reliability } = line;
  const slope = line.slope.among ?? line.slope;
  if (!(reliability >= LEAST_RELIABILITY)) return 'no-clear-change';
  if (slope.lower > 0) return 'growing';
  return slope.upper < 0 ? 'lower' : 'no-clear-change';
}
