import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import { checkLevel, checkTable } from './check-table.ts';
import { unusable, type Outcome } from './outcome.ts';

/** Kappa with its large-sample interval. */
export interface CohenKappa {
  /** 1 is perfect agreement, 0 what chance gives, below 0 less than chance. */
  kappa: number;
  /** Of kappa, not assuming that it is 0. */
  variance: number;
  lower: number;
  upper: number;
  /** Units counted. */
  n: number;
  /** Agreement found, and agreement that chance gives: shares, with partial credit where there are weights. */
  observed: number;
  expected: number;
}

/** What a pair of categories costs: nothing for equal ones. */
export type KappaWeights = 'none' | 'linear' | 'quadratic' | readonly (readonly number[])[];

/**
 * Cohen's kappa of two observers who put the same units into the same categories: agreement beyond chance, where chance
 * keeps each observer's own habits (Cohen 1960, "A coefficient of agreement for nominal scales"; weighted: Cohen 1968).
 * Use linear or quadratic weights for scores, where 4 and 5 differ less than 1 and 5.
 *
 * `counts`: k × k, the first observer's category by row, the second's by column, with ALL categories of the scale, also
 * those that nobody used: they set the distances of the weights. Whole numbers, or sums of weights.
 * `weights`: 'none' (every disagreement costs the same; the default), 'linear' |i − j|, 'quadratic' (i − j)², or a k × k
 * matrix of DISAGREEMENT weights with a diagonal of 0, as in Cohen 1968. Only their proportions matter.
 * kappa = 1 − Σ v·p_observed / Σ v·p_chance.
 *
 * The variance is that of Fleiss, Cohen & Everitt 1969, "Large sample standard errors of kappa and weighted kappa"
 * (kappa not assumed to be 0); the interval is kappa ± z·√variance, cut at −1 and 1. It holds from about 20 units;
 * an interval without width (perfect agreement, or one observer who used one category only) says nothing about certainty.
 *
 * No outcome: `no-data`; `no-variation` where chance cannot disagree, as both used the same single category;
 * `not-counts` with a negative count; `not-weights` with a negative weight or a diagonal that is not 0.
 * Throws on tables that are not square, on cells that are not finite, and on a level outside 0–1. Cost: k².
 *
 * @example
 * cohenKappa([[106, 10, 4], [22, 28, 10], [2, 12, 6]]);
 * // kappa 0.4285714, variance 0.002884872, lower 0.3233, upper 0.533843, n 200
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  options: { weights?: KappaWeights; level?: number } = {},
): Outcome<CohenKappa> {
  const { weights = 'none', level = 0.95 } = options;
  const k = counts.length;
  checkLevel(level);
  checkSquare('counts', counts, k);
  if (typeof weights !== 'string') checkSquare('weights', weights, k);
  // Rows may be typed arrays, which `flat` and `map` take for something else.
  const table = counts.map((row) => Array.from(row));
  const cells = table.flat();
  if (cells.some((count) => count < 0)) return unusable('not-counts', 'a count is below 0');
  const n = cells.reduce((sum, count) => sum + count, 0);
  if (n === Infinity) throw new RangeError('counts: their sum is beyond the largest number');
  if (n === 0) return unusable('no-data', 'nothing was counted');
  const cost = disagreement(typeof weights === 'string' ? weights : weights.map((row) => Array.from(row)), k);
  if (!cost) return unusable('not-weights', 'weights of disagreement are 0 on the diagonal and nowhere below 0');

  const share = table.map((row) => row.map((count) => count / n));
  const rows = share.map(sum);
  const columns = share.map((_, j) => sum(share.map((row) => row[j]!)));
  let observed = 0;
  let expected = 0;
  eachCell(k, (i, j) => {
    observed += cost[i]![j]! * share[i]![j]!;
    expected += cost[i]![j]! * rows[i]! * columns[j]!;
  });
  // No count of units has a share as small as that, and its square would be beyond numbers.
  if (expected < 1e-100) return unusable('no-variation', 'both observers used one and the same category');

  const kappa = 1 - observed / expected;
  const variance = varianceOf({ share, rows, columns, cost, observed, expected }) / n;
  const reach = quantileOfNormal((1 + level) / 2, 0, 1) * Math.sqrt(variance);
  return {
    ok: true,
    kappa,
    variance,
    // With a matrix of weights kappa itself may lie below −1.
    lower: Math.max(kappa - reach, Math.min(kappa, -1)),
    upper: Math.min(kappa + reach, 1),
    n,
    observed: 1 - observed,
    expected: 1 - expected,
  };
}

interface Table {
  share: number[][];
  rows: number[];
  columns: number[];
  cost: number[][];
  observed: number;
  expected: number;
}

/**
 * n times the variance, written with disagreement: the spread over the units of what each adds to kappa,
 * (v_ij·expected − (v̄_i + v̄_j)·observed) / expected². The same as the published formula, and it does not cancel.
 */
function varianceOf({ share, rows, columns, cost, observed, expected }: Table): number {
  const k = rows.length;
  const ofRow = cost.map((row) => sum(row.map((v, j) => v * columns[j]!)));
  const ofColumn = cost.map((_, j) => sum(cost.map((row, i) => row[j]! * rows[i]!)));
  const adds = (i: number, j: number) => (cost[i]![j]! - ((ofRow[i]! + ofColumn[j]!) * observed) / expected) / expected;
  let mean = 0;
  eachCell(k, (i, j) => (mean += share[i]![j]! * adds(i, j)));
  let spread = 0;
  eachCell(k, (i, j) => (spread += share[i]![j]! * (adds(i, j) - mean) ** 2));
  // Where every unit adds the same, only roundings are left.
  return spread < 1e-24 ? 0 : spread;
}

/** Weights of disagreement from 0 to 1; null where they are none. */
function disagreement(weights: KappaWeights, k: number): number[][] | null {
  if (typeof weights === 'string') {
    const power = { none: 0, linear: 1, quadratic: 2 }[weights];
    const farthest = Math.max(1, k - 1);
    return Array.from({ length: k }, (_, i) =>
      Array.from({ length: k }, (_, j) => (i === j ? 0 : (Math.abs(i - j) / farthest) ** power)),
    );
  }
  if (weights.some((row, i) => row[i] !== 0 || row.some((v) => v < 0))) return null;
  const highest = weights.flat().reduce((most, v) => Math.max(most, v), 0);
  return weights.map((row) => row.map((v) => (highest > 0 ? v / highest : 0)));
}

function checkSquare(name: string, rows: readonly (readonly number[])[], k: number): void {
  checkTable(name, rows);
  if (rows.length !== k || rows.some((row) => row.length !== k)) {
    throw new RangeError(`${name}: ${rows.length} × ${rows[0]?.length ?? 0} cells where ${k} × ${k} are needed`);
  }
}

function eachCell(k: number, see: (i: number, j: number) => void): void {
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) see(i, j);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
