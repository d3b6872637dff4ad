import { minutesOfTime, timeOfMinutes, type WallTime } from './date.ts';
import type { PeriodItem } from './list.ts';
import type { SchoolKind } from './semester.ts';

/** Pairs of periods that share minutes (one's end may be another's start), by start: shown to the office, never refused. */
export function overlappingPeriods<P extends Pick<PeriodItem, 'start' | 'end'>>(periods: readonly P[]): [P, P][] {
  const sorted = [...periods].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  return sorted.flatMap((earlier, i) =>
    sorted.slice(i + 1).flatMap((later): [P, P][] => (later.start < earlier.end ? [[earlier, later]] : [])),
  );
}

/** When a school's day usually begins and goes on after noon, and how many periods it has before and after. */
const SCHOOL_DAYS: Record<SchoolKind, { morning: WallTime; before: number; noon: WallTime; after: number }> = {
  china: { morning: '08:00', before: 4, noon: '14:00', after: 4 },
  taiwan: { morning: '08:40', before: 4, noon: '13:20', after: 3 },
  hongkong: { morning: '08:30', before: 5, noon: '13:40', after: 3 },
  england: { morning: '09:00', before: 4, noon: '13:30', after: 2 },
  singapore: { morning: '07:30', before: 6, noon: '13:30', after: 2 },
  other: { morning: '08:00', before: 4, noon: '13:30', after: 3 },
};

/**
 * A day of periods to begin with: the school's lesson length (minutes), 10 minutes between two, 25 after the second, and
 * a break at noon. Nameless and numbered from 1; what would run past midnight is left out.
 */
export function proposePeriods(kind: SchoolKind, minutes: number): PeriodItem[] {
  const { morning, before, noon, after } = SCHOOL_DAYS[kind];
  const periods: PeriodItem[] = [];
  let at = minutesOfTime(morning);
  for (let i = 0; i < before + after; i += 1) {
    if (i === before) at = Math.max(minutesOfTime(noon), Math.ceil((at + 40) / 10) * 10);
    if (at + minutes >= 24 * 60) break;
    periods.push({ name: '', number: i + 1, order: i, start: timeOfMinutes(at), end: timeOfMinutes(at + minutes) });
    at += minutes + (i === 1 ? 25 : 10);
  }
  return periods;
}

/** The period to propose after those there are: the next number, ten minutes after the last bell; the day's end is kept. */
export function nextPeriod(periods: readonly PeriodItem[], kind: SchoolKind, minutes: number): PeriodItem {
  const last = periods.map(({ end }) => end).reduce((a, b) => (a > b ? a : b), '');
  const at = last ? minutesOfTime(last) + 10 : minutesOfTime(SCHOOL_DAYS[kind].morning);
  const start = Math.min(at, 24 * 60 - 2);
  const number = Math.max(0, ...periods.map((period) => period.number ?? 0)) + 1;
  const order = Math.max(-1, ...periods.map((period) => period.order)) + 1;
  const end = Math.min(start + minutes, 24 * 60 - 1);
  return { name: '', number, order, start: timeOfMinutes(start), end: timeOfMinutes(end) };
}
