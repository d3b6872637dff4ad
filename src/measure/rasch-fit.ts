import { type RaschDesign } from './rasch-design.ts';
import { type RaschLayout } from './rasch-layout.ts';
import { type RaschScale, type RatingMoments, ratingMoments } from './rasch-scale.ts';

/** How well the ratings of an element follow the model. Mean squares have expectation 1; Z is about standard normal. */
export interface RaschElementFit {
  /** Standard error of the measure, in logits, with all other measures taken as known. */
  se: number;
  /** Information-weighted mean square: unexpected patterns near the element's level. */
  infit: number;
  /** Plain mean square: surprises far from it. */
  outfit: number;
  infitZ: number;
  outfitZ: number;
}

/** A rating that the model did not expect. */
export interface UnexpectedRating {
  /** Its row in the data. */
  row: number;
  person: number;
  facets: number[];
  score: number;
  expected: number;
  /** (score − expected) / standard deviation of the rating. */
  residual: number;
}

/** How one category of a scale was used. */
export interface CategoryUse {
  score: number;
  count: number;
  /** Mean of person − difficulties where it was given; should rise with the score. */
  averageMeasure: number | null;
}

/** Sums of one element. */
const N = 0;
const WEIGHT = 1;
const SQUARE = 2;
const STANDARD = 3;
const KURTOSIS = 4;
const SPREAD = 5;
const SUMS = 6;

/** A rating whose variance is below this is certain; it must not divide by 0. */
const CERTAIN = 1e-12;

/**
 * Fit statistics of all elements inside, unexpected ratings and the use of the categories, in one pass over the kept
 * ratings.
 *
 * With W the variance and C the fourth central moment of a rating: outfit = Σz²/n, infit = Σ(x − E)²/ΣW, with variances
 * q² = Σ(C/W²)/n² − 1/n and Σ(C − W²)/(ΣW)²; Z = (∛ms − 1)·3/q + q/3, the Wilson–Hilferty cube root (Wright & Masters
 * 1982, p. 100 f.; FACETS manual, "ZSTD"). SE = 1/√ΣW ("model").
 */
export function raschFit(
  design: RaschDesign,
  layout: RaschLayout,
  scales: readonly RaschScale[],
  /** Signed to help, by set. */
  measures: readonly Float64Array[],
  limit: number,
): { elements: (RaschElementFit | null)[][]; unexpected: UnexpectedRating[]; categories: CategoryUse[][] } {
  const { sets, min } = design;
  const sums = sets.map(({ levels }) => new Float64Array(levels * SUMS));
  const uses = scales.map((scale) => new Float64Array((scale.high + 1) * 2));
  const unexpected: UnexpectedRating[] = [];
  const room = new Float64Array(Math.max(1, ...scales.map((scale) => scale.categories.length)));
  const moments: RatingMoments = { mean: 0, variance: 0, fourth: 0 };
  for (let i = 0; i < layout.rows.length; i++) {
    const row = layout.rows[i]!;
    let b = 0;
    for (let set = 0; set < sets.length; set++) b += measures[set]![sets[set]!.index[row]!]!;
    const s = layout.scale[i]!;
    ratingMoments(scales[s]!, b, room, moments);
    const score = design.score[row]!;
    const residual = score - moments.mean;
    const variance = Math.max(moments.variance, CERTAIN);
    const z = residual / Math.sqrt(variance);
    for (let set = 0; set < sets.length; set++) {
      const mine = sums[set]!;
      const at = sets[set]!.index[row]! * SUMS;
      mine[at + N]!++;
      mine[at + WEIGHT]! += variance;
      mine[at + SQUARE]! += residual * residual;
      mine[at + STANDARD]! += z * z;
      mine[at + KURTOSIS]! += moments.fourth / (variance * variance);
      mine[at + SPREAD]! += moments.fourth - variance * variance;
    }
    uses[s]![score * 2]!++;
    uses[s]![score * 2 + 1]! += b;
    if (Math.abs(z) >= limit) {
      const [person, ...facets] = sets.map(({ index }) => index[row]!);
      unexpected.push({ row, person: person!, facets, score: score + min, expected: moments.mean + min, residual: z });
    }
  }
  unexpected.sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual) || a.row - b.row);
  const elements = sums.map((mine, set) =>
    Array.from({ length: sets[set]!.levels }, (_, e) => elementFit(mine.subarray(e * SUMS, (e + 1) * SUMS))),
  );
  const categories = uses.map((use) =>
    Array.from({ length: use.length / 2 }, (_, k) => {
      const count = use[k * 2]!;
      return { score: k + min, count, averageMeasure: count > 0 ? use[k * 2 + 1]! / count : null };
    }),
  );
  return { elements, unexpected, categories };
}

function elementFit(sum: Float64Array): RaschElementFit | null {
  const n = sum[N]!;
  if (n === 0) return null;
  const weight = sum[WEIGHT]!;
  const infit = sum[SQUARE]! / weight;
  const outfit = sum[STANDARD]! / n;
  return {
    se: 1 / Math.sqrt(weight),
    infit,
    outfit,
    infitZ: wilsonHilferty(infit, sum[SPREAD]! / (weight * weight)),
    outfitZ: wilsonHilferty(outfit, sum[KURTOSIS]! / (n * n) - 1 / n),
  };
}

/**
 * A mean square that cannot vary (all chances one half) is as expected: 0. Its standard deviation is taken as at most
 * √2, that of one degree of freedom: where few ratings are far off target the fourth moments explode, and Winsteps'
 * figures show the same bound.
 */
function wilsonHilferty(meanSquare: number, variance: number): number {
  if (!(variance > 1e-12)) return 0;
  const q = Math.min(Math.SQRT2, Math.sqrt(variance));
  return (Math.cbrt(meanSquare) - 1) * (3 / q) + q / 3;
}

/** How far the measures of a set can be told apart. */
export interface RaschSeparation {
  /** True spread / typical error. */
  separation: number;
  /** Levels that can be told apart, three errors from each other: (4·separation + 1) / 3. */
  strata: number;
  /** True variance / observed variance: the share of the differences that is not error. */
  reliability: number;
  /** The elements that count: those inside the estimate. */
  n: number;
  /** Population standard deviation of their measures, in logits. */
  sd: number;
  /** Root mean square of their standard errors. */
  rmse: number;
}

/**
 * Separation as in FACETS: true variance = variance of the measures (population: divided by n) − mean squared standard
 * error, not below 0 (Wright & Masters 1982, p. 106; Linacre, FACETS manual, "Reliability and separation").
 */
export function raschSeparation(measures: readonly number[], errors: readonly number[]): RaschSeparation {
  const n = measures.length;
  if (n === 0) return { separation: 0, strata: 1 / 3, reliability: 0, n, sd: 0, rmse: 0 };
  const mean = measures.reduce((sum, value) => sum + value, 0) / n;
  const observed = measures.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  const error = errors.reduce((sum, value) => sum + value * value, 0) / n;
  const real = Math.max(0, observed - error);
  const separation = Math.sqrt(real / error);
  return {
    separation,
    strata: (4 * separation + 1) / 3,
    reliability: real > 0 ? real / observed : 0,
    n,
    sd: Math.sqrt(observed),
    rmse: Math.sqrt(error),
  };
}
