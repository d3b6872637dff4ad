import { describe, expect, it } from 'vitest';
import { seededRandom, type SeededRandom } from '../measure/random.ts';
import { groupGrowth } from './group-growth.ts';
import type { SchoolRow } from './school-rows.ts';

const LONG = process.env['GUANKE_LONG'] === '1';

interface School {
  teachers: number;
  semesters: number;
  /** Lessons a teacher and semester. */
  lessons: number;
  /** Share of lessons with a second observer. */
  double?: number;
  /** True growth: mean and SD over teachers, points a semester. */
  slope: readonly [mean: number, sd: number];
  /** The first so many teachers are the group; null = the whole school. */
  group: number | null;
}

/** Points, SD: teachers, observers, lessons, sheets. Six of ten lessons are seen by the two observers of the department. */
const SPREAD = { teacher: 8, observer: 6, lesson: 6, sheet: 7 };

function draw(random: SeededRandom, { teachers, semesters, lessons, double = 0, slope: [mean, sd] }: School) {
  const count = Math.max(4, Math.round(teachers / 5));
  const severity = Array.from({ length: count }, () => SPREAD.observer * random.normal());
  const oneOf = (n: number) => Math.floor(n * random.uniform());
  const rows: SchoolRow[] = [];
  const truth: { height: number; slope: number }[] = [];
  for (let teacher = 0; teacher < teachers; teacher++) {
    const own = { height: 60 + SPREAD.teacher * random.normal(), slope: mean + sd * random.normal() };
    truth.push(own);
    const department = 2 * (Math.floor(teacher / 8) % Math.ceil(count / 2));
    for (let step = 0; step < semesters; step++) {
      for (let lesson = 0; lesson < lessons; lesson++) {
        const there = new Set<number>();
        const wanted = random.uniform() < double ? 2 : 1;
        while (there.size < wanted) there.add(random.uniform() < 0.4 ? oneOf(count) : (department + oneOf(2)) % count);
        const itself = own.height + own.slope * step + SPREAD.lesson * random.normal();
        for (const observer of there) {
          rows.push({
            teacher: `${teacher}`,
            observer: `${observer}`,
            lesson: `${teacher}/${step}/${lesson}`,
            step,
            kind: 'ordinary',
            family: 'form',
            value: itself - (severity[observer] ?? 0) + SPREAD.sheet * random.normal(),
            scored: 20,
          });
        }
      }
    }
  }
  return { rows, truth };
}

/** Averaged over semesters: share of true group means inside the band; of true mean slopes inside their interval; of false verdicts. */
function simulate(school: School, schools: number, seed: number) {
  const random = seededRandom(seed);
  const sums = { inside: 0, places: 0, slopes: 0, falseChange: 0 };
  for (let i = 0; i < schools; i++) {
    const { rows, truth } = draw(random, school);
    const group = truth.slice(0, school.group ?? truth.length);
    const members = school.group === null ? null : new Set(group.map((_, teacher) => `${teacher}`));
    const { line, verdict } = groupGrowth(rows, ['form'], members);
    if (!line) throw new Error('no line');
    const of = (what: 'height' | 'slope') => group.reduce((sum, own) => sum + own[what], 0) / group.length;
    const slope = of('slope');
    if (line.slope.lower < slope && slope < line.slope.upper) sums.slopes += 1;
    if ((verdict === 'lower' && slope >= 0) || (verdict === 'growing' && slope <= 0)) sums.falseChange += 1;
    for (const { semester, lower, upper } of line.points) {
      if (!Number.isInteger(semester)) continue;
      const there = of('height') + slope * semester;
      sums.places += 1;
      if (lower < there && there < upper) sums.inside += 1;
    }
  }
  return {
    coverage: sums.inside / sums.places,
    slopes: sums.slopes / schools,
    falseChange: sums.falseChange / schools,
  };
}

const USUAL: School = { teachers: 48, semesters: 6, lessons: 3, slope: [1, 1.5], group: 8 };

describe('the mean line of a group, simulated', () => {
  it.each([
    ['8 of 48 teachers, 6 semesters', USUAL],
    ['the same with several sheets a lesson', { ...USUAL, double: 0.4 }],
    ['the same where all grow alike', { ...USUAL, slope: [1, 0] as const }],
    ['the same where nobody grows', { ...USUAL, slope: [0, 0] as const }],
    ['3 of 48 teachers', { ...USUAL, group: 3 }],
    ['all 48 teachers', { ...USUAL, group: null }],
    ['16 of 100 teachers, 8 semesters', { ...USUAL, teachers: 100, semesters: 8, group: 16 }],
    ['6 of 16 teachers, 4 semesters', { ...USUAL, teachers: 16, semesters: 4, group: 6 }],
  ])('95 %% bands hold the truth in 93 to 97 of 100: %s', { timeout: 1_200_000 }, (_, school) => {
    const { coverage, slopes, falseChange } = simulate(school, LONG ? 1000 : 40, 31);
    // A group is one draw a school and its semesters hang together: forty schools tell it to a tenth only.
    const margin = LONG ? 0 : 0.1;
    expect(coverage).toBeGreaterThanOrEqual(0.93 - margin);
    expect(coverage).toBeLessThanOrEqual(LONG ? 0.97 : 1);
    // Where all grow alike the spread of slopes cannot come out below 0, so the interval is a little too wide.
    expect(slopes).toBeGreaterThanOrEqual(0.93 - margin);
    expect(slopes).toBeLessThanOrEqual(LONG ? 0.98 : 1);
    expect(falseChange).toBeLessThanOrEqual(LONG ? 0.02 : 0.05);
  });
});
