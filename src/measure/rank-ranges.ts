import { cholesky } from './cholesky.ts';
import { quantile } from './quantile.ts';
import { seededRandom } from './random.ts';
import { tReach } from './t-reach.ts';

/** Estimates of the same thing for several people, with what is not known of them together. */
export interface RankInput {
  values: readonly number[];
  /** Covariances of estimate − truth. */
  covariance: readonly (readonly number[])[];
  /** By how much a bound reaches further than the normal one, 1 or more (Student's t over the normal quantile); 1 by default. */
  stretch?: readonly number[];
}

/** Where one of them stands. 1 is the highest value. */
export interface RankRange {
  /** By the estimate alone; equal estimates share a place. */
  place: number;
  /** The first and the last place that the data allow. */
  from: number;
  to: number;
  /** How many of the others are told apart from this one. */
  apart: number;
}

/** The places of all of them. */
export interface RankRanges {
  ranges: RankRange[];
  /** Standard errors of a difference from which two are told apart. */
  critical: number;
  /** Pairs in all, and those told apart. */
  pairs: number;
  apart: number;
}

/** A difference whose standard error is below this share of the largest error is 0 by construction: it tells nobody apart. */
const NO_ERROR = 1e-6;

/**
 * The places that several estimates may take, all right at once with probability `level`: two are told apart where their difference is beyond
 * `critical` standard errors of this very difference; one's best place comes after all who are told apart above, the worst before all
 * told apart below. `critical` is the quantile of the largest of all standardised differences when nobody differs, from `draws` of the joint
 * errors (seeded, so the same data give the same ranges).
 *
 * When to use it: before anybody is said to stand above somebody else. Overlap of two single intervals is no such test (Goldstein & Healy
 * 1995), and percentiles of drawn ranks look narrow where all are equal (Goldstein & Spiegelhalter 1996).
 *
 * Source: Mogstad, Romano, Shaikh & Wilhelm 2024, "Inference for ranks", Review of Economic Studies 91, simultaneous confidence sets, with one step;
 * the joint covariance in place of their bootstrap.
 *
 * One alone stands at 1 of 1. Throws TypeError for tables of another size and RangeError for numbers that are not finite. Cost: draws × n².
 *
 * @example
 * const apart = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
 * rankRanges({ values: [50, 51, 90], covariance: apart }).ranges.map(({ from, to }) => [from, to]); // [[2, 3], [2, 3], [1, 1]]
 */
export function rankRanges(
  input: RankInput,
  { draws = 2000, seed = 1, level = 0.95 }: { draws?: number; seed?: number; level?: number } = {},
): RankRanges {
  const { values, stretch } = checked(input);
  const errors = pairErrors(input.covariance);
  const critical = criticalOf(input.covariance, errors, { draws, seed, level });
  const beyond = (i: number, j: number) => {
    const error = errors[i]![j]!;
    if (error === 0) return false;
    return values[i]! - values[j]! > critical * Math.max(stretch[i]!, stretch[j]!) * error;
  };
  const ranges = values.map((value, i): RankRange => {
    const count = (is: (j: number) => boolean) => values.filter((_, j) => j !== i && is(j)).length;
    const [above, below] = [count((j) => beyond(j, i)), count((j) => beyond(i, j))];
    return {
      place: 1 + count((j) => values[j]! > value),
      from: 1 + above,
      to: values.length - below,
      apart: above + below,
    };
  });
  return {
    ranges,
    critical,
    pairs: (values.length * (values.length - 1)) / 2,
    apart: ranges.reduce((sum, { apart }) => sum + apart, 0) / 2,
  };
}

function checked({ values, covariance, stretch = values.map(() => 1) }: RankInput) {
  if (covariance.length !== values.length || covariance.some((row) => row.length !== values.length))
    throw new TypeError(`rankRanges: no ${values.length} × ${values.length} covariances`);
  if (stretch.length !== values.length) throw new TypeError(`rankRanges: ${stretch.length} of stretch`);
  if (![...values, ...stretch, ...covariance.flat()].every(Number.isFinite))
    throw new RangeError('rankRanges: not finite');
  return { values, stretch };
}

/** Standard errors of all differences; 0 where a difference has none. */
function pairErrors(covariance: RankInput['covariance']): number[][] {
  const least = NO_ERROR ** 2 * Math.max(0, ...covariance.map((row, i) => row[i]!));
  return covariance.map((row, i) =>
    row.map((shared, j) => {
      const variance = i === j ? 0 : row[i]! + covariance[j]![j]! - 2 * shared;
      return variance > least ? Math.sqrt(variance) : 0;
    }),
  );
}

/** Degrees of freedom at which t is the normal. */
const MANY = 1e6;

/**
 * The quantile of the largest standardised difference of drawn errors; without any difference to draw, 0. Errors that cannot be drawn from (a table
 * that no errors have) get the bound that holds for all (Bonferroni).
 */
function criticalOf(
  covariance: RankInput['covariance'],
  errors: readonly (readonly number[])[],
  { draws, seed, level }: { draws: number; seed: number; level: number },
): number {
  const n = covariance.length;
  const inverse = Float64Array.from(errors.flat(), (error) => (error > 0 ? 1 / error : 0));
  const factor = factorOf(covariance);
  if (!inverse.some((value) => value > 0)) return 0;
  if (!factor) return tReach(MANY, 1 - (1 - level) / ((n * (n - 1)) / 2));
  const normal = normals(seed);
  const drawn = new Float64Array(n);
  const largest: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const z = Float64Array.from(drawn, normal);
    let most = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += factor[i * n + k]! * z[k]!;
      drawn[i] = sum;
      for (let j = 0; j < i; j++) most = Math.max(most, Math.abs(sum - drawn[j]!) * inverse[i * n + j]!);
    }
    largest.push(most);
  }
  return quantile(largest, level);
}

/** Errors that are tied to each other leave no room for a factor; a billionth more room changes no figure. */
function factorOf(covariance: RankInput['covariance']): Float64Array | null {
  const n = covariance.length;
  const room = 1e-9 * Math.max(0, ...covariance.map((row, i) => row[i]!));
  return cholesky(
    covariance.flatMap((row, i) => row.map((value, j) => (i === j ? value + room : value))),
    n,
  );
}

/** Normal numbers by the method of Box & Muller 1958: right in the far ends too, where the largest of many differences lies. */
function normals(seed: number): () => number {
  const { uniform } = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
