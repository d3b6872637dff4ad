import { describe, expect, it } from 'vitest';
import type { SheetHeader } from '../../domain/header.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { ClassRow } from '../../store/queries/classes.ts';
import { dayOfKey, lessonsByDay, plannedByDay, turned, weeksAround } from './calendar.ts';

describe('weeksAround', () => {
  it('shows every week that touches the month, Monday first', () => {
    const weeks = weeksAround('2025-10-15', 'month');
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toBe('2025-09-29');
    expect(weeks.at(-1)?.at(-1)).toBe('2025-11-02');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('has six rows where a month needs them and four where it does not', () => {
    expect(weeksAround('2025-06-10', 'month')).toHaveLength(6);
    expect(weeksAround('2027-02-10', 'month')).toHaveLength(4);
    expect(weeksAround('2025-12-31', 'month').at(-1)).toContain('2026-01-04');
  });

  it('shows the week of the day on a phone', () => {
    expect(weeksAround('2025-10-19', 'week')).toEqual([expect.arrayContaining(['2025-10-13', '2025-10-19'])]);
  });
});

describe('turned', () => {
  it('goes on by a month, to the last day of a shorter one, and over the year', () => {
    expect(turned('2025-01-31', 'month', 1)).toBe('2025-02-28');
    expect(turned('2024-03-30', 'month', -1)).toBe('2024-02-29');
    expect(turned('2025-12-05', 'month', 1)).toBe('2026-01-05');
    expect(turned('2026-01-05', 'month', -1)).toBe('2025-12-05');
    expect(turned('2025-10-15', 'week', -1)).toBe('2025-10-08');
  });
});

describe('dayOfKey', () => {
  it.each([
    ['ArrowLeft', 'month', '2025-10-14'],
    ['ArrowDown', 'month', '2025-10-22'],
    ['ArrowDown', 'week', '2025-10-16'],
    ['Home', 'month', '2025-10-13'],
    ['End', 'month', '2025-10-19'],
    ['PageDown', 'month', '2025-11-15'],
    ['PageUp', 'week', '2025-10-08'],
    ['Enter', 'month', null],
  ] as const)('%s in a %s leads to %s', (key, span, day) => {
    expect(dayOfKey(key, '2025-10-15', span)).toBe(day);
  });
});

describe('lessonsByDay', () => {
  const sheet = (id: string, more: Partial<SheetHeader>) => ({
    header: { id, lesson: id, teacher: 'lin', date: '2025-10-15', period: 2, klass: '', ...more } as SheetHeader,
    access: 'full' as const,
  });

  it('shows a lesson once, however many observers it had, in the order of the periods', () => {
    const days = lessonsByDay([
      sheet('late', { period: null }),
      sheet('a', { lesson: 'same' }),
      sheet('b', { lesson: 'same' }),
      sheet('slot', {}),
      sheet('first', { period: 1 }),
      sheet('other class', { klass: '3(2)' }),
      sheet('other day', { date: '2025-10-16' }),
    ]);
    const shown = days.get('2025-10-15')?.map(({ key, sheets }) => [key, sheets.length]);
    expect(shown).toEqual([
      ['first', 1],
      ['a', 3],
      ['other class', 1],
      ['late', 1],
    ]);
    expect([...days.keys()]).toHaveLength(2);
  });
});

describe('plannedByDay', () => {
  const row = (id: string, more: Partial<Lesson> = {}, sheets = 0): ClassRow => ({
    lesson: {
      id,
      teacher: 'lin',
      date: '2025-10-15',
      lessonKind: 'open',
      klass: '3(2)',
      topic: 'Fractions',
      ...more,
    } as Lesson,
    name: 'Lin Mei',
    sheets,
  });
  const ids = (days: Map<string, ClassRow[]>) => [...days.values()].flat().map(({ lesson }) => lesson.id);
  const classes = [
    row('plain'),
    row('observed', {}, 2),
    row('other kind', { lessonKind: 'demonstration' }),
    row('other day', { date: '2025-10-20', teacher: 'wu' }),
  ];

  it('holds announced classes without a record, day by day', () => {
    const days = plannedByDay(classes, {}, null);
    expect(ids(days)).toEqual(['plain', 'other kind', 'other day']);
    expect([...days.keys()]).toEqual(['2025-10-15', '2025-10-20']);
  });

  it.each([
    [{ lessonKind: 'demonstration' as const }, ['other kind']],
    [{ teacher: 'wu' }, ['other day']],
    [{ to: '2025-10-16' }, ['plain', 'other kind']],
    [{ spans: [{ from: '2025-10-18' }] }, ['other day']],
    [{ text: 'FRACTIONS mei' }, ['plain', 'other kind', 'other day']],
    [{ text: 'poetry' }, []],
    [{ rubric: '-' }, []],
    [{ observer: 'wu' }, []],
  ])('is narrowed as the list is: %o', (filter, expected) => {
    expect(ids(plannedByDay(classes, filter, null))).toEqual(expected);
  });

  it('leaves out who was not in the group that day', () => {
    expect(ids(plannedByDay(classes, {}, ({ date }) => date > '2025-10-16'))).toEqual(['other day']);
  });
});
