import { type Outcome, unusable } from './outcome.ts';

/** How often one code was marked. */
export interface CopusShare {
  /** Intervals in which it was marked. */
  intervals: number;
  /** Share of the coded intervals, 0–1. These shares add up to more than 1 where several codes are marked at once. */
  ofIntervals: number;
  /** Share of all marks, 0–1; they add up to 1. Null when nothing was marked at all. */
  ofMarks: number | null;
}

/** How a lesson's time was spent. */
export interface CopusShares {
  codes: Record<string, CopusShare>;
  coded: number;
  missing: number;
  /** All marks of all codes. */
  marks: number;
}

/**
 * Shares of COPUS codes in one lesson (Smith, Jones, Gilbert & Wieman 2013, "The classroom observation protocol for
 * undergraduate STEM"): in each interval, two minutes as published, all codes are marked that were seen. Two shares are in use and differ:
 * of the intervals (how much of the lesson had it; Lewin et al. 2016) and of the marks (the published pie charts).
 *
 * Call it once for what the students did and once for what the instructor did, as the charts are drawn: the shares of
 * marks mean little across both. `codes` names those that could be marked, so that one never seen has a share of 0.
 *
 * An interval with no mark is coded and empty; a missing one is null and counts nowhere. A code that stands twice in
 * an interval counts once. 'not-coded' when no interval is coded, 'other-code' for a mark that is not in `codes`. Cost: one pass.
 *
 * @example
 * copusShares([['L'], ['L', 'SQ'], null, ['CG']]).codes.L; // { intervals: 2, ofIntervals: 0.6666667, ofMarks: 0.5 }
 */
export function copusShares(
  intervals: readonly (readonly string[] | null)[],
  codes?: readonly string[],
): Outcome<CopusShares> {
  const found = new Map((codes ?? []).map((code) => [code, 0]));
  const other = codes && intervals.flatMap((interval) => interval ?? []).find((code) => !found.has(code));
  if (other !== undefined) return unusable('other-code', `${other} is none of ${codes!.join(', ')}`);
  let [coded, marks] = [0, 0];
  intervals.forEach((interval) => {
    if (interval === null) return;
    coded++;
    for (const code of new Set(interval)) {
      found.set(code, (found.get(code) ?? 0) + 1);
      marks++;
    }
  });
  if (coded === 0) return unusable('not-coded', `none of ${intervals.length} intervals is coded`);
  const shares = [...found].map(([code, count]): [string, CopusShare] => [
    code,
    { intervals: count, ofIntervals: count / coded, ofMarks: marks === 0 ? null : count / marks },
  ]);
  return { ok: true, codes: Object.fromEntries(shares), coded, missing: intervals.length - coded, marks };
}
