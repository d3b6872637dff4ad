import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../tests/fixtures/measure/agreement.json' with { type: 'json' };
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import oracle from '../../tests/fixtures/measure/oracles/agreement.json' with { type: 'json' };
import type { AlphaMetric } from './alpha-metric.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { krippendorffAlpha, type AlphaOptions } from './krippendorff-alpha.ts';
import { quantile } from './quantile.ts';
import { seededRandom } from './random.ts';

type Data = (number | null)[][];
const METRICS: AlphaMetric[] = ['nominal', 'ordinal', 'interval', 'ratio'];
const metric = fc.constantFrom(...METRICS);
const EXAMPLE: Data = published.krippendorff.data;

/** Observers × units with scores 1–5 and holes. */
const scored = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 10 })).chain(([observers, units]) => {
  const cell = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });
  const row = fc.array(cell, { minLength: units, maxLength: units });
  return fc.array(row, { minLength: observers, maxLength: observers });
});

const alphaOf = (data: Data, options: AlphaOptions) => {
  const found = krippendorffAlpha(data, options);
  if (!found.ok) throw new Error(found.detail);
  return found;
};
const unitsOf = (data: Data) =>
  data[0]!.map((_, u) => data.map((row) => row[u]!).filter((x) => x !== null)).filter((unit) => unit.length > 1);

/** The definition by the matrix of coincidences, written out plainly. */
function byDefinition(units: number[][], metric: AlphaMetric): number {
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const o = values.map(() => values.map(() => 0));
  for (const unit of units) {
    unit.forEach((a, i) =>
      unit.forEach((b, j) => {
        if (i !== j) o[values.indexOf(a)]![values.indexOf(b)]! += 1 / (unit.length - 1);
      }),
    );
  }
  const n = o.map((row) => row.reduce((sum, x) => sum + x, 0));
  const total = n.reduce((sum, x) => sum + x, 0);
  const distance = (c: number, k: number): number => {
    if (c === k) return 0;
    if (metric === 'nominal') return 1;
    if (metric === 'interval') return values[c]! - values[k]!;
    if (metric === 'ratio') return (values[c]! - values[k]!) / (values[c]! + values[k]!);
    const [from, to] = [Math.min(c, k), Math.max(c, k)];
    return n.slice(from, to + 1).reduce((sum, x) => sum + x, 0) - (n[c]! + n[k]!) / 2;
  };
  let [observed, expected] = [0, 0];
  values.forEach((_, c) =>
    values.forEach((_, k) => {
      observed += o[c]![k]! * distance(c, k) ** 2;
      expected += (n[c]! * n[k]! * distance(c, k) ** 2) / (total - 1);
    }),
  );
  return 1 - observed / expected;
}

