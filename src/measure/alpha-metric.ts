import type { AlphaPattern, AlphaPatterns } from './alpha-patterns.ts';
import { unitRange } from './unit-range.ts';

/** How far apart two values are: equal or not; by ranks; by difference; by difference over sum. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * A function that gives alpha for any counts of the patterns, null where fewer than two different values remain. With n_c
 * the pairable values c and n their sum, alpha = 1 − (n − 1)·Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck (Krippendorff 2011,
 * "Computing Krippendorff's alpha-reliability").
 *
 * The numerator is a sum over patterns, of which all but the ordinal ones are fixed once. The denominator needs no loop
 * over pairs of values but for 'ratio': Σ n_c·n_k·δ² is n² − Σ n_c² for 'nominal', and 2n·Σ n_c·(x_c − x̄)² for
 * 'interval'; the ordinal Σ_{g=c..k} n_g − (n_c + n_k)/2 is the distance of the mid-ranks of c and k, hence the same
 * sum with ranks in place of values.
 *
 * Cost of a call: the values in the patterns, plus the different values (their square for 'ratio').
 */
export function alphaOfCounts(
  { values, patterns }: AlphaPatterns,
  metric: AlphaMetric,
): (counts: ArrayLike<number>) => number | null {
  const scaled = metric === 'ratio' ? values : values.map(unitRange(values[0]!, values.at(-1)!));
  const flat = flatten(patterns);
  const fixed = Float64Array.from(patterns, (pattern) => fixedPart(pattern, scaled, metric));
  const totals = new Float64Array(values.length);
  const ranks = new Float64Array(values.length);

  return (counts) => {
    const n = addUp(totals, flat, counts);
    if (!(totals.reduce((different, total) => different + (total > 0 ? 1 : 0), 0) > 1)) return null;
    if (metric === 'ordinal') midRanks(ranks, totals, n);
    let observed = 0;
    for (let p = 0; p < patterns.length; p++) {
      if (counts[p] === 0) continue;
      observed += counts[p]! * (metric === 'ordinal' ? spreadInside(flat, p, ranks) : fixed[p]!);
    }
    const expected =
      metric === 'nominal'
        ? n * n - totals.reduce((sum, total) => sum + total * total, 0)
        : metric === 'ratio'
          ? ratioExpected(totals, scaled)
          : 2 * n * spread(totals, metric === 'ordinal' ? ranks : scaled, n);
    // Values too near to each other for a square to be told from 0 are one value.
    return expected > 0 ? 1 - ((n - 1) * observed) / expected : null;
  };
}

/** The patterns one behind the other in plain arrays, as the bootstrap walks them thousands of times. */
interface Flat {
  start: Int32Array;
  codes: Int32Array;
  times: Float64Array;
  size: Float64Array;
}

function flatten(patterns: readonly AlphaPattern[]): Flat {
  const start = new Int32Array(patterns.length + 1);
  patterns.forEach((pattern, p) => (start[p + 1] = start[p]! + pattern.codes.length));
  return {
    start,
    codes: Int32Array.from(patterns.flatMap((pattern) => pattern.codes)),
    times: Float64Array.from(patterns.flatMap((pattern) => pattern.times)),
    size: Float64Array.from(patterns, (pattern) => pattern.size),
  };
}

/** Writes n_c into `totals` and gives n. */
function addUp(totals: Float64Array, { start, codes, times, size }: Flat, counts: ArrayLike<number>): number {
  totals.fill(0);
  let n = 0;
  for (let p = 0; p < size.length; p++) {
    const count = counts[p]!;
    if (count === 0) continue;
    n += count * size[p]!;
    for (let at = start[p]!; at < start[p + 1]!; at++) totals[codes[at]!]! += count * times[at]!;
  }
  return n;
}

/** Mid-ranks around their mean n/2, so that squares stay small. */
function midRanks(ranks: Float64Array, totals: Float64Array, n: number): void {
  let below = -n / 2;
  for (let c = 0; c < totals.length; c++) {
    ranks[c] = below + totals[c]! / 2;
    below += totals[c]!;
  }
}

/** Σ over ordered pairs of the unit of the squared distance of ranks, over size − 1. */
function spreadInside({ start, codes, times, size }: Flat, p: number, ranks: Float64Array): number {
  let squares = 0;
  for (let a = start[p]!; a < start[p + 1]!; a++) {
    const rank = ranks[codes[a]!]!;
    for (let b = a + 1; b < start[p + 1]!; b++) squares += times[a]! * times[b]! * (rank - ranks[codes[b]!]!) ** 2;
  }
  return (2 * squares) / (size[p]! - 1);
}

/** The same for the metrics that do not depend on the other units. */
function fixedPart({ codes, times, size }: AlphaPattern, scaled: readonly number[], metric: AlphaMetric): number {
  let sum = 0;
  codes.forEach((code, a) => {
    for (let b = a + 1; b < codes.length; b++) {
      sum += times[a]! * times[b]! * squaredDistance(scaled[code]!, scaled[codes[b]!]!, metric);
    }
  });
  return (2 * sum) / (size - 1);
}

function squaredDistance(low: number, high: number, metric: AlphaMetric): number {
  if (metric === 'nominal') return 1;
  if (metric !== 'ratio') return (high - low) ** 2;
  const sum = high + low;
  return (Number.isFinite(sum) ? (high - low) / sum : (1 - low / high) / (1 + low / high)) ** 2;
}

/** Σ n_c·(x_c − x̄)². */
function spread(totals: Float64Array, x: ArrayLike<number>, n: number): number {
  let mean = 0;
  for (let c = 0; c < totals.length; c++) mean += (totals[c]! * x[c]!) / n;
  let squares = 0;
  for (let c = 0; c < totals.length; c++) squares += totals[c]! * (x[c]! - mean) ** 2;
  return squares;
}

function ratioExpected(totals: Float64Array, x: readonly number[]): number {
  let sum = 0;
  for (let k = 1; k < totals.length; k++) {
    if (totals[k] === 0) continue;
    for (let c = 0; c < k; c++) {
      if (totals[c] !== 0) sum += totals[c]! * totals[k]! * squaredDistance(x[c]!, x[k]!, 'ratio');
    }
  }
  return 2 * sum;
}
