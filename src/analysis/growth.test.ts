import { describe, expect, it } from 'vitest';
import { aHeader } from '../../tests/builders/index.ts';
import type { SheetHeader } from '../domain/header.ts';
import type { RatingRow } from '../domain/rating.ts';
import type { GrowthEstimator } from './estimator.ts';
import { teacherGrowth, type TeacherGrowthInput } from './growth.ts';
import { dayIn, rating, rubric, semestersFrom } from './school.fixture.ts';

const semesters = semestersFrom(2020, 8);
const rubrics = new Map([rubric(), rubric('other@1', 'other')].map((each) => [each.id, each]));
const grow = (ratings: RatingRow[], more: Partial<TeacherGrowthInput> = {}, estimator?: GrowthEstimator) =>
  teacherGrowth({ teacher: 'lin', ratings, semesters, rubrics, ...more }, estimator);

/** Two lessons a semester, rising by three points, seen by two observers in turn. */
const rising = (from: number, to: number, more: Partial<RatingRow> = {}) =>
  Array.from({ length: 2 * (to - from + 1) }, (_, i) => {
    const term = from + Math.floor(i / 2);
    const observer = i % 2 ? 'zhou' : 'wu';
    return rating(0.6 + 0.03 * term + (i % 4 === 1 ? 0.01 : 0), dayIn(term, 5 + i), { observer, ...more });
  });

const everyNumber = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(everyNumber)
      : [];

