import { describe, expect, it } from 'vitest';
import { mean } from '../measure/mean.ts';
import { seededRandom } from '../measure/random.ts';
import { linkedFamilies } from './rubric-links.ts';
import { schoolGrowth, type SchoolGrowth } from './school-growth.ts';
import type { SchoolRow } from './school-rows.ts';

interface Plan {
  teachers?: number;
  semesters?: number;
  lessons?: number;
  seed?: number;
  change?: (row: SchoolRow, at: { teacher: number; lesson: number }) => SchoolRow | SchoolRow[];
}

const SEVERITY = [-8, -4, 0, 4, 8];

/** A school whose teachers stand 6 points (SD) apart and grow by 1.5 points a semester, half a point (SD) apart. */
function aSchool({
  teachers = 20,
  semesters = 6,
  lessons = 2,
  seed = 3,
  change = (row) => row,
}: Plan = {}): SchoolRow[] {
  const random = seededRandom(seed);
  const rows: SchoolRow[] = [];
  for (let teacher = 0; teacher < teachers; teacher++) {
    const [height, slope] = [60 + 6 * random.normal(), 1.5 + 0.5 * random.normal()];
    for (let step = 0; step < semesters; step++) {
      for (let lesson = 0; lesson < lessons; lesson++) {
        const observer = Math.floor(5 * random.uniform());
        const row: SchoolRow = {
          teacher: `t${teacher}`,
          observer: `o${observer}`,
          lesson: `${teacher}/${step}/${lesson}`,
          step,
          kind: 'ordinary',
          family: 'form',
          value: height + slope * step - SEVERITY[observer]! + 4 * random.normal(),
          scored: 20,
        };
        rows.push(...[change(row, { teacher, lesson })].flat());
      }
    }
  }
  return rows;
}

