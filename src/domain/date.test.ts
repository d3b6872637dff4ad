import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { lawRuns } from '../../tests/builders/index.ts';
import {
  addDays,
  dateFromDays,
  dateOfInstant,
  daysBetween,
  daysFromDate,
  isPlainDate,
  isWallTime,
  minutesOfTime,
  timeOfInstant,
  weekday,
} from './date.ts';

const day = fc.integer({ min: daysFromDate('1900-01-01'), max: daysFromDate('2199-12-31') });

describe('isPlainDate', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('knows %s', (text) => {
    expect(isPlainDate(text)).toBe(true);
  });
  it.each([
    ['29 February of a common year', '2026-02-29'],
    ['29 February of 1900, no leap year', '1900-02-29'],
    ['29 February of 2100, no leap year', '2100-02-29'],
    ['30 February', '2024-02-30'],
    ['31 April', '2026-04-31'],
    ['month 0', '2026-00-10'],
    ['month 13', '2026-13-01'],
    ['day 0', '2026-01-00'],
    ['day 32', '2026-01-32'],
    ['a year before 1900', '1899-12-31'],
    ['a year after 2199', '2200-01-01'],
    ['short parts', '2026-1-5'],
    ['slashes', '2026/01/05'],
    ['an instant', '2026-01-05T00:00:00Z'],
    ['full-width digits', '２０２６-０１-０５'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(isPlainDate(text)).toBe(false);
  });
  it('refuses what is no text', () => {
    for (const value of [null, undefined, 20260105, new Date()]) expect(isPlainDate(value)).toBe(false);
  });
});

describe('isWallTime', () => {
  it.each(['00:00', '08:05', '23:59'])('knows %s', (text) => {
    expect(isWallTime(text)).toBe(true);
  });
  it.each(['24:00', '8:05', '08:60', '08:5', '08:05:00', '', '8am'])('refuses %s', (text) => {
    expect(isWallTime(text)).toBe(false);
  });
  it('counts in minutes since midnight', () => {
    expect(['00:00', '08:05', '23:59'].map(minutesOfTime)).toEqual([0, 485, 1439]);
  });
});

describe('days', () => {
  it('count from 1970', () => {
    expect(daysFromDate('1970-01-01')).toBe(0);
    expect(daysFromDate('1969-12-31')).toBe(-1);
    expect(daysFromDate('2000-03-01')).toBe(11_017);
  });

  it('and dates are one and the same, every day from 1900 to 2199', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = dateFromDays(days);
        expect(isPlainDate(date)).toBe(true);
        expect(daysFromDate(date)).toBe(days);
      }),
      lawRuns(),
    );
  });

  it('sort as text', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(dateFromDays(a) < dateFromDays(b)).toBe(a < b);
      }),
      lawRuns(),
    );
  });

  it('add over the ends of months, years and February', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('between are whole, also over the night when the clocks change', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
    expect(daysBetween('2026-01-01', '2026-01-01')).toBe(0);
  });

  it('between undo adding', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3000, max: 3000 }), (days, n) => {
        const date = dateFromDays(days);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
      lawRuns(),
    );
  });

  it('of the week run from Monday 1 to Sunday 7, before 1970 too', () => {
    expect(weekday('2026-01-05')).toBe(1);
    expect(weekday('2026-01-11')).toBe(7);
    expect(weekday('1969-12-31')).toBe(3);
    expect(weekday('1900-01-01')).toBe(1);
  });

  it('of the week agree with the calendar of the platform', () => {
    fc.assert(
      fc.property(day, (days) => {
        expect(weekday(dateFromDays(days)) % 7).toBe(new Date(days * 86_400_000).getUTCDay());
      }),
      lawRuns(),
    );
  });
});

describe("the device's day and time", () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const at = (timeZone: string, instant: string) => {
    process.env['TZ'] = timeZone;
    return `${dateOfInstant(Date.parse(instant))} ${timeOfInstant(Date.parse(instant))}`;
  };

  it("are those of the device's own zone, not of UTC", () => {
    expect(at('Asia/Shanghai', '2025-10-15T16:30:00Z')).toBe('2025-10-16 00:30');
    expect(at('America/New_York', '2025-10-15T03:59:00Z')).toBe('2025-10-14 23:59');
  });

  it('follow the clocks when they change', () => {
    expect(at('Europe/London', '2026-03-29T00:59:00Z')).toBe('2026-03-29 00:59');
    expect(at('Europe/London', '2026-03-29T01:00:00Z')).toBe('2026-03-29 02:00');
    expect(at('Europe/London', '2026-10-25T00:30:00Z')).toBe('2026-10-25 01:30');
    expect(at('Europe/London', '2026-10-25T01:30:00Z')).toBe('2026-10-25 01:30');
  });

  it('have two digits and no seconds', () => {
    expect(at('UTC', '2026-01-02T03:04:59Z')).toBe('2026-01-02 03:04');
  });

  it('never change a plain date: arithmetic is the same in every zone', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'America/Sao_Paulo', 'UTC']) {
      process.env['TZ'] = timeZone;
      expect(addDays('2018-11-03', 1)).toBe('2018-11-04');
      expect(weekday('2018-11-04')).toBe(7);
    }
  });
});
