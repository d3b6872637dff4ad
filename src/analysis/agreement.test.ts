import { describe, expect, it } from 'vitest';
import { aNotesSheet, aRubric, aRubricOf, aSheet, anIndicator, aSnapshot } from '../../tests/builders/index.ts';
import type { ScoreValue } from '../domain/score.ts';
import { withoutScores } from '../domain/sheet.ts';
import { agreementOf, lessonAgreement } from './agreement.ts';
import { pointsOfFraction, stepsKey, stepsOf } from './scale-steps.ts';

const form = aRubricOf(['a', 'b', 'c', 'd'].map((id) => anIndicator(id, { weight: id === 'd' ? 9 : 5 })));
const rubricOf = (id: string | null) => (id === null ? null : form);
const given = (observer: string, values: ScoreValue[]) =>
  aSheet({
    observer,
    scores: Object.fromEntries(values.map((value, i) => [`${'abcd'[i]}/0`, value])),
    snapshot: aSnapshot({ observerName: observer.toUpperCase() }),
  });
const only = (...sheets: ReturnType<typeof given>[]) => lessonAgreement(sheets, rubricOf).families[0];

describe('stepsOf', () => {
  it('counts levels one by one whatever points they are worth, and points by ones or tenths of a long scale', () => {
    const uneven = {
      type: 'levels' as const,
      floor: 0,
      levels: [10, 6, 5].map((points) => ({ label: '', text: '', points })),
    };
    expect([5, 6, 8, 10].map((points) => stepsOf(uneven, points))).toEqual([0, 1, 1.5, 2]);
    expect(stepsOf({ type: 'points', max: 5, step: 1 }, 3)).toBe(3);
    expect(stepsOf({ type: 'points', max: 20, step: 1 }, 18)).toBe(9);
    expect(stepsKey(uneven)).toBe('levels|3');
  });

  it('finds points again from a fraction of seven digits', () => {
    const { scale } = form.dimensions[0]!.indicators[0]!;
    expect(pointsOfFraction(scale, Math.fround(3 / 5))).toBe(3);
    expect(pointsOfFraction({ type: 'points', max: 10, step: 0.5 }, Math.fround(0.85))).toBe(8.5);
    expect(pointsOfFraction(scale, Math.fround(3.5 / 5))).toBeCloseTo(3.5, 5);
  });
});

describe('agreementOf', () => {
  it('pools chance only over equal scales', () => {
    const levels = anIndicator('x').scale;
    const points = { type: 'points' as const, max: 10, step: 1 as const };
    const all = agreementOf([
      { scale: levels, points: [5, 4] },
      { scale: points, points: [5, 5, null] },
      { scale: points, points: [8, 5] },
    ]);
    // Levels: one pair, two values, chance ½ the same and 1 near. Points: 5 ¾ of the time, 8 ¼.
    expect(all).toMatchObject({ pairs: 3, same: 1, near: 2 });
    expect(all?.sameByChance).toBeCloseTo(0.5 + 2 * (0.75 ** 2 + 0.25 ** 2), 12);
    expect(all?.nearByChance).toBeCloseTo(1 + 2 * (0.75 ** 2 + 0.25 ** 2), 12);
  });

  it('is null where nobody scored what another scored', () => {
    expect(agreementOf([])).toBeNull();
    expect(agreementOf([{ scale: anIndicator('x').scale, points: [4, null] }])).toBeNull();
  });
});

describe('lessonAgreement', () => {
  it('counts the same and within a level, beside chance, by pairs of observers', () => {
    const found = only(given('zhou', [5, 4, 4, 3]), given('wu', [5, 3, 2, 3]));
    expect(found?.shares).toMatchObject({ pairs: 4, same: 2, near: 3 });
    // Ends of pairs: 5 two, 4 two, 3 three, 2 one of eight.
    expect(found?.shares.sameByChance).toBeCloseTo(4 * ((4 + 4 + 9 + 1) / 64), 12);
    expect(only(given('a', [5]), given('b', [5]), given('c', [4]))?.shares).toMatchObject({ pairs: 3, same: 1 });
  });

  it('names first what is widest apart, of equals the weightiest, with everybody’s value; never what is close', () => {
    const found = only(given('zhou', [5, 5, 4, 5]), given('wu', [4, 2, 4, 4]));
    expect(found?.talkFirst.map(({ id, spread }) => [id, spread])).toEqual([
      ['b', 3],
      ['d', 1],
      ['a', 1],
    ]);
    expect(found?.talkFirst[0]?.given).toEqual([
      { observer: 'zhou', name: 'ZHOU', points: 5, label: 'Excellent' },
      { observer: 'wu', name: 'WU', points: 2, label: 'Poor' },
    ]);
  });

  it('tells how far each observer lies from the others, over what both scored', () => {
    const found = only(given('zhou', [5, 5, 'na', 5]), given('wu', [4, 3, 4, 5]));
    expect(found?.differences).toEqual([
      { observer: 'zhou', name: 'ZHOU', mean: 1, indicators: 3 },
      { observer: 'wu', name: 'WU', mean: -1, indicators: 3 },
    ]);
    expect(found?.indicators.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  });

  it('leaves out copies without scores, notes only and one’s own lesson, and counts them', () => {
    const sheets = [
      given('zhou', [5, 5]),
      withoutScores(given('wu', [4, 4])),
      aNotesSheet({ observer: 'qian' }),
      aSheet({ observer: 'teacher-1', scores: { 'a/0': 5 } }),
    ];
    expect(lessonAgreement(sheets, rubricOf)).toEqual({ families: [], uncompared: { withoutScores: 2, self: 1 } });
  });

  it('matches indicators by id over versions of a family, and counts an observer once', () => {
    const old = {
      ...form,
      id: 'old@1',
      created: 0,
      dimensions: [{ ...form.dimensions[0]!, indicators: [anIndicator('b')] }],
    };
    const at = (id: string | null) => (id === 'old@1' ? old : { ...form, created: 5 });
    const sheets = [
      aSheet({ observer: 'wu', rubric: 'old@1', scores: { 'b/0': 4 } }),
      given('zhou', [2, 2]),
      given('zhou', [5, 5]),
    ];
    const [found] = lessonAgreement(sheets, at).families;
    expect(found?.indicators.map(({ id, spread }) => [id, spread])).toEqual([['b', 1]]);
    expect(found?.shares.pairs).toBe(1);
  });

  it('compares nothing across rubrics that have nothing in common', () => {
    const other = aRubric({ id: 'other@1', family: 'other' });
    const at = (id: string | null) => (id === 'other@1' ? other : form);
    const sheets = [given('zhou', [5]), aSheet({ observer: 'wu', rubric: 'other@1', scores: { 'goal.1/0': 5 } })];
    expect(lessonAgreement(sheets, at).families).toEqual([]);
  });
});
