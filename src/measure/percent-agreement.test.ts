import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../tests/fixtures/measure/agreement.json' with { type: 'json' };
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { percentAgreement } from './percent-agreement.ts';

const turned = <T>(rows: readonly (readonly T[])[]) => rows[0]!.map((_, c) => rows.map((row) => row[c]!));
const score = fc.integer({ min: 1, max: 5 });
const units = fc.array(fc.array(fc.option(score), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });

describe('percent agreement', () => {
  it("pools the pairs of Krippendorff's four observers", () => {
    const { data, pairs, exactCount, adjacentCount, units } = published.krippendorff;
    const found = percentAgreement(deepFreeze(turned(data)));
    expect(found).toMatchObject({ ok: true, pairs, exactCount, adjacentCount, units });
    expect(found).toMatchObject({ exact: exactCount / pairs, adjacent: adjacentCount / pairs });
  });

  it('takes chance from the values at the ends of all pairs, as in the example of its description', () => {
    const found = percentAgreement([
      [4, 4],
      [3, 4],
      [2, 4],
      [5, null],
    ]);
    // Ends: 4 four times, 3 and 2 once; the 5 is in no pair.
    expect(found).toMatchObject({ pairs: 3, units: 3, exactCount: 1, adjacentCount: 2 });
    if (!found.ok) return;
    expect(found.expectedExact).toBeCloseTo(18 / 36, 14);
    expect(found.expectedAdjacent).toBeCloseTo(28 / 36, 14);
  });

  it("leads to Fleiss's kappa where every unit has the same number of values", () => {
    fc.assert(
      fc.property(fc.array(fc.array(score, { minLength: 4, maxLength: 4 }), { minLength: 2 }), (rows) => {
        const kappa = fleissKappa(rows.map((row) => [1, 2, 3, 4, 5].map((c) => row.filter((x) => x === c).length)));
        const found = percentAgreement(rows);
        fc.pre(kappa.ok && found.ok);
        expect((found.exact - found.expectedExact) / (1 - found.expectedExact)).toBeCloseTo(kappa.kappa, 10);
      }),
    );
  });

  it('is what comparing every pair, and every end with every end, gives', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(0, 1, 2), (rows, adjacent) => {
        const pairs = rows.flatMap((row) => {
          const values = row.filter((x) => x !== null);
          return values.flatMap((a, i) => values.slice(i + 1).map((b) => [a, b] as const));
        });
        const found = percentAgreement(rows, { adjacent });
        fc.pre(pairs.length > 0);
        const ends = pairs.flat();
        const near = ends.flatMap((a) => ends.filter((b) => Math.abs(a - b) <= adjacent)).length;
        expect(found).toMatchObject({ pairs: pairs.length, exactCount: pairs.filter(([a, b]) => a === b).length });
        expect(found).toMatchObject({ adjacentCount: pairs.filter(([a, b]) => Math.abs(a - b) <= adjacent).length });
        expect(found.ok && found.expectedAdjacent).toBeCloseTo(near / ends.length ** 2, 12);
      }),
    );
  });

  it("never flatters: chance is that of Cohen's kappa and a quarter of the squared differences of the two observers' shares", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 1 }), (rows) => {
        const levels = [1, 2, 3, 4, 5];
        const counts = levels.map((a) => levels.map((b) => rows.filter(([x, y]) => x === a && y === b).length));
        const kappa = cohenKappa(counts);
        const found = percentAgreement(rows);
        fc.pre(kappa.ok && found.ok);
        const share = (observer: 0 | 1, c: number) => rows.filter((row) => row[observer] === c).length / rows.length;
        const apart = levels.reduce((sum, c) => sum + (share(0, c) - share(1, c)) ** 2, 0);
        expect(found.expectedExact).toBeCloseTo(kappa.expected + apart / 4, 12);
      }),
    );
  });

  it('does not depend on the order of observers and units', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const other = [...rows].reverse().map((row) => [...row].reverse());
        expect(percentAgreement(other)).toEqual(percentAgreement(rows));
      }),
    );
  });

  it('counts a distance of one decimal step as near in spite of its rounding', () => {
    expect(percentAgreement([[0.4, 0.3]], { adjacent: 0.1 })).toMatchObject({ adjacent: 1, exact: 0 });
    expect(percentAgreement([[0.4, 0.299]], { adjacent: 0.1 })).toMatchObject({ adjacent: 0 });
  });

  it('with reach 0 takes only equal values for near', () => {
    expect(percentAgreement([[1, 2, 2]], { adjacent: 0 })).toMatchObject({ exactCount: 1, adjacentCount: 1, pairs: 3 });
  });

  it('of constant data is 1, and chance gives 1 too', () => {
    const found = percentAgreement(Array.from({ length: 7 }, () => [3, 3, 3]));
    expect(found).toMatchObject({ ok: true, exact: 1, expectedExact: 1, adjacent: 1, expectedAdjacent: 1, pairs: 21 });
  });

  it.each([
    ['nothing', []],
    ['units without observers', [[], []]],
    ['one observer', [[1], [2]]],
    [
      'one value a unit',
      [
        [1, null],
        [null, 2],
      ],
    ],
  ])('of %s is no figure', (_, rows) => {
    expect(percentAgreement(rows)).toMatchObject({ ok: false, reason: 'no-pairs' });
  });

  it('keeps shares within 0–1 for the largest numbers', () => {
    const found = percentAgreement([
      [Number.MAX_VALUE, -Number.MAX_VALUE],
      [5e-324, 0],
    ]);
    expect(found).toMatchObject({
      ok: true,
      adjacentCount: 1,
      exactCount: 0,
      expectedExact: 0.25,
      expectedAdjacent: 0.375,
    });
  });

  it('throws on a table that is none, and on a reach that is none', () => {
    expect(() => percentAgreement([[1, 2], [3]])).toThrow(RangeError);
    expect(() => percentAgreement([[1, NaN]])).toThrow(TypeError);
    expect(() => percentAgreement([[1, Infinity]])).toThrow(TypeError);
    expect(() => percentAgreement([[1, 2]], { adjacent: -1 })).toThrow(RangeError);
    expect(() => percentAgreement([[1, 2]], { adjacent: NaN })).toThrow(RangeError);
  });
});
