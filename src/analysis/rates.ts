import type { Id } from '../domain/ids.ts';
import { bandOf, type Band } from '../domain/rubric.ts';
import { wilsonInterval } from '../measure/wilson-interval.ts';
import { assessedLessons, type AssessedInput } from './assessed-lessons.ts';
import { LIMITS } from './limits.ts';

/** A share of lessons, 0–1, with its 95 % interval (Wilson). */
export interface Share {
  count: number;
  share: number;
  lower: number;
  upper: number;
}

/** How many of a semester's assessed lessons passed (达标率) and were excellent (优秀率), under one rubric family. */
export interface SemesterRates {
  semester: Id;
  family: Id;
  /** Assessed lessons: complete sheets under a form with bands. */
  lessons: number;
  observers: number;
  /** Null below three lessons: too few to give a share. */
  passed: Share | null;
  excellent: Share | null;
}

/** Bands that count as passed. */
const PASSED: readonly Band['rank'][] = ['top', 'good', 'pass'];

/**
 * Rates by semester and rubric family, in the order of the semesters, then most lessons first. One lesson counts once however
 * many observed it: its band is that of the mean of its totals. Left out: forms without bands and what `assessedLessons`
 * leaves out.
 */
export function ratesBySemester(input: AssessedInput): SemesterRates[] {
  return assessedLessons(input, true).map(({ semester, family, lessons, observers }) => {
    const ranks = lessons.map(({ rubric, total }) => bandOf(rubric, total)?.rank ?? null);
    const n = lessons.length;
    const enough = n >= LIMITS.lessons;
    return {
      semester,
      family,
      lessons: n,
      observers,
      passed: enough ? shareOf(ranks.filter((rank) => rank !== null && PASSED.includes(rank)).length, n) : null,
      excellent: enough ? shareOf(ranks.filter((rank) => rank === 'top').length, n) : null,
    };
  });
}

/** A share of `n` lessons with its interval; null with none. */
export function shareOf(count: number, n: number): Share | null {
  const interval = wilsonInterval(count, n);
  return interval && { count, share: interval.mean, lower: interval.lower, upper: interval.upper };
}
