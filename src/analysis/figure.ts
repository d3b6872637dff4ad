import { PUBLIC_KINDS, type LessonKind } from '../domain/lesson.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { quantile } from '../measure/quantile.ts';
import {
  verdictOf,
  type GrowthEstimator,
  type GrowthInput,
  type GrowthLine,
  type GrowthSheet,
  type SchoolKnowledge,
  type SemesterEstimate,
  type Verdict,
} from './estimator.ts';
import { stageOf, type GrowthFlag, type GrowthStage, type StageOfGrowth } from './limits.ts';
import type { SemesterTime } from './semester-time.ts';

/** One sheet in a figure. */
export interface GrowthDot {
  sheet: Id;
  /** The lesson, as the one record it counts as. */
  lesson: Id;
  observer: Id;
  date: PlainDate;
  /** Semester time (see `SemesterTime`); also for lessons outside every semester. */
  x: number;
  /** Null outside every semester: shown, in no mean and no line. */
  semester: Id | null;
  /** Semester time of its semester as a whole number; null outside. */
  step: number | null;
  /** 0–100. */
  value: number;
  lessonKind: LessonKind;
  family: Id;
  /** Rubric version. */
  rubric: Id;
  /** Indicators scored behind the value. */
  scored: number;
}

/** The mean of a semester with its 95 % interval, 0–100. */
export interface SemesterMean extends Omit<SemesterEstimate, 'semester'> {
  semester: Id;
  x: number;
}

/** The line with its 95 % band, 0–100. */
export interface FigureLine extends Omit<GrowthLine, 'points'> {
  points: { x: number; value: number; lower: number; upper: number }[];
}

/** What stands behind a figure: distinct lessons, distinct observers, sheets; all in semesters. */
export interface FigureCounts {
  lessons: number;
  observers: number;
  sheets: number;
}

/** One growth figure of one rubric family or dimension, cut to what its stage may show. */
export interface GrowthFigure {
  stage: GrowthStage;
  flags: GrowthFlag[];
  verdict: Verdict;
  /** Empty below the stage `means`. */
  semesters: SemesterMean[];
  /** Null below the stage `line`, or where no line could be fitted. */
  line: FigureLine | null;
  n: FigureCounts;
  dots: GrowthDot[];
  /** The line is still being worked out: its verdict is not one yet. */
  pending?: boolean;
}

/**
 * Draws up a figure from its dots: stage first, and only what that stage may show is handed out. `comparisons` is how many
 * figures are read side by side, `which` what the figure is of.
 */
export async function figureOf(
  dots: readonly GrowthDot[],
  time: SemesterTime,
  estimator: GrowthEstimator,
  school?: SchoolKnowledge,
  comparisons = 1,
  which?: GrowthInput['figure'],
): Promise<GrowthFigure> {
  const placed = dots.filter((dot) => dot.semester !== null);
  const n = countsOf(placed);
  const { stage, flags } = stageOfDots(placed);
  const figure = { stage, flags, n, dots: [...dots] };
  if (stage === 'dots' || stage === 'term') return { ...figure, verdict: 'not-enough', semesters: [], line: null };
  const estimate = await estimator.estimate({
    sheets: growthSheets(placed),
    comparisons,
    ...(school ? { school } : {}),
    ...(which ? { figure: which } : {}),
  });
  const line = stage === 'line' ? estimate.line : null;
  return {
    ...figure,
    verdict: verdictOf(stage, line),
    semesters: estimate.semesters.flatMap(({ semester: x, ...mean }) => {
      const semester = time.semesters[x]?.id;
      return semester === undefined ? [] : [{ ...mean, semester, x }];
    }),
    ...(stage === 'line' && estimate.pending ? { pending: true } : {}),
    line: line && { ...line, points: line.points.map(({ semester, ...point }) => ({ x: semester, ...point })) },
  };
}

/** Distinct lessons, distinct observers and sheets of some dots. */
export function countsOf(dots: readonly GrowthDot[]): FigureCounts {
  return {
    lessons: new Set(dots.map((dot) => dot.lesson)).size,
    observers: new Set(dots.map((dot) => dot.observer)).size,
    sheets: dots.length,
  };
}

/** The stage that some dots reach; those outside every semester decide nothing. */
export function stageOfDots(dots: readonly GrowthDot[]): StageOfGrowth {
  const semesterOfLesson = new Map<Id, Id>();
  const observers = new Set<Id>();
  for (const dot of dots) {
    if (dot.semester === null) continue;
    observers.add(dot.observer);
    if (!semesterOfLesson.has(dot.lesson)) semesterOfLesson.set(dot.lesson, dot.semester);
  }
  const bySemester = new Map<Id, number>();
  for (const semester of semesterOfLesson.values()) bySemester.set(semester, (bySemester.get(semester) ?? 0) + 1);
  return stageOf({ lessonsBySemester: [...bySemester.values()], observers: observers.size });
}

/**
 * Dots as an estimator wants them. A sheet is full when it has as many indicators scored as the upper quarter of these
 * sheets begins with: a focus on three indicators weighs as little as it holds, and one long version does not make all
 * others light.
 */
export function growthSheets(dots: readonly GrowthDot[]): GrowthSheet[] {
  const full = quantile(
    dots.map((dot) => dot.scored),
    0.75,
  );
  return dots.flatMap(({ sheet, lesson, observer, step, value, scored, lessonKind }) => {
    if (step === null) return [];
    const fullness = full > 0 ? Math.min(1, Math.max(scored, 1) / full) : 1;
    return [{ sheet, lesson, observer, semester: step, value, fullness, announced: PUBLIC_KINDS.includes(lessonKind) }];
  });
}
