import { describe, expect, it } from 'vitest';
import type { RatingRow } from '../domain/rating.ts';
import { termProfile } from './profile.ts';
import { dayIn, rating, rubric, semestersFrom } from './school.fixture.ts';

const semesters = semestersFrom(2020, 4);
const rubrics = new Map([rubric(), rubric('other@1', 'other')].map((each) => [each.id, each]));
const profile = (ratings: RatingRow[], today = dayIn(2, 28)) =>
  termProfile({ teacher: 'lin', ratings, semesters, rubrics, today });

describe('termProfile', () => {
  it('shows each dimension with its lessons, from one lesson on, in the order of the form', () => {
    const rows = [
      rating(0.8, dayIn(2, 9), { dimensions: { talk: 0.9, goals: 0.7 } }),
      rating(0.6, dayIn(2, 3), { dimensions: { goals: 0.5 } }),
      rating(0.1, dayIn(1), { dimensions: { goals: 0.1, talk: 0.1 } }),
    ];
    const { semester, families } = profile(rows);
    expect(semester).toBe('s2');
    expect(families).toHaveLength(1);
    const [{ title, overall, dimensions }] = families as [(typeof families)[0]];
    expect(title).toBe('Title of form@1');
    expect(overall).toMatchObject({ n: { lessons: 2, observers: 1, sheets: 2 } });
    expect(overall.mean).toBeCloseTo(70, 10);
    expect(dimensions.map(({ dimension, name, n }) => [dimension, name, n.lessons])).toEqual([
      ['goals', 'Goals', 2],
      ['talk', 'Talk', 1],
    ]);
    expect(dimensions[0]!.mean).toBeCloseTo(60, 10);
    expect(dimensions[0]!.lessons.map(({ date, value }) => [date, value])).toEqual([
      [dayIn(2, 3), 50],
      [dayIn(2, 9), 70],
    ]);
  });
  it('makes one value of a lesson with two observers', () => {
    const rows = ['zhou', 'wu'].map((observer, i) => rating(0.6 + i / 5, dayIn(2), { lesson: 'a', observer }));
    const [family] = profile(rows).families;
    expect(family!.overall.lessons).toHaveLength(1);
    expect(family!.overall.mean).toBeCloseTo(70, 10);
    expect(family!.overall.n).toEqual({ lessons: 1, observers: 2, sheets: 2 });
  });
  it('keeps rubric families apart, most lessons first', () => {
    const other = { rubric: 'other@1', family: 'other' };
    const rows = [rating(0.9, dayIn(2)), rating(0.5, dayIn(2), other), rating(0.5, dayIn(2), other)];
    expect(profile(rows).families.map(({ family, overall }) => [family, overall.n.lessons])).toEqual([
      ['other', 2],
      ['form', 1],
    ]);
  });
  it('in a holiday is that of the last term', () => {
    expect(profile([rating(0.9, dayIn(1))], '2021-08-10')).toMatchObject({
      semester: 's1',
      families: [{ family: 'form' }],
    });
  });
  it('is empty in a term without a scored lesson, and before any term', () => {
    expect(profile([rating(0.9, dayIn(1))])).toEqual({ semester: 's2', families: [] });
    expect(profile([], '2019-01-01')).toEqual({ semester: null, families: [] });
  });
  it('leaves out self-observations, rehearsals and other teachers', () => {
    const rows = [
      rating(0.9, dayIn(2), { observer: 'lin' }),
      rating(0.9, dayIn(2), { lessonKind: 'rehearsal' }),
      rating(0.9, dayIn(2), { teacher: 'mei' }),
    ];
    expect(profile(rows).families).toEqual([]);
  });
});
