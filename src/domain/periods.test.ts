import { describe, expect, it } from 'vitest';
import { minutesOfTime } from './date.ts';
import { checkPeriod } from './list.ts';
import { nextPeriod, overlappingPeriods, proposePeriods } from './periods.ts';
import type { SchoolKind } from './semester.ts';

const KINDS: SchoolKind[] = ['china', 'taiwan', 'hongkong', 'england', 'singapore', 'other'];

describe('the periods to begin with', () => {
  it('are eight of 40 minutes in a Chinese school, four before noon and four after', () => {
    const periods = proposePeriods('china', 40);
    expect(periods.map(({ start, end }) => `${start}–${end}`)).toEqual([
      '08:00–08:40',
      '08:50–09:30',
      '09:55–10:35',
      '10:45–11:25',
      '14:00–14:40',
      '14:50–15:30',
      '15:40–16:20',
      '16:30–17:10',
    ]);
    expect(periods.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(KINDS.flatMap((kind) => [5, 35, 45, 60, 90, 240].map((minutes) => [kind, minutes] as const)))(
    'follow one another within the day in a school of kind %s with lessons of %i minutes',
    (kind, minutes) => {
      const periods = proposePeriods(kind, minutes);
      expect(periods.length).toBeGreaterThan(1);
      expect(overlappingPeriods(periods)).toEqual([]);
      for (const period of periods) {
        expect(checkPeriod(period)).toBeNull();
        expect(minutesOfTime(period.end) - minutesOfTime(period.start)).toBe(minutes);
      }
    },
  );
});

describe('the next period', () => {
  it('has the next number and begins ten minutes after the last bell', () => {
    const [first, second] = proposePeriods('china', 40);
    if (!first || !second) throw new Error('no periods');
    const reading = { name: 'Reading', number: null, order: 9, start: '07:30', end: '07:50' };
    expect(nextPeriod([second, reading, first], 'china', 45)).toEqual({
      name: '',
      number: 3,
      order: 10,
      start: '09:40',
      end: '10:25',
    });
  });

  it('is the first of the day where there is none, and stays within the day', () => {
    expect(nextPeriod([], 'taiwan', 40)).toMatchObject({ number: 1, order: 0, start: '08:40', end: '09:20' });
    const late = { name: '', number: 9, order: 0, start: '23:00', end: '23:55' };
    expect(checkPeriod(nextPeriod([late], 'china', 40))).toBeNull();
  });
});

describe('overlapping periods', () => {
  const period = (start: string, end: string) => ({ start, end });
  it('are found in pairs; one that begins at another’s bell does not overlap', () => {
    const [a, b, c] = [period('08:00', '08:40'), period('08:40', '09:20'), period('09:10', '09:50')];
    expect(overlappingPeriods([c, b, a])).toEqual([[b, c]]);
    expect(overlappingPeriods([a, b])).toEqual([]);
    expect(overlappingPeriods([])).toEqual([]);
  });
});
