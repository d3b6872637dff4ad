import { addDays, type PlainDate } from '../domain/date.ts';
import { inOrder, semesterOfDate, type Semester } from '../domain/semester.ts';

/** The semester that a day belongs to, or in a holiday the last one that began before it; null before all of them. */
export function termAround(semesters: readonly Semester[], today: PlainDate): Semester | null {
  const live = semesters.filter((semester) => !semester.deleted);
  return semesterOfDate(live, today) ?? inOrder(live).findLast((semester) => semester.start <= today) ?? null;
}

/**
 * The days of the school year around a day, inclusive: all semesters of the school year of that day's term, and at least
 * up to that day (the summer holiday still belongs to the year that ended). Without a semester the year up to that day.
 */
export function schoolYearAround(semesters: readonly Semester[], today: PlainDate): { from: PlainDate; to: PlainDate } {
  const term = termAround(semesters, today);
  if (!term) return { from: addDays(today, -364), to: today };
  const year = semesters.filter((semester) => !semester.deleted && semester.schoolYear === term.schoolYear);
  return {
    from: year.reduce((first, { start }) => (start < first ? start : first), term.start),
    to: year.reduce((last, { end }) => (end > last ? end : last), today),
  };
}
