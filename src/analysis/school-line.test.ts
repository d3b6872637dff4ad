import { describe, expect, it } from 'vitest';
import type { RatingRow } from '../domain/rating.ts';
import { seededRandom } from '../measure/random.ts';
import { teacherGrowth, type TeacherGrowth } from './growth.ts';
import { linkedFamilies } from './rubric-links.ts';
import { dayIn, rating, rubric, semestersFrom } from './school.fixture.ts';
import { schoolGrowth, type SchoolGrowth } from './school-growth.ts';
import { schoolLine } from './school-line.ts';
import { schoolRows, WHOLE_SHEET } from './school-rows.ts';
import { semesterTime } from './semester-time.ts';

const semesters = semestersFrom(2020, 8);
const time = semesterTime(semesters);
const rubrics = new Map([rubric('old@1', 'old'), rubric('new@1', 'new')].map((each) => [each.id, each]));

/** What the old form gives above the new one, in points. */
const MILDER = 12;
/** The semester in which the new form comes. */
const CHANGE = 4;
const SLOPE = 2;

/**
 * Twenty teachers grow by two points a semester. The old form scores twelve points more mildly than the new one, which comes in the
 * fifth semester; `overlap` teachers are observed by both in that semester.
 */
function ratingsOf(overlap: number, semestersSeen = 8): RatingRow[] {
  const random = seededRandom(11);
  const rows: RatingRow[] = [];
  for (let teacher = 0; teacher < 20; teacher++) {
    const [height, slope] = [45 + 5 * random.normal(), SLOPE + 0.4 * random.normal()];
    for (let step = 0; step < semestersSeen; step++) {
      for (let lesson = 0; lesson < 2; lesson++) {
        const truth = height + slope * step + 3 * random.normal();
        const observer = `o${Math.floor(5 * random.uniform())}`;
        const day = dayIn(step, 5 + 3 * lesson);
        const one = (family: string, value: number) =>
          rating(value / 100, day, { teacher: `t${teacher}`, observer, family, rubric: `${family}@1` });
        if (step >= CHANGE) rows.push(one('new', truth));
        if (step < CHANGE || (step === CHANGE && lesson === 0 && teacher < overlap))
          rows.push(one('old', truth + MILDER));
      }
    }
  }
  return rows;
}

function modelsOf(ratings: readonly RatingRow[]): SchoolGrowth[] {
  const { rows } = schoolRows({ ratings, time, rubrics });
  return linkedFamilies(rows).map((families) => {
    const answer = schoolGrowth(
      rows.filter((row) => families.includes(row.family)),
      families,
    );
    if (!answer.ok) throw new Error(answer.reason);
    return answer;
  });
}

async function grown(
  ratings: readonly RatingRow[],
  models: readonly SchoolGrowth[] | 'awaited',
  teacher = 't9',
): Promise<TeacherGrowth> {
  const own = ratings.filter((row) => row.teacher === teacher);
  const estimator = schoolLine(new Set([teacher]), (family, dimension) => {
    if (models === 'awaited') return models;
    return dimension === WHOLE_SHEET ? (models.find(({ families }) => families.includes(family)) ?? null) : null;
  });
  return teacherGrowth({ teacher, ratings: own, semesters, rubrics }, estimator);
}

