import { describe, expect, test } from 'vitest';
import { addDays, weekday } from '../domain/date.ts';
import { buildCalendar, instantAt, isTeachingDay, schoolYearOf } from './calendar.ts';
import type { SampleLocale } from './options.ts';

const LOCALES: SampleLocale[] = ['en', 'zh-Hans', 'zh-Hant'];
const TODAYS = ['2025-09-01', '2025-11-22', '2026-01-01', '2026-02-01', '2026-05-03', '2026-08-20', '2028-02-29'];

describe('the calendar of the sample school', () => {
  test.each(LOCALES.flatMap((locale) => TODAYS.map((today) => [locale, today] as const)))(
    '%s on %s: eight semesters in order, the last one begun, teaching days before today only',
    (locale, today) => {
      const { terms, coming, before } = buildCalendar('school', locale, today, 8);
      expect(terms).toHaveLength(8);
      expect(terms.map((term) => term.start)).toEqual(terms.map((term) => term.start).sort());
      expect(terms.at(-1)!.start <= today).toBe(true);
      expect(addDays(terms.at(-1)!.end, 62) >= today).toBe(true);
      for (const term of terms) {
        for (const day of term.days) {
          expect(day >= term.start && day <= term.end && day < today).toBe(true);
          expect(weekday(day)).toBeLessThanOrEqual(5);
        }
      }
      for (const term of terms.slice(0, -1)) expect(term.days.length).toBeGreaterThan(40);
      expect(coming.length).toBeGreaterThanOrEqual(4);
      for (const day of coming) expect(day > today && day <= addDays(today, 14)).toBe(true);
      expect(before.length).toBeGreaterThan(5);
      for (const day of before) expect(day < terms[0]!.start).toBe(true);
    },
  );

  test('terms follow the kind of school', () => {
    expect(buildCalendar('s', 'en', '2026-05-03', 6).terms.map((term) => term.term)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(buildCalendar('s', 'zh-Hans', '2026-05-03', 4).terms.map((term) => term.terms)).toEqual([2, 2, 2, 2]);
  });

  test('holidays and weekends are no teaching days', () => {
    expect(isTeachingDay('china', '2025-10-02')).toBe(false);
    expect(isTeachingDay('china', '2025-10-18')).toBe(false);
    expect(isTeachingDay('china', '2025-10-16')).toBe(true);
    expect(isTeachingDay('england', '2025-12-25')).toBe(false);
    expect(isTeachingDay('taiwan', '2025-10-10')).toBe(false);
  });

  test('a wall time becomes the instant of the school, wherever the device is', () => {
    expect(instantAt('china', '2025-11-22', 8 * 60 + 20)).toBe(Date.UTC(2025, 10, 22, 0, 20));
    expect(instantAt('england', '2025-11-22', 9 * 60)).toBe(Date.UTC(2025, 10, 22, 9, 0));
  });

  test('the school year changes in the summer', () => {
    expect(schoolYearOf('2025-07-18')).toBe(2024);
    expect(schoolYearOf('2025-09-01')).toBe(2025);
    expect(schoolYearOf('2026-01-15')).toBe(2025);
  });
});
