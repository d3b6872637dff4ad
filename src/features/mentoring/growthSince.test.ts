import { describe, expect, it } from 'vitest';
import { aTeacher } from '../../../tests/builders/index.ts';
import type { GrowthEstimator } from '../../analysis/estimator.ts';
import { lessonLine } from '../../analysis/lesson-line.ts';
import { awaitedLine } from '../../analysis/school-line.ts';
import { dayIn, rating, rubric, semestersFrom } from '../../analysis/school.fixture.ts';
import type { RatingRow } from '../../domain/rating.ts';
import type { GrowthData } from '../../store/queries/growth.ts';
import { growthSince } from './growthSince.ts';

const MARK = { from: '2022-09-01', label: 'began' };
const BOTH = { whole: lessonLine, since: lessonLine };

function data(ratings: RatingRow[]): GrowthData {
  return {
    teacher: aTeacher({ id: 'lin' }),
    growth: 'full',
    ratings,
    headers: [],
    semesters: semestersFrom(2020, 10),
    groups: [],
    memberships: [],
    lessonsAsOne: new Map(),
    mentored: [],
    access: undefined as never,
  };
}
/** Three lessons in each of some semesters, one by each of three observers; percent by semester. */
const lessons = (percents: Record<number, number>, each = 3) =>
  Object.entries(percents).flatMap(([step, percent]) =>
    Array.from({ length: each }, (_, n) =>
      rating((percent + n - 1) / 100, dayIn(Number(step), 5 + n), { observer: `o${n}` }),
    ),
  );
const since = async (ratings: RatingRow[], by: { whole: GrowthEstimator; since: GrowthEstimator } = BOTH) => {
  const found = await growthSince(data(ratings), new Map([['form@1', rubric()]]), by, MARK);
  if (!found) throw new Error('no figure');
  return found;
};

describe('growth since a pairing began', () => {
  it('is the whole figure where there are no lessons before', async () => {
    const { alone, before } = await since(lessons({ 4: 60, 5: 65, 6: 70 }));
    expect(before.lessons).toBe(0);
    expect(alone).toEqual({ said: 'all' });
  });

  it('has a line and a word of its own from six lessons in three semesters on, from these lessons alone', async () => {
    const bent = lessons({ 0: 78, 1: 74, 2: 70, 3: 66, 4: 62, 5: 68, 6: 74, 7: 80 });
    const { alone, figure } = await since(bent);
    if (alone.said !== 'line') throw new Error(alone.said);
    expect(alone.figure.verdict).toBe('growing');
    expect(alone.figure.line?.slope.value).toBeCloseTo(6, 0);
    expect(alone.figure.n).toEqual({ lessons: 12, observers: 3, sheets: 12 });
    // Over all semesters the two halves cancel.
    expect(figure.verdict).not.toBe('growing');
    const upTo = await since(bent.filter(({ date }) => date >= MARK.from || date < '2021-01-01'));
    expect(upTo.alone).toMatchObject({ figure: { line: { slope: alone.figure.line!.slope } } });
  });

  it('says nothing by itself below that, only where the line through all semesters stands', async () => {
    const { alone, terms } = await since(lessons({ 0: 60, 1: 64, 2: 68, 3: 72, 4: 76, 5: 80 }));
    if (alone.said !== 'few') throw new Error(alone.said);
    expect(alone.there).toMatchObject({ lessons: 6, semesters: 2 });
    const { first, last, difference } = alone.along!;
    expect([terms[first.x]?.id, terms[last.x]?.id]).toEqual(['s4', 's5']);
    expect(last.value - first.value).toBeCloseTo(4, 0);
    expect(difference!.lower).toBeLessThan(difference!.value);
    expect(difference!.value).toBeCloseTo(4, 0);
  });

  it('has no place on the line without a lesson since, or with one semester only', async () => {
    const none = await since(lessons({ 0: 60, 1: 64, 2: 68 }));
    expect(none.alone).toMatchObject({ said: 'few', there: { lessons: 0, semesters: 0 }, along: null });
    const one = await since(lessons({ 1: 60, 2: 64, 3: 68, 4: 72 }));
    expect(one.alone).toMatchObject({ said: 'few', there: { lessons: 3, semesters: 1 }, along: null });
  });

  it('says no word as long as its line is being worked out', async () => {
    const ratings = lessons({ 2: 60, 3: 64, 4: 68, 5: 72, 6: 76 });
    const { alone } = await since(ratings, { whole: lessonLine, since: awaitedLine });
    expect(alone).toMatchObject({ said: 'line', figure: { pending: true, line: null } });
  });
});
