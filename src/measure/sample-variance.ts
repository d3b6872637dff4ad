import { mean } from './mean.ts';

/**
 * The sample variance: the sum of squared differences from the mean, divided by n − 1 (Bessel's correction), the
 * unbiased estimate of the variance of what the sample was drawn from.
 *
 * Two passes, with the correction for rounding of the mean (Chan, Golub & LeVeque 1983, "Algorithms for computing the
 * sample variance", eq. 1.7). `NaN` with fewer than two values: one value says nothing about spread.
 *
 * @example
 * sampleVariance([2, 4, 9]); // 13
 */
export function sampleVariance(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return NaN;
  const centre = mean(values);
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    squares += (value - centre) ** 2;
    rest += value - centre;
  }
  return (squares - (rest * rest) / n) / (n - 1);
}
