import type { CalibrationRule } from '../domain/calibration.ts';
import type { Id } from '../domain/ids.ts';
import { indicatorsOf, isOnScale, type Indicator, type Rubric } from '../domain/rubric.ts';
import type { Scores } from '../domain/score.ts';
import { agreementOf, type AgreementShares } from './agreement.ts';
import { pointsOf, stepsOf } from './scale-steps.ts';

/** Indicators below which nothing is said about an observer. */
export const LEAST_CALIBRATED = 5;

/** One indicator beside the agreed score. */
export interface CalibratedIndicator {
  id: Id;
  name: string;
  levels: boolean;
  key: number;
  own: number;
  /** Own less agreed, in steps: levels, points, or tenths of a long scale. */
  difference: number;
  within: boolean;
}

/** How an observer's sheet came out against the agreed scores. */
export interface CalibrationResult {
  /** In the order of the form: those that have an agreed score and that the observer scored. */
  indicators: CalibratedIndicator[];
  /** Indicators with an agreed score. */
  agreed: number;
  within: number;
  exact: number;
  /** How many had to be within the school's rule. */
  needed: number;
  /** Null under five indicators: not enough to say. */
  passed: boolean | null;
  /** Mean of own less agreed, in steps; positive = gave more. Null under five indicators. */
  bias: number | null;
  /** Standard deviation of the differences, in steps; null under five indicators. */
  spread: number | null;
  /** Own beside agreed, counted as two observers' scores are, with the part of chance; null under five indicators. */
  shares: AgreementShares | null;
}

/** Holds a sheet against the agreed scores; indicators are matched by id, so that another version of the rubric fits too. */
export function calibrationResult(
  rubric: Rubric,
  key: Readonly<Record<Id, number>>,
  scores: Scores,
  rule: CalibrationRule,
): CalibrationResult {
  const agreed = indicatorsOf(rubric).flatMap((indicator) => {
    const points = key[indicator.id];
    return points !== undefined && isOnScale(indicator.scale, points) ? [{ indicator, points }] : [];
  });
  const indicators = agreed.flatMap(({ indicator, points }) => {
    const own = pointsOf(indicator, scores);
    return own === null ? [] : [calibrated(indicator, points, own, rule)];
  });
  const within = indicators.filter((each) => each.within).length;
  // Rounded first, so that eight of ten is not nine for a binary tail.
  const needed = Math.ceil(Number((rule.share * indicators.length).toPrecision(12)));
  const enough = indicators.length >= LEAST_CALIBRATED;
  const bias = mean(indicators.map(({ difference }) => difference));
  const squares = indicators.reduce((sum, { difference }) => sum + (difference - bias) ** 2, 0);
  return {
    indicators,
    agreed: agreed.length,
    within,
    exact: indicators.filter(({ difference }) => Math.abs(difference) < 1e-9).length,
    needed,
    passed: enough ? within >= needed : null,
    bias: enough ? bias : null,
    spread: enough ? Math.sqrt(squares / (indicators.length - 1)) : null,
    shares: enough ? sharesOf(agreed, indicators) : null,
  };
}

/** What several observers gave to an indicator, and their median where the scale knows it. */
export interface ProposedScore {
  given: number[];
  /** Null where nobody scored, or where the middle lies between two values of the scale: that is for people to settle. */
  median: number | null;
}

/** The median of what was given, indicator by indicator, for whoever sets the key to take or leave. */
export function proposedKey(rubric: Rubric, sheets: readonly Scores[]): Map<Id, ProposedScore> {
  return new Map(
    indicatorsOf(rubric).map((indicator) => {
      const given = sheets.flatMap((scores) => pointsOf(indicator, scores) ?? []).sort((a, b) => a - b);
      return [indicator.id, { given, median: medianOnScale(indicator, given) }];
    }),
  );
}

function calibrated(indicator: Indicator, key: number, own: number, rule: CalibrationRule): CalibratedIndicator {
  const { id, name, scale } = indicator;
  const difference = stepsOf(scale, own) - stepsOf(scale, key);
  const within = Math.abs(difference) <= rule.within + 1e-9;
  return { id, name, levels: scale.type === 'levels', key, own, difference, within };
}

function medianOnScale({ scale }: Indicator, given: readonly number[]): number | null {
  const half = given.length / 2;
  const [below, above] = [given[Math.ceil(half) - 1], given[Math.floor(half)]];
  if (below === undefined || above === undefined) return null;
  const median = (below + above) / 2;
  return isOnScale(scale, median) ? median : null;
}

function sharesOf(
  agreed: readonly { indicator: Indicator }[],
  indicators: readonly CalibratedIndicator[],
): AgreementShares | null {
  const scales = new Map(agreed.map(({ indicator }) => [indicator.id, indicator.scale]));
  return agreementOf(
    indicators.flatMap(({ id, key, own }) => {
      const scale = scales.get(id);
      return scale ? [{ scale, points: [key, own] }] : [];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