function fitted(rows: readonly SchoolRow[], families = ['form']): SchoolGrowth {
  const answer = schoolGrowth(rows, families);
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.detail}`);
  return answer;
}

describe('the school’s growth model', () => {
  it('draws bands further out than the normal quantile where observers are few, and by it in a school of many teachers', () => {
    const byThree = aSchool({ lessons: 4, change: (row) => (['o1', 'o3'].includes(row.observer) ? [] : row) });
    const meanReach = (rows: readonly SchoolRow[]) => mean(fitted(rows).teachers.map(({ reach }) => reach));
    const [three, five] = [meanReach(byThree), meanReach(aSchool())];
    expect(five).toBeGreaterThan(2);
    expect(three).toBeGreaterThan(1.05 * five);
    expect(meanReach(aSchool({ teachers: 121, semesters: 2, lessons: 1 }))).toBeCloseTo(1.96, 4);
  });

  it('finds how strict each observer is, positive = severe, and how many lessons and teachers stand behind it', () => {
    const { observers } = fitted(aSchool());
    for (const [i, truth] of SEVERITY.entries()) {
      const own = observers.find(({ observer }) => observer === `o${i}`)!;
      expect(Math.abs(own.severity - truth)).toBeLessThan(2.5);
      expect(own.lower).toBeLessThan(own.severity);
      expect(own.teachers).toBeGreaterThan(5);
      expect(own.lessons).toBe(own.sheets);
    }
  });

  describe('where an observer becomes stricter', () => {
    /** The observer of no severity takes off 3 points more each semester, beside the four who stay as they are. */
    const stricter = () =>
      aSchool({ change: (row) => (row.observer === 'o2' ? { ...row, value: row.value - 3 * (row.step - 2.5) } : row) });

    it('gives observers slopes of their own, and bounds of a slope by few degrees of freedom', () => {
      const found = fitted(stricter());
      expect(found.variances.drift).toBeGreaterThan(0.5);
      expect(found.structure).toBe(fitted(aSchool()).structure);
      for (const { slopeDf } of found.teachers) expect(slopeDf).toBeGreaterThanOrEqual(2);
      expect(Math.min(...found.teachers.map(({ slopeDf }) => slopeDf ?? Infinity))).toBeLessThan(30);
    });

    it('has none where nobody moves, and the normal quantile for slopes', () => {
      const { variances, teachers } = fitted(aSchool());
      expect(variances.drift).toBe(0);
      expect(teachers.map(({ slopeDf }) => slopeDf)).toEqual(teachers.map(() => null));
    });

    it('does not take it for what the teachers do whom this observer saw', () => {
      // From the middle on the first teacher is seen by the one who becomes stricter alone.
      const rows = stricter().map((row) => (row.teacher === 't0' && row.step > 1 ? toMoving(row) : row));
      const still = aSchool();
      const slopeOf = (model: SchoolGrowth) => model.teachers.find(({ teacher }) => teacher === 't0')!.line.slope;
      expect(Math.abs(slopeOf(fitted(rows)) - slopeOf(fitted(still)))).toBeLessThan(0.8);
    });

    const toMoving = (row: SchoolRow): SchoolRow =>
      row.observer === 'o2'
        ? row
        : {
            ...row,
            observer: 'o2',
            value: row.value + SEVERITY[Number(row.observer.slice(1))]! - 3 * (row.step - 2.5),
          };

    it('tells how strict the observer is in the middle of their own time', () => {
      const late = stricter().filter(({ observer, step }) => observer !== 'o2' || step >= 3);
      const severe = fitted(late).observers.find(({ observer }) => observer === 'o2')!;
      // Semesters 3, 4 and 5: 1.5, 4.5 and 7.5 points more than in the middle of the school's time.
      expect(Math.abs(severe.severity - 4.5)).toBeLessThan(2);
    });
  });

  it('draws lines that do not depend on which observers happened to come', () => {
    const plain = fitted(aSchool());
    // The strictest observer comes to the first teacher alone from now on and takes 8 points off each lesson.
    const strict = fitted(
      aSchool({
        change: (row, { teacher }) =>
          teacher === 0
            ? { ...row, observer: 'o4', value: row.value + SEVERITY[Number(row.observer.slice(1))]! - 8 }
            : row,
      }),
    );
    const [before, after] = [plain, strict].map(({ teachers }) => teachers.find(({ teacher }) => teacher === 't0')!);
    expect(Math.abs(after!.line.value - before!.line.value)).toBeLessThan(2);
    expect(after!.shift).toBeLessThan(-5);
    expect(after!.observers).toBe(1);
  });

  it('counts lessons once however many observers sat in them, and gives lessons a variance of their own', () => {
    const twice = (row: SchoolRow) => [
      row,
      { ...row, observer: row.observer === 'o0' ? 'o1' : 'o0', value: row.value + 1 },
    ];
    const { n, teachers, variances } = fitted(aSchool({ change: twice }));
    expect(n).toMatchObject({ lessons: 240, sheets: 480, teachers: 20, observers: 5, semesters: 6 });
    expect(teachers[0]).toMatchObject({ lessons: 12, sheets: 24, from: 0, to: 5 });
    expect(variances.lesson).toBeGreaterThan(0);
    expect(fitted(aSchool()).variances.lesson).toBe(0);
  });

  it('takes out what announced lessons add, on the kinds that a teacher gave', () => {
    const open = (row: SchoolRow, { lesson }: { lesson: number }) =>
      lesson === 1 && row.step >= 3 ? { ...row, kind: 'open' as const, value: row.value + 10 } : row;
    const { kindShifts, meanSlope } = fitted(aSchool({ change: open }));
    expect(kindShifts.map(({ kind }) => kind)).toEqual(['open']);
    expect(Math.abs(kindShifts[0]!.points - 10)).toBeLessThan(2.5);
    expect(Math.abs(meanSlope.value - 1.5)).toBeLessThan(0.6);
  });

  it('pulls a teacher with few lessons further to the mean than one with many', () => {
    const few = aSchool({
      change: (row, { teacher, lesson }) => (teacher === 0 && (lesson > 0 || row.step % 2) ? [] : row),
    });
    const { teachers } = fitted(few);
    const [first, second] = ['t0', 't1'].map((id) => teachers.find(({ teacher }) => teacher === id)!);
    expect(first!.lessons).toBe(3);
    expect(first!.pulled).toBeGreaterThan(second!.pulled);
    expect(first!.slopeReliability).toBeLessThanOrEqual(second!.slopeReliability);
    expect(first!.line.variance).toBeGreaterThan(second!.line.variance);
  });

  it('does not depend on the order of the sheets', () => {
    const rows = aSchool();
    const [one, two] = [fitted(rows), fitted([...rows].reverse())];
    for (const { teacher, line } of one.teachers) {
      const other = two.teachers.find((each) => each.teacher === teacher)!;
      expect(other.line.value).toBeCloseTo(line.value, 4);
      expect(other.line.slope).toBeCloseTo(line.slope, 4);
    }
  });

  it.each([
    ['too few teachers', aSchool({ teachers: 7 })],
    ['too few sheets', aSchool({ teachers: 9, semesters: 2, lessons: 1 })],
    ['one observer only', aSchool().map((row) => ({ ...row, observer: 'o0' }))],
    ['one semester only', aSchool({ semesters: 1, lessons: 8 })],
    ['no sheet', []],
  ])('says that the school is too small: %s', (_, rows) => {
    expect(schoolGrowth(rows, ['form'])).toMatchObject({ ok: false, reason: 'school-too-small' });
  });

  it('answers with a reason, never a number that is none, when every sheet has the same score', () => {
    const answer = schoolGrowth(
      aSchool().map((row) => ({ ...row, value: 80 })),
      ['form'],
    );
    expect(answer.ok).toBe(false);
  });
});

describe('rubrics that changed', () => {
  const changed = (overlap: number) =>
    aSchool({
      change: (row, { teacher }) => {
        const next = { ...row, family: 'new form', value: row.value - 5 };
        if (row.step > 3) return next;
        return row.step === 3 && teacher < overlap ? [row, { ...next, lesson: `${row.lesson}+` }] : row;
      },
    });

  it('stand in one model where three teachers were observed by both in one semester, with the difference estimated', () => {
    const rows = changed(8);
    expect(linkedFamilies(rows)).toEqual([['form', 'new form']]);
    const { familyShifts } = fitted(rows, ['form', 'new form']);
    expect(familyShifts).toHaveLength(1);
    expect(Math.abs(familyShifts[0]!.points + 5)).toBeLessThan(2);
    expect(familyShifts[0]!.se).toBeGreaterThan(0);
  });

  it('are never compared without such an overlap', () => {
    expect(linkedFamilies(changed(2))).toEqual([['form'], ['new form']]);
    expect(linkedFamilies([])).toEqual([]);
  });
});
