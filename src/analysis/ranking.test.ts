import { describe, expect, it } from 'vitest';
import { seededRandom } from '../measure/random.ts';
import { ranking } from './ranking.ts';
import { schoolGrowth } from './school-growth.ts';
import type { SchoolRow } from './school-rows.ts';

interface Plan {
  teachers?: number;
  /** Points between one teacher and the next; 0 = all are equal. */
  apart?: number;
  noise?: number;
  change?: (row: SchoolRow, teacher: number) => SchoolRow | SchoolRow[];
}

/** Twelve teachers over four semesters with two lessons each, seen by four observers in turn; the first stands highest. */
function aSchool({ teachers = 12, apart = 6, noise = 3, change = (row) => row }: Plan = {}): SchoolRow[] {
  const random = seededRandom(8);
  return Array.from({ length: teachers }, (_, teacher) =>
    Array.from({ length: 8 }, (__, n) => {
      const observer = (teacher + n) % 4;
      const row: SchoolRow = {
        teacher: `t${teacher}`,
        observer: `o${observer}`,
        lesson: `${teacher}/${n}`,
        step: Math.floor(n / 2),
        kind: 'ordinary',
        family: 'form',
        value: 88 - apart * teacher + Math.floor(n / 2) + 3 * observer + noise * random.normal(),
        scored: 20,
      };
      return [change(row, teacher)].flat();
    }).flat(),
  ).flat();
}
const group = (...ids: number[]) => ids.map((id) => `t${id}`);
const ids = (found: ReturnType<typeof ranking>) =>
  found.sets.map(({ teachers }) => teachers.map(({ teacher }) => teacher));

describe('where teachers of a group stand', () => {
  it('is the height of their lines in the semester, the highest first, with what stands behind it', () => {
    const rows = aSchool();
    const found = ranking(rows, ['form'], group(3, 1, 2), 2);
    const school = schoolGrowth(rows, ['form']);
    if (!school.ok) throw new Error(school.reason);
    expect(ids(found)).toEqual([group(1, 2, 3)]);
    for (const each of found.sets[0]!.teachers) {
      const { line, reach } = school.teachers.find(({ teacher }) => teacher === each.teacher)!;
      const x = 2 - school.centre;
      expect(each.level).toBeCloseTo(line.value + line.slope * x, 8);
      expect(each).toMatchObject({ lessons: 8, observers: 4 });
      const se = Math.sqrt(line.variance + 2 * x * line.covariance + x * x * line.slopeVariance);
      expect(each.upper - each.level).toBeLessThanOrEqual(reach * se + 1e-6);
      expect(each.upper - each.level).toBeGreaterThan(1.9 * se);
    }
  });

  it('is told by the places that the data allow: exact where all are far apart', () => {
    const { sets } = ranking(aSchool({ apart: 12, noise: 1, teachers: 8 }), ['form'], group(0, 2, 4, 6), 3);
    expect(sets[0]!.teachers.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(sets[0]).toMatchObject({ pairs: 6, apart: 6 });
  });

  it('may be any place where the teachers do not differ', () => {
    const found = ranking(aSchool({ apart: 0, noise: 8 }), ['form'], group(0, 1, 2, 3, 4, 5), 3);
    expect(found.sets[0]!.teachers.map(({ from, to }) => [from, to])).toEqual(Array.from({ length: 6 }, () => [1, 6]));
    expect(found.sets[0]!.apart).toBe(0);
  });

  it('is one place for all, in the order given, where all scores are the same', () => {
    const rows = aSchool({ apart: 0, noise: 0, change: (row) => ({ ...row, value: 70 }) });
    const found = ranking(rows, ['form'], group(4, 2, 5), 3);
    // A model of scores without variation says nothing at all.
    expect(found.sets).toEqual([]);
    expect(found.without.map(({ why }) => why)).toEqual(['no-model', 'no-model', 'no-model']);
  });

  it('is not said of one teacher alone: there is nobody to stand beside', () => {
    const found = ranking(aSchool(), ['form'], group(3), 2);
    expect(found.sets).toEqual([]);
    expect(found.without).toEqual([{ teacher: 't3', lessons: 8, observers: 4, why: 'alone' }]);
  });

  it('is not compared where no observer joins the teachers: each part has a list of its own', () => {
    const rows = aSchool({
      change: (row, teacher) => ({ ...row, observer: `${teacher < 6 ? 'a' : 'b'}${row.observer}` }),
    });
    const found = ranking(rows, ['form'], group(0, 1, 2, 7, 8), 3);
    expect(ids(found)).toEqual([group(0, 1, 2), group(7, 8)]);
    expect(found.sets.map(({ teachers }) => teachers.map(({ place }) => place))).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
  });

  it('leaves out whom the limits leave without a line, and whose lessons do not reach to the semester', () => {
    const rows = aSchool({
      change: (row, teacher) => {
        if (teacher === 1) return row.step > 1 ? [] : row;
        if (teacher === 2) return row.step > 2 ? [] : row;
        return row;
      },
    });
    const found = ranking(rows, ['form'], [...group(0, 1, 2, 3), 'nobody'], 3);
    expect(ids(found)).toEqual([group(0, 3)]);
    expect(found.without.map(({ teacher, lessons, why }) => [teacher, lessons, why])).toEqual([
      ['t1', 4, 'few'],
      ['t2', 6, 'elsewhere'],
      ['nobody', 0, 'few'],
    ]);
    expect(ids(ranking(rows, ['form'], group(0, 1, 2, 3), 2))).toEqual([group(0, 2, 3)]);
  });

  it('is not moved by the kind of lesson that a teacher happened to give', () => {
    const open = aSchool({
      apart: 0,
      change: (row, teacher) =>
        row.lesson.endsWith('1') || (teacher < 3 && row.lesson.endsWith('3'))
          ? { ...row, kind: 'open', value: row.value + 15 }
          : row,
    });
    const { sets } = ranking(open, ['form'], group(0, 1, 2, 3, 4, 5), 3);
    const levels = sets[0]!.teachers.map(({ level }) => level);
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(4);
  });

  it('begins with the newest semester that half of the teachers reach to, and knows which can be asked for', () => {
    const rows = aSchool({ change: (row, teacher) => (teacher > 0 && row.step > 2 ? [] : row) });
    const found = ranking(rows, ['form'], group(0, 1, 2), null);
    expect([found.step, found.steps]).toEqual([2, [0, 1, 2, 3]]);
    // A semester that nobody can be ranked in is not taken.
    expect(ranking(rows, ['form'], group(0, 1, 2), 9).step).toBe(2);
    expect(ranking(rows, ['form'], [], null)).toEqual({
      families: ['form'],
      step: null,
      steps: [],
      sets: [],
      without: [],
    });
  });

  it('says that the school is too small where there is no model', () => {
    const rows = aSchool({ teachers: 5 });
    expect(ranking(rows, ['form'], group(0, 1), null).without.map(({ why }) => why)).toEqual(['no-model', 'no-model']);
  });
});
