import { cholesky, logDeterminant, solveCholesky } from './cholesky.ts';
import { minimise } from './minimise.ts';

/** One observed value on the line. */
export interface GroupedPoint {
  x: number;
  y: number;
  /** How much it counts; Var(noise) = noiseSd² / weight. > 0. */
  weight: number;
  /** Fixed effects beside the line (0/1 or centred numbers); equally many at every point. */
  covariates: readonly number[];
  /** The share of each group in this value, adding up to 1; equally many at every point. */
  shares: readonly number[];
}

/** What is known before the data are seen. Standard deviations in the unit of y. */
export interface GroupedLineOptions {
  /** Spread of the groups' shifts: the least that is believed, since few groups cannot show it themselves. > 0. */
  groupSd: number;
  /** Bounds of the noise of one value of weight 1; the lower one keeps a lucky run from claiming certainty. */
  noiseSd: readonly [from: number, to: number];
}

/** An estimate with its standard error and the degrees of freedom of its t distribution. */
export interface Estimate {
  value: number;
  se: number;
  df: number;
}

/** A fitted line. */
export interface GroupedLine {
  slope: Estimate;
  /** The line at x, for the groups and covariates in the proportions of these points. */
  at(x: number): Estimate;
  noiseSd: number;
  /** The groups' spread that was used; 0 when there is one group only. */
  groupSd: number;
}

/** Crossproducts of the weighted design [1, x − centre, covariates, shares] and y. */
interface Design {
  k: number;
  fixed: number;
  groups: number;
  n: number;
  centre: number;
  level: number;
  cross: Float64Array;
  right: Float64Array;
  squares: number;
  /** The weighted mean of the design's columns. */
  average: Float64Array;
}

interface Fit {
  factor: Float64Array;
  solution: Float64Array;
  noise: number;
  group: number;
}

/** Where the search for the noise stops, as a share of its variance: a standard error is right to .1 %. */
const SEARCH = 0.002;

/** Multiples of the believed group spread that are tried; the data may show more of it, never less. */
const GROUP_STEPS = [1, Math.SQRT2, 2, 2 * Math.SQRT2];

/**
 * A straight line by weighted least squares where the values come in groups that each carry a shift of their own
 * (an observer who is strict): y = a + b·x + covariates + Σ share·shift + noise/√weight, shifts ~ N(0, groupSd²).
 *
 * When to use it: few groups, too few to learn their spread from. The spread is therefore *given*, and raised only where
 * the data ask for more (in four steps, as long as the REML criterion gets better); the noise is estimated by REML with the spread
 * held fixed (Patterson & Thompson 1971), not below its lower bound. Solved by Henderson's equations (Henderson 1975),
 * one Cholesky factor of 2 + covariates + groups rows an evaluation. The slope's variance has two parts: noise, with
 * tr(P²) degrees of freedom (Fai & Cornelius 1996), and groups, with only groups − 1 of them, joined by Welch–Satterthwaite
 * and never more than n − fixed effects (− 1 with groups). So a slope that rests on the difference between two groups gets about one degree
 * of freedom, while a slope seen inside each group keeps nearly all.
 *
 * Without shifts (one group) and without covariates this is ordinary weighted least squares. Null when the points cannot
 * carry a line: fewer points than 1 + fixed effects, or all at one x.
 *
 * @example
 * // one group, equal weights: slope 2, se √(.5/3)/√2 = .2887 on 1 degree of freedom
 * groupedLine([[0, 1], [1, 3.5], [2, 5]].map(([x, y]) => ({ x, y, weight: 1, covariates: [], shares: [1] })),
 *   { groupSd: 1, noiseSd: [1e-6, 100] });
 * // { slope: { value: 2, se: 0.2887, df: 1 } }
 */
export function groupedLine(points: readonly GroupedPoint[], options: GroupedLineOptions): GroupedLine | null {
  const design = designOf(points);
  if (design.n <= design.fixed) return null;
  const fit = bestFit(design, options);
  if (!fit) return null;
  const noiseDf = noiseDegrees(design, fit);
  const unit = new Float64Array(design.k);
  unit[1] = 1;
  return {
    slope: estimateOf(design, fit, unit, noiseDf, 0),
    at: (x) => {
      const contrast = Float64Array.from(design.average);
      contrast[1] = x - design.centre;
      return estimateOf(design, fit, contrast, noiseDf, design.level);
    },
    noiseSd: Math.sqrt(fit.noise),
    groupSd: Math.sqrt(fit.group),
  };
}

