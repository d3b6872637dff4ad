import { isWallTime, minutesOfTime, type PlainDate, type WallTime, weekday } from './date.ts';
import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** What every entry of a list has; lists stand in this order. */
export interface NamedItem {
  name: string;
  order: number;
}
/** A class with its grade and number of pupils. */
export interface ClassItem extends NamedItem {
  grade: Id | null;
  pupils: number | null;
}
/** A period with its bell times. 早读 and 课后服务 have a name and no number. */
export interface PeriodItem extends NamedItem {
  number: number | null;
  start: WallTime;
  end: WallTime;
}
/** A swapped day (调休): this date runs the timetable of a weekday (1 = Monday), or none (0 = no lessons). */
export interface SwappedDay extends NamedItem {
  date: PlainDate;
  runs: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The names of a school's lists. */
export const LISTS = ['grades', 'classes', 'subjects', 'rooms', 'periods', 'swappedDays'] as const;
export type ListName = (typeof LISTS)[number];
/** What an entry of each list is. */
export interface ListItems {
  grades: NamedItem;
  classes: ClassItem;
  subjects: NamedItem;
  rooms: NamedItem;
  periods: PeriodItem;
  swappedDays: SwappedDay;
}

interface ListBase<L extends string, I extends NamedItem> extends RecordBase<'list'> {
  list: L;
  /** By id, so that two people who add at the same time both keep their entry. */
  items: Record<Id, I>;
}
export type ClassList = ListBase<'classes', ClassItem>;
export type PeriodList = ListBase<'periods', PeriodItem>;
export type SwappedDays = ListBase<'swappedDays', SwappedDay>;
export type NameList = ListBase<'grades' | 'subjects' | 'rooms', NamedItem>;
/** One of the school's lists: one record a list and school, its id from `listIdOf`. */
export type SchoolList = NameList | ClassList | PeriodList | SwappedDays;

/** The entries of a list with their ids: order, then name by code point, then id. */
export function itemsInOrder<I extends NamedItem>(list: { items: Record<Id, I> }): ({ id: Id } & I)[] {
  return Object.entries(list.items)
    .map(([id, item]) => ({ id, ...item }))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

/**
 * The period that runs at a time (start inclusive, end exclusive), or the next one within `before` minutes, since an
 * observer sits down before the bell; null when there is none. Of overlapping periods the latest start.
 */
export function periodAt(
  periods: Pick<PeriodList, 'items'>,
  time: WallTime,
  before = 10,
): ({ id: Id } & PeriodItem) | null {
  const now = minutesOfTime(time);
  const sorted = itemsInOrder(periods).sort((a, b) => minutesOfTime(a.start) - minutesOfTime(b.start));
  const running = sorted.filter((item) => minutesOfTime(item.start) <= now && now < minutesOfTime(item.end)).at(-1);
  if (running) return running;
  return sorted.find((item) => minutesOfTime(item.start) > now && minutesOfTime(item.start) - now <= before) ?? null;
}

/** The weekday whose timetable a date runs, 1 = Monday … 7 = Sunday; 0 = no lessons on that day. */
export function timetableDay(swaps: Pick<SwappedDays, 'items'> | null, date: PlainDate): SwappedDay['runs'] {
  const swap = swaps ? itemsInOrder(swaps).find((item) => item.date === date) : undefined;
  return swap ? swap.runs : weekday(date);
}

/** What is wrong with a period as typed, or null. */
export function checkPeriod(
  period: Pick<PeriodItem, 'start' | 'end'>,
): { reason: 'period-time' | 'period-ends-before-start' } | null {
  if (!isWallTime(period.start) || !isWallTime(period.end)) return { reason: 'period-time' };
  return period.end <= period.start ? { reason: 'period-ends-before-start' } : null;
}
