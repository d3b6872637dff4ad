import { describe, expect, it } from 'vitest';
import { schoolYearAround, termAround } from './school-year.ts';
import { semestersFrom } from './school.fixture.ts';
import { semesterTime } from './semester-time.ts';

const semesters = semestersFrom(2020, 4);
const time = semesterTime([...semesters].reverse());

describe('semesterTime', () => {
  it('counts semesters in order of time, whatever order they come in', () => {
    expect(time.placeOf('2020-09-01')).toMatchObject({ index: 0, semester: { id: 's0' } });
    expect(time.placeOf('2022-07-05')).toMatchObject({ index: 3, semester: { id: 's3' } });
  });
  it('has no place for days outside every semester', () => {
    for (const date of ['2020-08-31', '2021-01-21', '2022-07-06']) expect(time.placeOf(date)).toBeNull();
  });
  it('spreads the days of a semester over ±.4 of its index', () => {
    expect(time.xOf('2020-09-01')).toBeCloseTo(-0.4, 12);
    expect(time.xOf('2021-01-20')).toBeCloseTo(0.4, 12);
    expect(time.xOf('2021-02-15')).toBeCloseTo(0.6, 12);
  });
  it('puts days between two semesters into the gap, in their order', () => {
    const gap = ['2021-01-21', '2021-02-01', '2021-02-14'].map(time.xOf);
    expect([0.4, ...gap, 0.6]).toEqual([0.4, ...gap, 0.6].sort((a, b) => a - b));
    expect(new Set(gap).size).toBe(3);
  });
  it('keeps days before and after all semesters in order and within one step', () => {
    const [old, before, after, late] = ['1999-01-01', '2020-08-31', '2022-07-06', '2190-01-01'].map(time.xOf);
    expect(old).toBeGreaterThan(-1);
    expect(old).toBeLessThan(before!);
    expect(before).toBeLessThan(-0.4);
    expect(after).toBeGreaterThan(3.4);
    expect(late).toBeGreaterThan(after!);
    expect(late).toBeLessThan(4);
  });
  it('leaves out deleted semesters', () => {
    const fewer = semesterTime(semesters.map((semester) => ({ ...semester, deleted: semester.id === 's0' })));
    expect(fewer.placeOf('2020-10-01')).toBeNull();
    expect(fewer.placeOf('2021-03-01')).toMatchObject({ index: 0 });
  });
  it('without any semester goes by days', () => {
    const none = semesterTime([]);
    expect(none.placeOf('2021-03-01')).toBeNull();
    expect(none.xOf('2021-09-01') - none.xOf('2021-03-02')).toBeCloseTo(1, 12);
  });
  it('of a semester of one day puts it in the middle', () => {
    const day = semesterTime([{ ...semesters[0]!, start: '2020-09-01', end: '2020-09-01' }]);
    expect(day.xOf('2020-09-01')).toBe(0);
  });
});

describe('termAround', () => {
  it('is the term of the day, in a holiday the last one that began', () => {
    expect(termAround(semesters, '2021-03-01')?.id).toBe('s1');
    expect(termAround(semesters, '2021-08-01')?.id).toBe('s1');
  });
  it('is null before all terms and without any', () => {
    expect(termAround(semesters, '2019-01-01')).toBeNull();
    expect(termAround([], '2021-03-01')).toBeNull();
  });
});

describe('schoolYearAround', () => {
  it('reaches over all terms of the school year', () => {
    expect(schoolYearAround(semesters, '2020-10-01')).toEqual({ from: '2020-09-01', to: '2021-07-05' });
  });
  it('keeps the summer holiday in the year that ended', () => {
    expect(schoolYearAround(semesters, '2021-08-01')).toEqual({ from: '2020-09-01', to: '2021-08-01' });
  });
  it('without a semester is the year up to the day', () => {
    expect(schoolYearAround([], '2021-08-01')).toEqual({ from: '2020-08-02', to: '2021-08-01' });
  });
});
