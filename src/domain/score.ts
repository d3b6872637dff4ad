import type { Id } from './ids.ts';
import {
  bandOf,
  indicatorsOf,
  isOnScale,
  scaleFloor,
  scaleMax,
  type Band,
  type Indicator,
  type Rubric,
} from './rubric.ts';

/** A score as stored: the points given, `na` not applicable, `nl` not looked at today. Absent = not yet scored, never zero. */
export type ScoreValue = number | 'na' | 'nl';

/** Scores of a sheet by `indicator/segment`. */
export type Scores = Record<string, ScoreValue>;

/** The key of an indicator's score in a segment of the lesson (0 by default). */
export function scoreKey(indicator: Id, segment = 0): string {
  return `${indicator}/${segment}`;
}

/** Why a score is refused, with what a person needs to mend it. */
export type ScoreProblem =
  | { reason: 'unknown-indicator'; details: { indicator: string } }
  | { reason: 'score-outside-scale'; details: { indicator: string; value: number; max: number } }
  | { reason: 'not-applicable-not-allowed'; details: { indicator: string } };

/** Checks one score against its rubric; null when it is fine. */
export function checkScore(rubric: Rubric, indicatorId: Id, value: ScoreValue): ScoreProblem | null {
  const indicator = indicatorsOf(rubric).find((item) => item.id === indicatorId);
  if (!indicator) return { reason: 'unknown-indicator', details: { indicator: indicatorId } };
  if (value === 'na' && !indicator.notApplicable) {
    return { reason: 'not-applicable-not-allowed', details: { indicator: indicator.name } };
  }
  if (typeof value === 'number' && !isOnScale(indicator.scale, value)) {
    return {
      reason: 'score-outside-scale',
      details: { indicator: indicator.name, value, max: scaleMax(indicator.scale) },
    };
  }
  return null;
}

/** An indicator's score as a fraction 0–1 of its scale, or null when it has no number. */
export function fractionOf(indicator: Indicator, value: ScoreValue | undefined): number | null {
  if (typeof value !== 'number') return null;
  const floor = scaleFloor(indicator.scale);
  const max = scaleMax(indicator.scale);
  return max > floor ? (value - floor) / (max - floor) : null;
}

/** What a set of scores amounts to. */
export interface Tally {
  /** Points given so far and what those indicators could have given ("31 of 35 so far"). */
  points: number;
  outOf: number;
  /** What the whole form gives when everything applies. */
  full: number;
  scored: number;
  notApplicable: number;
  notLooked: number;
  /** Indicators with no entry at all. */
  unscored: number;
  indicators: number;
  /** Σ w·f / Σ w over what is scored, 0–1; null when nothing is. */
  fraction: number | null;
  bonus: number;
  /** 100·fraction + bonus (capped as the rubric says), rounded to 0.01; null until something is scored. */
  total: number | null;
  /** Every indicator is scored, not applicable or not looked at, and at least one is scored. */
  complete: boolean;
  /** The band, only when complete and nothing was left out as not looked at: three indicators are no grade for a lesson. */
  band: Band | null;
}

/** The indicators that a focus leaves out of today's look. No focus leaves nothing out. */
export function notLookedAt(rubric: Rubric, focus: readonly Id[]): Id[] {
  if (focus.length === 0) return [];
  return indicatorsOf(rubric)
    .map((indicator) => indicator.id)
    .filter((id) => !focus.includes(id));
}

/**
 * Adds up a sheet. Not applicable and not looked at leave the denominator; unscored is never zero.
 * Segments of one indicator are averaged; a score that its scale does not know is not counted.
 */
export function tallyScores(rubric: Rubric, scores: Scores, bonus: Record<Id, number> = {}): Tally {
  return tallyIndicators(rubric, indicatorsOf(rubric), scores, bonus);
}

/** The same for one dimension, without bonus and band. */
export function tallyDimension(rubric: Rubric, dimension: Id, scores: Scores): Tally {
  const indicators = rubric.dimensions.find((item) => item.id === dimension)?.indicators ?? [];
  return tallyIndicators({ ...rubric, bonus: [], bands: [] }, indicators, scores, {});
}

/** Values of an indicator over its segments, in order. */
export function segmentsOf(indicator: Id, scores: Scores): ScoreValue[] {
  return segmentsByIndicator(scores).get(indicator) ?? [];
}

/** The same for every indicator that has an entry: keys are looked through once, and not once an indicator. */
export function segmentsByIndicator(scores: Scores): ReadonlyMap<Id, ScoreValue[]> {
  const entries = new Map<Id, { segment: number; value: ScoreValue }[]>();
  for (const key of Object.keys(scores)) {
    const slash = key.lastIndexOf('/');
    const segment = Number(key.slice(slash + 1));
    if (slash < 0 || !Number.isInteger(segment)) continue;
    const indicator = key.slice(0, slash);
    const entry = { segment, value: scores[key] as ScoreValue };
    const known = entries.get(indicator);
    if (known) known.push(entry);
    else entries.set(indicator, [entry]);
  }
  const segments = new Map<Id, ScoreValue[]>();
  for (const [indicator, found] of entries) {
    if (found.length > 1) found.sort((a, b) => a.segment - b.segment);
    segments.set(
      indicator,
      found.map(({ value }) => value),
    );
  }
  return segments;
}

function tallyIndicators(rubric: Rubric, indicators: Indicator[], scores: Scores, bonus: Record<Id, number>): Tally {
  let points = 0,
    outOf = 0,
    full = 0,
    scored = 0,
    notApplicable = 0,
    notLooked = 0,
    unscored = 0,
    weighted = 0;
  const segments = segmentsByIndicator(scores);
  for (const indicator of indicators) {
    full += indicator.weight;
    const values = segments.get(indicator.id) ?? [];
    const numbers = values.filter(
      (value): value is number => typeof value === 'number' && isOnScale(indicator.scale, value),
    );
    if (numbers.length > 0) {
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      points += (indicator.weight * mean) / scaleMax(indicator.scale);
      outOf += indicator.weight;
      weighted += indicator.weight * (fractionOf(indicator, mean) ?? 0);
      scored += 1;
    } else if (values.includes('na')) notApplicable += 1;
    else if (values.includes('nl')) notLooked += 1;
    else unscored += 1;
  }
  const extra = rubric.bonus.reduce((sum, item) => sum + Math.min(Math.max(bonus[item.id] ?? 0, 0), item.max), 0);
  const fraction = outOf > 0 ? weighted / outOf : null;
  const raw = fraction === null ? null : 100 * fraction + extra;
  const total = raw === null ? null : round(rubric.bonusPassesTotal ? raw : Math.min(raw, 100));
  const complete = unscored === 0 && scored > 0;
  return {
    points: round(points),
    outOf: round(outOf),
    full: round(full),
    scored,
    notApplicable,
    notLooked,
    unscored,
    indicators: indicators.length,
    fraction,
    bonus: extra,
    total,
    complete,
    band: complete && notLooked === 0 && total !== null ? bandOf(rubric, total) : null,
  };
}

/** To 0.01, halves up as on paper: 12 significant digits first, so that 10.075 is not 10.07 for its binary tail. */
function round(value: number): number {
  return Math.round(Number((value * 100).toPrecision(12))) / 100;
}
