import type { Method } from './mixed-criterion.ts';
import { checkMixedModel } from './mixed-check.ts';
import type { MixedModelData } from './mixed-data.ts';
import { designOf, type Design, type Rows, type Term } from './mixed-design.ts';
import { fixedPart, plainFit } from './mixed-fixed.ts';
import { planOf, simplify, startFrom, startOf, termOf, type Plan } from './mixed-groups.ts';
import { optimise, type Optimum } from './mixed-optimise.ts';
import type { JointLines } from './mixed-joint.ts';
import { resultOf, type MixedModelFit } from './mixed-result.ts';
import type { LineSum } from './mixed-sums.ts';
import { unusable, type Outcome } from './outcome.ts';

export type { MixedGroup, MixedModelData } from './mixed-data.ts';
export type { GroupStructure } from './mixed-groups.ts';
export type { GroupEffects } from './mixed-effects.ts';
export type { MixedModelFit, VarianceComponent } from './mixed-result.ts';

export interface MixedModelOptions {
  method?: Method;
  /** An earlier fit of nearly the same rows: its variances are where the search begins. */
  start?: Pick<MixedModelFit, 'components' | 'residualVariance'>;
  /** Groups for whose levels predictions shall have degrees of freedom (small schools; the cost grows with their levels squared). */
  smallSample?: readonly string[];
  /** Sums of the lines of a group's levels, such as the mean of some, whose errors are wanted (two solves each). */
  sums?: readonly LineSum[];
  /** Lines whose heights at one place are wanted with what their errors share (two solves each). */
  joint?: JointLines;
  /** Looked at after every evaluation. */
  signal?: AbortSignal;
  /** Told after every evaluation, for a progress line. */
  onEvaluation?: (evaluation: number, deviance: number) => void;
}

/** Columns of the dense part beyond which memory and time are out of bounds (3,000² numbers are 72 MB). */
const DENSE_LIMIT = 3000;

/**
 * A linear mixed model by REML or ML: y = Xβ + Σ (b0 + b1·slope | group) + e, Var(e) = σ²/w, with any number of crossed or nested
 * groups, each with intercepts and, where asked for, slopes of its own (Laird & Ware 1982).
 *
 * When to use it: values that come in groups which are a sample of more (teachers, observers, lessons), above all when each group
 * has few of them; the groups' effects are predicted (BLUP), pulled to the mean by as much as the data are few.
 *
 * Definition: the profiled criterion of Bates, Mächler, Bolker & Walker 2015 ("Fitting linear mixed-effects models using lme4",
 * eq. 34 for ML, 41 for REML): log|L|² + log|R_X|² + (n − p)(1 + log(2πr²/(n − p))) − Σ log w.
 *
 * Method: crossproducts once; per evaluation the largest factor and those it is nested in are eliminated level by level in
 * 1 × 1 or 2 × 2 blocks, the rest by a dense Cholesky factor. Average-information Newton steps with analytic gradients (Gilmour,
 * Thompson & Cullis 1995; Johnson & Thompson 1995) need 4–10 evaluations where a search without derivatives needs 60–200.
 *
 * Small and ugly data: columns that are sums of earlier ones are left out and named in `dropped`, their coefficients are 0. A variance on the
 * boundary is exactly 0. Slopes go from correlated to uncorrelated to common slope where the fit is singular, and `structure` says
 * which was used. A group with one level, or as many levels as rows, has no variance of its own: 0.
 * Reasons: 'no-data', 'not-weights' (0 or less), 'too-few' (no more rows than coefficients), 'no-variation' (y is explained by the fixed effects to the last digit), 'no-residual'
 * (the groups explain y to the last digit), 'too-large' (crossed factors with over 3,000 columns beside the largest), 'cancelled'.
 * Throws TypeError for ragged and RangeError for non-finite or impossible input.
 *
 * Cost per evaluation: rows of the largest factor × (columns they touch)² + (columns of the other factors)³/2.
 *
 * @example
 * const data = { y: [1, 2, 4, 5, 7, 9], fixed: { names: [], columns: [] },
 *   groups: [{ name: 'teacher', index: [0, 0, 1, 1, 2, 2], levels: 3 }] };
 * fitMixedModel(data).beta; // [4.6667]
 */
export function fitMixedModel(data: MixedModelData, options: MixedModelOptions = {}): Outcome<MixedModelFit> {
  const weights = checkMixedModel(data);
  const n = data.y.length;
  if (n === 0) return unusable('no-data', 'no rows');
  if (weights.some((weight) => weight <= 0)) return unusable('not-weights', 'a weight is not more than 0');
  const fixed = fixedPart(data.fixed?.names ?? [], data.fixed?.columns ?? [], data.intercept ?? true, weights);
  if (n <= fixed.kept.length) return unusable('too-few', `${n} rows for ${fixed.kept.length} coefficients`);
  const offset = plainFit(data.y, fixed, weights);
  if (!offset) return unusable('no-variation', 'the fixed effects explain every value');
  const plans = data.groups.map((group) => planOf(group, n));
  placeStart(plans, options.start);
  const method = options.method ?? 'REML';
  const rows = { n, weights, y: offset.residual, fixed: fixed.columns };
  const found = search(rows, plans, method, options);
  if (!('optimum' in found)) return found;
  const smallSample = options.smallSample ? plans.map(({ group }) => options.smallSample!.includes(group.name)) : null;
  return {
    ok: true,
    ...resultOf({
      ...found,
      plans,
      fixed,
      offset,
      weights,
      method,
      intercept: data.intercept ?? true,
      smallSample,
      sums: options.sums ?? [],
      joint: options.joint ?? null,
    }),
  };
}

function placeStart(plans: readonly Plan[], start: MixedModelOptions['start']): void {
  if (!start || !(start.residualVariance > 0)) return;
  for (const plan of plans) {
    const before = start.components.find(({ name }) => name === plan.group.name);
    if (!before) continue;
    const { variance, slopeVariance = 0, covariance = 0 } = before;
    const by = 1 / start.residualVariance;
    startFrom(plan, variance * by, slopeVariance * by, covariance * by);
  }
}

/** Fits, and fits again with a simpler structure, until no variance is on the boundary. */
function search(
  rows: Omit<Rows, 'terms'>,
  plans: readonly Plan[],
  method: Method,
  { signal, onEvaluation }: MixedModelOptions,
): { optimum: Optimum; design: Design; terms: number[]; evaluations: number } | ReturnType<typeof unusable> {
  let evaluations = 0;
  const watch = (deviance: number): boolean => {
    evaluations++;
    onEvaluation?.(evaluations, deviance);
    return !signal?.aborted;
  };
  for (;;) {
    if (signal?.aborted) return unusable('cancelled', 'stopped before the end');
    const used: Term[] = [];
    const terms = plans.map((plan) => {
      const term = termOf(plan);
      return term ? used.push(term) - 1 : -1;
    });
    const design = designOf({ ...rows, terms: used }, DENSE_LIMIT);
    if (!design) return unusable('too-large', `more than ${DENSE_LIMIT} columns beside the largest group`);
    const start = plans.filter((_, p) => terms[p]! >= 0).map(startOf);
    const optimum = optimise(design, start, method, watch);
    if (signal?.aborted) return unusable('cancelled', 'stopped before the end');
    if (!optimum) return unusable('no-residual', 'the groups explain every value');
    if (!simplify(plans, terms, optimum)) return { optimum, design, terms, evaluations };
  }
}