describe('teacherGrowth', () => {
  it('of a teacher without a sheet is empty and has not enough to say', async () => {
    expect(await grow([])).toEqual({
      teacher: 'lin',
      family: null,
      stage: 'dots',
      flags: [],
      verdict: 'not-enough',
      semesters: [],
      line: null,
      n: { lessons: 0, observers: 0, sheets: 0 },
      dots: [],
      axis: [],
      families: [],
      breaks: [],
      changes: [],
      dimensions: [],
      leftOut: { 'notes-only': 0, 'no-score': 0, self: 0, rehearsal: 0, 'no-semester': 0, other: 0 },
    });
  });

  it('of one lesson is one dot', async () => {
    const growth = await grow([rating(0.8, dayIn(2))]);
    expect(growth).toMatchObject({
      stage: 'dots',
      flags: ['one-observer'],
      verdict: 'not-enough',
      semesters: [],
      line: null,
    });
    expect(growth.dots).toMatchObject([
      { value: 80, semester: 's2', step: 2, lessonKind: 'ordinary', observer: 'zhou' },
    ]);
    expect(growth.n).toEqual({ lessons: 1, observers: 1, sheets: 1 });
  });

  it('says growing of a clear rise, with its line, band and the counts behind', async () => {
    const growth = await grow(rising(0, 7));
    expect(growth).toMatchObject({
      stage: 'line',
      verdict: 'growing',
      flags: [],
      n: { lessons: 16, observers: 2, sheets: 16 },
    });
    expect(growth.line!.slope.value).toBeCloseTo(3, 0);
    expect(growth.line!.points[0]!.x).toBe(0);
    expect(growth.line!.points.at(-1)!.x).toBe(7);
    expect(growth.semesters.map(({ semester }) => semester)).toEqual(['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7']);
    expect(growth.semesters[0]).toMatchObject({ x: 0, lessons: 2, observers: 2, sheets: 2 });
  });

  it('says lower of a clear fall', async () => {
    const falling = rising(0, 7).map((row) => ({ ...row, fraction: 1.4 - row.fraction }));
    expect((await grow(falling)).verdict).toBe('lower');
  });

  it('hands out nothing that its stage may not show', async () => {
    const term = await grow(Array.from({ length: 6 }, (_, i) => rating(0.7 + i / 100, dayIn(0, 3 + i))));
    expect(term).toMatchObject({ stage: 'term', verdict: 'not-enough', semesters: [], line: null });
    const means = await grow(rising(0, 1));
    expect(means).toMatchObject({ stage: 'means', verdict: 'not-enough', line: null });
    expect(means.semesters).toHaveLength(2);
  });

  it('counts lessons, not sheets: six sheets of two lessons are dots', async () => {
    const sheets = ['a', 'b'].flatMap((lesson, term) =>
      ['zhou', 'wu', 'xu'].map((observer) => rating(0.7, dayIn(term), { lesson, observer })),
    );
    const growth = await grow(sheets);
    expect(growth).toMatchObject({ stage: 'dots', n: { lessons: 2, observers: 3, sheets: 6 } });
    expect(growth.dots).toHaveLength(6);
  });

  it('treats lessons that are one as one', async () => {
    const sheets = [rating(0.7, dayIn(0), { lesson: 'a' }), rating(0.8, dayIn(0), { lesson: 'b', observer: 'wu' })];
    const growth = await grow(sheets, { lessonsAsOne: new Map([['b', 'a']]) });
    expect(growth.n).toEqual({ lessons: 1, observers: 2, sheets: 2 });
  });

  it('shows a lesson outside every semester as a dot and counts it nowhere', async () => {
    const growth = await grow([...rising(0, 0), rating(0.1, '2021-02-01'), rating(0.2, '2019-05-01')]);
    expect(growth.stage).toBe('dots');
    expect(growth.n.lessons).toBe(2);
    expect(growth.leftOut['no-semester']).toBe(2);
    expect(growth.dots.map(({ semester }) => semester)).toEqual([null, 's0', 's0', null]);
    expect(growth.dots.map(({ x }) => x)).toEqual(growth.dots.map(({ x }) => x).sort((a, b) => a - b));
  });

  it('works without any semester', async () => {
    const growth = await grow(rising(0, 3), { semesters: [] });
    expect(growth).toMatchObject({ stage: 'dots', family: 'form', axis: [], n: { lessons: 0 } });
    expect(growth.dots).toHaveLength(8);
    expect(everyNumber(growth).every(Number.isFinite)).toBe(true);
  });

  it('keeps a semester without a lesson on the axis and as a step of time', async () => {
    const rows = [0, 1, 4, 5].flatMap((term) => [
      rating(0.6 + term / 100, dayIn(term, 3)),
      rating(0.6 + term / 100, dayIn(term, 9)),
    ]);
    const growth = await grow(rows);
    expect(growth.axis.map(({ semester, n }) => [semester, n.lessons])).toEqual([
      ['s0', 2],
      ['s1', 2],
      ['s2', 0],
      ['s3', 0],
      ['s4', 2],
      ['s5', 2],
    ]);
    expect(growth.semesters.map(({ x }) => x)).toEqual([0, 1, 4, 5]);
    expect(growth.line!.slope.value).toBeCloseTo(1, 6);
  });

  it('is no clear change, and finite, when all scores are equal', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => rating(0.8, dayIn(Math.floor(i / 2), 3 + i)));
    const growth = await grow(rows);
    expect(growth.verdict).toBe('no-clear-change');
    expect(growth.semesters.every(({ lower, upper }) => lower === null && upper === null)).toBe(true);
    expect(everyNumber(growth).every(Number.isFinite)).toBe(true);
  });

  it('flags a line that one observer alone has seen', async () => {
    expect((await grow(rising(0, 7, { observer: 'zhou' }))).flags).toEqual(['one-observer']);
  });

  it('gives the same answer whatever order the rows come in', async () => {
    const rows = rising(0, 5);
    expect(await grow([...rows].reverse())).toEqual(await grow(rows));
  });

  it('leaves its input as it was', async () => {
    const rows = Object.freeze(rising(0, 5).map((row) => Object.freeze(row)));
    expect(
      await teacherGrowth({ teacher: 'lin', ratings: rows, semesters: Object.freeze(semesters), rubrics }),
    ).toBeTruthy();
  });

  it('asks the estimator that it is given, also one that answers later', async () => {
    const asked: number[] = [];
    const late: GrowthEstimator = {
      name: 'late',
      estimate: ({ sheets }) => {
        asked.push(sheets.length);
        return Promise.resolve({ semesters: [], line: null });
      },
    };
    expect(await grow(rising(0, 5), {}, late)).toMatchObject({ stage: 'line', verdict: 'not-enough' });
    expect(asked).toEqual([12, 12, 12]);
  });
});

describe('dimensions', () => {
  it('are figures of their own, named and ordered as on the form', async () => {
    const rows = rising(0, 7).map((row) => ({ ...row, dimensions: { talk: 0.7, goals: row.fraction } }));
    const { dimensions } = await grow(rows);
    expect(dimensions.map(({ dimension, name, verdict }) => [dimension, name, verdict])).toEqual([
      ['goals', 'Goals', 'growing'],
      ['talk', 'Talk', 'no-clear-change'],
    ]);
  });
  it('count only the lessons that scored something in them', async () => {
    const rows = rising(0, 7).map((row, i) => (i < 4 ? row : { ...row, dimensions: { goals: row.fraction } }));
    const talk = (await grow(rows)).dimensions.find(({ dimension }) => dimension === 'talk')!;
    expect(talk).toMatchObject({ stage: 'means', n: { lessons: 4 }, verdict: 'not-enough' });
    expect(talk.dots).toHaveLength(4);
  });
  it('take the newest wording of a name', async () => {
    const newer = rubric('form@2', 'form', ['Aims', 'Talk']);
    const rows = [...rising(0, 1), ...rising(2, 3, { rubric: 'form@2' })];
    const { dimensions, families } = await grow(rows, { rubrics: new Map([...rubrics, [newer.id, newer]]) });
    expect(dimensions[0]).toMatchObject({ dimension: 'goals', name: 'Aims', n: { lessons: 8 } });
    expect(families).toMatchObject([{ family: 'form', title: 'Title of form@2' }]);
  });
  it('are shown without a name when no version is at hand', async () => {
    const { dimensions, families } = await grow(rising(0, 3), { rubrics: new Map() });
    expect(dimensions.map(({ dimension, name }) => [dimension, name])).toEqual([
      ['goals', null],
      ['talk', null],
    ]);
    expect(families[0]!.title).toBeNull();
  });
});

