import { describe, expect, it } from 'vitest';
import { partsOf, planOfSchool, targetOf, usualPlan } from './planner.ts';

const counts = { sheets: 400, lessons: 400, teachers: 40, observers: 12, semesters: 6 };
const of = (variances: Partial<Parameters<typeof planOfSchool>[0]['variances']>, n = counts) =>
  planOfSchool({
    families: ['form'],
    n,
    variances: {
      teacher: 0.3,
      slope: 0,
      covariance: 0,
      observer: 0.1,
      drift: 0,
      lesson: 0,
      residual: 0.13,
      ...variances,
    },
  });
const at = (plan: ReturnType<typeof of>, target: number) => plan.reach.find((each) => each.target === target);

describe('the usual sizes', () => {
  const plan = usualPlan('too-small');

  it('give back what studies found: four by four reach .80, one observer never does; .70 takes three by three; .90 more than ten by five', () => {
    expect(at(plan, 0.8)).toEqual({ target: 0.8, different: 4, alone: null });
    expect(at(plan, 0.7)?.different).toBe(3);
    expect(plan.cells[9]?.[4]).toBeLessThan(0.9);
    expect(plan.source).toBe('usual');
  });

  it('are one number for lesson and rest, which a plan divides by lessons', () => {
    expect(plan.cells[0]?.[0]).toBeCloseTo(0.5, 12);
    expect(plan.cells[3]?.[0]).toBeCloseTo(50 / (50 + 15 + 35 / 4), 12);
    expect(plan.cells[3]?.[3]).toBeCloseTo(0.8, 12);
  });
});

describe('the plan of a school', () => {
  it('comes from its own variances, by hand: p / (p + o/k + rest/n)', () => {
    const plan = of({});
    expect(plan.source).toBe('school');
    expect(plan.cells[4]?.[1]).toBeCloseTo(0.3 / (0.3 + 0.05 + 0.13 / 5), 12);
    expect(plan.different[4]).toBeCloseTo(0.3 / (0.3 + 0.02 + 0.026), 12);
  });

  it('has no cell with more observers than lessons', () => {
    expect(of({}).cells[1]).toEqual([expect.any(Number), expect.any(Number), null, null, null]);
  });

  it('says how many lessons one observer needs, and that no number is enough where strictness alone is too much', () => {
    // .7: .3/.7 − .4 = .02857; .13/.02857 = 4.55
    expect(at(of({}), 0.7)?.alone).toBe(5);
    expect(at(of({}), 0.8)?.alone).toBeNull();
    expect(at(of({ observer: 0 }), 0.8)).toMatchObject({ different: 2, alone: 2 });
  });

  it('names no number of visits where twenty by twenty are not enough', () => {
    expect(at(of({ residual: 10 }), 0.9)).toEqual({ target: 0.9, different: null, alone: null });
  });

  it('keeps lesson and rest one number where fewer than ten lessons have a second sheet', () => {
    const variances = { teacher: 1, slope: 0, covariance: 0, observer: 1, lesson: 2, residual: 3 };
    expect(partsOf(variances, { sheets: 109, lessons: 100 })).toMatchObject({ lesson: null, rest: 5 });
    expect(partsOf(variances, { sheets: 110, lessons: 100 })).toMatchObject({ lesson: 2, rest: 3 });
  });

  it('is that of the usual sizes with few observers, and where the sheets do not tell teachers apart', () => {
    expect(of({}, { ...counts, observers: 4 })).toMatchObject({ source: 'usual', why: 'few-observers' });
    expect(of({ teacher: 0 })).toMatchObject({ source: 'usual', why: 'no-differences' });
  });
});

it('names the highest target that a reliability is at', () => {
  expect([0.69, 0.7, 0.85, 0.9].map(targetOf)).toEqual([null, 0.7, 0.8, 0.9]);
});
