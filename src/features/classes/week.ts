import { addDays, weekday, type PlainDate } from '../../domain/date.ts';
import type { ClassRow } from '../../store/queries/classes.ts';

/** One day of a week with its classes. */
export interface WeekDay {
  date: PlainDate;
  classes: ClassRow[];
}

/** The Monday of a day's week. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekday(date));
}

/**
 * The days of a week from its Monday: the five working days, and the weekend where there is a class, it is today or it is a
 * swapped day on which lessons are taught (调休).
 */
export function weekDays(
  monday: PlainDate,
  classes: readonly ClassRow[],
  today: PlainDate,
  isTaught: (date: PlainDate) => boolean = () => false,
): WeekDay[] {
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i)).map((date) => ({
    date,
    classes: classes.filter(({ lesson }) => lesson.date === date),
  }));
  const last = days.findLastIndex(
    (day, i) => i < 5 || day.classes.length > 0 || day.date === today || isTaught(day.date),
  );
  return days.slice(0, last + 1);
}
