import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { mean } from '../measure/mean.ts';
import { countedRows } from './counted.ts';
import { dimensionDots, overallDots } from './dots.ts';
import { dimensionNames, type DimensionName } from './families.ts';
import { countsOf, growthSheets, type FigureCounts, type GrowthDot } from './figure.ts';
import type { TeacherGrowthInput } from './growth.ts';
import { lessonValues } from './lesson-values.ts';
import { termAround } from './school-year.ts';
import { semesterTime } from './semester-time.ts';

/** What a profile is worked out from. */
export type TermProfileInput = Pick<
  TeacherGrowthInput,
  'teacher' | 'otherIds' | 'ratings' | 'semesters' | 'rubrics' | 'lessonsAsOne'
> & { today: PlainDate };

/** A strip of lesson values with their mean. */
export interface Strip {
  /** 0–100, the mean over lessons. No interval and no verdict: a profile only shows what was seen. */
  mean: number;
  /** One value a lesson, 0–100, in order of the lesson's date. */
  lessons: { lesson: Id; date: PlainDate; value: number }[];
  n: FigureCounts;
}

/** One dimension of a profile. */
export interface ProfileDimension extends DimensionName, Strip {}

/** This term through one rubric family. */
export interface FamilyProfile {
  family: Id;
  title: string | null;
  overall: Strip;
  /** Dimensions with something scored, in the order of the form. */
  dimensions: ProfileDimension[];
}

/** This term's profile. */
export interface TermProfile {
  /** The term of today, in a holiday the last one; null when no semester has begun. */
  semester: Id | null;
  /** Most lessons first; empty when nothing was scored this term. */
  families: FamilyProfile[];
}

/** What was seen of each dimension this term, from one lesson on. Rubric families stay apart. */
export function termProfile(input: TermProfileInput): TermProfile {
  const { teacher, otherIds, ratings, semesters, rubrics, today, lessonsAsOne } = input;
  const term = termAround(semesters, today);
  if (!term) return { semester: null, families: [] };
  const time = semesterTime(semesters);
  const rows = countedRows(new Set([teacher, ...(otherIds ?? [])]), ratings).rows.filter(
    (row) => time.placeOf(row.date)?.semester.id === term.id,
  );
  const families = [...new Set(rows.map((row) => row.family))].map((family): FamilyProfile => {
    const own = rows.filter((row) => row.family === family);
    const versions = [...new Set(own.map((row) => row.rubric))].flatMap((id) => rubrics.get(id) ?? []);
    const named = dimensionNames(
      versions,
      own.flatMap((row) => Object.keys(row.dimensions)),
    );
    return {
      family,
      title: versions.at(-1)?.title ?? null,
      overall: stripOf(overallDots(own, time, lessonsAsOne)),
      dimensions: named
        .map((name) => ({ ...name, ...stripOf(dimensionDots(name.dimension, own, time, rubrics, lessonsAsOne)) }))
        .filter(({ n }) => n.lessons > 0),
    };
  });
  const order = (a: FamilyProfile, b: FamilyProfile) =>
    b.overall.n.lessons - a.overall.n.lessons || (a.family < b.family ? -1 : 1);
  return { semester: term.id, families: families.sort(order) };
}

function stripOf(dots: readonly GrowthDot[]): Strip {
  const dateOfLesson = new Map([...dots].reverse().map((dot) => [dot.lesson, dot.date]));
  const lessons = lessonValues(growthSheets(dots))
    .map(({ lesson, value }) => ({ lesson, value, date: dateOfLesson.get(lesson) ?? '' }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.lesson < b.lesson ? -1 : 1));
  return { mean: mean(lessons.map(({ value }) => value)), lessons, n: countsOf(dots) };
}
