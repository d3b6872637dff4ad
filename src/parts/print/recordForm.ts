import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { tallyDimension, tallyScores } from '../../domain/score.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { indicatorNames, linesOfSheet, pointsAreTotal } from '../sheetView.ts';

/** One stretch of the lesson: its stage (empty before the first mark), how long it lasted, and what was noted. */
export interface ProcessPart {
  key: string;
  stage: string;
  /** Whole minutes; null when the end is not known. */
  minutes: number | null;
  notes: { key: Id; t: number | null; text: string; remarks: string[] }[];
}

/** The course of a lesson by stage, as the record form shows it. Times in ms of lesson time. */
export function processOf(
  sheet: Pick<Sheet, 'notes' | 'stages' | 'minutes'>,
  rubric: Pick<Rubric, 'dimensions'> | null,
  privateNotes: Parameters<typeof linesOfSheet>[1] = [],
): ProcessPart[] {
  const parts: (ProcessPart & { from: number })[] = [];
  for (const line of linesOfSheet(sheet, privateNotes)) {
    if (line.type === 'stage') {
      parts.push({ key: line.key, stage: line.stage, minutes: null, notes: [], from: line.t });
      continue;
    }
    if (parts.length === 0) parts.push({ key: 'before', stage: '', minutes: null, notes: [], from: 0 });
    const remarks = indicatorNames(rubric, line.indicators);
    parts.at(-1)?.notes.push({ key: line.key, t: line.t, text: line.text, remarks });
  }
  const end = sheet.minutes === null ? null : sheet.minutes * 60_000;
  return parts.map(({ from, ...part }, i) => {
    const until = parts[i + 1]?.from ?? end;
    const minutes = part.stage === '' || until === null || until <= from ? null : Math.round((until - from) / 60_000);
    return { ...part, minutes };
  });
}

/** A column of the form's score table: a dimension with what it gave and could have given. */
export interface ScoreColumn {
  id: Id;
  name: string;
  /** Null = nothing of it was scored. */
  given: number | null;
  of: number;
}

/** The score table of a form. */
export interface FormScores {
  columns: ScoreColumn[];
  /** Of 100; null on a blank form or when nothing was scored. */
  total: number | null;
  complete: boolean;
  /** Indicators looked at and those of the form, where a focus left some out. */
  looked: { at: number; of: number } | null;
  band: string;
}

/**
 * The scores of a sheet by dimension, in points where the rubric counts from 0, else out of 100. Null when there is nothing
 * to show: notes only, nothing scored, or a rubric that this device does not know.
 */
export function scoresOf(sheet: Pick<Sheet, 'scores' | 'bonus'>, rubric: Rubric | null): FormScores | null {
  if (!rubric) return null;
  const tally = tallyScores(rubric, sheet.scores, sheet.bonus);
  if (tally.scored === 0) return null;
  const points = pointsAreTotal(rubric);
  const columns = rubric.dimensions.map(({ id, name }) => {
    const { fraction, points: given, outOf } = tallyDimension(rubric, id, sheet.scores);
    if (fraction === null) return { id, name, given: null, of: points ? outOf : 100 };
    return points ? { id, name, given, of: outOf } : { id, name, given: 100 * fraction, of: 100 };
  });
  const looked = tally.notLooked > 0 ? { at: tally.indicators - tally.notLooked, of: tally.indicators } : null;
  return { columns, total: tally.total, complete: tally.complete, looked, band: tally.band?.label ?? '' };
}

/** The empty score table of a blank form; null for a rubric without indicators. */
export function blankScoresOf(rubric: Rubric | null): FormScores | null {
  if (!rubric || rubric.dimensions.length === 0) return null;
  const points = pointsAreTotal(rubric);
  const columns = rubric.dimensions.map((dimension) => ({
    id: dimension.id,
    name: dimension.name,
    given: null,
    of: points ? dimension.indicators.reduce((sum, indicator) => sum + indicator.weight, 0) : 100,
  }));
  return { columns, total: null, complete: true, looked: null, band: '' };
}
