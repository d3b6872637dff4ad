import { LEAST_RELIABILITY } from './estimator.ts';
import type { FigureLine } from './figure.ts';

/** Two places of one line, and how far they lie apart. Points of 0–100. */
export interface LineChange {
  first: FigureLine['points'][number];
  last: FigureLine['points'][number];
  /** Last less first with its 95 % interval; null where the lessons do not tell this teacher's change from the mean one of the school. */
  difference: { value: number; lower: number; upper: number } | null;
}

/** Places nearer than this are one: rounding of quarters of a semester. */
const SAME = 1e-6;

/**
 * Where a line stands at a semester and at its end, and how far these are apart. On a straight line the height at two places is known together: the
 * error of the height itself falls out, and the difference is the slope times the time between, its interval that of the slope. So it says
 * nothing about the time between by itself: the lessons before bear on it, too. Below the slope reliability of a verdict it is left out: such a slope
 * is mostly the school's.
 *
 * Null where the line does not reach from `start` (semester time, a whole number) to a later place.
 */
export function changeAlong({ points, slope, reliability }: FigureLine, start: number): LineChange | null {
  const first = points.find(({ x }) => Math.abs(x - start) < SAME);
  const last = points.at(-1);
  if (!first || !last || last.x - first.x < SAME) return null;
  const time = last.x - first.x;
  const difference = { value: slope.value * time, lower: slope.lower * time, upper: slope.upper * time };
  return { first, last, difference: reliability >= LEAST_RELIABILITY ? difference : null };
}
