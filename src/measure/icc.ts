import quantileOfF from '@stdlib/stats-base-dists-f-quantile';
import { checkLevel, checkTable } from './check-table.ts';
import { unusable, type Outcome } from './outcome.ts';
import { spearmanBrown } from './spearman-brown.ts';
import { unitRange } from './unit-range.ts';

/** One coefficient with its interval. */
export interface IccEstimate {
  value: number;
  lower: number;
  upper: number;
}

/** The six coefficients of Shrout & Fleiss. */
export interface Icc {
  /** Each target has other judges; one judge's score. */
  '(1,1)': IccEstimate;
  /** The same judges for all, a sample of all judges; absolute agreement; one judge's score. */
  '(2,1)': IccEstimate;
  /** The same judges for all, and no others are meant; only the order and distances count; one judge's score. */
  '(3,1)': IccEstimate;
  /** The same three for the mean of all k judges. */
  '(1,k)': IccEstimate;
  '(2,k)': IccEstimate;
  '(3,k)': IccEstimate;
  targets: number;
  judges: number;
}

/**
 * The six intraclass correlations of Shrout & Fleiss 1979, "Intraclass correlations: uses in assessing rater reliability":
 * which share of the spread of scores lies between the targets (lessons), not between their judges. For scores without
 * gaps, every judge scoring every target; otherwise use the mixed model or Krippendorff's alpha. Judges who are a sample
 * of a school's observers and whose severity matters: (2,1) for one, (2,k) for the mean of k.
 *
 * `ratings`: targets × judges. With BMS, WMS, JMS and EMS the mean squares between targets, within targets, between judges
 * and of the rest, the values and intervals are those of the paper; the interval of (2,1) is its approximation with
 * degrees of freedom after Satterthwaite, that of (2,k) follows from it by Spearman–Brown. Estimates may be negative:
 * targets are then no more alike to themselves than to each other.
 *
 * The forms for k judges have no floor. Where (2,1) or a bound of it lies at or beyond the pole of Spearman–Brown,
 * −1/(k − 1), that of (2,k) has no value and reads −1 (the lower bound never above the value): nothing reliable is there.
 *
 * No outcome: `too-few-targets` (2 are needed), `too-few-judges` (2), `no-variation` with all scores equal,
 * `targets-alike` where the targets' means are equal, so that a mean of judges has no reliability at all.
 * Throws on rows of different length, cells that are not finite, and a level outside 0–1.
 * Cost: a few passes.
 *
 * @example
 * icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]);
 * // '(2,1)': { value: 0.2897638, lower: 0.0187865, upper: 0.7610844 }, …
 */
export function icc(ratings: readonly (readonly number[])[], options: { level?: number } = {}): Outcome<Icc> {
  const { level = 0.95 } = options;
  checkLevel(level);
  checkTable('ratings', ratings);
  const n = ratings.length;
  const k = ratings[0]?.length ?? 0;
  if (n < 2) return unusable('too-few-targets', `${n} of the 2 targets that are needed`);
  if (k < 2) return unusable('too-few-judges', `${k} of the 2 judges that are needed`);
  // Rows may be typed arrays, which `flat` leaves whole.
  const all = ratings.flatMap((row) => Array.from(row));
  const lowest = all.reduce((a, b) => Math.min(a, b));
  const highest = all.reduce((a, b) => Math.max(a, b));
  if (lowest === highest) return unusable('no-variation', 'all scores are equal');

  const squares = meanSquares(ratings, unitRange(lowest, highest));
  // All squares together are at least ½ here, so that this is rounding.
  if (squares.b <= 1e-13) return unusable('targets-alike', "the targets' means are equal: a mean has no reliability");

  const p = (1 + level) / 2;
  const oneWay = oneAndMean(squares.b, squares.w, n - 1, n * (k - 1), k, p);
  const consistency = oneAndMean(squares.b, squares.e, n - 1, (n - 1) * (k - 1), k, p);
  const single = absolute(squares, n, k, p);
  const value = spearmanBrown(single.value, k) ?? -1;
  const mean = {
    value,
    lower: spearmanBrown(single.lower, k) ?? Math.min(value, -1),
    upper: Math.max(value, spearmanBrown(single.upper, k) ?? value),
  };
  return {
    ok: true,
    '(1,1)': oneWay.one,
    '(2,1)': single,
    '(3,1)': consistency.one,
    '(1,k)': oneWay.mean,
    '(2,k)': mean,
    '(3,k)': consistency.mean,
    targets: n,
    judges: k,
  };
}

