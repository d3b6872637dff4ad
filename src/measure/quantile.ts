/**
 * The sample quantile of type 7 (Hyndman & Fan 1996, "Sample quantiles in statistical packages"; the default of R, NumPy
 * and spreadsheets' QUARTILE.INC): with the values sorted and counted from 0, it sits at place h = (n − 1)·p, between two
 * neighbours by straight line.
 *
 * `p` from 0 to 1. `NaN` for an empty list or a `p` outside that range. The list is not changed. Cost: one sort.
 *
 * @example
 * quantile([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], 0.25); // 7.25
 */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0 || !(p >= 0 && p <= 1)) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const lower = sorted[below] ?? NaN;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return h === below ? lower : lower + (h - below) * (upper - lower);
}
