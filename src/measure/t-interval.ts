import { mean } from './mean.ts';
import { sampleVariance } from './sample-variance.ts';
import { tReach } from './t-reach.ts';

/** An estimate with the bounds of its interval. */
export interface Interval {
  mean: number;
  lower: number;
  upper: number;
}

/**
 * The confidence interval of a mean by Student's t: mean ± t(n − 1) · s/√n, for values that are independent of each other
 * (Student 1908, "The probable error of a mean").
 *
 * Null with fewer than two values. Values without any spread give bounds equal to the mean: the caller decides whether an
 * interval of no width may be shown.
 *
 * @example
 * tInterval([2, 4, 9]); // { mean: 5, lower: -3.95669, upper: 13.95669 }
 */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const centre = mean(values);
  const reach = tReach(n - 1, level) * Math.sqrt(sampleVariance(values) / n);
  return { mean: centre, lower: centre - reach, upper: centre + reach };
}
