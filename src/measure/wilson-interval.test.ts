import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

describe('the score interval of a share', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3, to four digits.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is %f to %f as published', (successes, n, lower, upper) => {
    const interval = wilsonInterval(successes, n);
    expect(interval?.lower).toBeCloseTo(lower, 4);
    expect(interval?.upper).toBeCloseTo(upper, 4);
  });

  it('solves the score equation: at each bound the share lies z standard errors away', () => {
    const interval = wilsonInterval(8, 10)!;
    for (const bound of [interval.lower, interval.upper]) {
      expect(Math.abs(0.8 - bound) / Math.sqrt((bound * (1 - bound)) / 10)).toBeCloseTo(1.959963984540054, 10);
    }
  });

  it('has a width where none or all succeeded, and ends exactly at 0 and 1', () => {
    expect(wilsonInterval(0, 5)).toMatchObject({ mean: 0, lower: 0 });
    expect(wilsonInterval(0, 5)!.upper).toBeGreaterThan(0.4);
    expect(wilsonInterval(5, 5)).toMatchObject({ mean: 1, upper: 1 });
    expect(wilsonInterval(5, 5)!.lower).toBeLessThan(0.6);
  });

  it('is wider at a higher level and narrower with more lessons', () => {
    const width = (interval: { lower: number; upper: number } | null) => interval!.upper - interval!.lower;
    expect(width(wilsonInterval(4, 8, 0.99))).toBeGreaterThan(width(wilsonInterval(4, 8)));
    expect(width(wilsonInterval(40, 80))).toBeLessThan(width(wilsonInterval(4, 8)));
  });

  it.each([
    [0, 0],
    [3, 2],
    [-1, 4],
    [1.5, 4],
    [NaN, 4],
  ])('is null for %d of %d', (successes, n) => {
    expect(wilsonInterval(successes, n)).toBeNull();
  });
});
