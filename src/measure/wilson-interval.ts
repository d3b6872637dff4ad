import type { Interval } from './t-interval.ts';

/** The standard normal quantiles of the levels in use, to 16 digits (R's `qnorm`). */
const Z = { 0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004 } as const;

/**
 * The score interval of a share: Wilson 1927 ("Probable inference, the law of succession, and statistical inference"),
 * without continuity correction. Unlike the textbook interval it never leaves 0–1, and it has a width for 0 and for all.
 *
 * `successes` whole, 0 … n. Null with n of 0 or counts that are none. `mean` is the plain share, not the interval's middle.
 *
 * @example
 * wilsonInterval(8, 10); // { mean: 0.8, lower: 0.4901625, upper: 0.9433178 }
 */
export function wilsonInterval(successes: number, n: number, level: keyof typeof Z = 0.95): Interval | null {
  if (!Number.isInteger(n) || !Number.isInteger(successes) || n < 1 || successes < 0 || successes > n) return null;
  const z2 = Z[level] ** 2;
  const share = successes / n;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Z[level] / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At the ends the bound is 0 or 1 exactly; the sum above is off by a rounding.
  return {
    mean: share,
    lower: successes === 0 ? 0 : centre - reach,
    upper: successes === n ? 1 : centre + reach,
  };
}
