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
  /** The sheet is of another rubric than its figure: what is added to its value there, and how sure that is. */
  moved?: { points: number; se: number };
}

/** Where a dot counts in its figure: its own value, or where its rubric's scores come to lie on the scale of the figure's; 0–100. */
export function placeOfDot({ value, moved }: Pick<GrowthDot, 'value' | 'moved'>): number {
  return moved ? Math.min(100, Math.max(0, value + moved.points)) : value;
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
      return semester === undefined ? [] : [{ ...allowingForMoves(mean, x, placed), semester, x }];
    }),
    ...(stage === 'line' && estimate.pending ? { pending: true } : {}),
    line: line && { ...line, points: line.points.map(({ semester, ...point }) => ({ x: semester, ...point })) },
  };
}

/** The normal quantile of 95 %. */
const REACH = 1.959963984540054;

/** The interval of a mean, wider by what is not known of the distance between the rubrics whose scores went in moved. */
function allowingForMoves<M extends Pick<SemesterEstimate, 'mean' | 'lower' | 'upper' | 'bounded'>>(
  estimate: M,
  step: number,
  dots: readonly GrowthDot[],
): M {
  const there = dots.filter((dot) => dot.step === step);
  const unsure = there.reduce((sum, { moved }) => sum + (moved?.se ?? 0), 0) / Math.max(1, there.length);
  const { mean, lower, upper } = estimate;
  if (unsure === 0 || lower === null || upper === null) return estimate;
  const low = mean - Math.hypot(mean - lower, REACH * unsure);
  const high = mean + Math.hypot(upper - mean, REACH * unsure);
  return {
    ...estimate,
    lower: Math.max(0, low),
    upper: Math.min(100, high),
    bounded: estimate.bounded || low < 0 || high > 100,
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
  // A short form is not half of a long one: each family has its own measure.
  const fullOf = new Map(
    [...new Set(dots.map((dot) => dot.family))].map((family) => [
      family,
      quantile(
        dots.filter((dot) => dot.family === family).map((dot) => dot.scored),
        0.75,
      ),
    ]),
  );
  return dots.flatMap((dot) => {
    const { sheet, lesson, observer, step, scored, lessonKind } = dot;
    if (step === null) return [];
    const full = fullOf.get(dot.family) ?? 0;
    const value = dot.value + (dot.moved?.points ?? 0);
    const fullness = full > 0 ? Math.min(1, Math.max(scored, 1) / full) : 1;
    return [{ sheet, lesson, observer, semester: step, value, fullness, announced: PUBLIC_KINDS.includes(lessonKind) }];
  });
}
