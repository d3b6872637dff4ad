import { describe, expect, it } from 'vitest';
import { aLesson } from '../../../tests/builders/lesson.ts';
import { mondayOf, weekDays } from './week.ts';

const row = (date: string) => ({ lesson: aLesson({ id: date, date }), name: 'Lin Yue', sheets: 0 });

describe('mondayOf', () => {
  it.each([
    ['2025-10-13', '2025-10-13'],
    ['2025-10-19', '2025-10-13'],
    ['2026-01-01', '2025-12-29'],
  ])('of %s is %s', (date, monday) => {
    expect(mondayOf(date)).toBe(monday);
  });
});

describe('weekDays', () => {
  it('has five days, and puts each class on its own', () => {
    const days = weekDays('2025-10-13', [row('2025-10-14'), row('2025-10-14')], '2025-10-01');
    expect(days.map((day) => day.classes.length)).toEqual([0, 2, 0, 0, 0]);
  });

  it('goes on to the weekend where a class stands there, so that a Saturday series is seen', () => {
    expect(weekDays('2025-10-13', [row('2025-10-18')], '2025-10-01')).toHaveLength(6);
    expect(weekDays('2025-10-13', [], '2025-10-19')).toHaveLength(7);
  });
});

it('shows a Saturday that runs another day’s timetable, although no class is on it', () => {
  const days = weekDays('2025-10-06', [], '2025-01-01', (date) => date === '2025-10-11');
  expect(days.map(({ date }) => date).at(-1)).toBe('2025-10-11');
});
