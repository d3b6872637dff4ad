import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aNotesSheet, aRubric, aSheet, lawRuns, useDeterministicIds } from '../../tests/builders/index.ts';
import { LESSON_KINDS } from './lesson.ts';
import { ratingOfSheet, ratingsByLesson, tallyId, tallyRatings, type RatingRow } from './rating.ts';

useDeterministicIds();

const rubric = aRubric();

describe('a rating row', () => {
  it('is what a chart needs of a sheet and no more', () => {
    const row = ratingOfSheet(aSheet({ sheet: 's1', lesson: 'l1' }), rubric)!;
    expect({ ...row, scores: null, dimensions: null, fraction: null }).toEqual({
      id: 's1',
      lesson: 'l1',
      teacher: 'teacher-1',
      observer: 'teacher-2',
      date: '2025-10-15',
      rubric: 'small@1',
      family: 'small',
      lessonKind: 'ordinary',
      scored: 6,
      fraction: null,
      dimensions: null,
      scores: null,
    });
    expect(row.fraction).toBeCloseTo((13 + 10 / 3 + 8.5 + 18) / 50, 12);
    expect(row.dimensions['goal']).toBeCloseTo(13 / 15, 12);
    expect(row.dimensions['process']).toBeCloseTo((10 / 3 + 8.5 + 18) / 35, 12);
    expect([...row.scores].map((score) => score.toFixed(4))).toEqual([
      '1.0000',
      '0.8000',
      '0.8000',
      '0.6667',
      '0.8500',
      '0.9000',
    ]);
  });

  it('has no number where nothing was scored, and no dimension without a score', () => {
    const row = ratingOfSheet(aSheet({ scores: { 'goal.1/0': 5, 'goal.2/0': 'na', 'goal.3/0': 'nl' } }), rubric)!;
    expect([...row.scores].map(Number.isNaN)).toEqual([false, true, true, true, true, true]);
    expect(row).toMatchObject({ fraction: 1, scored: 1, dimensions: { goal: 1 } });
  });

  it('averages the segments of an indicator', () => {
    const row = ratingOfSheet(aSheet({ scores: { 'process.2/0': 6, 'process.2/1': 9 } }), rubric)!;
    expect(row.scores[4]).toBe(0.75);
  });

  it('leaves out a score that the scale does not know, everywhere', () => {
    const row = ratingOfSheet(aSheet({ scores: { 'goal.1/0': 5, 'goal.2/0': 50 } }), rubric)!;
    expect(row).toMatchObject({ fraction: 1, scored: 1 });
    expect(row.scores[1]).toBeNaN();
  });

  it('leaves the bonus out', () => {
    const scores = { 'goal.1/0': 4 };
    expect(ratingOfSheet(aSheet({ scores, bonus: { idea: 2 } }), rubric)?.fraction).toBe(0.8);
  });

  it.each<[string, ReturnType<typeof aSheet>]>([
    ['notes only', aNotesSheet()],
    ['of a guest', aSheet({ teacher: null })],
    ['of oneself by role', aSheet({ role: 'self' })],
    ['of oneself by name', aSheet({ teacher: 'teacher-2' })],
    ['of a rehearsal', aSheet({ lessonKind: 'rehearsal' })],
    ['deleted', { ...aSheet(), deleted: true }],
    ['without a score', aSheet({ scores: {} })],
    ['without a number', aSheet({ scores: { 'goal.3/0': 'na', 'goal.1/0': 'nl' } })],
    ['with scores that no scale knows', aSheet({ scores: { 'goal.1/0': 99 } })],
  ])('is not made of a sheet that is %s', (_, sheet) => {
    expect(ratingOfSheet(sheet, rubric)).toBeNull();
  });

  it('is not made while the rubric version is not known', () => {
    expect(ratingOfSheet(aSheet(), null)).toBeNull();
  });

  it('is made of every other kind of lesson, in whatever role it was seen', () => {
    for (const lessonKind of LESSON_KINDS.filter((kind) => kind !== 'rehearsal')) {
      expect(ratingOfSheet(aSheet({ lessonKind }), rubric)?.lessonKind).toBe(lessonKind);
    }
    for (const role of ['peer', 'leader', 'mentor', 'mentee', 'office'] as const) {
      expect(ratingOfSheet(aSheet({ role }), rubric)).not.toBeNull();
    }
  });
});

