import { mean } from '../measure/mean.ts';
import { tInterval } from '../measure/t-interval.ts';
import type { SemesterEstimate } from './estimator.ts';
import { observersOf, type LessonValue } from './lesson-values.ts';

/** Spread below this many points is rounding, not spread. */
const NO_SPREAD = 1e-9;

/**
 * The mean of each semester over its lessons, in order of time, with the 95 % t interval of lesson values (n − 1 degrees
 * of freedom). With one lesson, or when all lessons came out equal, there is no interval: none could be told from the data,
 * and one of no width would claim certainty. Bounds are cut at 0 and 100 and marked. Semesters without a lesson are absent.
 */
export function semesterMeans(lessons: readonly LessonValue[]): SemesterEstimate[] {
  const semesters = [...new Set(lessons.map((lesson) => lesson.semester))].sort((a, b) => a - b);
  return semesters.map((semester) =>
    semesterMean(
      semester,
      lessons.filter((lesson) => lesson.semester === semester),
    ),
  );
}

function semesterMean(semester: number, lessons: readonly LessonValue[]): SemesterEstimate {
  const values = lessons.map((lesson) => lesson.value);
  const interval = tInterval(values);
  const told = interval && interval.upper - interval.lower > NO_SPREAD ? interval : null;
  return {
    semester,
    mean: mean(values),
    lower: told && Math.max(0, told.lower),
    upper: told && Math.min(100, told.upper),
    bounded: told !== null && (told.lower < 0 || told.upper > 100),
    lessons: lessons.length,
    observers: observersOf(lessons).length,
    sheets: lessons.reduce((sum, lesson) => sum + lesson.sheets, 0),
  };
}
