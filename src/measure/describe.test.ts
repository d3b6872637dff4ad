import { describe, expect, it } from 'vitest';
import { mean } from './mean.ts';
import { quantile } from './quantile.ts';
import { sampleVariance } from './sample-variance.ts';
import { tInterval } from './t-interval.ts';
import { tReach } from './t-reach.ts';

/** NIST StRD NumAcc3 and NumAcc4: 1,001 values around a large centre, certified standard deviation .1 exactly. */
const nist = (centre: number) => [
  centre + 0.2,
  ...Array.from({ length: 1000 }, (_, i) => centre + (i % 2 ? 0.3 : 0.1)),
];

/** Student's sleep data: differences of two drugs, ten patients; R's t.test prints these bounds. */
const SLEEP = [-1.2, -2.4, -1.3, -1.3, 0, -1.0, -1.8, -0.8, -4.6, -1.4];

describe('mean', () => {
  it('is the sum over the count', () => expect(mean([2, 4, 9])).toBe(5));
  it('of a single value is that value', () => expect(mean([0.1])).toBe(0.1));
  it('of equal values is exactly that value', () => expect(mean(Array<number>(77).fill(0.1))).toBe(0.1));
  it('of an empty list is NaN', () => expect(mean([])).toBeNaN());
  it('does not let a NaN pass as a number', () => expect(mean([1, NaN])).toBeNaN());
});

describe('sampleVariance', () => {
  it('divides by n − 1', () => expect(sampleVariance([2, 4, 9])).toBe(13));
  it('of equal values is exactly 0', () => expect(sampleVariance([0.1, 0.1, 0.1])).toBe(0));
  it('of one value or none is NaN', () => {
    expect(sampleVariance([5])).toBeNaN();
    expect(sampleVariance([])).toBeNaN();
  });
  it('keeps its digits around a large centre (NIST NumAcc3, NumAcc4)', () => {
    expect(Math.sqrt(sampleVariance(nist(1_000_000)))).toBeCloseTo(0.1, 8);
    expect(Math.sqrt(sampleVariance(nist(10_000_000)))).toBeCloseTo(0.1, 7);
  });
});

describe('quantile', () => {
  const values = Object.freeze([20, 3, 6, 7, 8, 8, 10, 13, 15, 16]);
  it('is type 7, as in R', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p))).toEqual([3, 7.25, 9, 14.5, 20]);
  });
  it('of a single value is that value at every p', () => expect(quantile([4], 0.9)).toBe(4));
  it('of an empty list or outside 0–1 is NaN', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([1, 2], 1.1)).toBeNaN();
    expect(quantile([1, 2], NaN)).toBeNaN();
  });
});

describe('tReach', () => {
  it.each([
    [1, 12.7062047364],
    [4, 2.7764451052],
    [10, 2.228138852],
    [30, 2.0422724563],
  ])('with %i degrees of freedom is the table value', (df, reach) => expect(tReach(df)).toBeCloseTo(reach, 8));
  it('comes to the normal quantile with many degrees of freedom', () => expect(tReach(1e7)).toBeCloseTo(1.959964, 5));
  it('without degrees of freedom or level is NaN', () => {
    expect(tReach(0)).toBeNaN();
    expect(tReach(5, 1)).toBeNaN();
  });
});

describe('tInterval', () => {
  it('gives the interval that R gives for the sleep data', () => {
    const interval = tInterval(SLEEP)!;
    expect(interval.mean).toBeCloseTo(-1.58, 10);
    expect(interval.lower).toBeCloseTo(-2.4598858, 7);
    expect(interval.upper).toBeCloseTo(-0.7001142, 7);
  });
  it('of one value or none is null', () => {
    expect(tInterval([5])).toBeNull();
    expect(tInterval([])).toBeNull();
  });
  it('of equal values has no width', () => expect(tInterval([7, 7, 7])).toEqual({ mean: 7, lower: 7, upper: 7 }));
});
