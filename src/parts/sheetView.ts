import type { Id } from '../domain/ids.ts';
import type { NoteEntry } from '../domain/draft.ts';
import { indicatorsOf, isOnScale, scaleFloor, scaleMax, type Indicator, type Rubric } from '../domain/rubric.ts';
import { segmentsOf, tallyDimension, type Tally } from '../domain/score.ts';
import type { Evidence, Sheet } from '../domain/sheet.ts';

/** One indicator as it stands in a sheet. */
export interface IndicatorView {
  id: Id;
  name: string;
  /** `odd`: a value that the rubric's scale does not know; it is shown and counts nowhere. */
  state: 'scored' | 'not-applicable' | 'unscored' | 'odd';
  /** Points given (the mean over segments); null unless scored or odd. */
  points: number | null;
  max: number;
  /** The level's own label and description; empty on a points scale or between two levels. */
  label: string;
  text: string;
  notes: Evidence[];
}

/** One dimension as it stands in a sheet. */
export interface DimensionView {
  id: Id;
  name: string;
  tally: Tally;
  indicators: IndicatorView[];
  /** Names of the indicators that were not looked at. */
  notLooked: string[];
}

/** The scores of a sheet by dimension, each with the evidence that was linked to it. */
export function dimensionsOfSheet(sheet: Pick<Sheet, 'scores' | 'notes'>, rubric: Rubric): DimensionView[] {
  return rubric.dimensions.map((dimension) => {
    const looked = dimension.indicators.filter((indicator) => !isNotLooked(indicator, sheet));
    return {
      id: dimension.id,
      name: dimension.name,
      tally: tallyDimension(rubric, dimension.id, sheet.scores),
      indicators: looked.map((indicator) => indicatorView(indicator, sheet)),
      notLooked: dimension.indicators.filter((indicator) => isNotLooked(indicator, sheet)).map(({ name }) => name),
    };
  });
}

function isNotLooked(indicator: Indicator, { scores }: Pick<Sheet, 'scores'>): boolean {
  const values = segmentsOf(indicator.id, scores);
  return values.length > 0 && values.every((value) => value === 'nl');
}

function indicatorView(indicator: Indicator, { scores, notes }: Pick<Sheet, 'scores' | 'notes'>): IndicatorView {
  const values = segmentsOf(indicator.id, scores);
  const numbers = values.filter((value) => typeof value === 'number');
  const known = numbers.filter((value) => isOnScale(indicator.scale, value));
  const counted = known.length > 0 ? known : numbers;
  const points = counted.length > 0 ? counted.reduce((sum, value) => sum + value, 0) / counted.length : null;
  const level =
    indicator.scale.type === 'levels' ? indicator.scale.levels.find((item) => item.points === points) : undefined;
  return {
    id: indicator.id,
    name: indicator.name,
    state:
      known.length > 0 ? 'scored' : points !== null ? 'odd' : values.includes('na') ? 'not-applicable' : 'unscored',
    points,
    max: scaleMax(indicator.scale),
    label: level?.label ?? '',
    text: level?.text ?? '',
    notes: notes.filter((note) => note.indicators.includes(indicator.id)),
  };
}

/** Whether "31 of 35" says the same as the total: every scale of the rubric begins at 0. */
export function pointsAreTotal(rubric: Pick<Rubric, 'dimensions'>): boolean {
  return indicatorsOf(rubric).every((indicator) => scaleFloor(indicator.scale) === 0);
}

/** One line of the lesson's record: a stage mark or a note. Times in ms of lesson time; null when recorded afterwards. */
export type RecordLine =
  | { type: 'stage'; key: string; t: number; stage: string }
  | { type: 'note'; key: string; t: number | null; text: string; indicators: Id[]; private: boolean };

/** Notes, private notes and stage marks in the order of the lesson; notes without a time come last, as they were written. */
export function linesOfSheet(
  sheet: Pick<Sheet, 'notes' | 'stages'>,
  privateNotes: readonly Pick<NoteEntry, 'id' | 't' | 'text' | 'indicators'>[] = [],
): RecordLine[] {
  const lines: RecordLine[] = [
    ...sheet.stages.map(({ t, stage }, i) => ({ type: 'stage' as const, key: `stage ${i}`, t, stage })),
    ...sheet.notes.map((note) => lineOf(note, false)),
    ...privateNotes.map((note) => lineOf(note, true)),
  ];
  const time = (line: RecordLine) => line.t ?? Number.MAX_SAFE_INTEGER;
  return lines
    .map((line, place) => ({ line, place }))
    .sort((a, b) => time(a.line) - time(b.line) || a.place - b.place)
    .map(({ line }) => line);
}

function lineOf(note: Pick<NoteEntry, 'id' | 't' | 'text' | 'indicators'>, kept: boolean): RecordLine {
  return { type: 'note', key: note.id, t: note.t, text: note.text, indicators: note.indicators, private: kept };
}

/** Names of some indicators in the order of the form; ids that the rubric does not know are left out. */
export function indicatorNames(rubric: Pick<Rubric, 'dimensions'> | null, ids: readonly Id[]): string[] {
  if (!rubric) return [];
  return indicatorsOf(rubric)
    .filter((indicator) => ids.includes(indicator.id))
    .map((indicator) => indicator.name);
}
