import { describe, expect, it } from 'vitest';
import { aClassList, aNameList, aPeriodList, aSwappedDays, useDeterministicIds } from '../../tests/builders/index.ts';
import { checkPeriod, itemsInOrder, periodAt, timetableDay, type PeriodItem } from './list.ts';
import { listSchema } from './list.schema.ts';

useDeterministicIds();

describe('a list', () => {
  it('stands by order, then name, then id', () => {
    const item = (name: string, order: number) => ({ name, order });
    const list = { items: { d: item('B', 1), c: item('A', 1), b: item('A', 1), a: item('Z', 2) } };
    expect(itemsInOrder(list).map((entry) => entry.id)).toEqual(['b', 'c', 'd', 'a']);
  });

  it('has one id a school and list', () => {
    expect(aNameList('rooms', []).id).toBe(aNameList('rooms', ['302']).id);
    expect(aNameList('rooms', []).id).not.toBe(aNameList('grades', []).id);
    expect(aNameList('rooms', [], 's1').id).not.toBe(aNameList('rooms', [], 's2').id);
  });

  it('passes the door, whichever it is, with unknown fields of its entries', () => {
    const classes = aClassList({ c: { name: '3 (2)', order: 0, grade: null, pupils: 42, colour: 'teal' } as never });
    const lists = [aNameList('subjects', ['数学']), classes, aPeriodList(), aSwappedDays({ '2025-09-28': 1 })];
    for (const list of lists) expect(listSchema.safeParse(list).success).toBe(true);
    expect(JSON.stringify(listSchema.safeParse(classes).data)).toContain('teal');
  });

  it.each<[string, object]>([
    [
      'a period with a time that is none',
      aPeriodList({ items: { p: { name: '', order: 0, number: 1, start: '25:00', end: '26:00' } } }),
    ],
    ['a swap on a day that does not exist', aSwappedDays({ '2025-02-30': 1 })],
    ['a class with fewer than no pupils', aClassList({ c: { name: '', order: 0, grade: null, pupils: -1 } })],
  ])('is refused with %s', (_, list) => {
    expect(listSchema.safeParse(list).success).toBe(false);
  });
});

describe('the period at a time', () => {
  const periods = aPeriodList();
  const name = (time: string, before?: number) => periodAt(periods, time, before)?.id;

  it('is the one that runs, from its first minute up to its bell', () => {
    expect(name('08:00')).toBe('period-1');
    expect(name('08:39')).toBe('period-1');
    expect(name('07:30')).toBe('reading');
  });
  it('is the next one within ten minutes: an observer sits down before the bell', () => {
    expect(name('08:40')).toBe('period-2');
    expect(name('07:50')).toBe('period-1');
    expect(name('07:20')).toBe('reading');
    expect(name('07:19')).toBeUndefined();
    expect(name('07:19', 15)).toBe('reading');
  });
  it('is none after the last bell and without periods', () => {
    expect(name('11:10')).toBeUndefined();
    expect(periodAt({ items: {} }, '09:00')).toBeNull();
  });
  it('is the one that started last where two run at once', () => {
    const item = (start: string, end: string): PeriodItem => ({ name: start, order: 0, number: null, start, end });
    expect(periodAt({ items: { a: item('09:00', '12:00'), b: item('10:00', '10:30') } }, '10:10')?.id).toBe('b');
  });
});

describe('the timetable of a day', () => {
  const swaps = aSwappedDays({ '2025-09-28': 2, '2025-10-01': 0 });
  it('is that of its weekday', () => {
    expect(timetableDay(swaps, '2025-10-15')).toBe(3);
    expect(timetableDay(null, '2025-10-12')).toBe(7);
  });
  it('is that of another weekday on a swapped day, or none', () => {
    expect(timetableDay(swaps, '2025-09-28')).toBe(2);
    expect(timetableDay(swaps, '2025-10-01')).toBe(0);
  });
});

describe('a period as typed', () => {
  it.each([
    ['08:00', '08:40', null],
    ['08:00', '08:00', { reason: 'period-ends-before-start' }],
    ['08:40', '08:00', { reason: 'period-ends-before-start' }],
    ['8:00', '08:40', { reason: 'period-time' }],
    ['08:00', '24:40', { reason: 'period-time' }],
  ])('from %s to %s', (start, end, problem) => {
    expect(checkPeriod({ start, end })).toEqual(problem);
  });
});
