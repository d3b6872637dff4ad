import type { Id } from '../domain/ids.ts';
import type { RatingRow } from '../domain/rating.ts';
import { indicatorsOf, type Rubric, type Scale } from '../domain/rubric.ts';
import { mean } from '../measure/mean.ts';
import { sampleVariance } from '../measure/sample-variance.ts';
import { tInterval } from '../measure/t-interval.ts';
import { pointsOfFraction, stepsKey, stepsOf } from './scale-steps.ts';

/** Below these numbers nothing is said of one observer. */
export const OBSERVER_LIMITS = {
  /** Lessons behind a severity, a use of the scale or a drift. */
  lessons: 5,
  /** With one teacher only, a strict observer and a weak teacher look the same. */
  teachers: 2,
  /** Semesters behind a drift. */
  semesters: 3,
} as const;

/** A sheet with fewer scored indicators says nothing about their spread. */
const LEAST_INDICATORS = 4;
/** A spread below this share of what is usual on the same rubric is told, if its interval stays below 1. */
const HARDLY = 2 / 3;

/** How one observer uses the scales, over every scored sheet. */
export interface ObserverUse {
  observer: Id;
  sheets: number;
  lessons: number;
  teachers: number;
  /** Scores given, one an indicator. */
  scores: number;
  /** Steps of the scales that occur among the scores, of those that the scales offer; a long scale counts as eleven steps. */
  steps: { used: number; offered: number };
  /** How far the scores of one sheet lie apart; null where no sheet has scores enough. */
  spread: ScoreSpread | null;
}

/** The spread of scores within a sheet: the mean of the sheets' standard deviations, in points of 0–100. */
export interface ScoreSpread {
  points: number;
  /** The same of all observers' sheets, on the rubrics that this observer used and as often. */
  usual: number;
  sheets: number;
  /** Whether the scores hardly differ within a sheet: clearly less than usual ("halo"). */
  hardly: boolean;
}

/** What is gathered, and of which rubrics. */
export interface ObserverUseInput {
  ratings: readonly RatingRow[];
  rubrics: ReadonlyMap<Id, Rubric>;
  lessonsAsOne?: ReadonlyMap<Id, Id>;
}

/**
 * Use of the scale and spread within sheets of every observer, in no order that ranks them. Self-observations and rehearsals stay out.
 *
 * Spread: the standard deviation of a sheet's scores, averaged over sheets of four scored indicators or more. Since some rubrics spread scores
 * more than others, each sheet is held against the mean of all observers' sheets on the same family. `hardly` asks for five such sheets, a
 * mean of at most two thirds of the usual and a 95 % interval below it. That is what is called halo where the lessons themselves were uneven;
 * whether they were, no number knows.
 */
export function observerUse({ ratings, rubrics, lessonsAsOne }: ObserverUseInput): ObserverUse[] {
  const counted = ratings.filter((row) => row.teacher !== row.observer && row.lessonKind !== 'rehearsal');
  const usual = usualSpreads(counted);
  const scales = new Map([...rubrics].map(([id, rubric]) => [id, indicatorsOf(rubric).map(({ scale }) => scale)]));
  const byObserver = new Map<Id, RatingRow[]>();
  for (const row of counted) {
    const own = byObserver.get(row.observer);
    if (own) own.push(row);
    else byObserver.set(row.observer, [row]);
  }
  return [...byObserver].map(([observer, rows]) => ({
    observer,
    sheets: rows.length,
    lessons: new Set(rows.map((row) => lessonsAsOne?.get(row.lesson) ?? row.lesson)).size,
    teachers: new Set(rows.map((row) => row.teacher)).size,
    scores: rows.reduce((sum, row) => sum + scoresOf(row).length, 0),
    steps: stepsUsed(rows, scales),
    spread: spreadOf(rows, usual),
  }));
}

function scoresOf({ scores }: RatingRow): number[] {
  return Array.from(scores).filter((value) => !Number.isNaN(value));
}

/** The standard deviation of a sheet's scores in points of 0–100; null with too few of them. */
function sheetSpread(row: RatingRow): number | null {
  const scores = scoresOf(row);
  return scores.length < LEAST_INDICATORS ? null : 100 * Math.sqrt(sampleVariance(scores));
}

function usualSpreads(rows: readonly RatingRow[]): Map<Id, number> {
  const byFamily = new Map<Id, number[]>();
  for (const row of rows) {
    const spread = sheetSpread(row);
    if (spread === null) continue;
    const there = byFamily.get(row.family);
    if (there) there.push(spread);
    else byFamily.set(row.family, [spread]);
  }
  return new Map([...byFamily].map(([family, spreads]) => [family, mean(spreads)]));
}

function spreadOf(rows: readonly RatingRow[], usual: ReadonlyMap<Id, number>): ScoreSpread | null {
  const sheets = rows.flatMap((row) => {
    const own = sheetSpread(row);
    return own === null ? [] : [{ own, usual: usual.get(row.family) ?? 0 }];
  });
  if (sheets.length === 0) return null;
  const shares = sheets.flatMap((sheet) => (sheet.usual > 0 ? [sheet.own / sheet.usual] : []));
  const found = tInterval(shares);
  const enough = sheets.length >= OBSERVER_LIMITS.lessons;
  return {
    points: mean(sheets.map((sheet) => sheet.own)),
    usual: mean(sheets.map((sheet) => sheet.usual)),
    sheets: sheets.length,
    hardly: enough && found !== null && found.mean <= HARDLY && found.upper < 1,
  };
}

/** Scales that offer the same steps count once; indicators of a version that this device does not know are left out. */
function stepsUsed(rows: readonly RatingRow[], scales: ReadonlyMap<Id, readonly Scale[]>): ObserverUse['steps'] {
  const used = new Map<string, { steps: Set<number>; offered: number }>();
  for (const row of rows) {
    const known = scales.get(row.rubric);
    if (known?.length !== row.scores.length) continue;
    known.forEach((scale, i) => {
      const fraction = row.scores[i] ?? NaN;
      if (Number.isNaN(fraction)) return;
      const key = stepsKey(scale);
      let there = used.get(key);
      if (!there) used.set(key, (there = { steps: new Set(), offered: stepsOffered(scale) }));
      there.steps.add(Math.round(stepsOf(scale, pointsOfFraction(scale, fraction))));
    });
  }
  const all = [...used.values()];
  return {
    used: all.reduce((sum, each) => sum + each.steps.size, 0),
    offered: all.reduce((sum, each) => sum + each.offered, 0),
  };
}

function stepsOffered(scale: Scale): number {
  if (scale.type === 'levels') return new Set(scale.levels.map((level) => level.points)).size;
  return Math.round(stepsOf(scale, scale.max)) + 1;
}
