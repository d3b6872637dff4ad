import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankRanges } from './rank-ranges.ts';

/** Errors of one size that share nothing, or a part. */
const errors = (n: number, variance = 1, shared = 0) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? variance : shared)));
const spans = (found: ReturnType<typeof rankRanges>) => found.ranges.map(({ from, to }) => [from, to]);

describe('the places that estimates may take', () => {
  it('are all of them where everybody is equal', () => {
    const found = rankRanges({ values: [70, 70, 70, 70, 70], covariance: errors(5) });
    expect(spans(found)).toEqual(Array.from({ length: 5 }, () => [1, 5]));
    expect(found.ranges.map(({ place }) => place)).toEqual([1, 1, 1, 1, 1]);
    expect(found).toMatchObject({ pairs: 10, apart: 0 });
  });

  it('are one for one alone, and none for nobody', () => {
    expect(rankRanges({ values: [70], covariance: [[4]] })).toEqual({
      ranges: [{ place: 1, from: 1, to: 1, apart: 0 }],
      critical: 0,
      pairs: 0,
      apart: 0,
    });
    expect(rankRanges({ values: [], covariance: [] }).ranges).toEqual([]);
  });

  it('are exact where all are far apart, the highest first', () => {
    const found = rankRanges({ values: [10, 90, 50], covariance: errors(3) });
    expect(spans(found)).toEqual([
      [3, 3],
      [1, 1],
      [2, 2],
    ]);
    expect(found.apart).toBe(3);
  });

  it('tell apart by the difference’s own error, not by overlap of two intervals', () => {
    // Intervals of ±1.96 overlap by far; but both were seen by the same observers, and the difference is known well.
    const found = rankRanges({ values: [70, 71], covariance: errors(2, 1, 0.98) });
    expect(spans(found)).toEqual([
      [2, 2],
      [1, 1],
    ]);
    expect(spans(rankRanges({ values: [70, 71], covariance: errors(2) }))).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('share a place where estimates are equal, and the next one is left out', () => {
    const found = rankRanges({ values: [80, 80, 60], covariance: errors(3) });
    expect(found.ranges.map(({ place }) => place)).toEqual([1, 1, 3]);
  });

  it('allow every place where the errors are one and the same: nothing shows a difference', () => {
    expect(spans(rankRanges({ values: [70, 70.5], covariance: errors(2, 4, 4) }))).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(spans(rankRanges({ values: [70, 70], covariance: errors(2, 0) }))).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('take the quantile of the largest of all differences: for two the normal one, for many Tukey’s', () => {
    expect(rankRanges({ values: [0, 0], covariance: errors(2) }, { draws: 20_000 }).critical).toBeCloseTo(1.96, 1);
    // Studentised range of ten, infinite degrees of freedom: 4.474 / √2 (Pearson & Hartley 1970, table 29).
    const ten = rankRanges({ values: new Array<number>(10).fill(0), covariance: errors(10) }, { draws: 20_000 });
    expect(ten.critical).toBeCloseTo(4.474 / Math.SQRT2, 1);
  });

  it('never grow surer from errors that cannot be: the bound for all differences stands in', () => {
    const covariance = [
      [1, -3, 0],
      [-3, 1, 0],
      [0, 0, 1],
    ];
    expect(rankRanges({ values: [70, 71, 72], covariance }).critical).toBeCloseTo(2.394, 3);
  });

  it('are wider where the errors reach further than normal ones', () => {
    const [values, covariance] = [[70, 73], errors(2)];
    expect(rankRanges({ values, covariance }).apart).toBe(1);
    expect(rankRanges({ values, covariance, stretch: [1, 1.5] }).apart).toBe(0);
  });

  it('hold the estimate’s own place, whatever the data, and are the same each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true })), {
          maxLength: 8,
        }),
        (people) => {
          const input = {
            values: people.map(([value]) => value),
            covariance: people.map(([, variance], i) => people.map((_, j) => (i === j ? variance : 0))),
          };
          const found = rankRanges(input, { draws: 50 });
          for (const { place, from, to } of found.ranges) {
            expect(from).toBeLessThanOrEqual(place);
            expect(place).toBeLessThanOrEqual(to);
          }
          expect(rankRanges(input, { draws: 50 })).toEqual(found);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuse tables of another size and numbers that are none', () => {
    expect(() => rankRanges({ values: [1, 2], covariance: [[1]] })).toThrow(TypeError);
    expect(() => rankRanges({ values: [1], covariance: [[1]], stretch: [] })).toThrow(TypeError);
    expect(() => rankRanges({ values: [NaN], covariance: [[1]] })).toThrow(RangeError);
  });
});
