import { daysBetween, type PlainDate } from '../domain/date.ts';
import { inOrder, semesterOfDate, type Semester } from '../domain/semester.ts';

/** A day's place in the school's calendar. */
export interface SemesterPlace {
  semester: Semester;
  /** Semester time: 0 is the school's first semester, one step is one semester, also over semesters without a lesson. */
  index: number;
}

/** The school's calendar as a scale for charts and lines. */
export interface SemesterTime {
  /** In order of time; deleted ones are not in it. */
  semesters: readonly Semester[];
  /** The semester of a day, null outside all of them. */
  placeOf(date: PlainDate): SemesterPlace | null;
  /** The x of a day: a semester's own days lie within ±.4 of its index, days between two semesters in the gap between. */
  xOf(date: PlainDate): number;
}

/** Half of the width that a semester's days take on the axis; the rest is the gap to the next. */
const HALF = 0.4;
/** Days of a usual semester, the measure of days that lie before all semesters or after. */
const USUAL_DAYS = 183;

/**
 * Semester time. Days before the first semester or after the last lie outside its mark, the farther the more, but never a
 * whole step, so that one old lesson does not squeeze the chart. Without any semester 1970 is 0 and a step is 183 days.
 */
export function semesterTime(all: readonly Semester[]): SemesterTime {
  const semesters = inOrder(all.filter((semester) => !semester.deleted));
  const placeOf = (date: PlainDate): SemesterPlace | null => {
    const semester = semesterOfDate(semesters, date);
    return semester && { semester, index: semesters.indexOf(semester) };
  };
  const xOf = (date: PlainDate): number => {
    const place = placeOf(date);
    if (!place) return xOutside(semesters, date);
    const { start, end } = place.semester;
    return place.index - HALF + 2 * HALF * shareOf(start, end, date);
  };
  return { semesters, placeOf, xOf };
}

function xOutside(semesters: readonly Semester[], date: PlainDate): number {
  const first = semesters[0];
  if (!first) return daysBetween('1970-01-01', date) / USUAL_DAYS;
  const after = semesters.findIndex((semester) => semester.start > date);
  if (after === 0) return -HALF - beyond(daysBetween(date, first.start));
  const before = (after === -1 ? semesters.length : after) - 1;
  const end = semesters.slice(0, before + 1).reduce((latest, { end }) => (end > latest ? end : latest), first.end);
  const next = semesters[after];
  if (!next) return before + HALF + beyond(daysBetween(end, date));
  return before + HALF + (1 - 2 * HALF) * shareOf(end, next.start, date);
}

/** 0 at no distance, towards .6 with years. */
function beyond(days: number): number {
  return ((1 - HALF) * days) / (days + USUAL_DAYS);
}

function shareOf(start: PlainDate, end: PlainDate, date: PlainDate): number {
  const length = daysBetween(start, end);
  return length > 0 ? Math.min(1, Math.max(0, daysBetween(start, date) / length)) : 0.5;
}
