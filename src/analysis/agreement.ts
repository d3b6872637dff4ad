import type { Id } from '../domain/ids.ts';
import { indicatorsOf, isNotesOnly, type Indicator, type Rubric, type Scale } from '../domain/rubric.ts';
import { isSelfObservation, isWithheld, type Sheet } from '../domain/sheet.ts';
import { percentAgreement } from '../measure/index.ts';
import { pointsOf, stepsKey, stepsOf } from './scale-steps.ts';

/** How often two observers gave the same, and within one step, beside how often chance alone would. */
export interface AgreementShares {
  /** Pairs of scores that two observers gave to one indicator of one lesson. */
  pairs: number;
  same: number;
  near: number;
  /** Pairs that would be the same, or near, if the scores fell on indicators at random; not whole numbers. */
  sameByChance: number;
  nearByChance: number;
}

/** One unit: what several observers gave to one indicator of one lesson, in points; null = not scored by this one. */
export interface ScoredUnit {
  scale: Scale;
  points: readonly (number | null)[];
}

/**
 * Adds up agreement over units. Only scores on equal scales are pooled for the part of chance, as a 3 of 4 and a 3 of 10 have
 * nothing in common. Null where no unit has two scores.
 */
export function agreementOf(units: readonly ScoredUnit[]): AgreementShares | null {
  const byScale = new Map<string, (number | null)[][]>();
  for (const { scale, points } of units) {
    const key = stepsKey(scale);
    const row = points.map((value) => (value === null ? null : stepsOf(scale, value)));
    const rows = byScale.get(key);
    if (rows) rows.push(row);
    else byScale.set(key, [row]);
  }
  const sum: AgreementShares = { pairs: 0, same: 0, near: 0, sameByChance: 0, nearByChance: 0 };
  for (const rows of byScale.values()) {
    const width = Math.max(...rows.map((row) => row.length));
    const found = percentAgreement(rows.map((row) => [...row, ...Array<null>(width - row.length).fill(null)]));
    if (!found.ok) continue;
    sum.pairs += found.pairs;
    sum.same += found.exactCount;
    sum.near += found.adjacentCount;
    sum.sameByChance += found.expectedExact * found.pairs;
    sum.nearByChance += found.expectedAdjacent * found.pairs;
  }
  return sum.pairs > 0 ? sum : null;
}

/** What one observer gave to an indicator. */
export interface GivenScore {
  observer: Id;
  name: string;
  points: number;
  /** The level's own word; empty on a scale of points and between two levels. */
  label: string;
}

/** One indicator that at least two observers scored. */
export interface AgreedIndicator {
  id: Id;
  name: string;
  weight: number;
  levels: boolean;
  /** In the order of the sheets. */
  given: GivenScore[];
  /** Between the lowest and the highest, in steps: levels, or points (tenths of a long scale). */
  spread: number;
}

/** How far an observer's scores lie from those of the others on this lesson; never a verdict about the observer. */
export interface ObserverDifference {
  observer: Id;
  name: string;
  /** Mean of own score less the mean of the others', in steps; positive = gave more. */
  mean: number;
  /** Indicators behind it. */
  indicators: number;
}

/** Agreement of the sheets of one lesson under one rubric family. */
export interface LessonAgreement {
  family: Id;
  title: string;
  observers: number;
  /** Indicators that at least two observers scored, in the order of the form. */
  indicators: AgreedIndicator[];
  shares: AgreementShares;
  /** All compared indicators are scored by levels. */
  levels: boolean;
  /** Worth talking about first: those on which the observers are a step apart or more, widest and then weightiest first. */
  talkFirst: AgreedIndicator[];
  differences: ObserverDifference[];
}

/** Sheets of a lesson that agreement cannot read: only comments went out, notes only, or one's own lesson. */
export interface UncomparedSheets {
  withoutScores: number;
  self: number;
}

/** How many indicators are named for the debrief. */
export const TALK_FIRST = 5;

type ReadSheet = Pick<Sheet, 'id' | 'observer' | 'teacher' | 'role' | 'rubric' | 'scores' | 'withheld'> & {
  snapshot: Pick<Sheet['snapshot'], 'observerName'>;
};

/**
 * How far the observers of one lesson agree: one answer for each rubric family that two of them scored, indicators matched by
 * id over versions. No coefficient is worked out: one lesson is too little for any.
 */