describe("Krippendorff's alpha", () => {
  it.each(METRICS)("of Krippendorff's four observers is the %s answer", (metric) => {
    const { alpha, tolerance, units, values, pairs } = published.krippendorff;
    const found = alphaOf(deepFreeze(EXAMPLE), { metric });
    expect(Math.abs(found.alpha - alpha[metric])).toBeLessThan(tolerance);
    expect(found).toMatchObject({ units, values, pairs, draws: 0 });
    expect(found).not.toHaveProperty('lower');
  });

  it.each(published.alphaPrinted)('is that of $source, $metric', ({ data, metric, alpha, tolerance }) => {
    expect(Math.abs(alphaOf(data, { metric: metric as AlphaMetric }).alpha - alpha)).toBeLessThan(tolerance);
  });

  it.each(oracle.alpha)('is that of R: $name, $metric', ({ data, metric, alpha }) => {
    const found = alphaOf(deepFreeze(data), { metric: metric as AlphaMetric });
    expect(Math.abs(found.alpha - alpha)).toBeLessThan(oracle.tolerance);
  });

  it('is as in the example of its description', () => {
    const found = alphaOf(
      [
        [1, 2, 3, 3],
        [1, 2, 3, 4],
        [null, 2, 3, null],
      ],
      { metric: 'nominal' },
    );
    expect(found.alpha).toBeCloseTo(1 - (9 * 2) / 70, 14);
    expect(found).toMatchObject({ units: 4, pairs: 8, values: 10, draws: 0 });
  });

  it('is what the matrix of coincidences gives', () => {
    fc.assert(
      fc.property(scored, metric, (data, metric) => {
        const found = krippendorffAlpha(data, { metric });
        fc.pre(found.ok);
        expect(found.alpha).toBeCloseTo(byDefinition(unitsOf(data), metric), 10);
      }),
    );
  });

  it("is Fleiss's kappa with the correction for small samples where nothing is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 })), (rows) => {
        const kappa = fleissKappa(rows.map((row) => [0, 1, 2].map((c) => row.filter((x) => x === c).length)));
        fc.pre(kappa.ok);
        const data = [0, 1, 2].map((observer) => rows.map((row) => row[observer]!));
        const n = 3 * rows.length;
        const { alpha } = alphaOf(data, { metric: 'nominal' });
        expect(1 - alpha).toBeCloseTo(((1 - kappa.kappa) * (n - 1)) / n, 10);
      }),
    );
  });

  it('is 1 on perfect agreement with variation', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2 }), metric, (row, metric) => {
        fc.pre(new Set(row).size > 1);
        const holed = row.map((x, i) => (i % 3 ? x : null));
        expect(krippendorffAlpha([row, row, holed], { metric })).toMatchObject({ ok: true, alpha: 1 });
      }),
    );
  });

  it('and its bounds do not change by a digit with the order of observers and units, or by units with one value', () => {
    fc.assert(
      fc.property(scored, metric, (data, metric) => {
        const options = { metric, bootstrap: 50, seed: 4 };
        const other = [...data].reverse().map((row, i) => [...[...row].reverse(), i === 1 ? 77 : null, null]);
        expect(krippendorffAlpha(other, options)).toEqual(krippendorffAlpha(data, options));
      }),
    );
  });

  it('does not change where an observer gives a value in place of another', () => {
    // Who gave which value of a unit plays no part.
    const swapped = EXAMPLE.map((row, r) => row.map((_, u) => EXAMPLE[(r + u) % 4]![u]!));
    expect(alphaOf(swapped, { metric: 'ordinal' })).toEqual(alphaOf(EXAMPLE, { metric: 'ordinal' }));
  });

  it('by intervals does not depend on origin and unit, by ratios not on the unit, by ranks only on the order', () => {
    const changed = (change: (x: number) => number): Data =>
      EXAMPLE.map((row) => row.map((x) => (x === null ? null : change(x))));
    const of = (data: Data, metric: AlphaMetric) => alphaOf(data, { metric }).alpha;
    expect(
      of(
        changed((x) => 1e9 - x / 7),
        'interval',
      ),
    ).toBeCloseTo(of(EXAMPLE, 'interval'), 7);
    expect(
      of(
        changed((x) => x / 7),
        'ratio',
      ),
    ).toBeCloseTo(of(EXAMPLE, 'ratio'), 12);
    expect(
      of(
        changed((x) => Math.exp(x)),
        'ordinal',
      ),
    ).toBeCloseTo(of(EXAMPLE, 'ordinal'), 14);
    expect(
      of(
        changed((x) => 10 - x),
        'ordinal',
      ),
    ).toBeCloseTo(of(EXAMPLE, 'ordinal'), 14);
  });

  it('takes values that are no whole numbers, and zeros with ratios', () => {
    const data = [
      [0, 0.25, 0.5, 2.5],
      [0, 0.5, 0, 2.25],
    ];
    for (const metric of METRICS)
      expect(alphaOf(data, { metric }).alpha).toBeCloseTo(byDefinition(unitsOf(data), metric), 12);
  });

  it.each(METRICS)('of constant data is no-variation (%s)', (metric) => {
    expect(
      krippendorffAlpha(
        [
          [3, 3, 3],
          [3, 3, null],
        ],
        { metric },
      ),
    ).toMatchObject({ ok: false, reason: 'no-variation' });
    expect(
      krippendorffAlpha(
        [
          [0, 0],
          [0, 0],
        ],
        { metric },
      ),
    ).toMatchObject({ ok: false, reason: 'no-variation' });
    expect(krippendorffAlpha([[3], [3]], { metric })).toMatchObject({ ok: false, reason: 'no-variation' });
    // A value in a unit of its own is no variation among the pairs.
    expect(
      krippendorffAlpha(
        [
          [3, 3, 5],
          [3, 3, null],
        ],
        { metric },
      ),
    ).toMatchObject({ ok: false, reason: 'no-variation' });
  });

  it('of one unit is no figure, as it would be 0 whatever the values', () => {
    for (const metric of METRICS) {
      expect(
        krippendorffAlpha(
          [
            [3, 1],
            [4, null],
            [3, null],
          ],
          { metric },
        ),
      ).toMatchObject({ ok: false, reason: 'one-unit' });
      expect(byDefinition([[3, 4, 3]], metric)).toBeCloseTo(0, 14);
    }
  });

  it.each([
    ['nothing', []],
    ['no units', [[], []]],
    ['one observer', [[1, 2, 3]]],
    [
      'one value a unit',
      [
        [1, null],
        [null, 2],
      ],
    ],
    ['missing values only', [[null], [null]]],
  ])('of %s is no-pairs', (_, data) => {
    expect(krippendorffAlpha(data, { metric: 'interval' })).toMatchObject({ ok: false, reason: 'no-pairs' });
  });

  it('by ratios of values below 0 is no figure', () => {
    expect(
      krippendorffAlpha(
        [
          [-1, 2],
          [1, 2],
        ],
        { metric: 'ratio' },
      ),
    ).toMatchObject({ ok: false, reason: 'negative-values' });
  });

  it('is a number for every number', () => {
    const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { freq: 5 });
    const row = fc.array(cell, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 3 }), metric, (data, metric) => {
        const found = krippendorffAlpha(data, { metric, bootstrap: 20 });
        fc.pre(found.ok);
        for (const figure of [found.alpha, found.lower ?? 0, found.upper ?? 0])
          expect(figure).toSatisfy(Number.isFinite);
        expect(found.alpha).toBeLessThanOrEqual(1);
      }),
    );
    expect(
      alphaOf(
        [
          [0, 5e-324, Number.MAX_VALUE],
          [5e-324, 0, Number.MAX_VALUE],
        ],
        { metric: 'ratio' },
      ).alpha,
    ).toBeLessThan(1);
  });

  it('throws on a table that is none and on options out of range', () => {
    const of = (data: Data, options: Partial<AlphaOptions> = {}) =>
      krippendorffAlpha(data, { metric: 'nominal', ...options });
    expect(() => of([[1, 2], [1]])).toThrow(RangeError);
    expect(() =>
      of([
        [1, NaN],
        [1, 2],
      ]),
    ).toThrow(TypeError);
    expect(() =>
      of([
        [1, -Infinity],
        [1, 2],
      ]),
    ).toThrow(TypeError);
    expect(() => of(EXAMPLE, { bootstrap: -1 })).toThrow(RangeError);
    expect(() => of(EXAMPLE, { bootstrap: 2.5 })).toThrow(RangeError);
    expect(() => of(EXAMPLE, { level: 0 })).toThrow(RangeError);
    expect(() => of(EXAMPLE, { clusters: [1, 2] })).toThrow(RangeError);
  });
});

