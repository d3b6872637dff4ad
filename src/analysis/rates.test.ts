import { describe, expect, it } from 'vitest';
import { aBandedRubric, aHeader, semestersOf } from '../../tests/builders/index.ts';
import type { SheetHeader } from '../domain/header.ts';
import { ratesBySemester } from './rates.ts';

const rubric = aBandedRubric();
const semesters = semestersOf('school-1', 2025);
const [autumn, spring] = semesters;

let counter = 0;
function sheet(total: number, more: Partial<SheetHeader> = {}): SheetHeader {
  counter += 1;
  const ids = { id: `s${counter}`, revision: `r${counter}`, lesson: `l${counter}` };
  return aHeader({ ...ids, total, band: 'c', ...more });
}
const rates = (...headers: SheetHeader[]) =>
  ratesBySemester({ headers, semesters, rubrics: new Map([[rubric.id, rubric]]) });

describe('rates of a semester', () => {
  it('are the shares of lessons in a passing band and in the top band, with Wilson intervals', () => {
    const [row] = rates(sheet(95), sheet(91), sheet(70), sheet(40));
    expect(row).toMatchObject({ semester: autumn?.id, lessons: 4, observers: 1 });
    expect(row?.passed).toMatchObject({ count: 3, share: 0.75 });
    expect(row?.excellent).toMatchObject({ count: 2, share: 0.5 });
    expect(row?.passed?.lower).toBeCloseTo(0.3006, 4);
    expect(row?.passed?.upper).toBeCloseTo(0.9544, 4);
  });

  it('count a lesson once, in the band of its mean total', () => {
    const both = { lesson: 'shared' };
    const [row] = rates(sheet(95, both), sheet(81, { ...both, observer: 'wang' }), sheet(70), sheet(70));
    expect(row).toMatchObject({ lessons: 3, observers: 2 });
    expect(row?.excellent?.count).toBe(0);
  });

  it('count two records of one slot as one lesson', () => {
    const slot = { date: '2025-10-20', period: 2 };
    expect(rates(sheet(70, slot), sheet(70, { ...slot, observer: 'wang' }))[0]?.lessons).toBe(1);
  });

  it('give no share below three lessons', () => {
    expect(rates(sheet(95), sheet(95))[0]).toMatchObject({ lessons: 2, passed: null, excellent: null });
  });

  it('count a lesson below the lowest band as not passed', () => {
    const bands = rubric.bands.filter(({ from }) => from > 0);
    const gap = new Map([[rubric.id, { ...rubric, bands }]]);
    const headers = [sheet(95), sheet(70), sheet(40, { band: null })];
    expect(ratesBySemester({ headers, semesters, rubrics: gap })[0]).toMatchObject({
      lessons: 3,
      passed: { count: 2 },
    });
    const part = sheet(40, { band: null, looked: { at: 3, of: 20 } });
    expect(ratesBySemester({ headers: [part], semesters, rubrics: gap })).toEqual([]);
  });

  it('stay apart by semester, in their order', () => {
    expect(rates(sheet(70, { date: '2026-03-02' }), sheet(70)).map((row) => row.semester)).toEqual([
      autumn?.id,
      spring?.id,
    ]);
  });

  it.each<[string, Partial<SheetHeader>]>([
    ['sheets that are not complete', { complete: false, band: null }],
    ['sheets that looked at a part only', { band: null }],
    ['notes only', { rubric: null, family: null, total: null, band: null }],
    ['one’s own lesson', { observer: 'lin' }],
    ['rehearsals', { lessonKind: 'rehearsal' }],
    ['guests', { teacher: null }],
    ['lessons outside every semester', { date: '2030-01-01' }],
    ['forms that this device does not know', { rubric: 'other@1' }],
  ])('leave out %s', (_case, more) => {
    expect(rates(sheet(70, more))).toEqual([]);
  });
});
