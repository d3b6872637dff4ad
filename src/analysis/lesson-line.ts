import { groupedLine, type Estimate, type GroupedLine } from '../measure/grouped-line.ts';
import { tReach } from '../measure/t-reach.ts';
import type {
  GrowthEstimate,
  GrowthEstimator,
  GrowthInput,
  GrowthLine,
  LinePoint,
  SchoolKnowledge,
} from './estimator.ts';
import { lessonValues, observersOf, type LessonValue } from './lesson-values.ts';
import { semesterMeans } from './semester-means.ts';

/** What is believed as long as the school has not been measured. Points of 0–100. */
export const BELIEFS = {
  /** Spread of the observers' severity: ten points, about half a level of a four-level scale. */
  observerSd: 10,
  /**
   * Spread of true slopes between teachers: two points a semester. A teacher one such step above the rest climbs a band of
   * 15 points in about four years.
   */
  slopeSd: 2,
  /** Noise of one lesson: never believed below two points, however well a few lessons happen to lie on a line. */
  noiseSd: [2, 50] as const,
};

/** A school whose observers seem not to differ at all has only not shown it yet. */
const LEAST_OBSERVER_SD = 0.5;

/** Steps of the drawn line, in semesters: fine enough for the waist of the band. */
const STEP = 0.25;

/**
 * The present estimator: a line through one teacher's lessons, from that teacher's sheets alone.
 *
 * **Lessons.** A lesson is one value however many sat in it. It weighs 2k/(1 + k) for k full sheets: half of a value's
 * noise is taken to be the lesson itself, which a second observer sees too, so five observers count 1.67 times one.
 *
 * **Observers.** Each observer shifts what they score by a severity of their own. One teacher's sheets cannot show how far
 * observers differ, so a spread of 10 points (SD) is believed, more where the data show more, never less. A trend seen by
 * the same eyes loses nothing by that. A trend that rests on one observer before and another after is given the full
 * doubt of two strangers and observers − 1 degrees of freedom (see `groupedLine`), so it gets no verdict. With a single
 * observer the severity is in every value alike and cannot bend the line; the figure is flagged "one pair of eyes".
 *
 * **Announced lessons.** Open and demonstration lessons are prepared and score higher. Where a teacher has both, a
 * constant difference is estimated beside the line, so that ordinary lessons first and open ones later are no growth.
 *
 * **Band and level.** t quantiles with the effective degrees of freedom. The level is that of these observers and kinds in
 * their proportions here, so the line runs through its dots.
 *
 * **Reliability.** slopeSd² / (slopeSd² + SE²), the share of true difference in what would be seen. The spread of true
 * slopes is a fact of the school, not of a teacher; until the school is measured 2 points a semester are believed. So .5
 * means: the slope's standard error is not larger than 2 points a semester. This can only withhold a verdict, never make
 * one: the interval must exclude 0 as well.
 *
 * What it cannot do: tell a drift of the only observer from growth, or borrow strength from the school (`pulled` is 0).
 * How often it is wrong is measured in `lesson-line.simulation.test.ts`.
 */
export const lessonLine = {
  name: 'lesson-line',
  /** Answers at once. */
  estimate({ sheets, school, comparisons = 1 }: GrowthInput): GrowthEstimate {
    const lessons = lessonValues(sheets);
    return { semesters: semesterMeans(lessons), line: lineOf(lessons, school ?? {}, comparisons) };
  },
} satisfies GrowthEstimator;

function lineOf(lessons: readonly LessonValue[], school: SchoolKnowledge, comparisons: number): GrowthLine | null {
  const first = lessons[0];
  const last = lessons.at(-1);
  if (!first || !last || first.semester === last.semester) return null;
  const observers = observersOf(lessons);
  const mixed = lessons.some((lesson) => lesson.announced) && lessons.some((lesson) => !lesson.announced);
  const fitted = groupedLine(
    lessons.map((lesson) => ({
      x: lesson.semester,
      y: lesson.value,
      weight: (2 * lesson.fullSheets) / (1 + lesson.fullSheets),
      covariates: mixed ? [lesson.announced ? 1 : 0] : [],
      shares: observers.map((observer) => lesson.shares.get(observer) ?? 0),
    })),
    { groupSd: Math.max(LEAST_OBSERVER_SD, school.observerSd ?? BELIEFS.observerSd), noiseSd: BELIEFS.noiseSd },
  );
  return fitted && drawn(fitted, first.semester, last.semester, school.slopeSd ?? BELIEFS.slopeSd, comparisons);
}

function drawn(fitted: GroupedLine, from: number, to: number, slopeSd: number, comparisons: number): GrowthLine {
  const raw: LinePoint[] = [];
  const reachOf = bandReach();
  for (let semester = from; semester <= to; semester += STEP) {
    raw.push({ semester, ...boundsOf(fitted.at(semester), reachOf) });
  }
  return {
    slope: {
      ...boundsOf(fitted.slope, tReach),
      ...(comparisons > 1 ? { among: amongOf(fitted.slope, comparisons) } : {}),
    },
    reliability: slopeSd ** 2 / (slopeSd ** 2 + fitted.slope.se ** 2),
    points: raw.map(({ semester, value, lower, upper }) => ({
      semester,
      value: onScale(value),
      lower: onScale(lower),
      upper: onScale(upper),
    })),
    bounded: raw.some(({ lower, upper }) => lower < 0 || upper > 100),
    pulled: 0,
  };
}

/** The quantile costs more than all else in a point: along a band, degrees of freedom are rounded down to tenths. */
function bandReach(): (df: number) => number {
  const known = new Map<number, number>();
  return (df) => {
    const rounded = Math.max(1, Math.floor(df * 10) / 10);
    const reach = known.get(rounded) ?? tReach(rounded);
    known.set(rounded, reach);
    return reach;
  };
}

function boundsOf({ value, se, df }: Estimate, reachOf: (df: number) => number) {
  const reach = reachOf(df) * se;
  return { value, lower: value - reach, upper: value + reach };
}

/** The slope's bounds at 1 − .05/k, for a verdict among k figures. */
function amongOf(slope: Estimate, comparisons: number) {
  const { lower, upper } = boundsOf(slope, (df) => tReach(df, 1 - 0.05 / comparisons));
  return { lower, upper };
}

function onScale(points: number): number {
  return Math.min(100, Math.max(0, points));
}
