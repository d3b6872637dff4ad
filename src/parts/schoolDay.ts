import { addDays, type PlainDate } from '../domain/date.ts';
import type { PeriodItem } from '../domain/list.ts';
import { schoolDay, type Semester } from '../domain/semester.ts';
import { wallTime, weekday } from '../i18n/formats.ts';
import { m } from '../i18n/messages.ts';
import type { SchoolCalendar } from '../store/queries/lists.ts';

/** A Monday, from which weekdays are named. */
const MONDAY = '2024-01-01';

/** The name of a weekday by its number, 1 = Monday … 7 = Sunday. */
export function weekdayName(day: number, width: 'long' | 'short' = 'long'): string {
  return weekday(addDays(MONDAY, day - 1), width);
}

/**
 * A day as the school counts it: "Week 7, Wed", "第7周 周三"; outside every semester only the weekday. On a swapped day it
 * says whose timetable runs.
 */
export function schoolDayWords(calendar: SchoolCalendar | undefined, date: PlainDate): string {
  const { semesters, swaps } = calendar ?? { semesters: [] as Semester[], swaps: null };
  const at = schoolDay(semesters, swaps, date);
  const short = weekday(date, 'short');
  const day = at.week === null ? short : m.office_week_day({ week: at.week, weekday: short });
  if (at.runs === at.weekday) return day;
  return at.runs === 0 ? m.office_day_free({ day }) : m.office_day_swapped({ day, weekday: weekdayName(at.runs) });
}

/** What is said of a swapped day beside its weekday ("Tuesday’s timetable", "No lessons"); empty on any other day. */
export function swapWords(calendar: SchoolCalendar | undefined, date: PlainDate): string {
  const { runs, weekday: own } = schoolDay([] as Semester[], calendar?.swaps ?? null, date);
  if (runs === own) return '';
  return runs === 0 ? m.office_swap_none() : m.office_swap_of({ weekday: weekdayName(runs) });
}

/** What a period is called: its own name, else "Period 3". */
export function periodName({ name, number }: Pick<PeriodItem, 'name' | 'number'>): string {
  if (number === null) return name;
  const plain = m.records_period({ n: number });
  return name === '' || name === String(number) ? plain : name;
}

/** A period with its bell times: "Period 3, 10:00–10:40". */
export function periodWithTimes(period: Pick<PeriodItem, 'name' | 'number' | 'start' | 'end'>): string {
  return m.office_period_time({
    period: periodName(period),
    start: wallTime(period.start),
    end: wallTime(period.end),
  });
}
