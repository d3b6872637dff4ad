import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import type { LevelLine, LevelLineFit } from './level-line.ts';
import { product, quadratic } from './level-sum.ts';
import type { Parameter } from './mixed-criterion.ts';
import type { Design } from './mixed-design.ts';
import { spreadOf, type GroupEffects } from './mixed-effects.ts';
import type { Factor, Lambda } from './mixed-factor.ts';
import type { FixedPart } from './mixed-fixed.ts';
import type { Plan } from './mixed-groups.ts';
import { movedBy } from './mixed-small-sample.ts';
import { backward, dotOf, effectsOf, forward, zeroEffects, type Effects } from './mixed-solve.ts';

/** A weighted sum of the lines of a group's levels, such as the mean line of some teachers. */
export interface LineSum {
  /** The group, by its name. */
  group: string;
  /** Level → weight; as many as the group has levels. Equal weights that add up to 1 are a mean, weights that add up to 0 a difference. */
  weights: readonly number[] | Float64Array;
  /** What multiplies the coefficients in its height at t = 0, as in `fixed.columns`, with the intercept first where the model has one. */
  height: readonly number[];
  /** The same of its slope: 1 at the column of t, in a difference all 0. */
  rise: readonly number[];
}

/** The sum's line: value + slope·t with the joint variance of both, and what is needed for degrees of freedom at any t. */
export interface LineSumFit extends LevelLineFit {
  /** By variance parameter, how the error variances of height and slope move with it (log σ² aside). */
  moves: Pick<LevelLine, 'variance' | 'covariance' | 'slopeVariance'>[];
}

/** The solved equations that sums are taken from. */
export interface SumSource {
  design: Design;
  factor: Factor;
  parameters: readonly Parameter[];
  lambdas: readonly Lambda[];
  fixed: FixedPart;
  plans: readonly Plan[];
  terms: readonly number[];
  residualVariance: number;
}

/** What the fit knows already when the errors of sums are wanted. */
export interface SumEstimates {
  beta: ArrayLike<number>;
  effects: readonly GroupEffects[];
  /** By variance parameter, the coefficients' derivatives. */
  moves: readonly (readonly number[])[];
  /** Asymptotic covariance of the variance parameters. */
  covariance: readonly (readonly number[])[];
}

/**
 * Estimate and errors of one sum of lines. The errors come from Henderson's equations solved for just this sum (two solves), so that what
 * the levels' errors share through the coefficients and the crossed groups (the same observers) is in them; a mean of the levels' own errors
 * would leave it out. Corrected variances as in `levelLine`: the derivatives of a sum are the sum of the derivatives.
 */
export function lineSum(source: SumSource, sum: LineSum, estimates: SumEstimates): LineSumFit {
  const place = placeOf(source, sum, estimates);
  const [height, rise] = [partOf(source, place, sum, 0, estimates), partOf(source, place, sum, 1, estimates)];
  const pairs = [
    [height, height],
    [height, rise],
    [rise, rise],
  ] as const;
  const [h, hr, r] = pairs.map(([a, b], which) => {
    const plain = source.residualVariance * (dotOf(a.half, b.half) + unseen(source, place, sum, sum, which));
    const added = a.moved.reduce(
      (total, value, i) => total + value * product(estimates.covariance[i] ?? [], b.moved),
      0,
    );
    return { plain, corrected: plain + 2 * added };
  }) as [Errors, Errors, Errors];
  return {
    value: height.value,
    slope: rise.value,
    variance: h.plain,
    covariance: hr.plain,
    slopeVariance: r.plain,
    corrected: { variance: h.corrected, covariance: hr.corrected, slopeVariance: r.corrected },
    moves: movesOf(source, height.half, rise.half),
  };
}

interface Errors {
  plain: number;
  corrected: number;
}

/** A sum's group in the model. */
export interface SumPlace {
  plan: Plan;
  /** Its term in the design, −1 when it has none. */
  term: number;
  effects: GroupEffects;
}

/** Where the group of a sum stands; throws TypeError for an unknown group and for a wrong number of weights or coefficients. */
export function placeOf({ plans, terms, fixed }: SumSource, sum: LineSum, { effects }: SumEstimates): SumPlace {
  const at = plans.findIndex(({ group }) => group.name === sum.group);
  const [plan, found] = [plans[at], effects[at]];
  if (!plan || !found) throw new TypeError(`no group ${sum.group} in the model`);
  const names = fixed.names.length;
  if (sum.weights.length !== plan.group.levels) throw new TypeError(`${sum.weights.length} weights for ${sum.group}`);
  if (sum.height.length !== names || sum.rise.length !== names) throw new TypeError(`not ${names} coefficients`);
  return { plan, term: terms[at] ?? -1, effects: found };
}