describe('rubric families', () => {
  const other = { rubric: 'other@1', family: 'other' };

  it('are never mixed: each has its own figure', async () => {
    const growth = await grow([...rising(0, 5), ...rising(0, 2, other).map((row) => ({ ...row, fraction: 0.1 }))]);
    expect(growth.families.map(({ family, n }) => [family, n.lessons])).toEqual([
      ['form', 12],
      ['other', 6],
    ]);
    expect(growth).toMatchObject({ family: 'form', n: { lessons: 12 }, breaks: [] });
    expect(growth.dots).toHaveLength(18);
    expect(growth.semesters.every(({ mean }) => mean > 50)).toBe(true);
  });
  it('that change without overlap break the line, and the verdict is that of today’s rubric', async () => {
    const growth = await grow([...rising(0, 3), ...rising(4, 5, other)]);
    expect(growth.breaks).toEqual([
      { reason: 'rubric-changed', from: 'form', to: 'other', after: 's3', before: 's4', x: 3.5 },
    ]);
    expect(growth).toMatchObject({ family: 'other', stage: 'means', verdict: 'not-enough', line: null });
    expect(growth.families.find(({ family }) => family === 'form')!.line).not.toBeNull();
  });
  it('that share a semester do not break the line', async () => {
    expect((await grow([...rising(0, 4), ...rising(4, 7, other)])).breaks).toEqual([]);
  });
  it('used once, lastly, do not take the page over', async () => {
    const growth = await grow([...rising(0, 5), rating(0.9, dayIn(6), other)]);
    expect(growth).toMatchObject({ family: 'form', stage: 'line' });
    expect(growth.breaks).toHaveLength(1);
  });
  it('whose versions share it stay one line', async () => {
    const growth = await grow([...rising(0, 3), ...rising(4, 7, { rubric: 'form@2' })]);
    expect(growth).toMatchObject({ breaks: [], n: { lessons: 16 }, stage: 'line' });
  });
});

describe('what is left out', () => {
  const header = (more: Partial<SheetHeader>) => aHeader({ date: dayIn(0), minutes: null, ...more });

  it('is counted by reason from the headers', async () => {
    const rows = rising(0, 0);
    const headers = [
      header({ id: rows[0]!.id }),
      header({ id: 'notes', rubric: null, total: null }),
      header({ id: 'blank', total: null }),
      header({ id: 'self', observer: 'lin' }),
      header({ id: 'rehearsal', lessonKind: 'rehearsal' }),
      header({ id: 'unrated' }),
      header({ id: 'of another', teacher: 'mei', rubric: null }),
      header({ id: 'of a guest', teacher: null, rubric: null }),
    ];
    expect((await grow(rows, { headers })).leftOut).toEqual({
      'notes-only': 1,
      'no-score': 1,
      self: 1,
      rehearsal: 1,
      'no-semester': 0,
      other: 1,
    });
  });
  it('stays out even if it has a row: self, rehearsals, figures that are no number, other teachers', async () => {
    const rows = [
      rating(0.9, dayIn(0), { observer: 'lin' }),
      rating(0.9, dayIn(0), { lessonKind: 'rehearsal' }),
      rating(NaN, dayIn(0)),
      rating(0.9, dayIn(0), { teacher: 'mei' }),
    ];
    const growth = await grow(rows);
    expect(growth.dots).toEqual([]);
    expect(growth.leftOut).toMatchObject({ self: 1, rehearsal: 1, other: 1 });
  });
  it('does not hold rows under another id of the same teacher, nor a sheet twice', async () => {
    const row = rating(0.9, dayIn(0), { teacher: 'lin-old' });
    const growth = await grow([row, { ...row, fraction: 0.8 }], { otherIds: ['lin-old'] });
    expect(growth.dots).toMatchObject([{ value: 80 }]);
  });
});
