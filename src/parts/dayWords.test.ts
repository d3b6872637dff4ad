import { afterEach, describe, expect, it } from 'vitest';
import { aSemester, aSwappedDays, useDeterministicIds } from '../../tests/builders/index.ts';
import { useLocale } from '../i18n/locale.svelte.ts';
import { dayOnForm, weekdayOnForm, weekNumber, weekWords } from './dayWords.ts';

useDeterministicIds();
afterEach(() => useLocale('en'));

const semester = aSemester();
const calendar = { semesters: [semester], swaps: aSwappedDays({ '2025-09-28': 2, '2025-10-01': 0 }) };

describe('the day of a lesson on its forms', () => {
  it('is date, week and weekday', () => {
    expect(dayOnForm(calendar, '2025-10-15')).toEqual(['15 October 2025', 'Week 7', 'Wednesday']);
  });
  it('says beside the weekday whose timetable ran on a swapped day, in every language', () => {
    expect(dayOnForm(calendar, '2025-09-28').at(-1)).toBe('Sunday, Tuesday’s timetable');
    useLocale('zh-Hans');
    expect(weekdayOnForm(calendar, '2025-09-28')).toBe('星期日（上星期二的课）');
    useLocale('zh-Hant');
    expect(weekdayOnForm(calendar, '2025-09-28')).toBe('星期日（上星期二的課）');
  });
  it('says nothing of a timetable on a day off, when a lesson was given all the same', () => {
    expect(weekdayOnForm(calendar, '2025-10-01')).toBe('Wednesday');
  });
  it('is date and weekday outside every semester and before the calendar is known', () => {
    expect(dayOnForm(calendar, '2025-08-30')).toEqual(['30 August 2025', 'Saturday']);
    expect(dayOnForm(undefined, '2025-09-28')).toEqual(['28 September 2025', 'Sunday']);
  });
});

it('days of a semester before its week 1 have no week: nobody counts week 0', () => {
  const late = { ...semester, weekOne: '2025-09-08' };
  expect([weekNumber(late, '2025-09-05'), weekNumber(late, '2025-09-08')]).toEqual([null, 1]);
  expect([weekWords(late, '2025-09-05'), weekWords(late, '2025-09-08')]).toEqual(['', 'Week 1']);
  expect(weekWords(null, '2025-09-08')).toBe('');
});
