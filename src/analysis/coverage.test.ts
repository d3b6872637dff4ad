import { expect, it } from 'vitest';
import { waitingSince } from './coverage.ts';

const SINCE = '2025-09-01';
const TODAY = '2025-11-20';

it('names whom nobody observed since the day, in the order given, with the whole weeks since the last time', () => {
  const members = [
    { teacher: 'never', lastObserved: null },
    { teacher: 'spring', lastObserved: '2025-05-15' },
    { teacher: 'autumn', lastObserved: '2025-09-01' },
    { teacher: 'august', lastObserved: '2025-08-31' },
  ];
  expect(waitingSince(members, SINCE, TODAY)).toEqual([
    { teacher: 'never', weeks: null },
    { teacher: 'spring', weeks: 27 },
    { teacher: 'august', weeks: 11 },
  ]);
});

it('is empty for nobody, and never counts below 0', () => {
  expect(waitingSince([], SINCE, TODAY)).toEqual([]);
  expect(waitingSince([{ teacher: 'a', lastObserved: '2025-08-31' }], SINCE, '2025-08-01')).toEqual([
    { teacher: 'a', weeks: 0 },
  ]);
});
