import type { Id } from '../domain/ids.ts';
import type { RatingRow } from '../domain/rating.ts';
import { indicatorsOf, type Rubric } from '../domain/rubric.ts';
import type { GrowthDot } from './figure.ts';
import type { SemesterTime } from './semester-time.ts';

/** One dot a counted sheet, its value the sheet's weighted fraction in points of 0–100. */
export function overallDots(
  rows: readonly RatingRow[],
  time: SemesterTime,
  lessonsAsOne: ReadonlyMap<Id, Id> = new Map(),
): GrowthDot[] {
  return rows.map((row) => dotOf(row, row.fraction, row.scored, time, lessonsAsOne));
}

/**
 * The dots of one dimension: sheets that scored something in it. How many indicators were scored is read from the row's
 * scores in the order of its rubric version; where that version is not at hand the sheet counts as any other.
 */
export function dimensionDots(
  dimension: Id,
  rows: readonly RatingRow[],
  time: SemesterTime,
  rubrics: ReadonlyMap<Id, Rubric>,
  lessonsAsOne: ReadonlyMap<Id, Id> = new Map(),
): GrowthDot[] {
  return rows.flatMap((row) => {
    const fraction = row.dimensions[dimension];
    if (fraction === undefined || !Number.isFinite(fraction)) return [];
    const scored = scoredIn(dimension, row, rubrics.get(row.rubric));
    return [dotOf(row, fraction, scored, time, lessonsAsOne)];
  });
}

function dotOf(
  row: RatingRow,
  fraction: number,
  scored: number,
  time: SemesterTime,
  lessonsAsOne: ReadonlyMap<Id, Id>,
): GrowthDot {
  const place = time.placeOf(row.date);
  return {
    sheet: row.id,
    lesson: lessonsAsOne.get(row.lesson) ?? row.lesson,
    observer: row.observer,
    date: row.date,
    x: time.xOf(row.date),
    semester: place?.semester.id ?? null,
    step: place?.index ?? null,
    value: 100 * fraction,
    lessonKind: row.lessonKind,
    family: row.family,
    rubric: row.rubric,
    scored,
  };
}

function scoredIn(dimension: Id, row: RatingRow, rubric: Rubric | undefined): number {
  const indicators = rubric ? indicatorsOf(rubric) : [];
  if (!rubric || indicators.length !== row.scores.length) return 1;
  const inside = new Set(rubric.dimensions.find(({ id }) => id === dimension)?.indicators.map(({ id }) => id));
  return Math.max(1, indicators.filter(({ id }, place) => inside.has(id) && !Number.isNaN(row.scores[place])).length);
}
