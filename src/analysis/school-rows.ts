import type { Id } from '../domain/ids.ts';
import type { LessonKind } from '../domain/lesson.ts';
import type { RatingRow } from '../domain/rating.ts';
import { indicatorsOf, type Rubric } from '../domain/rubric.ts';
import type { SemesterTime } from './semester-time.ts';

/** The dimension that stands for the sheet as a whole. */
export const WHOLE_SHEET = '*';

/** One counted sheet of the school: finished, scored, not the teacher's own, no rehearsal, in a semester. */
export interface SchoolRow {
  teacher: Id;
  observer: Id;
  /** The one record that the lesson counts as. */
  lesson: Id;
  /** Semester time, a whole number. */
  step: number;
  kind: LessonKind;
  family: Id;
  /** 0–100: the number of its dot. */
  value: number;
  /** Indicators scored behind the value. */
  scored: number;
}

/** How many sheets of a device the school's figures leave out, and why. */
export interface SchoolRowsLeftOut {
  'no-semester': number;
  rehearsal: number;
  self: number;
  other: number;
}

/** What the school's rows are gathered from. */
export interface SchoolRowsInput {
  ratings: readonly RatingRow[];
  time: SemesterTime;
  rubrics: ReadonlyMap<Id, Rubric>;
  lessonsAsOne?: ReadonlyMap<Id, Id>;
}

/**
 * The rows of one figure of the school: the whole sheet, or one dimension of a form. Several sheets of one observer about
 * one lesson (a correction that arrived beside the first) cannot occur: a rating row belongs to a sheet, not to a revision.
 */
export function schoolRows(
  { ratings, time, rubrics, lessonsAsOne }: SchoolRowsInput,
  dimension: Id = WHOLE_SHEET,
): { rows: SchoolRow[]; leftOut: SchoolRowsLeftOut } {
  const leftOut: SchoolRowsLeftOut = { 'no-semester': 0, rehearsal: 0, self: 0, other: 0 };
  const steps = new Map<string, number | null>();
  const places = placesOf(rubrics, dimension);
  const rows: SchoolRow[] = [];
  for (const row of ratings) {
    const { teacher, observer } = row;
    const fraction = dimension === WHOLE_SHEET ? row.fraction : row.dimensions[dimension];
    if (fraction === undefined) continue;
    let step = steps.get(row.date);
    if (step === undefined) steps.set(row.date, (step = time.placeOf(row.date)?.index ?? null));
    if (teacher === observer) leftOut.self += 1;
    else if (row.lessonKind === 'rehearsal') leftOut.rehearsal += 1;
    else if (!Number.isFinite(fraction)) leftOut.other += 1;
    else if (step === null) leftOut['no-semester'] += 1;
    else {
      rows.push({
        teacher,
        observer,
        lesson: lessonsAsOne?.get(row.lesson) ?? row.lesson,
        step,
        kind: row.lessonKind,
        family: row.family,
        value: 100 * fraction,
        scored: dimension === WHOLE_SHEET ? Math.max(1, row.scored) : scoredIn(row, places.get(row.rubric)),
      });
    }
  }
  return { rows, leftOut };
}

/** Where the indicators of a dimension stand among the scores of each rubric version. */
function placesOf(rubrics: ReadonlyMap<Id, Rubric>, dimension: Id): Map<Id, { places: number[]; all: number }> {
  const found = new Map<Id, { places: number[]; all: number }>();
  if (dimension === WHOLE_SHEET) return found;
  for (const [id, rubric] of rubrics) {
    const inside = new Set(rubric.dimensions.find((each) => each.id === dimension)?.indicators.map((each) => each.id));
    const all = indicatorsOf(rubric);
    found.set(id, { places: all.flatMap((each, place) => (inside.has(each.id) ? [place] : [])), all: all.length });
  }
  return found;
}

function scoredIn(row: RatingRow, version: { places: number[]; all: number } | undefined): number {
  if (!version || version.all !== row.scores.length) return 1;
  return Math.max(1, version.places.filter((place) => !Number.isNaN(row.scores[place])).length);
}
