import { afterEach, describe, expect, it } from 'vitest';
import { aSemester, aSwappedDays, useDeterministicIds } from '../../tests/builders/index.ts';
import { useLocale } from '../i18n/locale.svelte.ts';
import { periodName, periodWithTimes, schoolDayWords, swapWords, weekdayName } from './schoolDay.ts';

useDeterministicIds();
afterEach(() => useLocale('en'));

const calendar = {
  semesters: [aSemester()],
  swaps: aSwappedDays({ '2025-09-28': 2, '2025-10-01': 0 }),
};

describe('a day of the school in words', () => {
  it('is its week and weekday in every language', () => {
    expect(schoolDayWords(calendar, '2025-10-15')).toBe('Week 7, Wed');
    useLocale('zh-Hans');
    expect(schoolDayWords(calendar, '2025-10-15')).toBe('第7周 周三');
    useLocale('zh-Hant');
    expect(schoolDayWords(calendar, '2025-10-15')).toBe('第7週 週三');
  });
  it('says whose timetable runs on a swapped day, and that a holiday has no lessons', () => {
    expect(schoolDayWords(calendar, '2025-09-28')).toBe('Week 4, Sun (Tuesday’s timetable)');
    expect(schoolDayWords(calendar, '2025-10-01')).toBe('Week 5, Wed (no lessons)');
  });
  it('has a remark of its own for a swapped day, and none for any other', () => {
    expect(swapWords(calendar, '2025-09-28')).toBe('Tuesday’s timetable');
    expect(swapWords(calendar, '2025-10-01')).toBe('No lessons');
    expect(swapWords(calendar, '2025-10-15')).toBe('');
    expect(swapWords(undefined, '2025-09-28')).toBe('');
  });
  it('is only the weekday outside every semester and before the calendar is known', () => {
    expect(schoolDayWords(calendar, '2025-08-30')).toBe('Sat');
    expect(schoolDayWords(undefined, '2025-10-15')).toBe('Wed');
  });
});

it('weekdays are named from Monday to Sunday', () => {
  expect([1, 7].map((day) => weekdayName(day))).toEqual(['Monday', 'Sunday']);
});

describe('a period', () => {
  it('has its own name, or its number', () => {
    expect(periodName({ name: '', number: 3 })).toBe('Period 3');
    expect(periodName({ name: '3', number: 3 })).toBe('Period 3');
    expect(periodName({ name: 'Early reading', number: null })).toBe('Early reading');
    expect(periodName({ name: 'Assembly', number: 1 })).toBe('Assembly');
    expect(periodWithTimes({ name: '', number: 3, start: '10:00', end: '10:40' })).toBe('Period 3, 10:00–10:40');
  });
});
