import quantileOfT from '@stdlib/stats-base-dists-t-quantile';

/**
 * How many standard errors a two-sided interval reaches to each side: the (1 + level)/2 quantile of Student's t.
 *
 * `df` > 0, may be a fraction; `level` between 0 and 1, .95 by default. `NaN` outside. From @stdlib, which agrees with R's
 * `qt` to 12 digits.
 *
 * @example
 * tReach(4); // 2.7764451
 */
export function tReach(df: number, level = 0.95): number {
  if (!(df > 0) || !(level > 0 && level < 1)) return NaN;
  return quantileOfT((1 + level) / 2, df);
}
