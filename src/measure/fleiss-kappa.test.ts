import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../tests/fixtures/measure/agreement.json' with { type: 'json' };
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import oracle from '../../tests/fixtures/measure/oracles/agreement.json' with { type: 'json' };
import { fleissKappa } from './fleiss-kappa.ts';

/** Ratings of 5 observers in categories 0–3, as counts. */
const counts = fc
  .array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }), { minLength: 2, maxLength: 15 })
  .map((rows) => rows.map((row) => [0, 1, 2, 3].map((c) => row.filter((x) => x === c).length)));

describe("Fleiss's kappa", () => {
  it('is that of the worked example with 14 raters', () => {
    const { counts, tolerance, kappa, observed, expected } = published.fleiss;
    const found = fleissKappa(deepFreeze(counts));
    if (!found.ok) throw new Error(found.detail);
    expect(Math.abs(found.kappa - kappa)).toBeLessThan(tolerance);
    expect(Math.abs(found.observed - observed)).toBeLessThan(tolerance);
    expect(Math.abs(found.expected - expected)).toBeLessThan(tolerance);
    expect(found).toMatchObject({ subjects: 10, ratings: 14 });
  });

  it.each(oracle.fleiss)('is that of R: $name', ({ counts, kappa }) => {
    const found = fleissKappa(deepFreeze(counts));
    expect(found.ok && Math.abs(found.kappa - kappa)).toBeLessThan(oracle.tolerance);
  });

  it('is as in the example of its description', () => {
    const found = fleissKappa([
      [3, 0],
      [0, 3],
      [2, 1],
    ]);
    if (!found.ok) throw new Error(found.detail);
    expect(found.kappa).toBeCloseTo(0.55, 14);
    expect(found.observed).toBeCloseTo(7 / 9, 14);
    expect(found.expected).toBeCloseTo(41 / 81, 14);
    expect(found).toMatchObject({ subjects: 3, ratings: 3 });
  });

  it('is 1 on perfect agreement with variation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2 }),
        fc.integer({ min: 2, max: 9 }),
        (of, m) => {
          fc.pre(new Set(of).size > 1);
          expect(fleissKappa(of.map((c) => [0, 1, 2, 3].map((k) => (k === c ? m : 0))))).toMatchObject({
            ok: true,
            kappa: 1,
          });
        },
      ),
    );
  });

  it('does not depend on the order of subjects and categories, nor on subjects nobody rated', () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const one = fleissKappa(rows);
        const other = fleissKappa([[0, 0, 0, 0], ...[...rows].reverse().map((row) => [...row].reverse())]);
        fc.pre(one.ok && other.ok);
        expect(other.kappa).toBeCloseTo(one.kappa, 12);
        expect(other.subjects).toBe(one.subjects);
      }),
    );
  });

  it('lies between −1/(m − 1) and 1', () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const found = fleissKappa(rows);
        fc.pre(found.ok);
        expect(found.kappa).toBeGreaterThanOrEqual(-1 / 4 - 1e-12);
        expect(found.kappa).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['no-data', 'nothing', []],
    [
      'no-data',
      'rows of zeros',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    ['no-data', 'no categories', [[], []]],
    [
      'no-pairs',
      'one observer',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'no-variation',
      'one category used',
      [
        [4, 0],
        [4, 0],
      ],
    ],
    ['no-variation', 'one category at all', [[4], [4]]],
    ['one-unit', 'one subject', [[2, 1]]],
    [
      'unequal-ratings',
      'missing ratings',
      [
        [2, 1],
        [1, 1],
      ],
    ],
    [
      'not-counts',
      'halves',
      [
        [1.5, 0.5],
        [1, 1],
      ],
    ],
    [
      'not-counts',
      'negative counts',
      [
        [3, -1],
        [1, 1],
      ],
    ],
    [
      'not-counts',
      'counts too large to be whole',
      [
        [1e300, 1e300],
        [1e300, 1e300],
      ],
    ],
  ])('is %s for %s', (reason, _, rows) => {
    expect(fleissKappa(rows)).toMatchObject({ ok: false, reason });
  });

  it('reads rows of any kind of array', () => {
    const typed = published.fleiss.counts.map((row) => Uint8Array.from(row)) as unknown as number[][];
    expect(fleissKappa(typed)).toEqual(fleissKappa(published.fleiss.counts));
  });

  it('throws on ragged rows and on cells that are not finite', () => {
    expect(() => fleissKappa([[1, 2], [3]])).toThrow(RangeError);
    expect(() => fleissKappa([[NaN, 2]])).toThrow(TypeError);
  });
});
