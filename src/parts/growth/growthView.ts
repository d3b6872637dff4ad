import { placeOfDot, type GrowthDot, type GrowthFigure } from '../../analysis/figure.ts';
import type {
  AxisSemester,
  FamilyGrowth,
  MovedRubric,
  RubricBreak,
  RubricChange,
  TeacherGrowth,
} from '../../analysis/growth.ts';
import type { Id } from '../../domain/ids.ts';
import { LESSON_KINDS, type LessonKind } from '../../domain/lesson.ts';
import type { MentoredTime } from '../../store/queries/growth.ts';

/** One place of the axis: a semester with what this figure has in it. */
export interface AxisTick {
  x: number;
  semester: Id;
  lessons: number;
  observers: number;
  /** Nothing of this figure, but sheets of another rubric. */
  elsewhere: boolean;
}

/** What one growth chart draws, before colours and words. */
export interface GrowthView {
  figure: GrowthFigure;
  ticks: AxisTick[];
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  /** The figure's own sheets by lesson kind, in the order of the kinds. */
  kinds: { kind: LessonKind; dots: GrowthDot[] }[];
  /** Sheets of other rubrics that count in the figure moved onto its scale; drawn at their own score. */
  movedDots?: GrowthDot[];
  /** How they were moved. */
  moved?: MovedRubric[];
  /** Sheets of other rubrics, shown and never joined with these. */
  otherDots: GrowthDot[];
  /** Figures of other rubrics on the far side of a break. */
  otherFigures: FamilyGrowth[];
  breaks: RubricBreak[];
  /** Where one rubric followed another and the two sides are joined. */
  changes?: RubricChange[];
  /** When somebody mentored the teacher, on the axis. */
  mentored?: MentoredSpan[];
  /** The interval of one more lesson is drawn, too. */
  nextLesson?: boolean;
  /** Semester time of a day that the chart marks with a line, and the words for it. */
  mark?: { x: number; label: string };
}

/** A mentored time in semester time; `end` null = it runs on. */
export interface MentoredSpan extends MentoredTime {
  start: number;
  end: number | null;
}

/** What stands on a chart beside its figure. */
interface Beside {
  dots?: readonly GrowthDot[];
  figures?: readonly FamilyGrowth[];
  breaks?: readonly RubricBreak[];
  changes?: readonly RubricChange[];
  moved?: readonly MovedRubric[];
  mentored?: readonly MentoredSpan[];
}

/** Free room at both ends of the axis, in semesters. */
const MARGIN = 0.5;
/** The least that the axis of values spans, so that small differences look small. */
const LEAST_SPAN = 40;
const STEP = 10;

/** The chart of a figure (a rubric family or one of its dimensions) on the axis of the teacher's whole record. */
export function growthView(
  figure: GrowthFigure,
  axis: readonly AxisSemester[],
  yRange: readonly [number, number],
  others: Beside = {},
): GrowthView {
  const own = new Set(figure.dots.map((dot) => dot.sheet));
  const otherDots = (others.dots ?? []).filter((dot) => !own.has(dot.sheet));
  const xs = [...figure.dots, ...otherDots].map((dot) => dot.x);
  const places = axis.map(({ x }) => x);
  return {
    figure,
    ticks: axis.map(({ x, semester }) => tickOf(x, semester, figure.dots, otherDots)),
    xRange:
      xs.length + places.length === 0
        ? [0, 1]
        : [Math.min(...xs, ...places) - MARGIN, Math.max(...xs, ...places) + MARGIN],
    yRange,
    kinds: LESSON_KINDS.map((kind) => ({
      kind,
      dots: figure.dots.filter((dot) => dot.lessonKind === kind && !dot.moved),
    })).filter(({ dots }) => dots.length > 0),
    movedDots: figure.dots.filter((dot) => dot.moved),
    moved: [...(others.moved ?? [])],
    otherDots,
    otherFigures: [...(others.figures ?? [])],
    breaks: [...(others.breaks ?? [])],
    changes: [...(others.changes ?? [])],
    mentored: [...(others.mentored ?? [])],
  };
}

