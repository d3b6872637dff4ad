import type { Id } from './ids.ts';
import type { PlainDate } from './date.ts';
import type { LessonKind } from './lesson.ts';
import { indicatorsOf, isOnScale, type Rubric } from './rubric.ts';
import { fractionOf, segmentsByIndicator, tallyDimension, tallyScores } from './score.ts';
import { isSelfObservation, isWithheld, type Sheet } from './sheet.ts';

/**
 * The slim row of one finished, scored, non-self sheet that charts read. Never holds a semester: that is derived from
 * the date.
 */
export interface RatingRow {
  /** The sheet (not the revision). */
  id: Id;
  lesson: Id;
  teacher: Id;
  observer: Id;
  date: PlainDate;
  rubric: Id;
  family: Id;
  lessonKind: LessonKind;
  /** Weighted fraction 0–1 of the sheet, without bonus: the number of its dot. */
  fraction: number;
  /** Indicators scored (the weight of the row in a model). */
  scored: number;
  /** Weighted fraction 0–1 by dimension id; a dimension with nothing scored is absent. */
  dimensions: Record<Id, number>;
  /** Fraction 0–1 by indicator in rubric order; NaN = not scored. */
  scores: Float32Array;
}

/** Kinds that never enter a growth figure: rehearsals are not for scores. */
const UNCOUNTED_KINDS: readonly LessonKind[] = ['rehearsal'];

/** The rating row of a sheet under its rubric, or null when it does not count (notes only, self, rehearsal, guest, no score, scores withheld). */
export function ratingOfSheet(sheet: Sheet, rubric: Rubric | null): RatingRow | null {
  if (!rubric || !sheet.rubric || !sheet.teacher || sheet.deleted || isWithheld(sheet)) return null;
  if (isSelfObservation(sheet) || UNCOUNTED_KINDS.includes(sheet.lessonKind)) return null;
  const tally = tallyScores(rubric, sheet.scores);
  if (tally.fraction === null) return null;
  const dimensions: Record<Id, number> = {};
  for (const dimension of rubric.dimensions) {
    const { fraction } = tallyDimension(rubric, dimension.id, sheet.scores);
    if (fraction !== null) dimensions[dimension.id] = fraction;
  }
  const segments = segmentsByIndicator(sheet.scores);
  const scores = Float32Array.from(indicatorsOf(rubric), (indicator) => {
    const fractions = (segments.get(indicator.id) ?? [])
      .filter((value) => typeof value !== 'number' || isOnScale(indicator.scale, value))
      .map((value) => fractionOf(indicator, value))
      .filter((value): value is number => value !== null);
    return fractions.length ? fractions.reduce((sum, value) => sum + value, 0) / fractions.length : NaN;
  });
  return {
    id: sheet.sheet,
    lesson: sheet.lesson,
    teacher: sheet.teacher,
    observer: sheet.observer,
    date: sheet.date,
    rubric: sheet.rubric,
    family: rubric.family,
    lessonKind: sheet.lessonKind,
    fraction: tally.fraction,
    scored: tally.scored,
    dimensions,
    scores,
  };
}

/** One cell of the tallies: teacher × semester × rubric family × dimension (`*` = the whole sheet) × kind. */
export interface TallyCell {
  id: string;
  teacher: Id;
  /** Semester id, or `none` for lessons outside every semester. */
  semester: Id;
  family: Id;
  dimension: Id;
  lessonKind: LessonKind;
  /** Sheets, distinct lessons, sum and sum of squares of fractions. */
  n: number;
  lessons: number;
  sum: number;
  sumSquares: number;
}

/** The key of a tally cell. */
export function tallyId(cell: Pick<TallyCell, 'teacher' | 'semester' | 'family' | 'dimension' | 'lessonKind'>): string {
  return [cell.teacher, cell.semester, cell.family, cell.dimension, cell.lessonKind].join('|');
}

/**
 * Rows of one teacher in which each lesson stands once in each rubric family: with several sheets the mean of them, each counted by how
 * many indicators it scored, as the growth figures do.
 */
export function ratingsByLesson(rows: readonly RatingRow[]): RatingRow[] {
  const lessons = new Map<string, RatingRow[]>();
  for (const row of rows) {
    const key = `${row.lesson}|${row.family}`;
    const sheets = lessons.get(key);
    if (sheets) sheets.push(row);
    else lessons.set(key, [row]);
  }
  return [...lessons.values()].flatMap((sheets) => {
    // The smallest id stands for all, whatever the order in which they are read.
    const [first] = [...sheets].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (!first || sheets.length === 1) return sheets;
    const names = [...new Set(sheets.flatMap((row) => Object.keys(row.dimensions)))];
    const fraction = weightedMean(sheets, (row) => row.fraction) ?? first.fraction;
    const dimensions: Record<Id, number> = {};
    for (const name of names) dimensions[name] = weightedMean(sheets, (row) => row.dimensions[name]) ?? 0;
    return [{ ...first, fraction, dimensions }];
  });
}

function weightedMean(rows: readonly RatingRow[], valueOf: (row: RatingRow) => number | undefined): number | undefined {
  let [sum, weight] = [0, 0];
  for (const row of rows) {
    const value = valueOf(row);
    if (value === undefined) continue;
    sum += row.scored * value;
    weight += row.scored;
  }
  return weight > 0 ? sum / weight : undefined;
}

/** Recomputes all cells of one teacher and semester from their rating rows; never incremented. */
export function tallyRatings(teacher: Id, semester: Id, rows: readonly RatingRow[]): TallyCell[] {
  const cells = new Map<string, TallyCell & { seen: Set<Id> }>();
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const [dimension, fraction] of [['*', row.fraction] as const, ...Object.entries(row.dimensions)]) {
      const key = { teacher, semester, family: row.family, dimension, lessonKind: row.lessonKind };
      const id = tallyId(key);
      const cell = cells.get(id) ?? { id, ...key, n: 0, lessons: 0, sum: 0, sumSquares: 0, seen: new Set<Id>() };
      cell.n += 1;
      cell.sum += fraction;
      cell.sumSquares += fraction * fraction;
      cell.seen.add(row.lesson);
      cell.lessons = cell.seen.size;
      cells.set(id, cell);
    }
  }
  return [...cells.values()].map(({ seen: _seen, ...cell }) => cell).sort((a, b) => (a.id < b.id ? -1 : 1));
}
