import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anIndicator,
  aRubric,
  aRubricOf,
  FOUR_LEVELS,
  HALF_POINTS,
  lawRuns,
  LEVELS,
} from '../../tests/builders/index.ts';
import { indicatorsOf } from './rubric.ts';
import {
  checkScore,
  fractionOf,
  notLookedAt,
  scoreKey,
  segmentsOf,
  tallyDimension,
  tallyScores,
  type Scores,
  type ScoreValue,
} from './score.ts';

const rubric = aRubric();
const all = (value: ScoreValue): Scores =>
  Object.fromEntries(indicatorsOf(rubric).map(({ id }) => [scoreKey(id), value]));
const FULL_MARKS: Scores = { ...all(5), 'process.1/0': 4, 'process.2/0': 10, 'process.3/0': 10 };

describe('one score', () => {
  it.each<[string, string, ScoreValue]>([
    ['a level', 'goal.1', 4],
    ['a half point', 'process.2', 9.5],
    ['zero on a points scale', 'process.2', 0],
    ['not applicable where the form allows it', 'goal.3', 'na'],
    ['not looked at, always', 'goal.1', 'nl'],
  ])('may be %s', (_, indicator, value) => {
    expect(checkScore(rubric, indicator, value)).toBeNull();
  });

  it('outside the scale is refused with the indicator and the most it allows', () => {
    expect(checkScore(rubric, 'goal.1', 6)).toEqual({
      reason: 'score-outside-scale',
      details: { indicator: 'Indicator goal.1', value: 6, max: 5 },
    });
    expect(checkScore(rubric, 'process.2', 3.25)?.reason).toBe('score-outside-scale');
    expect(checkScore(rubric, 'goal.1', NaN)?.reason).toBe('score-outside-scale');
  });

  it('of an unknown indicator is refused', () => {
    expect(checkScore(rubric, 'nobody', 3)).toEqual({ reason: 'unknown-indicator', details: { indicator: 'nobody' } });
  });

  it('may not be "not applicable" where the form does not allow it', () => {
    expect(checkScore(rubric, 'goal.1', 'na')).toEqual({
      reason: 'not-applicable-not-allowed',
      details: { indicator: 'Indicator goal.1' },
    });
  });
});

describe('a fraction', () => {
  it('counts from the floor: the lowest of four levels is 0, not a quarter', () => {
    const indicator = anIndicator('x', { scale: FOUR_LEVELS });
    expect([1, 2, 3, 4].map((value) => fractionOf(indicator, value))).toEqual([0, 1 / 3, 2 / 3, 1]);
  });
  it("on a points scale is the school's own share", () => {
    expect(fractionOf(anIndicator('x', { scale: HALF_POINTS }), 8.5)).toBe(0.85);
    expect(fractionOf(anIndicator('x', { scale: LEVELS }), 2)).toBe(0.4);
  });
  it('is none without a number', () => {
    for (const value of ['na', 'nl', undefined] as const) expect(fractionOf(anIndicator('x'), value)).toBeNull();
  });
});

describe('segments of a lesson', () => {
  it('come in order of time, past ten too', () => {
    const scores: Scores = { 'a/10': 5, 'a/2': 4, 'a/0': 3 };
    expect(segmentsOf('a', scores)).toEqual([3, 4, 5]);
  });
  it('are not mixed up with an indicator whose id begins the same', () => {
    const scores: Scores = { 'a/0': 3, 'ab/0': 4, 'a/b/0': 5, 'a/x': 1, a: 2 };
    expect(segmentsOf('a', scores)).toEqual([3]);
    expect(segmentsOf('a/b', scores)).toEqual([5]);
    expect(segmentsOf('b', scores)).toEqual([]);
  });
  it('are averaged, those without a number left out', () => {
    const form = aRubricOf([anIndicator('a', { scale: HALF_POINTS, weight: 10 })]);
    expect(tallyScores(form, { 'a/0': 6, 'a/1': 9, 'a/2': 'nl' })).toMatchObject({
      points: 7.5,
      outOf: 10,
      fraction: 0.75,
    });
  });
});

