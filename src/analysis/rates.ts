import type { SheetHeader } from '../domain/header.ts';
import type { Id } from '../domain/ids.ts';
import { lessonsAsOne } from '../domain/lesson.ts';
import { bandOf, type Band, type Rubric } from '../domain/rubric.ts';
import { semesterOfDate, type Semester } from '../domain/semester.ts';
import { mean } from '../measure/mean.ts';
import { wilsonInterval } from '../measure/wilson-interval.ts';
import { LIMITS } from './limits.ts';

/** A share of lessons, 0–1, with its 95 % interval (Wilson). */
export interface Share {
  count: number;
  share: number;
  lower: number;
  upper: number;
}

/** How many of a semester's assessed lessons passed (达标率) and were excellent (优秀率), under one rubric family. */
export interface SemesterRates {
  semester: Id;
  family: Id;
  /** Assessed lessons: complete sheets under a form with bands. */
  lessons: number;
  observers: number;
  /** Null below three lessons: too few to give a share. */
  passed: Share | null;
  excellent: Share | null;
}

/** What rates are worked out from. Headers may be of anybody; the caller picks those of the group on the lesson's day. */
export interface RatesInput {
  headers: readonly SheetHeader[];
  semesters: readonly Semester[];
  rubrics: ReadonlyMap<Id, Rubric>;
  /** Pairs of lessons that are not one although their slots are equal. */
  apart?: ReadonlySet<string>;
}

/** Bands that count as passed. */
const PASSED: readonly Band['rank'][] = ['top', 'good', 'pass'];

/**
 * Rates by semester and rubric family, in the order of the semesters, then most lessons first. One lesson counts once however
 * many observed it: its band is that of the mean of its totals. Left out: forms without bands, sheets that are not complete
 * or looked at a part only (they have no band), one's own, rehearsals, lessons outside every semester, guests.
 */
export function ratesBySemester({ headers, semesters, rubrics, apart }: RatesInput): SemesterRates[] {
  const assessed = headers.filter((header) => isAssessed(header, rubrics));
  const canonical = lessonsAsOne(
    [...new Map(assessed.map((header) => [header.lesson, { ...header, id: header.lesson }])).values()],
    apart,
  );
  const cells = new Map<string, { semester: Semester; family: Id; lessons: Map<Id, SheetHeader[]> }>();
  for (const header of assessed) {
    const semester = semesterOfDate(semesters, header.date);
    if (!semester || header.family === null) continue;
    const key = `${semester.id}|${header.family}`;
    const cell = cells.get(key) ?? { semester, family: header.family, lessons: new Map<Id, SheetHeader[]>() };
    const lesson = canonical.get(header.lesson) ?? header.lesson;
    cell.lessons.set(lesson, [...(cell.lessons.get(lesson) ?? []), header]);
    cells.set(key, cell);
  }
  return [...cells.values()]
    .sort(
      (a, b) =>
        (a.semester.start < b.semester.start ? -1 : a.semester.start > b.semester.start ? 1 : 0) ||
        b.lessons.size - a.lessons.size ||
        (a.family < b.family ? -1 : 1),
    )
    .map(({ semester, family, lessons }) => ratesOf(semester.id, family, [...lessons.values()], rubrics));
}

function isAssessed(header: SheetHeader, rubrics: ReadonlyMap<Id, Rubric>): boolean {
  const { teacher, observer, lessonKind, rubric, total, complete, band } = header;
  if (teacher === null || teacher === observer || lessonKind === 'rehearsal') return false;
  return complete && total !== null && band !== null && rubric !== null && rubrics.has(rubric);
}

function ratesOf(
  semester: Id,
  family: Id,
  lessons: readonly SheetHeader[][],
  rubrics: ReadonlyMap<Id, Rubric>,
): SemesterRates {
  const ranks = lessons.map((sheets) => rankOf(sheets, rubrics));
  const n = lessons.length;
  const enough = n >= LIMITS.lessons;
  return {
    semester,
    family,
    lessons: n,
    observers: new Set(lessons.flat().map((sheet) => sheet.observer)).size,
    passed: enough ? shareOf(ranks.filter((rank) => rank !== null && PASSED.includes(rank)).length, n) : null,
    excellent: enough ? shareOf(ranks.filter((rank) => rank === 'top').length, n) : null,
  };
}

/** The rank of a lesson: the band of the mean total, in the newest version that it was scored with. */
function rankOf(sheets: readonly SheetHeader[], rubrics: ReadonlyMap<Id, Rubric>): Band['rank'] | null {
  const rubric = rubrics.get(sheets.at(-1)?.rubric ?? '');
  const total = mean(sheets.flatMap((sheet) => sheet.total ?? []));
  return rubric ? (bandOf(rubric, total)?.rank ?? null) : null;
}

function shareOf(count: number, n: number): Share | null {
  const interval = wilsonInterval(count, n);
  return interval && { count, share: interval.mean, lower: interval.lower, upper: interval.upper };
}