function tickOf(x: number, semester: Id, dots: readonly GrowthDot[], otherDots: readonly GrowthDot[]): AxisTick {
  const inside = dots.filter((dot) => dot.semester === semester);
  return {
    elsewhere: inside.length === 0 && otherDots.some((dot) => dot.semester === semester),
    x,
    semester,
    lessons: new Set(inside.map((dot) => dot.lesson)).size,
    observers: new Set(inside.map((dot) => dot.observer)).size,
  };
}

/** The figures of other rubrics that stand on the far sides of the breaks. */
export function figuresBeyondBreaks(
  growth: Pick<TeacherGrowth, 'families' | 'breaks'>,
  family: Id | null,
): FamilyGrowth[] {
  const sides = new Set(growth.breaks.flatMap(({ from, to }) => [from, to]));
  return growth.families.filter((item) => item.family !== family && sides.has(item.family));
}

/**
 * The axis of values for figures that are to be compared: it holds every dot, mean and band, in whole tens within 0–100,
 * and spans 40 points at least. It need not begin at 0; the chart says where it does. The interval of a mean may run off
 * it: two lessons can have an interval of the whole scale, in which no dot could be told from another.
 */
export function valueRange(
  figures: readonly GrowthFigure[],
  otherDots: readonly GrowthDot[] = [],
): readonly [number, number] {
  const values = [...figures.flatMap(valuesOf), ...otherDots.map((dot) => dot.value)];
  if (values.length === 0) return [0, 100];
  const low = Math.max(0, Math.floor((Math.min(...values) - 2) / STEP) * STEP);
  const high = Math.min(100, Math.ceil((Math.max(...values) + 2) / STEP) * STEP);
  const missing = Math.max(0, LEAST_SPAN - (high - low));
  const top = Math.min(100, high + Math.floor(missing / (2 * STEP)) * STEP);
  return [Math.max(0, Math.min(low, top - LEAST_SPAN)), Math.max(top, LEAST_SPAN)];
}

function valuesOf({ dots, semesters, line }: GrowthFigure): number[] {
  return [
    ...dots.flatMap((dot) => [dot.value, placeOfDot(dot)]),
    ...semesters.map(({ mean }) => mean),
    ...(line?.points ?? []).flatMap(({ lower, upper }) => [lower, upper]),
  ];
}

/**
 * How many entries the legend of a chart has, about: mean, line and the school's middle count before they stand, so that the chart keeps its
 * height while its line is being worked out.
 */
export function legendSize(view: GrowthView): number {
  const { figure, kinds, movedDots = [], otherDots, otherFigures, breaks, changes = [], mark, nextLesson } = view;
  const others = [movedDots, otherDots, otherFigures, [...breaks, ...changes], mark ? [mark] : []];
  const line = figure.semesters.length > 0 ? 3 : 0;
  return kinds.length + others.filter(({ length }) => length > 0).length + line + (nextLesson ? 1 : 0);
}

/** The normal quantile of 95 %. */
const Z95 = 1.959963984540054;

/** Between which values one more lesson would fall in 95 of 100 cases, scored by an observer who has not been here; 0–100. */
export function nextLessonAt(
  { value, lower, upper }: { value: number; lower: number; upper: number },
  newLessonSd: number,
): { lower: number; upper: number } {
  const half = Math.hypot((upper - lower) / 2, Z95 * newLessonSd);
  return { lower: Math.max(0, value - half), upper: Math.min(100, value + half) };
}

/** Whether an interval goes on beyond the axis, which the chart must say. */
export function runsOff({ figure, yRange: [low, high] }: Pick<GrowthView, 'figure' | 'yRange'>): boolean {
  return figure.semesters.some(
    ({ lower, upper }) => (lower !== null && lower < low) || (upper !== null && upper > high),
  );
}