export function lessonAgreement(
  sheets: readonly ReadSheet[],
  rubricOf: (id: Id | null) => Rubric | null,
): { families: LessonAgreement[]; uncompared: UncomparedSheets } {
  const uncompared: UncomparedSheets = { withoutScores: 0, self: 0 };
  const byFamily = new Map<Id, { sheet: ReadSheet; rubric: Rubric }[]>();
  for (const sheet of sheets) {
    const rubric = rubricOf(sheet.rubric);
    if (isSelfObservation(sheet)) uncompared.self += 1;
    else if (isWithheld(sheet) || isNotesOnly(rubric) || !rubric) uncompared.withoutScores += 1;
    else if (!indicatorsOf(rubric).some((indicator) => pointsOf(indicator, sheet.scores) !== null)) {
      uncompared.withoutScores += 1;
    } else {
      // Two sheets of one observer (a correction that stands beside the first) are one pair of eyes.
      const others = (byFamily.get(rubric.family) ?? []).filter((other) => other.sheet.observer !== sheet.observer);
      byFamily.set(rubric.family, [...others, { sheet, rubric }]);
    }
  }
  const families = [...byFamily].flatMap(([family, scored]) => familyAgreement(family, scored) ?? []);
  return { families, uncompared };
}

function familyAgreement(family: Id, scored: { sheet: ReadSheet; rubric: Rubric }[]): LessonAgreement | null {
  const newest = scored.map(({ rubric }) => rubric).reduce((a, b) => (b.created > a.created ? b : a));
  const forms = new Map(scored.map(({ rubric }) => [rubric.id, new Map(indicatorsOf(rubric).map((i) => [i.id, i]))]));
  const indicators: AgreedIndicator[] = [];
  const units: ScoredUnit[] = [];
  const seen = new Set<Id>();
  for (const indicator of [newest, ...scored.map(({ rubric }) => rubric)].flatMap(indicatorsOf)) {
    if (seen.has(indicator.id)) continue;
    seen.add(indicator.id);
    const given = scored.flatMap(({ sheet, rubric }) => {
      const own = forms.get(rubric.id)?.get(indicator.id);
      const points = own ? pointsOf(own, sheet.scores) : null;
      return points === null ? [] : [givenBy(sheet, indicator, points)];
    });
    if (given.length < 2) continue;
    const steps = given.map(({ points }) => stepsOf(indicator.scale, points));
    units.push({ scale: indicator.scale, points: given.map(({ points }) => points) });
    indicators.push({
      id: indicator.id,
      name: indicator.name,
      weight: indicator.weight,
      levels: indicator.scale.type === 'levels',
      given,
      spread: Math.max(...steps) - Math.min(...steps),
    });
  }
  const shares = agreementOf(units);
  if (!shares) return null;
  return {
    family,
    title: newest.title,
    observers: new Set(indicators.flatMap(({ given }) => given.map(({ observer }) => observer))).size,
    indicators,
    shares,
    levels: indicators.every(({ levels }) => levels),
    talkFirst: firstToTalkAbout(indicators),
    differences: differencesOf(
      scored.map(({ sheet }) => sheet),
      units,
      indicators,
    ),
  };
}

function givenBy(sheet: ReadSheet, { scale }: Indicator, points: number): GivenScore {
  const label = scale.type === 'levels' ? scale.levels.find((level) => level.points === points)?.label : '';
  return { observer: sheet.observer, name: sheet.snapshot.observerName, points, label: label ?? '' };
}

function firstToTalkAbout(indicators: readonly AgreedIndicator[]): AgreedIndicator[] {
  return indicators
    .map((indicator, place) => ({ indicator, place }))
    .filter(({ indicator }) => indicator.spread >= 1 - 1e-9)
    .sort(
      (a, b) => b.indicator.spread - a.indicator.spread || b.indicator.weight - a.indicator.weight || a.place - b.place,
    )
    .slice(0, TALK_FIRST)
    .map(({ indicator }) => indicator);
}

function differencesOf(
  sheets: readonly ReadSheet[],
  units: readonly ScoredUnit[],
  indicators: readonly AgreedIndicator[],
): ObserverDifference[] {
  return sheets.flatMap((sheet) => {
    const apart = indicators.flatMap(({ given }, at) => {
      const scale = units[at]?.scale;
      if (!scale) return [];
      const mean = (mine: boolean) => {
        const own = given.filter(({ observer }) => (observer === sheet.observer) === mine);
        return own.reduce((sum, { points }) => sum + stepsOf(scale, points), 0) / own.length;
      };
      const difference = mean(true) - mean(false);
      return Number.isFinite(difference) ? [difference] : [];
    });
    if (apart.length === 0) return [];
    const mean = apart.reduce((sum, value) => sum + value, 0) / apart.length;
    return [{ observer: sheet.observer, name: sheet.snapshot.observerName, mean, indicators: apart.length }];
  });
}