describe('the tally of a sheet', () => {
  it('of nothing is nothing: unscored is never zero', () => {
    expect(tallyScores(rubric, {})).toEqual({
      points: 0,
      outOf: 0,
      full: 50,
      scored: 0,
      notApplicable: 0,
      notLooked: 0,
      unscored: 6,
      indicators: 6,
      fraction: null,
      bonus: 0,
      total: null,
      complete: false,
      band: null,
    });
  });

  it('of full marks is 100', () => {
    expect(tallyScores(rubric, FULL_MARKS)).toMatchObject({
      points: 50,
      outOf: 50,
      fraction: 1,
      total: 100,
      complete: true,
    });
  });

  it('says "31 of 35 so far" while indicators are open, without a band', () => {
    const form = aRubricOf(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => anIndicator(id)),
      { bands: rubric.bands },
    );
    const scores: Scores = { 'a/0': 5, 'b/0': 5, 'c/0': 5, 'd/0': 4, 'e/0': 4, 'f/0': 4, 'g/0': 4 };
    const tally = tallyScores(form, scores);
    expect(tally).toMatchObject({
      points: 31,
      outOf: 35,
      full: 40,
      scored: 7,
      unscored: 1,
      complete: false,
      band: null,
    });
    expect(tally.total).toBe(88.57);
    expect(tallyScores(form, { ...scores, 'h/0': 4 })).toMatchObject({
      total: 87.5,
      complete: true,
      band: { id: 'b' },
    });
  });

  it('leaves out of the denominator what is not applicable', () => {
    const tally = tallyScores(rubric, { ...FULL_MARKS, 'goal.3/0': 'na', 'goal.1/0': 4 });
    expect(tally).toMatchObject({ points: 44, outOf: 45, full: 50, notApplicable: 1, complete: true });
    expect(tally.total).toBe(97.78);
  });

  it('leaves out of the denominator what was not looked at, and counts it apart', () => {
    const tally = tallyScores(rubric, {
      'goal.1/0': 5,
      'goal.2/0': 4,
      'goal.3/0': 3,
      'process.1/0': 'nl',
      'process.2/0': 'nl',
      'process.3/0': 'nl',
    });
    expect(tally).toMatchObject({ points: 12, outOf: 15, notLooked: 3, unscored: 0, total: 80, complete: true });
  });

  it('of a sheet that did not look at everything has a total but no band, however few were left out', () => {
    const focus = { ...all('nl'), 'goal.1/0': 5, 'goal.2/0': 5 };
    expect(tallyScores(rubric, focus)).toMatchObject({ total: 100, complete: true, band: null });
    expect(tallyScores(rubric, { ...FULL_MARKS, 'process.3/0': 'nl' })).toMatchObject({ complete: true, band: null });
    expect(tallyScores(rubric, { ...FULL_MARKS, 'goal.3/0': 'na' })).toMatchObject({
      complete: true,
      band: { id: 'a' },
    });
  });

  it('is not complete when everything is not applicable or not looked at: there is nothing to say', () => {
    expect(tallyScores(rubric, { ...all('nl'), 'goal.3/0': 'na' })).toMatchObject({
      complete: false,
      total: null,
      band: null,
    });
  });

  it('weighs fractions, not indicators', () => {
    // goal.1 at .4 with weight 5, process.3 at 1 with weight 20.
    const tally = tallyScores(rubric, { 'goal.1/0': 2, 'process.3/0': 10 });
    expect(tally.fraction).toBeCloseTo((5 * 0.4 + 20) / 25, 12);
    expect(tally.total).toBe(88);
  });

  it('counts a level rubric from its floor while points stay what the form prints', () => {
    const form = aRubricOf([
      anIndicator('a', { scale: FOUR_LEVELS, weight: 4 }),
      anIndicator('b', { scale: FOUR_LEVELS, weight: 4 }),
    ]);
    expect(tallyScores(form, { 'a/0': 1, 'b/0': 4 })).toMatchObject({ points: 5, outOf: 8, fraction: 0.5, total: 50 });
  });

  it('adds half points exactly', () => {
    const form = aRubricOf([
      anIndicator('a', { scale: HALF_POINTS, weight: 10 }),
      anIndicator('b', { scale: HALF_POINTS, weight: 10 }),
    ]);
    expect(tallyScores(form, { 'a/0': 8.5, 'b/0': 9 })).toMatchObject({ points: 17.5, outOf: 20, total: 87.5 });
  });

  it('does not count a score that the scale does not know; it is unscored', () => {
    expect(tallyScores(rubric, { ...FULL_MARKS, 'goal.1/0': 7 })).toMatchObject({
      scored: 5,
      unscored: 1,
      outOf: 45,
      complete: false,
    });
  });

  it('does not count a score of an indicator that the form does not have', () => {
    expect(tallyScores(rubric, { 'other/0': 5 })).toMatchObject({ scored: 0, fraction: null });
  });

  it('rounds to hundredths, halves up, whatever the binary tail', () => {
    const form = aRubricOf([anIndicator('a', { scale: { type: 'points', max: 2000, step: 0.5 }, weight: 2000 })]);
    for (let step = 0; step <= 4000; step++) {
      // One step is 0.025 of the total, so hundredths end in a half at every other step; whole numbers give the truth.
      const truth = Math.floor((step * 25 + 5) / 10) / 100;
      expect(tallyScores(form, { 'a/0': step / 2 }).total).toBe(truth);
    }
  });
});

