import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import {
  type DecisionComponent,
  decisionGrid,
  type DecisionOptions,
  type DecisionStudy,
  decisionStudy,
} from './decision-study.ts';
import { generalizability } from './generalizability.ts';

const { studies } = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/measure/generalizability.json', import.meta.url), 'utf8'),
) as { studies: { name: string; scores: number[][]; columns: { rater: number[]; occasion?: number[] } }[] };

/** The generalizability study of a published table. */
function published(name: string) {
  const { scores, columns } = studies.find((study) => study.name.startsWith(name))!;
  const repeat = (labels: readonly number[]) => scores.flatMap(() => labels);
  const outcome = generalizability({
    score: scores.flat(),
    person: scores.flatMap((row, person) => row.map(() => person)),
    rater: repeat(columns.rater),
    ...(columns.occasion && { occasion: repeat(columns.occasion) }),
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

function decided(components: Parameters<typeof decisionStudy>[0], options: DecisionOptions): DecisionStudy {
  const outcome = decisionStudy(components, options);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

/** Lessons within teachers, some seen by two observers: everything can be told apart. */
const SCHOOL: DecisionComponent[] = [
  { facets: ['person'], variance: 0.3 },
  { facets: ['rater'], variance: 0.1 },
  { facets: ['person', 'rater'], variance: 0.08 },
  { facets: ['person', 'occasion'], variance: 0.2 },
  { facets: ['person', 'rater', 'occasion'], variance: 0.12 },
];

const size = fc.integer({ min: 1, max: 12 });

describe('decisionStudy', () => {
  it('gives for the numbers of a balanced study the coefficients of that study', () => {
    for (const [name, lessons, observers] of [
      ['Brennan synthetic data set 1', 1, 12],
      ['Brennan synthetic data set 3', 2, 4],
      ['Brennan synthetic data set 4', 3, 4],
      ['Shrout', 1, 4],
    ] as const) {
      const study = published(name);
      const found = decided(study, { lessons, observers });
      expect(found.Erho2, name).toBeCloseTo(study.Erho2, 12);
      expect(found.Phi, name).toBeCloseTo(study.Phi, 12);
      expect(found.plan).toBe(study.design === 'p×(r:o)' ? 'nested' : 'crossed');
    }
  });

  it('gives ICC(2,1) and ICC(3,1) of Shrout & Fleiss for one observer', () => {
    const found = decided(published('Shrout').components, { lessons: 1, observers: 1 });
    expect(found.Phi).toBeCloseTo(0.28976378, 8);
    expect(found.Erho2).toBeCloseTo(0.71484071, 8);
  });

  it.each([
    ['crossed', 4, 2, 0.1 / 2 + 0.08 / 2 + 0.2 / 4 + 0.12 / 8],
    ['nested', 4, 2, 0.1 / 8 + 0.08 / 8 + 0.2 / 4 + 0.12 / 8],
    ['shared', 4, 2, 0.1 / 2 + 0.08 / 2 + 0.2 / 4 + 0.12 / 4],
    ['shared', 4, 4, 0.63 / 4 - 0.13 / 4],
    ['shared', 4, 1, 0.1 + 0.08 + 0.2 / 4 + 0.12 / 4],
  ] as const)('%s: %d lessons, %d observers', (plan, lessons, observers, error) => {
    const found = decided(SCHOOL, { lessons, observers, plan });
    expect(found.absoluteError).toBeCloseTo(error, 12);
    expect(found.Phi).toBeCloseTo(0.3 / (0.3 + error), 12);
    // Only the raters' own component is no part of a comparison.
    const raters = 0.1 / (plan === 'nested' ? lessons * observers : observers);
    expect(found.relativeError).toBeCloseTo(error - raters, 12);
  });

  it('one observer for ever stays below what different observers reach with four lessons', () => {
    const ever = decided(SCHOOL, { lessons: 10_000, observers: 1, plan: 'shared' });
    const four = decided(SCHOOL, { lessons: 4, observers: 4, plan: 'shared' });
    expect(ever.Phi).toBeCloseTo(0.3 / 0.48, 4);
    expect(four.Phi).toBeGreaterThan(ever.Phi);
  });

  it('judges what could not be told apart by the worst of it', () => {
    const confounded: DecisionComponent[] = [
      { facets: ['person'], variance: 1 },
      {
        facets: ['person', 'rater', 'occasion'],
        variance: 1,
        holds: [['occasion'], ['person', 'occasion'], ['rater', 'occasion'], ['person', 'rater', 'occasion']],
      },
    ];
    expect(decided(confounded, { lessons: 2, observers: 5, plan: 'crossed' }).absoluteError).toBeCloseTo(1 / 2, 12);
  });

  it('has nothing from more lessons where the study knew no lessons, and counts further scores of a pair as lessons', () => {
    const plain: DecisionComponent[] = [
      { facets: ['person'], variance: 1 },
      { facets: ['person', 'rater'], variance: 1 },
    ];
    expect(decided(plain, { lessons: 9, observers: 2 }).Phi).toBeCloseTo(2 / 3, 12);
    const again: DecisionComponent[] = [...plain, { facets: ['person', 'rater', 'replicate'], variance: 1 }];
    expect(decided(again, { lessons: 4, observers: 2 }).absoluteError).toBeCloseTo(1 / 2 + 1 / 8, 12);
  });

  it('takes the items of the study or others', () => {
    const sheet: DecisionComponent[] = [
      { facets: ['person'], variance: 1, itemsPerSheet: 10 },
      { facets: ['person', 'item'], variance: 1, itemsPerSheet: 10 },
    ];
    expect(decided(sheet, { lessons: 1, observers: 1 })).toMatchObject({ items: 10, absoluteError: 0.1 });
    expect(decided(sheet, { lessons: 1, observers: 1, items: 20 }).absoluteError).toBeCloseTo(0.05, 12);
  });

  it('is 0 for persons who do not differ and 1 without error', () => {
    expect(decided([{ facets: ['person'], variance: 0 }, SCHOOL[1]!], { lessons: 1, observers: 1 })).toMatchObject({
      Erho2: 0,
      Phi: 0,
    });
    expect(decided([SCHOOL[0]!], { lessons: 1, observers: 1 })).toMatchObject({ Erho2: 1, Phi: 1 });
  });

  it('says why there is no figure', () => {
    const options = { lessons: 2, observers: 3 };
    expect(decisionStudy([], options)).toMatchObject({ ok: false, reason: 'no-person' });
    expect(decisionStudy([{ facets: ['person'], variance: 0 }], options)).toMatchObject({
      ok: false,
      reason: 'no-variation',
    });
    expect(decisionStudy(SCHOOL, { ...options, plan: 'shared' })).toMatchObject({
      ok: false,
      reason: 'more-observers-than-lessons',
    });
  });

  it('has no figure for variances that add up beyond all numbers', () => {
    const huge: DecisionComponent[] = [
      { facets: ['person'], variance: 1e308 },
      { facets: ['rater'], variance: 1e308 },
    ];
    expect(decisionStudy(huge, { lessons: 1, observers: 1 })).toMatchObject({ ok: false, reason: 'out-of-range' });
  });

  it.each([{ observers: NaN }, { lessons: Infinity }])('throws for %j', (wrong) => {
    expect(() => decisionStudy(SCHOOL, { lessons: 1, observers: 1, ...wrong })).toThrow(RangeError);
  });

  it.each([{ lessons: 0 }, { observers: 0.5 }, { items: -1 }])(
    'of less than one of a thing has no figure: %j',
    (wrong) => {
      const found = decisionStudy(SCHOOL, { lessons: 1, observers: 1, ...wrong });
      expect(found).toMatchObject({ ok: false, reason: 'no-lesson' });
    },
  );

  it('has no figure for a variance below 0, and throws for one that is none', () => {
    const of = (variance: number) => () =>
      decisionStudy([{ facets: ['person'], variance }], { lessons: 1, observers: 1 });
    expect(of(-1)()).toMatchObject({ ok: false, reason: 'negative-variance' });
    expect(of(NaN)).toThrow(RangeError);
  });

  it('leaves frozen input as it was', () => {
    expect(decisionStudy(deepFreeze([...SCHOOL]), deepFreeze({ lessons: 2, observers: 2 })).ok).toBe(true);
  });

  it('more lessons or observers never make it worse, and Φ never exceeds Eρ²', () => {
    const plan = fc.constantFrom('crossed' as const, 'nested' as const);
    fc.assert(
      fc.property(size, size, plan, (lessons, observers, how) => {
        const at = (l: number, o: number) => decided(SCHOOL, { lessons: l, observers: o, plan: how });
        const here = at(lessons, observers);
        expect(here.Phi).toBeLessThanOrEqual(here.Erho2);
        expect(at(lessons + 1, observers).Phi).toBeGreaterThan(here.Phi);
        expect(at(lessons, observers + 1).Phi).toBeGreaterThan(here.Phi);
      }),
    );
  });
});

describe('decisionGrid', () => {
  it('has one row a number of lessons and one column a number of observers', () => {
    const grid = decisionGrid(SCHOOL, { lessons: [1, 4], observers: [1, 2, 4], plan: 'shared' });
    expect(grid.map((row) => row.length)).toEqual([3, 3]);
    expect(grid[1]![2]).toEqual(decisionStudy(SCHOOL, { lessons: 4, observers: 4, plan: 'shared' }));
    expect(grid[0]![1]).toMatchObject({ ok: false, reason: 'more-observers-than-lessons' });
  });
});
