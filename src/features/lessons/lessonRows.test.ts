import { describe, expect, it } from 'vitest';
import type { SheetHeader } from '../../domain/header.ts';
import type { Semester } from '../../domain/semester.ts';
import { rowsByWeek } from './lessonRows.ts';

const semesters = [{ id: 'autumn', start: '2025-09-01', end: '2026-01-31' }] as Semester[];
const sheet = (id: string, date: string) => ({ header: { id, date } as SheetHeader, access: 'full' as const });

describe('rowsByWeek', () => {
  it('puts one heading above the sheets of each week, Monday to Sunday', () => {
    const rows = rowsByWeek(
      [sheet('d', '2025-09-15'), sheet('c', '2025-09-14'), sheet('b', '2025-09-08'), sheet('a', '2025-09-01')],
      semesters,
    );
    expect(rows.map((row) => (row.type === 'week' ? row.week : row.key))).toEqual([3, 'd', 2, 'c', 'b', 1, 'a']);
  });

  it('heads lessons outside every semester by their Monday, and never joins them with a semester’s week', () => {
    const rows = rowsByWeek([sheet('in', '2026-01-31'), sheet('out', '2025-08-31')], semesters);
    expect(rows[2]).toMatchObject({ type: 'week', semester: null, monday: '2025-08-25' });
    const edge = rowsByWeek([sheet('out', '2026-02-01'), sheet('in', '2026-01-31')], semesters);
    expect(edge.filter((row) => row.type === 'week')).toHaveLength(2);
  });

  it('keeps the sheets of one lesson together, later periods of a day first', () => {
    const of = (id: string, lesson: string, period: number | null) => ({
      header: { id, lesson, period, date: '2025-09-08' } as SheetHeader,
      access: 'full' as const,
    });
    const rows = rowsByWeek(
      [of('1', 'b', 2), of('2', 'a', 2), of('3', 'b', 2), of('4', 'c', 5), of('5', 'd', null)],
      semesters,
    );
    expect(rows.slice(1).map((row) => row.key)).toEqual(['4', '2', '1', '3', '5']);
  });

  it('gives every row a key of its own', () => {
    const rows = rowsByWeek([sheet('b', '2025-09-08'), sheet('a', '2025-09-01')], semesters);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
    const overlapping = [...semesters, { id: 'camp', start: '2025-10-07', end: '2025-10-07' } as Semester];
    const twice = rowsByWeek(
      ['2025-10-08', '2025-10-07', '2025-10-06'].map((date) => sheet(date, date)),
      overlapping,
    );
    expect(new Set(twice.map((row) => row.key)).size).toBe(6);
    expect(rowsByWeek([], semesters)).toEqual([]);
  });
});
