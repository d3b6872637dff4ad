import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../tests/fixtures/measure/agreement.json' with { type: 'json' };
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import oracle from '../../tests/fixtures/measure/oracles/agreement.json' with { type: 'json' };
import { icc, type Icc } from './icc.ts';
import { spearmanBrown } from './spearman-brown.ts';

const FORMS = ['(1,1)', '(2,1)', '(3,1)', '(1,k)', '(2,k)', '(3,k)'] as const;
const BOUNDS = ['value', 'lower', 'upper'] as const;
const RATINGS = published.icc.ratings;

const iccOf = (ratings: number[][], level?: number): Icc => {
  const found = icc(ratings, level ? { level } : {});
  if (!found.ok) throw new Error(found.detail);
  return found;
};
const table = (cell: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 5 }))
    .chain(([n, k]) => fc.array(fc.array(cell, { minLength: k, maxLength: k }), { minLength: n, maxLength: n }));
const scores = table(fc.integer({ min: 1, max: 5 }));

function expectNear(found: Icc, forms: Partial<Record<string, Record<string, number>>>, digits: number) {
  for (const form of FORMS) {
    for (const [bound, answer] of Object.entries(forms[form]!)) {
      expect(found[form][bound as 'value'], `${form} ${bound}`).toBeCloseTo(answer, digits);
    }
  }
}