describe('a rubric that changed while five teachers were seen with both', () => {
  const ratings = ratingsOf(5);
  const models = modelsOf(ratings);

  it('is one figure on the scale of the rubric that the school uses now, without a break', async () => {
    const growth = await grown(ratings, models);
    expect(growth.families.map(({ family }) => family)).toEqual(['new']);
    expect(growth).toMatchObject({ family: 'new', stage: 'line', breaks: [], n: { lessons: 16, sheets: 16 } });
    expect(growth.changes).toEqual([{ from: 'old', to: 'new', after: 's3', before: 's4', x: 3.5 }]);
  });

  it('moves the scores of the old form down by what it was milder, and says from how many teachers that is known', async () => {
    const [figure] = (await grown(ratings, models)).families;
    const [moved] = figure!.moved;
    expect(moved).toMatchObject({ family: 'old', title: 'Title of old@1', teachers: 5, n: { lessons: 8 } });
    expect(Math.abs(moved!.points + MILDER)).toBeLessThan(2.5);
    expect(Math.abs(moved!.points + MILDER)).toBeLessThan(3 * moved!.se);
  });

  it('draws the true growth: neither a fall where the form became stricter nor, with the wrong sign, a steeper one', async () => {
    const { line, verdict, semesters: means } = await grown(ratings, models);
    expect(Math.abs(line!.slope.value - SLOPE)).toBeLessThan(1);
    expect(verdict).toBe('growing');
    const step = means.find(({ x }) => x === CHANGE)!.mean - means.find(({ x }) => x === CHANGE - 1)!.mean;
    expect(Math.abs(step - SLOPE)).toBeLessThan(7);
    expect([line!.points[0]!.x, line!.points.at(-1)!.x]).toEqual([0, 7]);
    for (const { x, mean } of means) {
      const at = line!.points.find((point) => point.x === x)!;
      expect(Math.abs(at.value - mean)).toBeLessThan(7);
    }
  });

  it('allows for few degrees of freedom of the slope, and for severities that move', async () => {
    const [plain, few] = [null, 4].map((slopeDf) =>
      models.map((model) => ({
        ...model,
        variances: { ...model.variances, drift: slopeDf ?? 0 },
        teachers: model.teachers.map((each) => ({ ...each, slopeDf })),
      })),
    );
    const [usual, wide] = [(await grown(ratings, plain!)).line!, (await grown(ratings, few!)).line!];
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    expect(width(wide.slope) / width(usual.slope)).toBeCloseTo(2.7764451 / 1.959964, 5);
    expect(wide.points).toEqual(usual.points);
    // Two points (SD) a semester, over the semesters from the middle of all sheets to the last one.
    const added = wide.school!.newLessonSd ** 2 - usual.school!.newLessonSd ** 2;
    expect(added).toBeCloseTo(4 * (7 - models[0]!.centre) ** 2, 6);
  });

  it('leaves every dot at its own score and tells how it was moved', async () => {
    const { dots } = await grown(ratings, models);
    const old = dots.filter(({ family }) => family === 'old');
    expect(old).toHaveLength(8);
    const own = new Map(ratings.map((row) => [row.id, 100 * row.fraction]));
    expect(dots.every((dot) => dot.value === own.get(dot.sheet))).toBe(true);
    expect(old.every(({ moved }) => moved!.points < -MILDER + 3)).toBe(true);
    expect(dots.filter(({ family }) => family === 'new').every(({ moved }) => moved === undefined)).toBe(true);
  });

  it('allows in the semester means for what is not known of the distance', async () => {
    const before = (await grown(ratings, models)).semesters.find(({ x }) => x === 0)!;
    const sure = models.map((model) => ({
      ...model,
      familyDifferences: model.familyDifferences.map((each) => ({ ...each, se: 0 })),
    }));
    const plain = (await grown(ratings, sure)).semesters.find(({ x }) => x === 0)!;
    expect(before.mean).toBeCloseTo(plain.mean, 9);
    expect(before.upper! - before.mean).toBeGreaterThan(plain.upper! - plain.mean);
    const after = (await grown(ratings, models)).semesters.find(({ x }) => x === 7)!;
    expect(after).toEqual((await grown(ratings, sure)).semesters.find(({ x }) => x === 7));
  });

  it('is on the scale of the old form, unmoved, for a teacher who was seen with no other', async () => {
    const rows = ratings.filter(({ teacher, family }) => teacher !== 't9' || family === 'old');
    const growth = await grown(rows, modelsOf(rows));
    expect(growth.families).toMatchObject([{ family: 'old', moved: [] }]);
    const { line, semesters: means } = growth;
    expect([line!.points[0]!.x, line!.points.at(-1)!.x]).toEqual([0, 3]);
    for (const { x, mean } of means)
      expect(Math.abs(line!.points.find((point) => point.x === x)!.value - mean)).toBeLessThan(6);
    const [low, high] = [line!.school!.middle[0]!.lower, line!.school!.middle[0]!.upper];
    // The middle half of the school at the first semester, as the old form scores: about 45 + 12.
    expect(low).toBeGreaterThan(48);
    expect(high).toBeLessThan(66);
  });

  it('says nothing as long as the model is not there: too few lessons by each form, enough by both', async () => {
    const short = ratings.filter((row) => row.date >= dayIn(2, 1) && row.date < dayIn(6, 1));
    const waiting = await grown(short, 'awaited');
    expect(waiting.families).toHaveLength(2);
    expect(waiting.families.every(({ line, pending }) => line === null && pending === true)).toBe(true);
    expect(waiting.pending).toBe(true);
    const ready = await grown(short, modelsOf(short));
    expect(ready.pending).toBeUndefined();
    expect(ready).toMatchObject({ stage: 'line', n: { lessons: 8 } });
  });
});