const row = (id: string, more: Partial<RatingRow> = {}): RatingRow => ({
  id,
  lesson: `l-${id}`,
  teacher: 't',
  observer: 'o',
  date: '2025-10-15',
  rubric: 'small@1',
  family: 'small',
  lessonKind: 'ordinary',
  fraction: 0.5,
  scored: 6,
  dimensions: { goal: 0.25 },
  scores: new Float32Array(),
  ...more,
});

describe('ratingsByLesson', () => {
  const sheets = [
    row('a', { lesson: 'l', scored: 15, fraction: 0.8, dimensions: { goal: 0.8 } }),
    row('b', { lesson: 'l', scored: 5, fraction: 0.4, dimensions: { goal: 0.4, process: 0.4 } }),
  ];

  it('makes one row of the sheets of a lesson, each counted by its indicators, in whatever order', () => {
    const [one, ...none] = ratingsByLesson(sheets);
    expect(none).toEqual([]);
    expect(one?.fraction).toBeCloseTo(0.7, 12);
    expect(one?.dimensions['goal']).toBeCloseTo(0.7, 12);
    expect(one?.dimensions['process']).toBeCloseTo(0.4, 12);
    expect(ratingsByLesson([...sheets].reverse())).toEqual([one]);
  });

  it('keeps lessons and rubric families apart', () => {
    expect(ratingsByLesson([...sheets, row('c', { lesson: 'm' })])).toHaveLength(2);
    expect(ratingsByLesson([row('a', { lesson: 'l' }), row('b', { lesson: 'l', family: 'other' })])).toHaveLength(2);
  });

  it('of no rows is none, and leaves a single sheet as it is', () => {
    expect(ratingsByLesson([])).toEqual([]);
    expect(ratingsByLesson([row('a')])).toEqual([row('a')]);
  });
});

describe('tally cells', () => {
  it('of no rows are none', () => {
    expect(tallyRatings('t', 's', [])).toEqual([]);
  });

  it('are one for the whole sheet and one a dimension', () => {
    expect(tallyRatings('t', 's', [row('a')])).toEqual([
      {
        id: 't|s|small|*|ordinary',
        teacher: 't',
        semester: 's',
        family: 'small',
        dimension: '*',
        lessonKind: 'ordinary',
        n: 1,
        lessons: 1,
        sum: 0.5,
        sumSquares: 0.25,
      },
      {
        id: 't|s|small|goal|ordinary',
        teacher: 't',
        semester: 's',
        family: 'small',
        dimension: 'goal',
        lessonKind: 'ordinary',
        n: 1,
        lessons: 1,
        sum: 0.25,
        sumSquares: 0.0625,
      },
    ]);
  });

  it('count two sheets of one lesson as two sheets and one lesson', () => {
    const [whole] = tallyRatings('t', 's', [row('a', { lesson: 'l' }), row('b', { lesson: 'l', fraction: 1 })]);
    expect(whole).toMatchObject({ n: 2, lessons: 1, sum: 1.5, sumSquares: 1.25 });
  });

  it('keep rubric families and lesson kinds apart', () => {
    const cells = tallyRatings('t', 's', [row('a'), row('b', { family: 'other' }), row('c', { lessonKind: 'open' })]);
    expect(cells.filter((cell) => cell.dimension === '*').map((cell) => cell.id)).toEqual([
      't|s|other|*|ordinary',
      't|s|small|*|open',
      't|s|small|*|ordinary',
    ]);
  });

  it('have one key a teacher, semester, family, dimension and kind', () => {
    expect(tallyId({ teacher: 't', semester: 'none', family: 'f', dimension: '*', lessonKind: 'open' })).toBe(
      't|none|f|*|open',
    );
  });

  it('come out the same to the last bit whatever the order of rows', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const rows = fc.uniqueArray(
      fc.record({ id: fc.string(), fraction, goal: fraction, lesson: fc.constantFrom('l1', 'l2') }),
      { selector: (item) => item.id, maxLength: 12 },
    );
    const two = rows.chain((list) => {
      const made = list.map(({ id, fraction, goal, lesson }) => row(id, { fraction, dimensions: { goal }, lesson }));
      return fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length }));
    });
    fc.assert(
      fc.property(two, ([made, shuffled]) => {
        expect(tallyRatings('t', 's', shuffled)).toEqual(tallyRatings('t', 's', made));
      }),
      lawRuns(),
    );
  });
});
