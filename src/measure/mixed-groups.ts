import type { Term } from './mixed-design.ts';
import type { Lambda } from './mixed-factor.ts';
import { isAtFloor, type Optimum } from './mixed-optimise.ts';

/** A grouping factor of a mixed model. */
export interface MixedGroup {
  name: string;
  /** Row → level, 0 … levels − 1. */
  index: ArrayLike<number>;
  levels: number;
  /** Row → what the level's own slope multiplies; without it the levels differ in their intercepts only. */
  slope?: ArrayLike<number>;
  /** Whether intercepts and slopes may be correlated; true where it is left out. */
  correlated?: boolean;
}

/** How the effects of one group were modelled in the end. */
export type GroupStructure = 'correlated' | 'uncorrelated' | 'common slope' | 'intercepts';

/** What of a group is in the model at the moment. */
export interface Plan {
  group: MixedGroup;
  /** Row → level among those with rows; and which those are. */
  index: Int32Array;
  used: Int32Array;
  /** The slope divided by its root mean square, and that number. */
  slope: Float64Array | null;
  scale: number;
  intercept: boolean;
  slopes: boolean;
  correlated: boolean;
  /** Where to start or go on. */
  lambda: Lambda;
}

/** Where a variance starts that may turn out to be 0: not at a place that it cannot leave. */
const SMALL = 0.02;

/** A group's place in the fit before anything is estimated: what cannot be told apart from the rest is left out at once. */
export function planOf(group: MixedGroup, n: number): Plan {
  const { index, used } = compact(group);
  const slope = group.slope ? Float64Array.from(group.slope) : null;
  const scale = slope ? Math.sqrt(slope.reduce((sum, value) => sum + value * value, 0) / n) : 1;
  const levels = used.length;
  // One level is the intercept once more; as many effects as rows are the residual once more.
  const intercept = levels > 1 && levels < n;
  const slopes = intercept && slope !== null && isVaried(slope) && 2 * levels < n;
  return {
    group,
    index,
    used,
    slope: slope && scale > 0 ? slope.map((value) => value / scale) : slope,
    scale,
    intercept,
    slopes,
    correlated: slopes && group.correlated !== false,
    lambda: { a: 1, c: 0, b: 0.5 },
  };
}

function compact({ index, levels }: MixedGroup): { index: Int32Array; used: Int32Array } {
  const place = new Int32Array(levels).fill(-1);
  const used: number[] = [];
  for (let row = 0; row < index.length; row++) if (place[index[row]!] === -1) place[index[row]!] = -2;
  for (let level = 0; level < levels; level++) {
    if (place[level] !== -2) continue;
    place[level] = used.length;
    used.push(level);
  }
  const compacted = new Int32Array(index.length);
  for (let row = 0; row < compacted.length; row++) compacted[row] = place[index[row]!]!;
  return { index: compacted, used: Int32Array.from(used) };
}

function isVaried(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}

/** The term of a plan; null when nothing of the group is left. */
export function termOf({ index, used, slope, intercept, slopes, correlated }: Plan): Term | null {
  const columns = [...(intercept ? [null] : []), ...(slopes ? [slope] : [])];
  return columns.length > 0 ? { index, levels: used.length, columns, correlated } : null;
}

/** The start of a term: with one effect only Λ is the number `a`. */
export function startOf({ lambda, intercept, slopes, correlated }: Plan): Lambda {
  if (!intercept) return { a: lambda.b, c: 0, b: 1 };
  return { a: lambda.a, c: slopes && correlated ? lambda.c : 0, b: slopes ? lambda.b : 1 };
}

/** Puts an earlier fit's variances (relative to its residual one) in place of the usual start. */
export function startFrom(plan: Plan, variance: number, slopeVariance: number, covariance: number): void {
  const a = Math.max(SMALL, Math.sqrt(Math.max(0, variance)));
  const c = (covariance * plan.scale) / a;
  const b = Math.max(SMALL, Math.sqrt(Math.max(0, slopeVariance * plan.scale ** 2 - c * c)));
  plan.lambda = { a, c, b };
}

/**
 * Makes plans simpler where a fit ended on the boundary, and lets all go on from there: first intercepts and slopes that are
 * perfectly correlated become uncorrelated; when there are none, effects without variance leave. Whether anything changed.
 */
export function simplify(plans: readonly Plan[], terms: readonly number[], optimum: Optimum): boolean {
  const places = plans.map((plan, p) => placeOf(plan, terms[p]!, optimum));
  places.forEach((place, p) => {
    if (place) plans[p]!.lambda = place.lambda;
  });
  const tied = plans.filter((plan, p) => plan.correlated && places[p]?.singular);
  if (tied.length > 0) {
    for (const plan of tied) {
      // The slopes keep their whole spread, whatever of it was tied to the intercepts.
      plan.lambda = { a: plan.lambda.a, c: 0, b: Math.hypot(plan.lambda.b, plan.lambda.c) };
      plan.correlated = false;
    }
    for (const plan of plans) {
      const { a, c, b } = plan.lambda;
      plan.lambda = { a: Math.max(a, SMALL), c, b: Math.max(b, SMALL) };
    }
    return true;
  }
  plans.forEach((plan, p) => {
    plan.intercept &&= !(places[p]?.noIntercept ?? false);
    plan.slopes &&= !(places[p]?.noSlope ?? false);
  });
  return places.some((place) => place?.singular);
}

interface Place {
  lambda: Lambda;
  noIntercept: boolean;
  noSlope: boolean;
  singular: boolean;
}

/** Where the search left a plan; null when it has no term. */
function placeOf(plan: Plan, term: number, { lambdas, parameters, criterion }: Optimum): Place | null {
  if (term < 0) return null;
  const { a, c, b } = lambdas[term]!;
  const floored = (part: 'a' | 'b') =>
    parameters.some((one, i) => one.term === term && one.part === part && isAtFloor(i, parameters, lambdas, criterion));
  // A single effect is the number a, whichever it is.
  const noIntercept = plan.intercept && floored('a');
  const noSlope = plan.slopes && floored(plan.intercept ? 'b' : 'a');
  const lambda = !plan.intercept ? { a: SMALL, c: 0, b: a } : plan.slopes ? { a, c, b } : { a, c: 0, b: SMALL };
  return { lambda, noIntercept, noSlope, singular: noIntercept || noSlope || isPerfect(lambda, plan.correlated) };
}

/** |correlation| of 1 but for rounding. */
function isPerfect({ b, c }: Lambda, correlated: boolean): boolean {
  return correlated && b < 1e-3 * Math.abs(c);
}

/** The name of what a plan ended with. */
export function structureOf(plan: Plan): GroupStructure {
  if (!plan.group.slope) return 'intercepts';
  if (!plan.slopes) return 'common slope';
  return plan.correlated ? 'correlated' : 'uncorrelated';
}
