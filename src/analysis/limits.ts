/** What a growth figure may show: dots only, this term so far, semester means with intervals, or a line with its band. */
export type GrowthStage = 'dots' | 'term' | 'means' | 'line';

/** What is said beside a figure whatever its stage. */
export type GrowthFlag = 'one-observer';

/** The limits of display. Distinct scored lessons count, never sheets. */
export const LIMITS = {
  /** Below this nothing but dots is shown. */
  lessons: 3,
  /** Lessons of one single semester from which it is told as "this term so far". */
  termLessons: 6,
  /** Semesters with a lesson from which means are shown. */
  meanSemesters: 2,
  /** Semesters with a lesson and lessons in all from which there is a line. */
  lineSemesters: 3,
  lineLessons: 6,
} as const;

/** What decides the stage. */
export interface StageInput {
  /** Distinct scored lessons of each semester; semesters without any may be left out or 0. Their order does not matter. */
  lessonsBySemester: readonly number[];
  /** Distinct observers of these lessons. */
  observers: number;
}

/** The stage, and the counts that it was decided by. */
export interface StageOfGrowth {
  stage: GrowthStage;
  flags: GrowthFlag[];
  lessons: number;
  semesters: number;
}

/**
 * The stage of a growth figure.
 *
 * | semesters with a lesson | lessons in all | stage |
 * |---|---|---|
 * | any | under 3 | dots |
 * | 1 | 3–5 | dots |
 * | 1 | 6 and more | term |
 * | 2 | 3 and more | means |
 * | 3 and more | 3–5 | means |
 * | 3 and more | 6 and more | line |
 *
 * A lesson outside every semester is a dot and decides nothing, so it is not handed in here. A semester without a lesson
 * between two others is a gap in the figure and counts for nothing either. `one-observer` is raised at every stage.
 */
export function stageOf({ lessonsBySemester, observers }: StageInput): StageOfGrowth {
  const counts = lessonsBySemester.filter((count) => count > 0);
  const semesters = counts.length;
  const lessons = counts.reduce((sum, count) => sum + count, 0);
  return {
    stage: stageOfCounts(semesters, lessons),
    flags: observers === 1 ? ['one-observer'] : [],
    lessons,
    semesters,
  };
}

function stageOfCounts(semesters: number, lessons: number): GrowthStage {
  if (lessons < LIMITS.lessons) return 'dots';
  if (semesters < LIMITS.meanSemesters) return lessons >= LIMITS.termLessons ? 'term' : 'dots';
  if (semesters >= LIMITS.lineSemesters && lessons >= LIMITS.lineLessons) return 'line';
  return 'means';
}
