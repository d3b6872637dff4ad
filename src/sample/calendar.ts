import { addDays, daysFromDate, weekday, type Instant, type PlainDate, type WallTime } from '../domain/date.ts';
import { semesterIdOf, type Id } from '../domain/ids.ts';
import { termsOfSchoolYear, type SemesterProposal } from '../domain/semester.ts';
import { KIND_OF_LOCALE, type SampleLocale } from './options.ts';

type Kind = (typeof KIND_OF_LOCALE)[SampleLocale];

/** Spans (month-day) in which lessons are taught; between them are holidays. */
const TEACHING: Record<Kind, readonly (readonly [from: string, to: string])[]> = {
  china: [
    ['09-01', '09-30'],
    ['10-08', '12-31'],
    ['01-02', '01-16'],
    ['02-20', '04-03'],
    ['04-07', '04-30'],
    ['05-06', '06-30'],
  ],
  taiwan: [
    ['09-01', '10-09'],
    ['10-11', '12-31'],
    ['01-02', '01-19'],
    ['02-16', '04-02'],
    ['04-08', '06-28'],
  ],
  england: [
    ['09-04', '10-21'],
    ['11-01', '12-18'],
    ['01-06', '02-12'],
    ['02-21', '03-28'],
    ['04-20', '05-23'],
    ['06-01', '07-18'],
  ],
};

/** Beginnings of the periods, how long a lesson lasts, and hours east of UTC. */
const DAY: Record<Kind, { starts: readonly WallTime[]; minutes: number; offset: number }> = {
  china: { starts: ['08:20', '09:10', '10:10', '11:00', '14:00', '14:50', '15:40'], minutes: 40, offset: 8 },
  taiwan: { starts: ['08:40', '09:30', '10:30', '11:20', '13:20', '14:10', '15:10'], minutes: 40, offset: 8 },
  england: { starts: ['08:50', '09:45', '11:00', '11:55', '13:40', '14:35'], minutes: 50, offset: 0 },
};

/** A semester with the teaching days that lie behind `today`. Its weeks count from the first day that is taught. */
export interface Term extends SemesterProposal {
  id: Id;
  weekOne: PlainDate | null;
  days: PlainDate[];
}

/** When this school teaches. */
export interface Calendar {
  kind: Kind;
  today: PlainDate;
  terms: Term[];
  /** Teaching days of the three months before the first semester: they belong to none. */
  before: PlainDate[];
  /** Days of the two weeks after today on which a class can be announced. */
  coming: PlainDate[];
  starts: readonly WallTime[];
  minutes: number;
}

/** The last `count` semesters up to today's, with their teaching days. */
export function buildCalendar(school: Id, locale: SampleLocale, today: PlainDate, count: number): Calendar {
  const kind = KIND_OF_LOCALE[locale];
  const year = Number(today.slice(0, 4));
  const proposals: SemesterProposal[] = [];
  for (let schoolYear = year - count - 1; schoolYear <= year; schoolYear += 1) {
    proposals.push(...termsOfSchoolYear(kind, schoolYear).filter((term) => term.start <= today));
  }
  const terms = proposals.slice(-count).map((term) => {
    const last = term.end < today ? term.end : addDays(today, -1);
    return {
      ...term,
      id: semesterIdOf(school, term.schoolYear, term.term),
      weekOne: daysOf(term.start, term.end).find((date) => isTeachingDay(kind, date)) ?? null,
      days: teachingDays(kind, term.start, last),
    };
  });
  const start = terms[0]?.start ?? today;
  const fortnight = daysOf(addDays(today, 1), addDays(today, 14)).filter((date) => weekday(date) <= 5);
  const taught = fortnight.filter((date) => isTeachingDay(kind, date));
  return {
    kind,
    today,
    terms,
    before: teachingDays(kind, addDays(start, -100), addDays(start, -1)),
    coming: taught.length >= 4 ? taught : fortnight,
    starts: DAY[kind].starts,
    minutes: DAY[kind].minutes,
  };
}

/** Whether lessons are taught on a day: a weekday outside the holidays. */
export function isTeachingDay(kind: Kind, date: PlainDate): boolean {
  const day = date.slice(5);
  return weekday(date) <= 5 && TEACHING[kind].some(([from, to]) => from <= day && day <= to);
}

/** The instant of a minute of a day on the school's wall clock (daylight saving is left out). */
export function instantAt(kind: Kind, date: PlainDate, minute: number): Instant {
  return (daysFromDate(date) * 1440 + minute - DAY[kind].offset * 60) * 60_000;
}

/** The school year (its first calendar year) of a day; it changes with September. */
export function schoolYearOf(date: PlainDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '08-15' ? year : year - 1;
}

function teachingDays(kind: Kind, from: PlainDate, to: PlainDate): PlainDate[] {
  return daysOf(from, to).filter((date) => isTeachingDay(kind, date));
}

function daysOf(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}
