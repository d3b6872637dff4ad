import { factoriseInPlace } from './blocks.ts';
import type { GDesign } from './g-design.ts';
import { type Block, type Person, personsOf } from './g-persons.ts';
import { criterionAt, type Evaluation, scoreAt } from './g-reml-score.ts';

/** REML components of a generalizability study. */
export interface RemlComponents {
  /** In the order of the sources; 0 on the boundary. */
  variances: number[];
  /** −2 log restricted likelihood, as lme4 counts it. */
  deviance: number;
}

/** Multiplications in one evaluation beyond which REML is not tried: some ten evaluations are to take a second or two. */
const WORK_LIMIT = 2e8;
const EVALUATIONS = 200;
/** No variance of the error below this share of the variance of the scores. */
const LEAST_ERROR = 1e-9;

/**
 * REML components of any generalizability design, of persons who are few rows each: all sources that have the person in them are
 * blocks along the diagonal, one a person, which are inverted as they are; the others (raters, items, occasions that all
 * persons share) go through Henderson's equations. Average-information steps (Gilmour, Thompson & Cullis 1995), halved until the likelihood
 * grows; a variance that would fall below 0 stays on the boundary as long as its score is negative (Patterson & Thompson 1971 for
 * the likelihood, Gilmour et al. for the traces).
 *
 * Why not `fitMixedModel`: there the pairs of person and rater, hundreds of levels, would be a dense matrix; here they are inside
 * the person's block. Both give the same components. `y` has mean 0. Null when it would be too much work, when the error
 * falls to nothing, or when the search does not end. Cost: 4 to 20 evaluations of Σ rows³ over persons + (cells of the shared sources)³.
 */
export function remlComponents(
  design: GDesign,
  y: Float64Array,
  start: readonly number[],
  limit = WORK_LIMIT,
): RemlComponents | null {
  const { persons, columns, blocks } = personsOf(design, y);
  const work =
    persons.reduce((sum, { rows, touched }) => sum + rows ** 3 + rows * touched.length ** 2, 0) + columns ** 3;
  if (work > limit) return null;
  const spread = y.reduce((sum, value) => sum + value * value, 0) / y.length;
  const error = design.sources.length - 1;
  const bounded = (values: readonly number[]) =>
    values.map((value, k) => Math.max(k === error ? LEAST_ERROR * spread : 0, value));
  const evaluate = (variances: readonly number[]) => criterionAt(persons, columns, blocks, variances);

  let at = evaluate(bounded(start.map((value) => Math.max(value, 0.05 * spread))));
  for (let i = 0, ended = false; at && !ended; i++) {
    if (i === EVALUATIONS) return null;
    const step = newtonStep(at, persons, blocks);
    const next = step && better(at, step, bounded, evaluate);
    if (!next) break;
    const moved = Math.max(...next.variances.map((value, k) => Math.abs(value - at!.variances[k]!)));
    const gained = next.logLikelihood - at.logLikelihood;
    at = next;
    ended = moved < 1e-9 * spread || (gained < 1e-12 && moved < 1e-6 * spread);
  }
  if (!at || at.variances[error]! <= 2 * LEAST_ERROR * spread) return null;
  // What ends within a rounding of the boundary is on it.
  const variances = at.variances.map((value) => (value < 1e-8 * spread ? 0 : value));
  return { variances, deviance: (y.length - 1) * Math.log(2 * Math.PI) - 2 * at.logLikelihood };
}

/** The average-information step of the variances that are free to move. */
function newtonStep(at: Evaluation, persons: readonly Person[], blocks: readonly Block[]): number[] | null {
  const { score, information } = scoreAt(at, persons, blocks);
  const free = at.variances.flatMap((value, k) => (value > 0 || score[k]! > 0 ? [k] : []));
  const n = free.length;
  const matrix = Float64Array.from({ length: n * n }, (_, i) => information[free[Math.floor(i / n)]!]![free[i % n]!]!);
  // A ridge too small to matter keeps sources that are nearly the same apart.
  for (let i = 0; i < n; i++) matrix[i * n + i]! *= 1 + 1e-10;
  if (!factoriseInPlace(matrix, n)) return null;
  const right = Float64Array.from(free, (k) => score[k]!);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) right[row]! -= matrix[row * n + k]! * right[k]!;
    right[row]! /= matrix[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) right[row]! -= matrix[k * n + row]! * right[k]!;
    right[row]! /= matrix[row * n + row]!;
  }
  const step = at.variances.map(() => 0);
  free.forEach((k, i) => (step[k] = right[i]!));
  return step;
}

/** The step, halved until the likelihood is no lower; null when no part of it helps. */
function better(
  at: Evaluation,
  step: readonly number[],
  bounded: (values: readonly number[]) => number[],
  evaluate: (variances: readonly number[]) => Evaluation | null,
): Evaluation | null {
  for (let part = 1; part > 1e-6; part /= 2) {
    const next = evaluate(bounded(at.variances.map((value, k) => value + part * step[k]!)));
    if (next && next.logLikelihood >= at.logLikelihood) return next;
  }
  return null;
}