describe('a rubric that changed with two teachers seen by both', () => {
  const ratings = ratingsOf(2);

  it('breaks the line: two figures, each along its own sheets and unmoved', async () => {
    const growth = await grown(ratings, modelsOf(ratings));
    expect(growth.families.map(({ family, moved }) => [family, moved])).toEqual([
      ['new', []],
      ['old', []],
    ]);
    expect(growth.breaks).toMatchObject([{ reason: 'rubric-changed', from: 'old', to: 'new', x: 3.5 }]);
    expect(growth.changes).toEqual([]);
    expect(growth.dots.every(({ moved }) => moved === undefined)).toBe(true);
    const ends = growth.families.map(({ line }) => [line!.points[0]!.x, line!.points.at(-1)!.x]);
    expect(ends).toEqual([
      [4, 7],
      [0, 3],
    ]);
  });
});

describe('a form that was used for one kind of lesson only, which no other form was used for', () => {
  const random = seededRandom(2);
  const pass = Array.from({ length: 6 }, (_, teacher) =>
    rating(0.4 + 0.05 * random.uniform(), dayIn(6, 20), {
      ...{ teacher: `t${teacher + 5}`, observer: `o${teacher % 5}`, lessonKind: 'pass' as const },
      ...{ family: 'pass form', rubric: 'pass@1' },
    }),
  );
  // As many as a kind needs for a difference of its own.
  const ratings = [
    ...ratingsOf(5),
    ...pass,
    ...pass.map((row) => ({ ...row, id: `${row.id}+`, lesson: `${row.lesson}+` })),
  ];

  it('is joined to nothing, since form and kind cannot be told apart; the others are', async () => {
    const models = modelsOf(ratings);
    expect(models).toHaveLength(1);
    const growth = await grown(ratings, models);
    expect(growth.families.map(({ family, moved }) => [family, moved.map((each) => each.family)])).toEqual([
      ['new', ['old']],
      ['pass form', []],
    ]);
  });
});

describe('the rubric that the school uses now', () => {
  it('is not an old form that came back for a single visit, however late', async () => {
    const late = rating(0.8, dayIn(7, 25), { teacher: 't1', observer: 'o1', family: 'old', rubric: 'old@1' });
    const ratings = [...ratingsOf(5), late];
    const growth = await grown(ratings, modelsOf(ratings), 't1');
    expect(growth.families.map(({ family }) => family)).toEqual(['new']);
  });

  it('says when two are linked by way of a third only', async () => {
    const random = seededRandom(5);
    const ratings = Array.from({ length: 12 }, (_, teacher) =>
      Array.from({ length: 6 }, (_each, step) =>
        ['old', 'new', 'next'].flatMap((family, place) => {
          const there = step === 2 * place || step === 2 * place + 1 || (teacher < 4 && step === 2 * place + 2);
          const value = 50 + 2 * step + 8 * place + 2 * random.normal();
          const more = { teacher: `t${teacher}`, observer: `o${(teacher + step) % 3}`, family, rubric: `${family}@1` };
          return there ? [rating(value / 100, dayIn(step, 5 + place), more)] : [];
        }),
      ).flat(),
    ).flat();
    const [figure, ...rest] = (await grown(ratings, modelsOf(ratings), 't0')).families;
    expect(rest).toEqual([]);
    expect(figure!.family).toBe('next');
    const byFamily = new Map(figure!.moved.map((each) => [each.family, each]));
    expect(byFamily.get('old')!.teachers).toBe(0);
    expect(byFamily.get('new')!.teachers).toBe(4);
    expect(Math.abs(byFamily.get('old')!.points - 16)).toBeLessThan(3);
    expect(Math.abs(byFamily.get('new')!.points - 8)).toBeLessThan(3);
  });
});
