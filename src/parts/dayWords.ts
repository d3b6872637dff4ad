import type { PlainDate } from '../domain/date.ts';
import { schoolDay, semesterOfDate, weekOfSemester, type Semester } from '../domain/semester.ts';
import { dateLong, weekday } from '../i18n/formats.ts';
import { m } from '../i18n/messages.ts';
import type { SchoolCalendar } from '../store/queries/lists.ts';
import { swapWords } from './schoolDay.ts';

type Weeks = Pick<Semester, 'id' | 'start' | 'end' | 'weekOne'>;

/** "Week 7" of a semester; empty without one and in the days before its week 1, which nobody counts. */
export function weekWords(semester: Weeks | null, date: PlainDate): string {
  const week = weekNumber(semester, date);
  return week === null ? '' : m.records_week({ n: week });
}

/** The number of the week, for a column of its own; null where `weekWords` is empty. */
export function weekNumber(semester: Weeks | null, date: PlainDate): number | null {
  const week = semester ? weekOfSemester(semester, date) : 0;
  return week >= 1 ? week : null;
}

/** The weekday as a form writes it; on a swapped day (调休) with the timetable that ran: "Saturday, Monday’s timetable". */
export function weekdayOnForm(calendar: SchoolCalendar | undefined, date: PlainDate): string {
  const day = weekday(date);
  // Whoever gave a lesson on a day off did not follow a timetable.
  const { runs } = schoolDay([], calendar?.swaps ?? null, date);
  const swap = runs === 0 ? '' : swapWords(calendar, date);
  return swap ? m.printing_weekday_swapped({ weekday: day, swap }) : day;
}

/** Date, week and weekday of a lesson as its forms write them; what is not known is left out. */
export function dayOnForm(calendar: SchoolCalendar | undefined, date: PlainDate): string[] {
  const semester = semesterOfDate(calendar?.semesters ?? [], date);
  return [dateLong(date), weekWords(semester, date), weekdayOnForm(calendar, date)].filter(Boolean);
}
