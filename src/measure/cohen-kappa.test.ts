import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../tests/fixtures/measure/agreement.json' with { type: 'json' };
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import oracle from '../../tests/fixtures/measure/oracles/agreement.json' with { type: 'json' };
import { cohenKappa, type KappaWeights } from './cohen-kappa.ts';

const kappaOf = (counts: number[][], weights: KappaWeights = 'none') => {
  const found = cohenKappa(counts, { weights });
  if (!found.ok) throw new Error(found.detail);
  return found;
};
const square = (k: number, max = 30) =>
  fc.array(fc.array(fc.integer({ min: 0, max }), { minLength: k, maxLength: k }), { minLength: k, maxLength: k });
const turned = (rows: number[][]) => rows.map((_, c) => rows.map((row) => row[c]!));

describe("Cohen's kappa", () => {
  it.each(published.kappa)('is that of $source', ({ counts, weights, tolerance, ...answer }) => {
    const found = kappaOf(counts, weights as KappaWeights);
    expect(Math.abs(found.kappa - answer.kappa)).toBeLessThan(tolerance);
    if (answer.variance) expect(Math.abs(found.variance - answer.variance)).toBeLessThan(tolerance);
    if (answer.se) expect(Math.abs(Math.sqrt(found.variance) - answer.se)).toBeLessThan(tolerance);
    if (!answer.interval) return;
    expect(Math.abs(found.lower - answer.interval[0]!)).toBeLessThan(answer.intervalTolerance);
    expect(Math.abs(found.upper - answer.interval[1]!)).toBeLessThan(answer.intervalTolerance);
    expect(found.n).toBe(counts.flat().reduce((sum, count) => sum + count, 0));
  });

  it.each(oracle.kappa)('and its standard error are those of R: $name, $weights', ({ counts, weights, kappa, se }) => {
    const found = kappaOf(deepFreeze(counts), weights as KappaWeights);
    expect(Math.abs(found.kappa - kappa)).toBeLessThan(oracle.tolerance);
    expect(Math.abs(Math.sqrt(found.variance) - se)).toBeLessThan(oracle.tolerance);
  });

  it('takes a matrix of disagreement for what the names mean, in any unit', () => {
    fc.assert(
      fc.property(square(4), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (counts, unit) => {
        const matrix = counts.map((_, i) => counts.map((_, j) => unit * (i - j) ** 2));
        const [named, given] = [cohenKappa(counts, { weights: 'quadratic' }), cohenKappa(counts, { weights: matrix })];
        fc.pre(named.ok && given.ok);
        expect(given.kappa).toBeCloseTo(named.kappa, 9);
        expect(given.variance).toBeCloseTo(named.variance, 9);
      }),
    );
  });

  it('is 1 on perfect agreement with variation, whatever the weights, and its interval has no width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 7 }),
        fc.constantFrom<KappaWeights>('none', 'linear', 'quadratic'),
        (diagonal, weights) => {
          fc.pre(diagonal.filter((count) => count > 0).length > 1);
          const counts = diagonal.map((count, i) => diagonal.map((_, j) => (i === j ? count : 0)));
          expect(cohenKappa(counts, { weights })).toMatchObject({
            ok: true,
            kappa: 1,
            variance: 0,
            lower: 1,
            upper: 1,
          });
        },
      ),
    );
  });

  it('lies within −1 and 1, with bounds around it that stay there', () => {
    fc.assert(
      fc.property(square(3), fc.constantFrom<KappaWeights>('none', 'linear', 'quadratic'), (counts, weights) => {
        const found = cohenKappa(counts, { weights });
        fc.pre(found.ok);
        expect(found.kappa).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(found.kappa).toBeLessThanOrEqual(1);
        expect(found.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(found.upper).toBeLessThanOrEqual(1);
        expect(found.lower).toBeLessThanOrEqual(found.kappa);
        expect(found.upper).toBeGreaterThanOrEqual(found.kappa);
      }),
    );
  });

  it('does not depend on the order of the two observers', () => {
    fc.assert(
      fc.property(square(4), fc.constantFrom<KappaWeights>('none', 'linear', 'quadratic'), (counts, weights) => {
        const [one, other] = [cohenKappa(counts, { weights }), cohenKappa(turned(counts), { weights })];
        fc.pre(one.ok && other.ok);
        expect(other.kappa).toBeCloseTo(one.kappa, 12);
        expect(other.variance).toBeCloseTo(one.variance, 12);
      }),
    );
  });

  it('without weights does not depend on the order of the categories', () => {
    fc.assert(
      fc.property(square(4), (counts) => {
        const other = [...counts].reverse().map((row) => [...row].reverse());
        const [one, two] = [cohenKappa(counts), cohenKappa(other)];
        fc.pre(one.ok && two.ok);
        expect(two.kappa).toBeCloseTo(one.kappa, 12);
      }),
    );
  });

  it('with weights counts the categories that nobody used', () => {
    const used = [
      [8, 3],
      [2, 9],
    ];
    const apart = [
      [8, 0, 3, 1],
      [0, 0, 0, 0],
      [2, 0, 9, 1],
      [0, 0, 1, 5],
    ];
    const closed = [0, 2, 3].map((i) => [0, 2, 3].map((j) => apart[i]![j]!));
    expect(kappaOf(apart).kappa).toBeCloseTo(kappaOf(closed).kappa, 14);
    expect(Math.abs(kappaOf(apart, 'linear').kappa - kappaOf(closed, 'linear').kappa)).toBeGreaterThan(0.01);
    // With two categories there is one distance, hence one kappa.
    expect(kappaOf(used, 'quadratic').kappa).toBeCloseTo(kappaOf(used).kappa, 14);
  });

  it('has a wider interval at a higher level', () => {
    const counts = published.kappa[0]!.counts;
    const width = (level: number) => {
      const found = cohenKappa(counts, { level });
      return found.ok ? found.upper - found.lower : NaN;
    };
    expect(width(0.99) / width(0.95)).toBeCloseTo(2.5758293035489 / 1.95996398454005, 10);
  });

  it('cuts the interval at 1', () => {
    expect(
      cohenKappa([
        [5, 0],
        [1, 5],
      ]),
    ).toMatchObject({ ok: true, upper: 1 });
  });

  it('is 0 without width where one observer used one category only', () => {
    const found = kappaOf([
      [7, 5, 2],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(found.kappa).toBeCloseTo(0, 14);
    expect(found).toMatchObject({ variance: 0, lower: found.kappa, upper: found.kappa });
  });

  it('may fall below −1 with weights that are not symmetric, and so does its lower bound', () => {
    const found = kappaOf(
      [
        [0, 3, 0],
        [0, 0, 0],
        [0, 0, 17],
      ],
      [
        [0, 1, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    );
    expect(found.kappa).toBeCloseTo(1 - 1 / 0.15, 12);
    expect(found.lower).toBeCloseTo(found.kappa, 12);
  });

  it.each([
    ['no-data', 'nothing', []],
    [
      'no-data',
      'empty counts',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    ['no-variation', 'one category', [[12]]],
    [
      'no-variation',
      'all in one category',
      [
        [0, 0, 0],
        [0, 9, 0],
        [0, 0, 0],
      ],
    ],
    [
      'not-counts',
      'a negative count',
      [
        [3, -1],
        [0, 2],
      ],
    ],
  ])('is %s for %s', (reason, _, counts) => {
    for (const weights of ['none', 'linear', 'quadratic'] as const) {
      expect(cohenKappa(counts, { weights })).toMatchObject({ ok: false, reason });
    }
  });

  it('refuses weights of agreement, negative ones, and takes weights of 0 alone for no variation', () => {
    const counts = [
      [4, 1],
      [2, 6],
    ];
    const refused = (weights: number[][]) => cohenKappa(counts, { weights });
    expect(
      refused([
        [1, 0],
        [0, 1],
      ]),
    ).toMatchObject({ ok: false, reason: 'not-weights' });
    expect(
      refused([
        [0, -1],
        [1, 0],
      ]),
    ).toMatchObject({ ok: false, reason: 'not-weights' });
    expect(
      refused([
        [0, 0],
        [0, 0],
      ]),
    ).toMatchObject({ ok: false, reason: 'no-variation' });
  });

  it('is no figure where a count is beyond every other by a hundred digits', () => {
    const counts = [
      [1e160, 0],
      [1, 1],
    ];
    expect(cohenKappa(counts)).toMatchObject({ ok: false, reason: 'no-variation' });
  });

  it('holds for large numbers of categories and of units', () => {
    const k = 100;
    const counts = Array.from({ length: k }, (_, i) => Array.from({ length: k }, (_, j) => (i === j ? 1e12 : 1)));
    const found = kappaOf(counts, 'quadratic');
    expect(found.kappa).toBeGreaterThan(0.999);
    expect(found.upper).toBeLessThanOrEqual(1);
  });

  it('reads rows of any kind of array', () => {
    const counts = published.kappa[0]!.counts;
    const weights = [
      [0, 1, 4],
      [1, 0, 1],
      [4, 1, 0],
    ];
    const typed = (rows: number[][]) => rows.map((row) => Uint8Array.from(row)) as unknown as number[][];
    expect(cohenKappa(typed(counts))).toEqual(cohenKappa(counts));
    expect(cohenKappa(counts, { weights: typed(weights) })).toEqual(cohenKappa(counts, { weights }));
  });

  it('throws on tables that are not square, cells that are not finite, and a level out of range', () => {
    expect(() => cohenKappa([[1, 2]])).toThrow(RangeError);
    expect(() => cohenKappa([[1, 2], [3]])).toThrow(RangeError);
    expect(() =>
      cohenKappa([
        [1, NaN],
        [0, 1],
      ]),
    ).toThrow(TypeError);
    expect(() =>
      cohenKappa(
        [
          [1, 0],
          [0, 1],
        ],
        { weights: [[0]] },
      ),
    ).toThrow(RangeError);
    expect(() =>
      cohenKappa(
        [
          [1, 0],
          [0, 1],
        ],
        {
          weights: [
            [0, Infinity],
            [1, 0],
          ],
        },
      ),
    ).toThrow(TypeError);
    expect(() =>
      cohenKappa([
        [Number.MAX_VALUE, 0],
        [0, Number.MAX_VALUE],
      ]),
    ).toThrow(RangeError);
    expect(() =>
      cohenKappa(
        [
          [1, 0],
          [0, 1],
        ],
        { level: 1 },
      ),
    ).toThrow(RangeError);
  });
});