/** BMS, WMS, JMS and EMS of the paper. */
interface MeanSquares {
  b: number;
  w: number;
  j: number;
  e: number;
}

function meanSquares(ratings: readonly (readonly number[])[], scaled: (value: number) => number): MeanSquares {
  const n = ratings.length;
  const k = ratings[0]!.length;
  const scores = ratings.map((row) => Array.from(row, scaled));
  const ofTarget = scores.map((row) => row.reduce((sum, x) => sum + x) / k);
  const ofJudge = scores[0]!.map((_, c) => scores.reduce((sum, row) => sum + row[c]!, 0) / n);
  const grand = ofTarget.reduce((sum, x) => sum + x) / n;
  let [within, rest] = [0, 0];
  scores.forEach((row, r) =>
    row.forEach((x, c) => {
      within += (x - ofTarget[r]!) ** 2;
      rest += (x - ofTarget[r]! - ofJudge[c]! + grand) ** 2;
    }),
  );
  const spread = (means: number[]) => means.reduce((sum, x) => sum + (x - grand) ** 2, 0);
  return {
    b: (k * spread(ofTarget)) / (n - 1),
    w: within / (n * (k - 1)),
    j: (n * spread(ofJudge)) / (k - 1),
    e: rest / ((n - 1) * (k - 1)),
  };
}

/**
 * Forms 1 and 3, which differ in what counts as error: (BMS − error)/(BMS + (k − 1)·error) and (BMS − error)/BMS, with the
 * bounds by F. Written so that an error of 0 needs no division by it.
 */
function oneAndMean(b: number, error: number, df: number, errorDf: number, k: number, p: number) {
  const one = (between: number, noise: number) => (between - noise) / (between + (k - 1) * noise);
  const mean = (between: number, noise: number) => 1 - noise / between;
  const down = quantileOfF(p, df, errorDf);
  const up = quantileOfF(p, errorDf, df);
  const triple = (form: typeof one): IccEstimate => ({
    value: form(b, error),
    lower: form(b, down * error),
    upper: form(up * b, error),
  });
  return { one: triple(one), mean: triple(mean) };
}

/** (2,1): absolute agreement of one judge. */
function absolute({ b, j, e }: MeanSquares, n: number, k: number, p: number): IccEstimate {
  const value = (b - e) / (b + (k - 1) * e + (k * (j - e)) / n);
  // Degrees of freedom of the sum of judges' and rest's mean squares that stands below.
  const ofJudges = k * value * j;
  const ofRest = (n * (1 + (k - 1) * value) - k * value) * e;
  // Judges who agree in everything leave none, and bounds that are the same for every F.
  if (ofJudges === 0 && ofRest === 0) return { value, lower: value, upper: value };
  const df = ((k - 1) * (n - 1) * (ofJudges + ofRest) ** 2) / ((n - 1) * ofJudges ** 2 + ofRest ** 2);
  const down = reachOfF(p, n - 1, df);
  const up = reachOfF(p, df, n - 1);
  const noise = k * j + (k * n - k - n) * e;
  return {
    value,
    // With hardly a degree of freedom (values well below 0) the approximation may pass the value.
    lower: Math.min(value, (n * (b / down - e)) / (noise + (n * b) / down)),
    upper: up === Infinity ? 1 : Math.max(value, (n * (b * up - e)) / (noise + n * b * up)),
  };
}

/** The quantile of F; without end where there is hardly a degree of freedom. */
function reachOfF(p: number, df1: number, df2: number): number {
  const found = df1 > 0 && df2 > 0 ? quantileOfF(p, df1, df2) : Infinity;
  return Number.isNaN(found) ? Infinity : found;
}