describe('the intraclass correlations', () => {
  it('of six targets and four judges are those of Shrout & Fleiss', () => {
    const found = iccOf(deepFreeze(RATINGS));
    for (const form of FORMS) {
      for (const [bound, answer] of Object.entries(published.icc.forms[form])) {
        expect(Math.abs(found[form][bound as 'value'] - answer)).toBeLessThan(published.icc.tolerance);
      }
    }
    expect(found).toMatchObject({ targets: 6, judges: 4 });
  });

  it.each(oracle.icc)('and all their bounds are those of R: $name', ({ ratings, level, forms }) => {
    const found = iccOf(deepFreeze(ratings), level);
    for (const form of FORMS) {
      for (const bound of BOUNDS) {
        expect(Math.abs(found[form][bound] - forms[form][bound])).toBeLessThan(oracle.tolerance);
      }
    }
  });

  it('do not depend on the order of targets and judges, on origin and on unit', () => {
    fc.assert(
      fc.property(scores, (ratings) => {
        const one = icc(ratings);
        const other = icc([...ratings].reverse().map((row) => [...row].reverse().map((x) => 1000 - 3 * x)));
        fc.pre(one.ok && other.ok);
        // Beyond −100 a bound says no more than that there is none.
        fc.pre(FORMS.every((form) => one[form].lower > -100));
        expectNear(other, one as never as Record<string, Record<string, number>>, 6);
      }),
    );
  });

  it('of means are the single ones by Spearman–Brown', () => {
    fc.assert(
      fc.property(scores, (ratings) => {
        const found = icc(ratings);
        fc.pre(found.ok);
        for (const form of [1, 2, 3] as const) {
          const mean = spearmanBrown(found[`(${form},1)`].value, found.judges) ?? -1;
          expect(Math.abs(found[`(${form},k)`].value - mean)).toBeLessThan(1e-8 * (1 + Math.abs(mean)));
        }
      }),
    );
  });

  it('lie at most at 1, inside their bounds', () => {
    fc.assert(
      fc.property(scores, (ratings) => {
        const found = icc(ratings);
        fc.pre(found.ok);
        for (const form of FORMS) {
          const { value, lower, upper } = found[form];
          expect(value).toBeLessThanOrEqual(1);
          expect(lower).toBeLessThanOrEqual(value);
          expect(upper).toBeGreaterThanOrEqual(value);
          expect(upper).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are all 1 on perfect agreement with variation, without width', () => {
    const found = iccOf([
      [1, 1, 1],
      [4, 4, 4],
      [2, 2, 2],
    ]);
    for (const form of FORMS) for (const bound of BOUNDS) expect(found[form][bound]).toBeCloseTo(1, 12);
  });

  it('call a constant difference of judges consistent but not in agreement', () => {
    const found = iccOf([
      [1, 3],
      [2, 4],
      [3, 5],
    ]);
    expect(found['(3,1)'].value).toBeCloseTo(1, 12);
    expect(found['(2,1)'].value).toBeCloseTo(1 / 3, 12);
    for (const bound of BOUNDS) expect(found['(2,1)'][bound]).toSatisfy(Number.isFinite);
  });

  it('are below 0 where targets are less alike to themselves than to each other', () => {
    const found = iccOf([
      [1, 5],
      [4, 2],
      [2, 5],
      [5, 3],
    ]);
    for (const form of FORMS) expect(found[form].value).toBeLessThan(0);
  });

  it('give −1, or the value if lower, for a bound of (2,k) that Spearman–Brown does not have', () => {
    const found = iccOf([
      [1, 2],
      [2, 1],
      [3, 2],
    ]);
    expect(spearmanBrown(found['(2,1)'].lower, 2)).toBeNull();
    expect(found['(2,k)'].value).toBeCloseTo(spearmanBrown(found['(2,1)'].value, 2)!, 12);
    expect(found['(2,k)'].lower).toBe(Math.min(-1, found['(2,k)'].value));
    expect(found['(2,k)'].upper).toBeCloseTo(spearmanBrown(found['(2,1)'].upper, 2)!, 12);
  });

  it('give −1 for (2,k) where the means lie nearer than chance has them, and not a reliability above 1', () => {
    const found = iccOf([
      [1, 9],
      [9, 1],
      [1, 9.1],
      [9, 1],
    ]);
    expect(found['(2,1)'].value).toBeLessThan(-1);
    expect(found['(2,k)']).toMatchObject({ value: -1, lower: -1 });
    expect(found['(2,k)'].upper).toBeLessThan(1);
  });

  it.each([
    ['too-few-targets', 'nothing', []],
    ['too-few-targets', 'one target', [[1, 2, 3]]],
    ['too-few-judges', 'one judge', [[1], [2], [3]]],
    ['too-few-judges', 'no judge', [[], []]],
    [
      'no-variation',
      'equal scores',
      [
        [0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1],
      ],
    ],
    [
      'targets-alike',
      'equal means',
      [
        [0.1, 0.3],
        [0.3, 0.1],
      ],
    ],
    [
      'targets-alike',
      'targets that differ by judge only',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    ],
  ])('are %s for %s', (reason, _, ratings) => {
    expect(icc(ratings)).toMatchObject({ ok: false, reason });
  });

  it('are numbers for all numbers', () => {
    const any = table(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.oneof(any, scores), fc.constantFrom(0.5, 0.95, 0.999), (ratings, level) => {
        const found = icc(ratings, { level });
        fc.pre(found.ok);
        for (const form of FORMS) for (const bound of BOUNDS) expect(found[form][bound]).toSatisfy(Number.isFinite);
      }),
      { numRuns: 500 },
    );
  });

  it('are numbers where the mean of two targets stands at the pole of Spearman–Brown, in any order of the judges', () => {
    const ratings = [
      [2, 2, 3, 3, 2],
      [4, 3, 3, 1, 3],
    ];
    const turned = [...ratings].reverse().map((row) => [...row].reverse().map((x) => 1000 - 3 * x));
    for (const table of [ratings, turned]) expect(iccOf(table)['(2,k)']).toMatchObject({ value: -1, lower: -1 });
  });

  it('are numbers where hardly a degree of freedom is left', () => {
    const found = icc(
      [
        [1, 4, -0.0003971778165401996, 5],
        [0.000018244990430415074, 3, 2, 5],
      ],
      { level: 0.999 },
    );
    if (!found.ok) throw new Error(found.reason);
    for (const form of FORMS) for (const bound of BOUNDS) expect(found[form][bound]).toSatisfy(Number.isFinite);
  });

  it('keep their digits around a large centre', () => {
    const found = iccOf(RATINGS.map((row) => row.map((x) => 1e9 + x)));
    expectNear(found, iccOf(RATINGS) as never as Record<string, Record<string, number>>, 8);
  });

  it('read rows of any kind of array', () => {
    const typed = RATINGS.map((row) => Int32Array.from(row)) as unknown as number[][];
    expect(icc(typed)).toEqual(icc(RATINGS));
  });

  it('throw on ragged tables, cells that are not finite, and a level out of range', () => {
    expect(() => icc([[1, 2], [3]])).toThrow(RangeError);
    expect(() =>
      icc([
        [1, 2],
        [3, NaN],
      ]),
    ).toThrow(TypeError);
    expect(() =>
      icc([
        [1, 2],
        [3, null as never],
      ]),
    ).toThrow(TypeError);
    expect(() => icc(RATINGS, { level: 95 })).toThrow(RangeError);
  });
});

describe('spearmanBrown', () => {
  it('is the reliability of a mean', () => {
    expect(spearmanBrown(0.29, 4)).toBeCloseTo(0.62032086, 8);
    expect(spearmanBrown(0.6, 2)).toBeCloseTo(0.75, 14);
    expect(spearmanBrown(0, 9)).toBe(0);
    expect(spearmanBrown(1, 9)).toBe(1);
  });
  it('goes back with the inverse number', () => {
    expect(spearmanBrown(spearmanBrown(0.37, 5)!, 1 / 5)).toBeCloseTo(0.37, 14);
  });
  it('is null at its pole and beyond', () => {
    expect(spearmanBrown(-0.5, 3)).toBeNull();
    expect(spearmanBrown(-0.6, 3)).toBeNull();
  });
});
