import { checkTable } from './check-table.ts';
import { unusable, type Outcome } from './outcome.ts';

/** Fleiss's kappa and what it rests on. */
export interface FleissKappa {
  /** 1 is perfect agreement, 0 what chance gives, below 0 less than chance. */
  kappa: number;
  /** Share of agreeing pairs found, and by chance. */
  observed: number;
  expected: number;
  subjects: number;
  /** Ratings each subject has. */
  ratings: number;
}

/**
 * Fleiss's kappa: agreement beyond chance of several observers, who need not be the same ones for every subject, on
 * categories without order (Fleiss 1971, "Measuring nominal scale agreement among many raters"). For scores, or where
 * subjects have different numbers of ratings, use Krippendorff's alpha.
 *
 * `counts`: subjects × categories, how many observers chose the category; every row has the same sum m ≥ 2. Rows of zeros
 * are subjects nobody rated and are left out. kappa = (P̄ − P̄e)/(1 − P̄e), with P̄ the share of agreeing pairs within
 * subjects and P̄e = Σ p_c² of the pooled shares.
 *
 * No outcome: `no-data`; `no-pairs` with one rating a subject; `unequal-ratings`; `no-variation` where only one category was
 * used; `one-unit` with one subject, whose kappa would be −1/(m − 1) by construction; `not-counts` with counts that are
 * negative or not whole. Throws on rows of different length and cells that are not finite. Cost: one pass.
 *
 * @example
 * fleissKappa([[3, 0], [0, 3], [2, 1]]); // kappa 0.55, observed 7/9, expected 41/81, subjects 3, ratings 3
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Outcome<FleissKappa> {
  checkTable('counts', counts);
  if (counts.some((row) => row.some((count) => !Number.isSafeInteger(count) || count < 0))) {
    return unusable('not-counts', 'a count is not a whole number from 0');
  }
  const rated = counts.filter((row) => row.some((count) => count > 0));
  const subjects = rated.length;
  const ratings = rated[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (subjects === 0) return unusable('no-data', 'nothing was counted');
  if (rated.some((row) => row.reduce((sum, count) => sum + count, 0) !== ratings)) {
    return unusable('unequal-ratings', "subjects have different numbers of ratings; Krippendorff's alpha allows that");
  }
  if (ratings < 2) return unusable('no-pairs', 'no subject has two ratings');

  const shares = Array.from(rated[0]!, (_, c) => rated.reduce((sum, row) => sum + row[c]! / ratings, 0) / subjects);
  if (shares.filter((share) => share > 0).length < 2) return unusable('no-variation', 'only one category was used');
  if (subjects === 1) return unusable('one-unit', 'in one subject agreement cannot be told from chance');

  let disagreeing = 0;
  for (const row of rated) {
    for (const count of row) disagreeing += (count / ratings) * ((ratings - count) / (ratings - 1));
  }
  // By disagreement, so that perfect agreement is 1 without a rounding.
  const byChance = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  return {
    ok: true,
    kappa: 1 - disagreeing / subjects / byChance,
    observed: 1 - disagreeing / subjects,
    expected: 1 - byChance,
    subjects,
    ratings,
  };
}
