/**
 * One rating scale of a Rasch model: the categories that were used and what it takes to reach each of them.
 *
 * log(P_k / P_k−1) = b − τ_k (Andrich 1978; Masters 1982), so the weight of category k at b = ability − difficulties is
 * exp(k·b − c_k) with c_k = τ_1 + … + τ_k. The model is kept in c: then the likelihood is an exponential family, which
 * is concave, and a category that nobody used is simply absent (its c is infinite, while the sum of the two thresholds
 * around it stays finite: Wilson 1991; "keep" in the FACETS manual). c is 0 at the lowest and the highest category,
 * which is the same as thresholds with mean 0.
 */
export interface RaschScale {
  /** The scores that were used, from the lowest, counted from the scale's minimum. At least two, else the scale is dead. */
  categories: Int32Array;
  /** c of each of these categories; 0 for the first and the last. */
  costs: Float64Array;
  /** The highest score of the scale as declared, counted from its minimum. */
  high: number;
}

/** A scale of `high` + 1 categories of which those with a count above 0 are in use; starts without thresholds. */
export function raschScale(high: number, counts: ArrayLike<number>): RaschScale {
  const categories = Int32Array.from(Array.from({ length: high + 1 }, (_, k) => k).filter((k) => counts[k]! > 0));
  return { categories, costs: new Float64Array(categories.length), high };
}

/** Whether ratings on the scale can tell anything: two categories in use. */
export function isAlive(scale: RaschScale): boolean {
  return scale.categories.length > 1;
}

/**
 * The probabilities of the categories at b go to `out`; the answer is the log of the sum of the weights. Never
 * overflows.
 */
export function categoryProbabilities(scale: RaschScale, b: number, out: Float64Array): number {
  const { categories, costs } = scale;
  const n = categories.length;
  let top = -Infinity;
  for (let j = 0; j < n; j++) {
    const weight = categories[j]! * b - costs[j]!;
    out[j] = weight;
    if (weight > top) top = weight;
  }
  let sum = 0;
  for (let j = 0; j < n; j++) {
    const weight = Math.exp(out[j]! - top);
    out[j] = weight;
    sum += weight;
  }
  for (let j = 0; j < n; j++) out[j]! /= sum;
  return top + Math.log(sum);
}

/** Mean and central moments of a rating. */
export interface RatingMoments {
  mean: number;
  variance: number;
  /** The fourth central moment. */
  fourth: number;
}

/** Expected rating (from the scale's minimum), its variance and fourth moment at b, written to `out`. */
export function ratingMoments(scale: RaschScale, b: number, room: Float64Array, out: RatingMoments): void {
  categoryProbabilities(scale, b, room);
  const { categories } = scale;
  let mean = 0;
  for (let j = 0; j < categories.length; j++) mean += categories[j]! * room[j]!;
  let variance = 0;
  let fourth = 0;
  for (let j = 0; j < categories.length; j++) {
    const square = (categories[j]! - mean) ** 2;
    variance += square * room[j]!;
    fourth += square * square * room[j]!;
  }
  out.mean = mean;
  out.variance = variance;
  out.fourth = fourth;
}

/**
 * τ_1 … τ_high in logits with mean 0, null on both sides of a category that was not used: such a threshold is infinite.
 *
 * @example
 * thresholdsOf({ categories: Int32Array.of(0, 1, 2), costs: Float64Array.of(0, -0.5, 0), high: 2 }); // [-0.5, 0.5]
 */
export function thresholdsOf(scale: RaschScale): (number | null)[] {
  const thresholds = Array.from({ length: scale.high }, (): number | null => null);
  for (let j = 1; j < scale.categories.length; j++) {
    const category = scale.categories[j]!;
    if (category === scale.categories[j - 1]! + 1) thresholds[category - 1] = scale.costs[j]! - scale.costs[j - 1]!;
  }
  return thresholds;
}
