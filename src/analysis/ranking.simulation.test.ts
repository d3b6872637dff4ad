import { describe, expect, it } from 'vitest';
import { seededRandom, type SeededRandom } from '../measure/random.ts';
import { ranking } from './ranking.ts';
import type { SchoolRow } from './school-rows.ts';

const LONG = process.env['GUANKE_LONG'] === '1';

interface School {
  teachers: number;
  semesters: number;
  /** Points, SD: between teachers, and between their slopes. */
  spread: number;
  slope: number;
}

/** A school whose true levels are known: two lessons a semester, each by one of the department's observers or a visitor. */
function draw(random: SeededRandom, { teachers, semesters, spread, slope }: School) {
  const count = Math.max(4, Math.round(teachers / 5));
  const severity = Array.from({ length: count }, () => 6 * random.normal());
  const oneOf = (n: number) => Math.floor(n * random.uniform());
  const rows: SchoolRow[] = [];
  const truth = Array.from({ length: teachers }, (_, teacher) => {
    const own = { height: 60 + spread * random.normal(), slope: 1.2 + slope * random.normal() };
    const department = 2 * (Math.floor(teacher / 8) % Math.ceil(count / 2));
    for (let step = 0; step < semesters; step++) {
      for (let lesson = 0; lesson < 2; lesson++) {
        const observer = random.uniform() < 0.4 ? oneOf(count) : (department + oneOf(2)) % count;
        rows.push({
          teacher: `${teacher}`,
          observer: `${observer}`,
          lesson: `${teacher}/${step}/${lesson}`,
          step,
          kind: 'ordinary',
          family: 'form',
          value: own.height + own.slope * step - severity[observer]! + 9 * random.normal(),
          scored: 20,
        });
      }
    }
    return own;
  });
  return { rows, truth: truth.map(({ height, slope: by }) => height + by * (semesters - 1)) };
}

/** Shares of lists in which every true rank lies in its range, and in which nobody is put on the wrong side of somebody. */
function simulate(school: School, schools: number, seed: number) {
  const random = seededRandom(seed);
  let [all, lists, told, pairs] = [0, 0, 0, 0];
  for (let n = 0; n < schools; n++) {
    const { rows, truth } = draw(random, school);
    const members = truth.map((_, teacher) => `${teacher}`);
    const found = ranking(rows, ['form'], members, school.semesters - 1);
    for (const { teachers, ...set } of found.sets) {
      const levels = new Map(teachers.map(({ teacher }) => [teacher, truth[Number(teacher)]!]));
      const rankOf = (level: number) => 1 + [...levels.values()].filter((other) => other > level).length;
      const right = teachers.filter(({ teacher, from, to }) => {
        const rank = rankOf(levels.get(teacher)!);
        return from <= rank && rank <= to;
      });
      lists += 1;
      all += right.length === teachers.length ? 1 : 0;
      told += set.apart;
      pairs += set.pairs;
    }
  }
  return { right: all / lists, told: told / pairs, lists };
}

describe('ranges of ranks in drawn schools', () => {
  it.each([
    ['the smallest school', { teachers: 12, semesters: 4, spread: 8, slope: 1 }, 0.95],
    ['where hardly anybody differs', { teachers: 12, semesters: 4, spread: 1, slope: 0 }, 0.95],
    ['a department of a larger school', { teachers: 40, semesters: 6, spread: 8, slope: 1 }, 0.95],
    ['teachers far apart', { teachers: 24, semesters: 6, spread: 20, slope: 2 }, 0.93],
  ] as const)(
    'are all right at once in 95 of 100 lists and more: %s',
    (_name, school, least) => {
      const found = simulate(school, LONG ? 400 : 25, 7);
      expect(found.lists).toBeGreaterThan(20);
      // Few schools are drawn in the short run.
      expect(found.right).toBeGreaterThanOrEqual(LONG ? least : 0.84);
    },
    LONG ? 600_000 : 60_000,
  );
});
