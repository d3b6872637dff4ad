import { addDays, daysBetween, type PlainDate, weekday } from './date.ts';
import type { Id } from './ids.ts';
import { type SwappedDay, type SwappedDays, timetableDay } from './list.ts';
import type { RecordBase } from './record.ts';

/** A semester or term of a school year. Both days are inclusive. */
export interface Semester extends RecordBase<'semester'> {
  /** Calendar year in which the school year begins. */
  schoolYear: number;
  /** 1-based number of the term within the school year. */
  term: number;
  /** How many terms the school year has (2 China, 3 England, 1 Singapore): decides how it is named. */
  terms: number;
  start: PlainDate;
  end: PlainDate;
  /** A day of week 1; absent or null = the first day. Days before that week are in week 0, −1 … */
  weekOne?: PlainDate | null;
  /** A name of the school's own; empty = named from year and term in the reader's language. */
  name: string;
}

type Span = Pick<Semester, 'id' | 'start' | 'end'>;

/**
 * The semester that a day belongs to: among those that contain it the latest start, then the smallest id; null when none
 * does. Pure, so a semester is never stored with a lesson.
 */
export function semesterOfDate<S extends Span>(semesters: readonly S[], date: PlainDate): S | null {
  let best: S | null = null;
  for (const semester of semesters) {
    if (date < semester.start || date > semester.end) continue;
    if (!best || semester.start > best.start || (semester.start === best.start && semester.id < best.id))
      best = semester;
  }
  return best;
}

/** Pairs of semesters that share days: reported to the office, never refused in a merge. */
export function overlappingSemesters<S extends Span>(semesters: readonly S[]): [S, S][] {
  const sorted = inOrder(semesters);
  const pairs: [S, S][] = [];
  sorted.forEach((earlier, i) => {
    for (const later of sorted.slice(i + 1)) if (later.start <= earlier.end) pairs.push([earlier, later]);
  });
  return pairs;
}

/** Semesters by start, then id. */
export function inOrder<S extends Span>(semesters: readonly S[]): S[] {
  return [...semesters].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1));
}

/**
 * Week number of a day in its semester: week 1 is the calendar week, from Monday, that holds `weekOne`, or the first day
 * where the school says nothing. Before it weeks are 0, −1 …
 */
export function weekOfSemester(semester: Span & Pick<Semester, 'weekOne'>, date: PlainDate): number {
  const first = semester.weekOne ?? semester.start;
  const firstMonday = addDays(first, 1 - weekday(first));
  return Math.floor(daysBetween(firstMonday, date) / 7) + 1;
}

/** A day as a school counts it. */
export interface SchoolDay<S> {
  /** Null outside every semester. */
  semester: S | null;
  /** Null outside every semester and before week 1. */
  week: number | null;
  /** 1 = Monday … 7 = Sunday. */
  weekday: SwappedDay['runs'];
  /** The weekday whose timetable it runs: another one on a swapped day (调休), 0 = no lessons. */
  runs: SwappedDay['runs'];
}

/** The semester, week, weekday and timetable of a day. The one place where lessons, forms and lists take them from. */
export function schoolDay<S extends Span & Pick<Semester, 'weekOne'>>(
  semesters: readonly S[],
  swaps: Pick<SwappedDays, 'items'> | null,
  date: PlainDate,
): SchoolDay<S> {
  const semester = semesterOfDate(semesters, date);
  const week = semester ? weekOfSemester(semester, date) : 0;
  return { semester, week: week >= 1 ? week : null, weekday: weekday(date), runs: timetableDay(swaps, date) };
}

/** What is wrong with a semester as typed, or null. */
export function checkSemester(
  semester: Pick<Semester, 'start' | 'end' | 'weekOne'>,
): { reason: 'semester-ends-before-start' | 'semester-too-long' | 'week-one-outside' } | null {
  const { start, end, weekOne } = semester;
  if (end < start) return { reason: 'semester-ends-before-start' };
  if (daysBetween(start, end) > 370) return { reason: 'semester-too-long' };
  // A week may begin some days before the semester does.
  if (weekOne && (weekOne < addDays(start, -6) || weekOne > end)) return { reason: 'week-one-outside' };
  return null;
}

export type SchoolKind = 'china' | 'taiwan' | 'hongkong' | 'england' | 'singapore' | 'other';

/** A semester that first run proposes; ids are made when it is kept. */
export type SemesterProposal = Pick<Semester, 'schoolYear' | 'term' | 'terms' | 'start' | 'end'>;

/** Month-day spans of the terms of a school year by kind of school; a second number counts years after the first. */
const TERMS: Record<SchoolKind, [start: string, end: string, startYear: 0 | 1, endYear: 0 | 1][]> = {
  china: [
    ['09-01', '01-31', 0, 1],
    ['02-01', '07-31', 1, 1],
  ],
  taiwan: [
    ['08-01', '01-31', 0, 1],
    ['02-01', '07-31', 1, 1],
  ],
  hongkong: [
    ['09-01', '01-31', 0, 1],
    ['02-01', '07-31', 1, 1],
  ],
  england: [
    ['09-01', '12-31', 0, 0],
    ['01-01', '04-15', 1, 1],
    ['04-16', '07-31', 1, 1],
  ],
  singapore: [['01-01', '11-30', 0, 0]],
  other: [
    ['09-01', '01-31', 0, 1],
    ['02-01', '07-31', 1, 1],
  ],
};

/** All terms of the school year that begins in a calendar year. */
export function termsOfSchoolYear(kind: SchoolKind, schoolYear: number): SemesterProposal[] {
  return TERMS[kind].map(([start, end, startYear, endYear], i, all) => ({
    schoolYear,
    term: i + 1,
    terms: all.length,
    start: `${schoolYear + startYear}-${start}`,
    end: `${schoolYear + endYear}-${end}`,
  }));
}

/** The terms to propose on a day: those of the school year that holds it (the next one in a gap between years). */
export function proposeSemesters(kind: SchoolKind, today: PlainDate): SemesterProposal[] {
  const year = Number(today.slice(0, 4));
  for (const schoolYear of [year - 1, year, year + 1]) {
    const terms = termsOfSchoolYear(kind, schoolYear);
    if (terms.some((term) => today <= term.end)) return terms;
  }
  return termsOfSchoolYear(kind, year);
}

/**
 * Whether the office should think of the next term: none runs today, or the running one ends within so many days. A term
 * that was begun with its first week said is ready.
 */
export function isTermEnding(semesters: readonly Semester[], today: PlainDate, within = 14): boolean {
  if (semesters.length === 0) return false;
  const running = semesterOfDate(semesters, today);
  if (running && running.end > addDays(today, within)) return false;
  const next = inOrder(semesters).find((each) => each.start > today);
  return !next?.weekOne;
}

/** Identity of a proposal or semester within its school. */
export function semesterKey(semester: Pick<Semester, 'schoolYear' | 'term'>): string {
  return `${semester.schoolYear}/${semester.term}`;
}

/** Ids of the semesters, for a lookup by id. */
export function semestersById(semesters: readonly Semester[]): Map<Id, Semester> {
  return new Map(semesters.map((semester) => [semester.id, semester]));
}
