import { describe, expect, it } from 'vitest';
import type { RatingRow } from '../domain/rating.ts';
import type { Rubric, Scale } from '../domain/rubric.ts';
import { seededRandom } from '../measure/random.ts';
import { familiesOfSheets, highestStep, rubricReport, stepOfFraction, useOf } from './rubric-report.ts';
import { dayIn, rating, rubric, semestersFrom } from './school.fixture.ts';
import { semesterTime } from './semester-time.ts';

const time = semesterTime(semestersFrom(2020, 4));
const levels: Scale = {
  type: 'levels',
  floor: 1,
  levels: [1, 2, 3, 5].map((points) => ({ label: `level ${points}`, text: '', points })),
};

/** Sheets of a school in which each indicator is a fifth harder than the one before; the last one is scored at random where `noisy`. */
function school({ teachers = 12, observers = 3, lessons = 4, noisy = false } = {}): RatingRow[] {
  const { uniform: next } = seededRandom(7);
  const rows: RatingRow[] = [];
  for (let t = 0; t < teachers; t++) {
    for (let l = 0; l < lessons; l++) {
      const observer = (t + l) % observers;
      const scores = [0.3, 0.1, -0.1, -0.3].map((ease, i) => {
        const wild =
          noisy && i === 3
            ? 5 * next()
            : 2.5 + 5 * (t / teachers - 0.5) * 0.6 + 3 * ease - 0.4 * observer + 1.5 * (next() - 0.5);
        return Math.min(5, Math.max(0, Math.round(wild))) / 5;
      });
      rows.push(
        rating(0.5, dayIn(l % 2, 5 + l), {
          teacher: `t${t}`,
          observer: `o${observer}`,
          scores: Float32Array.from(scores),
        }),
      );
    }
  }
  return rows;
}
const of = (ratings: RatingRow[], form: Rubric = rubric()) =>
  rubricReport({ ratings, rubrics: new Map([[form.id, form]]), time }, 'form');

describe('steps of a scale', () => {
  it('are levels by order, points by their step, and tenths of a long scale', () => {
    expect(highestStep(levels)).toBe(3);
    expect([0, 0.25, 0.5, 1].map((fraction) => stepOfFraction(levels, fraction))).toEqual([0, 1, 2, 3]);
    expect(highestStep({ type: 'points', max: 5, step: 0.5 })).toBe(10);
    expect(stepOfFraction({ type: 'points', max: 5, step: 1 }, Math.fround(0.6))).toBe(3);
    expect(highestStep({ type: 'points', max: 20, step: 1 })).toBe(10);
    expect(stepOfFraction({ type: 'points', max: 20, step: 1 }, 0.95)).toBe(10);
  });
});

