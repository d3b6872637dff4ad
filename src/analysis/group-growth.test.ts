import { describe, expect, it } from 'vitest';
import { seededRandom } from '../measure/random.ts';
import { groupGrowth } from './group-growth.ts';
import { schoolGrowth } from './school-growth.ts';
import type { SchoolRow } from './school-rows.ts';

interface Plan {
  teachers?: number;
  semesters?: number;
  change?: (row: SchoolRow, teacher: number) => SchoolRow | SchoolRow[];
}

/** Teachers that stand 6 points (SD) apart and grow by 1.5 points a semester, 1 point (SD) apart; two lessons each, five observers. */
function aSchool({ teachers = 20, semesters = 6, change = (row) => row }: Plan = {}): SchoolRow[] {
  const random = seededRandom(4);
  const rows: SchoolRow[] = [];
  for (let teacher = 0; teacher < teachers; teacher++) {
    const [height, slope] = [60 + 6 * random.normal(), 1.5 + random.normal()];
    for (let step = 0; step < semesters; step++) {
      for (let lesson = 0; lesson < 2; lesson++) {
        const observer = Math.floor(5 * random.uniform());
        const row: SchoolRow = {
          teacher: `t${teacher}`,
          observer: `o${observer}`,
          lesson: `${teacher}/${step}/${lesson}`,
          step,
          kind: 'ordinary',
          family: 'form',
          value: height + slope * step + 2 * observer + 4 * random.normal(),
          scored: 20,
        };
        rows.push(...[change(row, teacher)].flat());
      }
    }
  }
  return rows;
}
const group = (n: number) => new Set(Array.from({ length: n }, (_, i) => `t${i}`));
const lineAt = (found: ReturnType<typeof groupGrowth>, semester: number) =>
  found.line!.points.find((point) => point.semester === semester)!;

describe('the growth of a group', () => {
  it('is the mean of its teachers’ lines, with what stands behind it', () => {
    const rows = aSchool();
    const found = groupGrowth(rows, ['form'], group(5));
    const school = schoolGrowth(rows, ['form']);
    if (!school.ok) throw new Error(school.reason);
    const own = school.teachers.filter(({ teacher }) => group(5).has(teacher));
    const mean = (of: (line: (typeof own)[number]['line']) => number) =>
      own.reduce((sum, { line }) => sum + of(line), 0) / 5;
    expect(found.line?.slope.value).toBeCloseTo(
      mean((line) => line.slope),
      8,
    );
    const there = mean((line) => line.value + line.slope * (2 - school.centre));
    expect(lineAt(found, 2).value).toBeCloseTo(there, 8);
    expect(found.n).toEqual({ teachers: 5, lessons: 60, observers: 5, sheets: 60 });
    expect(found.school).toEqual({ teachers: 20, observers: 5, sheets: 240 });
    expect(found.line!.points.map(({ semester }) => semester)).toEqual(Array.from({ length: 21 }, (_, i) => i / 4));
  });

  it('of one teacher has means of nothing and no line: nobody is shown as a group', () => {
    const found = groupGrowth(aSchool(), ['form'], group(1));
    expect(found.line).toBeNull();
    expect(found.verdict).toBe('not-enough');
    expect(found.semesters.every(({ mean }) => mean === null)).toBe(true);
  });

  it('has a semester’s mean from three lessons of two teachers on, each teacher counting once', () => {
    const rows = aSchool({ semesters: 3 }).filter(({ teacher, step, lesson }) =>
      step === 0 ? lesson.endsWith('0') : step === 1 ? teacher !== 't1' : teacher !== 't1' || lesson.endsWith('0'),
    );
    const { semesters } = groupGrowth(rows, ['form'], group(2));
    // Two lessons; two lessons of one teacher; three lessons of two teachers.
    expect(semesters.map(({ mean, n }) => [mean === null, n.lessons, n.teachers])).toEqual([
      [true, 2, 2],
      [true, 2, 1],
      [false, 3, 2],
    ]);
    const last = rows.filter(({ step }) => step === 2);
    const of = (teacher: string) => last.filter((row) => row.teacher === teacher).map(({ value }) => value);
    const [a, b] = [of('t0'), of('t1')];
    expect(semesters[2]?.mean).toBeCloseTo(((a[0]! + a[1]!) / 2 + b[0]!) / 2, 9);
    expect(semesters[2]!.lower!).toBeLessThan(semesters[2]!.mean!);
  });

  it('has no line under six lessons over three semesters, and none in a school too small for a model', () => {
    const short = groupGrowth(aSchool({ semesters: 2 }), ['form'], group(5));
    expect([short.stage, short.line, short.verdict]).toEqual(['means', null, 'not-enough']);
    const small = groupGrowth(aSchool({ teachers: 4 }), ['form'], group(3));
    expect([small.stage, small.line, small.school, small.verdict]).toEqual(['line', null, null, 'not-enough']);
    expect(small.semesters.every(({ mean }) => mean !== null)).toBe(true);
  });

  it('says a change only where the group’s own lessons tell it', () => {
    // All grow by 1.5: of a whole school it can be said; of two teachers who were seen in one lesson a semester it cannot.
    const thin = aSchool({
      change: (row, teacher) => (teacher < 2 && row.lesson.endsWith('1') ? [] : row),
    });
    const whole = groupGrowth(thin, ['form'], null);
    expect(whole.line?.reliability).toBe(1);
    expect(whole.verdict).toBe('growing');
    const few = groupGrowth(
      thin.filter(({ teacher, step }) => (teacher !== 't0' && teacher !== 't1') || step === 0 || step > 3),
      ['form'],
      group(2),
    );
    expect(few.line!.reliability).toBeLessThan(whole.line!.reliability);
    expect(few.line!.slope.upper - few.line!.slope.lower).toBeGreaterThan(
      2 * (whole.line!.slope.upper - whole.line!.slope.lower),
    );
  });

  it('runs from when half of its teachers had been seen to one semester after half were last seen', () => {
    // Two of six were there from the start, the others came in the third semester and were last seen in the fourth.
    const found = groupGrowth(
      aSchool({ change: (row, teacher) => (teacher >= 2 && teacher < 6 && (row.step < 2 || row.step > 3) ? [] : row) }),
      ['form'],
      group(6),
    );
    expect([found.line!.points[0]?.semester, found.line!.points.at(-1)?.semester]).toEqual([2, 4]);
    expect(found.semesters[0]).toMatchObject({ step: 0, n: { teachers: 2, lessons: 4 } });
  });

  it('brings sheets of a linked rubric to the scale of the first', () => {
    const rows = aSchool({
      change: (row) =>
        row.lesson.endsWith('1') ? { ...row, family: 'milder', value: Math.min(100, row.value + 15) } : row,
    });
    const both = groupGrowth(rows, ['form', 'milder'], group(10));
    const plain = groupGrowth(aSchool(), ['form'], group(10));
    both.semesters.forEach(({ mean }, i) => expect(Math.abs(mean! - plain.semesters[i]!.mean!)).toBeLessThan(1.5));
    expect(Math.abs(lineAt(both, 3).value - lineAt(plain, 3).value)).toBeLessThan(1.5);
  });

  it('says nothing of a group without lessons', () => {
    const found = groupGrowth(aSchool(), ['form'], new Set(['nobody']));
    expect([found.stage, found.verdict, found.line, found.semesters, found.n.lessons]).toEqual([
      'dots',
      'not-enough',
      null,
      [],
      0,
    ]);
  });
});