function designOf(points: readonly GroupedPoint[]): Design {
  const covariates = points[0]?.covariates.length ?? 0;
  const groups = manyOrNone(points[0]?.shares.length ?? 0);
  const fixed = 2 + covariates;
  const k = fixed + groups;
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  const centre = points.reduce((sum, point) => sum + point.weight * point.x, 0) / total;
  const level = points.reduce((sum, point) => sum + point.weight * point.y, 0) / total;
  const cross = new Float64Array(k * k);
  const right = new Float64Array(k);
  const average = new Float64Array(k);
  let squares = 0;
  for (const point of points) {
    const row = [1, point.x - centre, ...point.covariates, ...point.shares.slice(0, groups)];
    const y = point.y - level;
    squares += point.weight * y * y;
    for (let i = 0; i < k; i++) {
      right[i]! += point.weight * row[i]! * y;
      average[i]! += (point.weight / total) * row[i]!;
      for (let j = 0; j < k; j++) cross[i * k + j]! += point.weight * row[i]! * row[j]!;
    }
  }
  return { k, fixed, groups, n: points.length, centre, level, cross, right, squares, average };
}

/** The shift of the only group is the same at every point: the level of the line holds it. */
function manyOrNone(groups: number): number {
  return groups > 1 ? groups : 0;
}

function bestFit(design: Design, options: GroupedLineOptions): Fit | null {
  const [from, to] = options.noiseSd.map((sd) => Math.log(sd * sd)) as [number, number];
  if (design.groups === 0) return plainFit(design, Math.exp(from), Math.exp(to));
  let best: { fit: Fit; criterion: number } | null = null;
  for (const step of GROUP_STEPS) {
    const group = (step * options.groupSd) ** 2;
    const log = minimise((at) => evaluate(design, Math.exp(at), group)?.criterion ?? Infinity, from, to, SEARCH, 6);
    const candidate = evaluate(design, Math.exp(log), group);
    if (!candidate || (best && candidate.criterion >= best.criterion)) break;
    best = candidate;
  }
  return best?.fit ?? null;
}

/** Without groups REML has a closed form: the unexplained squares over n less the fixed effects. */
function plainFit(design: Design, least: number, most: number): Fit | null {
  const start = evaluate(design, 1, 1);
  if (!start) return null;
  const unexplained = Math.max(0, design.squares - dot(design.right, start.fit.solution));
  return { ...start.fit, noise: Math.min(most, Math.max(least, unexplained / (design.n - design.fixed))), group: 0 };
}

/** The REML criterion (−2 log likelihood without its constant) at two variances. */
function evaluate(design: Design, noise: number, group: number): { fit: Fit; criterion: number } | null {
  const { k, fixed, groups, n, cross, right, squares } = design;
  const penalty = noise / group;
  const matrix = Float64Array.from(cross);
  for (let i = fixed; i < k; i++) matrix[i * k + i]! += penalty;
  const factor = cholesky(matrix, k);
  if (!factor) return null;
  const solution = solveCholesky(factor, k, right);
  const unexplained = Math.max(0, squares - dot(right, solution));
  const criterion =
    (n - fixed) * Math.log(noise) + logDeterminant(factor, k) - groups * Math.log(penalty) + unexplained / noise;
  return { fit: { factor, solution, noise, group }, criterion };
}

/** tr(P²): n less twice the trace of H plus that of H², H = C⁻¹·T'WT; n less the fixed effects where there is one group. */
function noiseDegrees({ k, n, cross }: Design, { factor }: Fit): number {
  const hat = Array.from({ length: k }, (_, j) =>
    solveCholesky(
      factor,
      k,
      Float64Array.from({ length: k }, (_, i) => cross[i * k + j]!),
    ),
  );
  let trace = 0;
  let square = 0;
  for (let i = 0; i < k; i++) {
    trace += hat[i]![i]!;
    for (let j = 0; j < k; j++) square += hat[i]![j]! * hat[j]![i]!;
  }
  return Math.max(1e-9, n - 2 * trace + square);
}

function estimateOf(design: Design, fit: Fit, contrast: Float64Array, noiseDf: number, shift: number): Estimate {
  const { k, cross, groups, n, fixed } = design;
  const q = solveCholesky(fit.factor, k, contrast);
  let inNoise = 0;
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) inNoise += q[i]! * cross[i * k + j]! * q[j]!;
  const variance = fit.noise * dot(contrast, q);
  const ofNoise = fit.noise * inNoise;
  const ofGroups = Math.max(0, variance - ofNoise);
  const df = variance ** 2 / (ofNoise ** 2 / noiseDf + ofGroups ** 2 / Math.max(1, groups - 1));
  return {
    value: shift + dot(contrast, fit.solution),
    se: Math.sqrt(variance),
    // One is taken off as the price of having chosen the groups' spread from the same points.
    df: Math.max(1, Math.min(df, n - fixed - (groups > 0 ? 1 : 0))),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