describe('the report', () => {
  it('tells the hard from the easy indicators in the order of the form, each with its share of the scale and its n', () => {
    const { found, n } = of(school());
    expect(n).toMatchObject({ sheets: 48, persons: 24, teachers: 12, observers: 3, ratings: 192 });
    const indicators = found!.indicators;
    expect(indicators.map(({ id }) => id)).toEqual(['goals.1', 'goals.2', 'talk.1', 'talk.2']);
    expect(indicators[0]!.level).toBe('easy');
    expect(indicators[3]!.level).toBe('hard');
    expect(indicators[0]!.share).toBeGreaterThan(indicators[3]!.share! + 0.2);
    expect(indicators.map(({ count }) => count)).toEqual([48, 48, 48, 48]);
  });

  it('finds the observers by severity and the one scale that all share', () => {
    const { found } = of(school());
    const measures = new Map(found!.observers.map(({ observer, measure }) => [observer, measure!]));
    expect(measures.get('o2')!).toBeGreaterThan(measures.get('o0')!);
    expect(found!.model).toBe('rating-scale');
    expect(found!.subsets).toBe(1);
    expect(found!.scales).toHaveLength(1);
    expect(found!.scales[0]!.steps.reduce((sum, { count }) => sum + count, 0)).toBe(192);
  });

  it('marks an indicator whose scores the others do not foretell, and lists ratings that were not expected', () => {
    const { found } = of(school({ noisy: true, teachers: 24 }));
    expect(found!.indicators.map(({ use }) => use)[3]).toBe('noisy');
    const [odd] = found!.unexpected;
    expect(odd?.indicator).toBe('talk.2');
    expect(Math.sign(odd!.points - odd!.expected)).toBe(Math.sign(odd!.residual));
  });

  it('gives each indicator thresholds of its own where scales differ', () => {
    const form = rubric();
    form.dimensions[0]!.indicators[0]!.scale = { type: 'points', max: 10, step: 1 };
    const { found } = of(school(), form);
    expect(found!.model).toBe('partial-credit');
    expect(found!.scales.map(({ indicators }) => indicators.length)).toEqual([1, 3]);
    expect(found!.indicators[0]!.thresholds).toHaveLength(10);
  });

  it('marks steps of the scale that hardly anybody gives', () => {
    const ratings = school({ teachers: 20 });
    for (const row of ratings) row.scores = row.scores.map((score) => Math.max(0.2, score));
    const steps = of(ratings).found!.scales[0]!.steps;
    expect(steps[0]).toMatchObject({ points: 0, count: 0, hardly: true });
    expect(steps[2]!.hardly).toBe(false);
  });

  it('keeps indicators that only an older version has, after those of the newest', () => {
    const older = rubric('form@1');
    const newer = { ...rubric('form@2'), created: 1 };
    newer.dimensions = [newer.dimensions[1]!];
    const ratings = school();
    for (const row of ratings.slice(24)) Object.assign(row, { rubric: 'form@2', scores: row.scores.slice(2) });
    const rubrics = new Map([older, newer].map((each) => [each.id, each]));
    const { found } = rubricReport({ ratings, rubrics, time }, 'form');
    expect(found!.indicators.map(({ id, count }) => [id, count])).toEqual([
      ['talk.1', 48],
      ['talk.2', 48],
      ['goals.1', 24],
      ['goals.2', 24],
    ]);
  });

  it('says nothing under 30 sheets or 5 persons, but how many there are', () => {
    expect(of(school({ teachers: 7 }))).toMatchObject({ found: null, reason: 'too-few', n: { sheets: 28 } });
    expect(of(school({ teachers: 2, lessons: 16 }))).toMatchObject({
      found: null,
      reason: 'too-few',
      n: { persons: 4 },
    });
    expect(of([])).toMatchObject({ found: null, n: { sheets: 0, ratings: 0 } });
  });

  it('names the reason where all scores are equal', () => {
    const ratings = school();
    for (const row of ratings) row.scores = row.scores.map(() => 0.6);
    expect(of(ratings)).toMatchObject({ found: null, reason: 'no-variation' });
  });

  it('counts the subsets of observers who share no teacher', () => {
    const ratings = school({ observers: 2 });
    for (const row of ratings) row.observer = Number(row.teacher.slice(1)) % 2 ? 'o1' : 'o0';
    expect(of(ratings).found!.subsets).toBe(2);
  });

  it('leaves out self-observations, rehearsals and days outside every semester', () => {
    const ratings = school();
    ratings[0]!.observer = ratings[0]!.teacher;
    ratings[1]!.lessonKind = 'rehearsal';
    ratings[2]!.date = '1999-10-10';
    expect(of(ratings).n.sheets).toBe(45);
    expect(familiesOfSheets({ ratings })).toEqual(['form']);
  });
});

it('calls the use odd outside .5–1.5, and nothing with few ratings', () => {
  expect(useOf({ infit: 1, outfit: 1.6, count: 30 })).toBe('noisy');
  expect(useOf({ infit: 0.4, outfit: 0.9, count: 30 })).toBe('muted');
  expect(useOf({ infit: 1.5, outfit: 0.5, count: 30 })).toBe('usual');
  expect(useOf({ infit: 3, outfit: 3, count: 29 })).toBe('few');
});