describe('the bootstrap of alpha', () => {
  /** Two observers, `lessons` × `items` units; the observers differ by lesson, so that units of a lesson hang together. */
  function lessons(count: number, items: number) {
    const { uniform, normal } = seededRandom(11);
    const data: Data = [[], []];
    const clusters: number[] = [];
    for (let lesson = 0; lesson < count; lesson++) {
      const [quality, habit] = [normal(), normal()];
      for (let item = 0; item < items; item++) {
        const level = (shift: number) => Math.max(1, Math.min(5, Math.round(3 + quality + shift + uniform() - 0.5)));
        data[0]!.push(level(habit / 2));
        data[1]!.push(level(-habit / 2));
        clusters.push(lesson);
      }
    }
    return { data, clusters };
  }

  it.each(METRICS)('draws units with replacement and takes the whole of alpha anew (%s)', (metric) => {
    // One digit a value, so that sorting as text is the order of the draws.
    const units = unitsOf(EXAMPLE).map((unit) => [...unit].sort((a, b) => a - b));
    const sorted = units.sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
    const { uniform } = seededRandom(42);
    const drawn = Array.from({ length: 300 }, () =>
      byDefinition(
        Array.from(sorted, () => sorted[Math.floor(uniform() * sorted.length)]!),
        metric,
      ),
    );
    const found = alphaOf(EXAMPLE, { metric, bootstrap: 300, seed: 42, level: 0.9 });
    expect(found.draws).toBe(300);
    expect(found.lower).toBeCloseTo(quantile(drawn, 0.05), 10);
    expect(found.upper).toBeCloseTo(quantile(drawn, 0.95), 10);
  });

  it('gives the same bounds for the same seed and others for another', () => {
    const { data } = lessons(20, 2);
    const bounds = (seed?: number) => alphaOf(data, { metric: 'ordinal', bootstrap: 200, ...(seed && { seed }) });
    expect(bounds()).toEqual(bounds(1));
    expect(bounds(2).lower).not.toBe(bounds(1).lower);
  });

  it('is wider at a higher level and narrower with more units', () => {
    const width = (count: number, level: number) => {
      const found = alphaOf(lessons(count, 1).data, { metric: 'interval', bootstrap: 500, level });
      return found.upper! - found.lower!;
    };
    expect(width(40, 0.99)).toBeGreaterThan(width(40, 0.9));
    expect(width(160, 0.9)).toBeLessThan(width(40, 0.9));
  });

  it.each(METRICS)('draws whole clusters: copies of a unit tell nothing new (%s)', (metric) => {
    const single = lessons(30, 1).data;
    const copied = single.map((row) => row.flatMap((x) => [x, x, x, x]));
    const clusters = copied[0]!.map((_, u) => `lesson ${Math.floor(u / 4)}`);
    const one = alphaOf(single, { metric, bootstrap: 200 });
    const four = alphaOf(copied, { metric, bootstrap: 200, clusters });
    // But for n(n − 1) in place of n², which the copies change.
    const corrected = (alpha: number, n: number) => ((1 - alpha) * n) / (n - 1);
    expect(corrected(four.lower!, 240)).toBeCloseTo(corrected(one.lower!, 60), 10);
    expect(corrected(four.upper!, 240)).toBeCloseTo(corrected(one.upper!, 60), 10);
  });

  it('draws counts of patterns where they are few, with the same spread as drawing one by one', () => {
    const single = lessons(400, 1).data;
    const copied = single.map((row) => row.flatMap((x) => [x, x]));
    const clusters = copied[0]!.map((_, u) => Math.floor(u / 2));
    const byPattern = alphaOf(single, { metric: 'ordinal', bootstrap: 4000 });
    const oneByOne = alphaOf(copied, { metric: 'ordinal', bootstrap: 4000, clusters });
    const original = (alpha: number) => 1 - ((1 - alpha) * 1600 * 799) / (1599 * 800);
    // Four standard errors of the difference of two percentiles from 4,000 draws each, by the normal density.
    const near = (0.24 * (byPattern.upper! - byPattern.lower!)) / (2 * 1.96);
    expect(Math.abs(byPattern.lower! - original(oneByOne.lower!))).toBeLessThan(near);
    expect(Math.abs(byPattern.upper! - original(oneByOne.upper!))).toBeLessThan(near);
  });

  it('is wider by lessons than by their indicators, and depends neither on order nor on labels', () => {
    const { data, clusters } = lessons(25, 8);
    const options = { metric: 'interval', bootstrap: 400 } as const;
    const [by, singly] = [alphaOf(data, { ...options, clusters }), alphaOf(data, options)];
    expect(by.alpha).toBe(singly.alpha);
    expect(by.upper! - by.lower!).toBeGreaterThan(1.5 * (singly.upper! - singly.lower!));
    const other = data.map((row) => [...row].reverse());
    const labels = [...clusters].reverse().map((cluster) => `no. ${99 - cluster}`);
    expect(alphaOf(other, { ...options, clusters: deepFreeze(labels) })).toEqual(by);
  });

  it('has no bounds where a bound could lie anywhere', () => {
    // A draw takes the one unit that differs in 1 − (9/10)^10 = 65 % of cases only.
    const row = [...Array<number>(9).fill(4), 2];
    const rare = alphaOf([row, row], { metric: 'ordinal', bootstrap: 1000 });
    expect(rare).toMatchObject({ alpha: 1 });
    expect(rare.draws / 1000).toBeCloseTo(1 - 0.9 ** 10, 1);
    expect(rare).not.toHaveProperty('lower');
    const { data } = lessons(1, 9);
    expect(
      alphaOf(data, { metric: 'ordinal', bootstrap: 50, clusters: data[0]!.map(() => 'one lesson') }),
    ).not.toHaveProperty('upper');
  });

  it('of perfect agreement has bounds without width', () => {
    const row = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
    expect(alphaOf([row, row], { metric: 'interval', bootstrap: 200 })).toMatchObject({ alpha: 1, lower: 1, upper: 1 });
  });
});
