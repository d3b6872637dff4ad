import type { SheetHeader } from '../domain/header.ts';
import type { Id } from '../domain/ids.ts';
import { lessonsAsOne } from '../domain/lesson.ts';
import { bandOf, type Rubric } from '../domain/rubric.ts';
import { semesterOfDate, type Semester } from '../domain/semester.ts';
import { mean } from '../measure/mean.ts';

/** What rates and distributions are worked out from. Headers may be of anybody; the caller picks those of the group on the lesson's day. */
export interface AssessedInput {
  headers: readonly SheetHeader[];
  semesters: readonly Semester[];
  rubrics: ReadonlyMap<Id, Rubric>;
  /** Pairs of lessons that are not one although their slots are equal. */
  apart?: ReadonlySet<string>;
}

/** One lesson, however many observed it. */
export interface AssessedLesson {
  /** The mean of its sheets' totals, 0–100 and, where the form lets a bonus pass it, above. */
  total: number;
  /** The version of its last sheet: whose bands count. */
  rubric: Rubric;
  observers: Id[];
}

/** The assessed lessons of one semester under one rubric family. */
export interface AssessedCell {
  semester: Id;
  family: Id;
  lessons: AssessedLesson[];
  /** Distinct observers. */
  observers: number;
}

/**
 * The lessons that were assessed as a whole, by semester and rubric family, in the order of the semesters, then most lessons first; under forms with
 * bands, or (`bands` false) under those without. Left out: sheets that are not complete or looked at a part only, one's own,
 * rehearsals, lessons outside every semester, guests. A total below the lowest band is a lesson like any other.
 */
export function assessedLessons(input: AssessedInput, bands: boolean): AssessedCell[] {
  const { semesters, rubrics, apart } = input;
  const assessed = input.headers.filter((header) => isAssessed(header, rubrics, bands));
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
    .map(({ semester, family, lessons }) => {
      const found = [...lessons.values()].flatMap((sheets) => lessonOf(sheets, rubrics) ?? []);
      const observers = new Set(found.flatMap((lesson) => lesson.observers)).size;
      return { semester: semester.id, family, lessons: found, observers };
    });
}

function isAssessed(header: SheetHeader, rubrics: ReadonlyMap<Id, Rubric>, bands: boolean): boolean {
  const { teacher, observer, lessonKind, total, complete, band, looked } = header;
  if (teacher === null || teacher === observer || lessonKind === 'rehearsal') return false;
  const rubric = rubrics.get(header.rubric ?? '');
  if (!complete || total === null || looked || !rubric || rubric.bands.length > 0 !== bands) return false;
  // A whole sheet has no band only where its total lies below them all.
  return !bands || band !== null || bandOf(rubric, total) === null;
}

function lessonOf(sheets: readonly SheetHeader[], rubrics: ReadonlyMap<Id, Rubric>): AssessedLesson | null {
  const rubric = rubrics.get(sheets.at(-1)?.rubric ?? '');
  if (!rubric) return null;
  return {
    total: mean(sheets.flatMap((sheet) => sheet.total ?? [])),
    rubric,
    observers: sheets.map((sheet) => sheet.observer),
  };
}
