import type { Id } from '../../domain/ids.ts';
import { scaleFloor, scaleMax, type Indicator, type Rubric } from '../../domain/rubric.ts';
import { segmentsOf, tallyDimension, tallyScores, type Tally } from '../../domain/score.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { dimensionsOfSheet, type IndicatorView } from '../../parts/sheetView.ts';

/** How far the observers are apart on one indicator; `wide` = worth talking about. */
export type Difference =
  | { type: 'same'; wide: false }
  | { type: 'levels'; by: number; wide: boolean }
  | { type: 'points'; by: number; wide: boolean };

/** One indicator as every observer scored it, in the order of the sheets. */
export interface ComparedIndicator {
  id: Id;
  name: string;
  /** `not-looked`: outside this observer's look today. */
  values: (IndicatorView | 'not-looked')[];
  /** Null as long as fewer than two observers scored it. */
  difference: Difference | null;
}

/** Sheets on one rubric version beside each other. */
export interface Comparison {
  rubric: Rubric;
  sheets: Sheet[];
  tallies: Tally[];
  /** The lowest and the highest total of those who scored the whole form; null where these are fewer than two. */
  range: { from: number; to: number } | null;
  dimensions: { id: Id; name: string; tallies: Tally[]; indicators: ComparedIndicator[] }[];
}

/** Points apart, as a share of the scale, from which a difference is wide. */
const WIDE_SHARE = 0.25;

/** The sheets that were scored on one and the same version, for each version that at least two were scored on. */
export function comparisonsOf(sheets: readonly Sheet[], rubricOf: (id: Id | null) => Rubric | null): Comparison[] {
  const versions = [...new Set(sheets.flatMap((sheet) => sheet.rubric ?? []))];
  return versions.flatMap((version) => {
    const rubric = rubricOf(version);
    const scored = sheets.filter((sheet) => sheet.rubric === version && Object.keys(sheet.scores).length > 0);
    return rubric && scored.length > 1 ? [compare(rubric, scored)] : [];
  });
}

/** Puts sheets on one rubric beside each other. Nothing is averaged: each observer's scores stand as they were given. */
export function compare(rubric: Rubric, sheets: Sheet[]): Comparison {
  const views = sheets.map((sheet) => dimensionsOfSheet(sheet, rubric));
  const tallies = sheets.map((sheet) => tallyScores(rubric, sheet.scores, sheet.bonus));
  // A total of three indicators is not comparable with one of twenty.
  const totals = tallies.flatMap(({ total, complete, notLooked }) =>
    complete && notLooked === 0 ? (total ?? []) : [],
  );
  return {
    rubric,
    sheets,
    tallies,
    range: totals.length > 1 ? { from: Math.min(...totals), to: Math.max(...totals) } : null,
    dimensions: rubric.dimensions.map((dimension, at) => ({
      id: dimension.id,
      name: dimension.name,
      tallies: sheets.map((sheet) => tallyDimension(rubric, dimension.id, sheet.scores)),
      indicators: dimension.indicators.map((indicator) => ({
        id: indicator.id,
        name: indicator.name,
        values: views.map((view) => view[at]?.indicators.find(({ id }) => id === indicator.id) ?? 'not-looked'),
        difference: differenceOn(indicator, sheets),
      })),
    })),
  };
}

function differenceOn(indicator: Indicator, sheets: readonly Sheet[]): Difference | null {
  const points = sheets.flatMap((sheet) => {
    const numbers = segmentsOf(indicator.id, sheet.scores).filter((value) => typeof value === 'number');
    return numbers.length > 0 ? [numbers.reduce((sum, value) => sum + value, 0) / numbers.length] : [];
  });
  if (points.length < 2) return null;
  const low = Math.min(...points);
  const high = Math.max(...points);
  if (low === high) return { type: 'same', wide: false };
  const share = (high - low) / Math.max(scaleMax(indicator.scale) - scaleFloor(indicator.scale), Number.EPSILON);
  if (indicator.scale.type === 'levels') {
    const steps = [...new Set(indicator.scale.levels.map((level) => level.points))].sort((a, b) => a - b);
    const [from, to] = [steps.indexOf(low), steps.indexOf(high)];
    // A mean over segments may lie between two levels.
    if (from >= 0 && to >= 0) return { type: 'levels', by: to - from, wide: to - from > 1 || share > 0.5 };
  }
  return { type: 'points', by: high - low, wide: share >= WIDE_SHARE };
}

/** How many indicators at least two observers scored, and on how many of them they are wide apart. */
export function agreementCount({ dimensions }: Pick<Comparison, 'dimensions'>): {
  compared: number;
  same: number;
  wide: number;
} {
  const found = dimensions.flatMap(({ indicators }) => indicators.flatMap(({ difference }) => difference ?? []));
  return {
    compared: found.length,
    same: found.filter(({ type }) => type === 'same').length,
    wide: found.filter(({ wide }) => wide).length,
  };
}