describe('bonus', () => {
  const scores: Scores = { ...FULL_MARKS, 'process.3/0': 9 };

  it('is added after the fraction and stays out of it', () => {
    expect(tallyScores(rubric, scores, { idea: 1.5 })).toMatchObject({ fraction: 0.96, bonus: 1.5, total: 97.5 });
  });
  it('is capped by its item, never negative, and unknown items count nothing', () => {
    expect(tallyScores(rubric, scores, { idea: 9 }).bonus).toBe(2);
    expect(tallyScores(rubric, scores, { idea: -3 }).bonus).toBe(0);
    expect(tallyScores(rubric, scores, { other: 2 }).bonus).toBe(0);
  });
  it('does not lift the total past 100 unless the rubric says so', () => {
    expect(tallyScores(rubric, FULL_MARKS, { idea: 2 }).total).toBe(100);
    expect(tallyScores({ ...rubric, bonusPassesTotal: true }, FULL_MARKS, { idea: 2 }).total).toBe(102);
  });
  it('alone makes no total', () => {
    expect(tallyScores(rubric, {}, { idea: 2 }).total).toBeNull();
  });
  it('can lift a sheet into the next band', () => {
    const nearly = { ...FULL_MARKS, 'process.3/0': 7.5 };
    expect(tallyScores(rubric, nearly)).toMatchObject({ total: 90, band: { id: 'a' } });
    const below = { ...nearly, 'goal.1/0': 4 };
    expect(tallyScores(rubric, below)).toMatchObject({ total: 88, band: { id: 'b' } });
    expect(tallyScores(rubric, below, { idea: 2 })).toMatchObject({ total: 90, band: { id: 'a' } });
  });
});

describe('a dimension', () => {
  it('is tallied alone, without bonus and band', () => {
    expect(tallyDimension(rubric, 'goal', { 'goal.1/0': 5, 'goal.2/0': 4, 'process.2/0': 1 })).toMatchObject({
      points: 9,
      outOf: 10,
      full: 15,
      scored: 2,
      unscored: 1,
      total: 90,
      bonus: 0,
      band: null,
    });
  });
  it('that the rubric does not have is empty', () => {
    expect(tallyDimension(rubric, 'nobody', FULL_MARKS)).toMatchObject({
      indicators: 0,
      fraction: null,
      complete: false,
    });
  });
});

describe('a focus', () => {
  it('leaves every other indicator out of today', () => {
    expect(notLookedAt(rubric, ['goal.1', 'process.3'])).toEqual(['goal.2', 'goal.3', 'process.1', 'process.2']);
  });
  it('of nothing leaves nothing out', () => {
    expect(notLookedAt(rubric, [])).toEqual([]);
  });
});

describe('any tally', () => {
  const value = fc.oneof(
    fc.constantFrom<ScoreValue>('na', 'nl', 2, 3, 4, 5, 1, 8.5, 10),
    fc.integer({ min: -3, max: 30 }),
  );
  const scores = fc.dictionary(fc.constantFrom(...Object.keys(all(1))), value);

  it('has a fraction between 0 and 1 and a total between 0 and 100', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: -5, max: 5, noNaN: true }), (given, idea) => {
        const tally = tallyScores(rubric, given, { idea });
        if (tally.fraction === null) expect(tally.total).toBeNull();
        else {
          expect(tally.fraction).toBeGreaterThanOrEqual(0);
          expect(tally.fraction).toBeLessThanOrEqual(1);
          expect(tally.total).toBeGreaterThanOrEqual(0);
          expect(tally.total).toBeLessThanOrEqual(100);
        }
      }),
      lawRuns(),
    );
  });

  it('puts every indicator into exactly one of scored, not applicable, not looked at and unscored', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const { scored, notApplicable, notLooked, unscored, indicators } = tallyScores(rubric, given);
        expect(scored + notApplicable + notLooked + unscored).toBe(indicators);
      }),
      lawRuns(),
    );
  });

  it('is the weighted mean of its dimensions', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const parts = rubric.dimensions.map((dimension) => tallyDimension(rubric, dimension.id, given));
        const weight = parts.reduce((sum, part) => sum + part.outOf, 0);
        const mean = parts.reduce((sum, part) => sum + (part.fraction ?? 0) * part.outOf, 0) / weight;
        const { fraction } = tallyScores(rubric, given);
        if (fraction === null) expect(weight).toBe(0);
        else expect(fraction).toBeCloseTo(mean, 10);
      }),
      lawRuns(),
    );
  });
});