/** Height (0) or slope (1) of a sum: its value, L⁻¹ of its right side, and its derivatives by the variance parameters. */
export function partOf(
  source: SumSource,
  { plan, term, effects }: SumPlace,
  { weights, height, rise }: LineSum,
  part: 0 | 1,
  { beta, moves }: SumEstimates,
): { value: number; half: Effects; moved: number[] } {
  const { design, factor, fixed, lambdas } = source;
  const x = part === 0 ? height : rise;
  const own = part === 0 ? effects.intercept : effects.slope;
  const right = zeroEffects(design);
  const kept = fixed.kept.length;
  for (let j = 0; j < kept; j++) {
    for (let i = 0; i < x.length; i++) right.root[design.random + j]! += x[i]! * fixed.back[i * kept + j]!;
  }
  if (term >= 0 && own) {
    const spread = spreadOf(plan, lambdas[term]!);
    const width = design.terms[term]!.columns.length;
    const to = effectsOf(design, right, term);
    plan.used.forEach((level, place) => {
      for (let c = 0; c < width; c++) to[place * width + c]! += weights[level]! * spread[2 * part + c]!;
    });
  }
  const moved = moves.map((row, i) => {
    let total = product(x, row);
    if (!own) return total;
    for (let level = 0; level < weights.length; level++)
      total += weights[level]! * effects.sensitivity[(2 * level + part) * moves.length + i]!;
    return total;
  });
  return { value: product(x, beta) + (own ? product(weights, own) : 0), half: forward(design, factor, right), moved };
}

/**
 * What levels without rows add to the covariance of two sums: nothing is known of them but the spread. 0 of heights, 1 of height and slope, 2 of
 * slopes.
 */
export function unseen(
  { lambdas }: SumSource,
  { plan, term }: SumPlace,
  { weights: a }: LineSum,
  { weights: b }: LineSum,
  which: number,
): number {
  if (term < 0 || plan.used.length === plan.group.levels) return 0;
  const seen = new Set(plan.used);
  let squares = 0;
  for (let level = 0; level < a.length; level++) if (!seen.has(level)) squares += a[level]! * b[level]!;
  const [l00, , l10, l11] = spreadOf(plan, lambdas[term]!);
  return squares * (which === 0 ? l00 * l00 : which === 1 ? l00 * l10 : l10 * l10 + l11 * l11);
}

/** How the error variances move with each parameter. Takes the halves for its own. */
function movesOf({ design, factor, parameters, lambdas, residualVariance }: SumSource, a: Effects, b: Effects) {
  const [v, w] = [backward(design, factor, a), backward(design, factor, b)];
  return parameters.map((parameter) => {
    const by = (x: Effects, y: Effects) => residualVariance * movedBy(design, parameter, lambdas, x, y);
    return { variance: by(v, v), covariance: by(v, w), slopeVariance: by(w, w) };
  });
}

/** The variance parameters' own uncertainty; as in `MixedModelFit.parameters`. */
export interface ParameterSpread {
  covariance: readonly (readonly number[])[];
  residual: number;
  withResidual: readonly number[];
}

/**
 * A sum's line at t with its band: corrected standard error, Student's t with 2·M²/Var(M̂) degrees of freedom (Satterthwaite 1946; Giesbrecht
 * & Burns 1985), not under 2. `'slope'` gives the slope in place of a height.
 */
export function lineSumAt(
  sum: LineSumFit,
  parameters: ParameterSpread,
  t: number | 'slope',
  level = 0.95,
): { value: number; se: number; df: number | null; lower: number; upper: number } {
  const at = (line: Pick<LevelLine, 'variance' | 'covariance' | 'slopeVariance'>) =>
    t === 'slope' ? line.slopeVariance : line.variance + 2 * t * line.covariance + t * t * line.slopeVariance;
  const value = t === 'slope' ? sum.slope : sum.value + t * sum.slope;
  const variance = at(sum);
  const moves = sum.moves.map(at);
  const spread =
    variance ** 2 * parameters.residual +
    2 * variance * product(moves, parameters.withResidual) +
    quadratic(parameters.covariance, moves);
  const df = spread > 0 && variance > 0 ? Math.max(2, (2 * variance ** 2) / spread) : null;
  const se = Math.sqrt(Math.max(0, at(sum.corrected)));
  const half = quantileOfT((1 + level) / 2, df ?? 1e6) * se;
  return { value, se, df, lower: value - half, upper: value + half };
}
