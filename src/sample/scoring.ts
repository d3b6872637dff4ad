import { indicatorsOf, scaleFloor, scaleMax, type Indicator, type Rubric, type Scale } from '../domain/rubric.ts';
import { notLookedAt, scoreKey, type Scores, type ScoreValue } from '../domain/score.ts';
import type { Id } from '../domain/ids.ts';
import { themeOffset, type Craft } from './craft.ts';
import { hashText, createRandom, type Random } from './random.ts';
import type { ThemedRubric } from './themes.ts';

/** What one observer's scores of one lesson come from, in the units of `Craft`. */
export interface Impression {
  /** The teacher's level that day with the luck of the lesson. */
  level: number;
  /** The teacher's strong and weak sides. */
  craft: Craft | null;
  /** The observer: severity and use of the scale. */
  eye: Pick<Craft, 'severity' | 'stretch'>;
  /** The board can be judged in this subject. */
  board: boolean;
  /** Indicators that the observer came for; empty = all. */
  focus: readonly Id[];
  /** Indicators that were forgotten. */
  gaps: number;
}

/**
 * Scores of one sheet: level − severity − difficulty + strong and weak sides + a general impression (halo) + chance, put
 * on the indicator's own scale. What the focus leaves out is `nl`; what had no occasion is `na` where that is allowed.
 */
export function scoreSheet({ rubric, main }: ThemedRubric, impression: Impression, random: Random): Scores {
  const { level, craft, eye, focus } = impression;
  const halo = random.normal(0, 0.22);
  const outside = new Set(notLookedAt(rubric, focus));
  const forgotten = new Set(impression.gaps > 0 ? random.some(indicatorsOf(rubric), impression.gaps) : []);
  const scores: Scores = {};
  indicatorsOf(rubric).forEach((indicator, i) => {
    if (forgotten.has(indicator)) return;
    const theme = main[i] ?? null;
    const chance = random.normal(0, 0.55);
    const x =
      (level - eye.severity + halo - difficulty(indicator) + (craft ? themeOffset(craft, theme) : 0)) * eye.stretch +
      chance;
    const noOccasion = indicator.notApplicable && ((theme === 'board' && !impression.board) || random.chance(0.06));
    scores[scoreKey(indicator.id)] = outside.has(indicator.id) ? 'nl' : noOccasion ? 'na' : valueAt(indicator.scale, x);
  });
  return scores;
}

/** Scores in which every indicator has a number: the stated sheet of a measurement. */
export function scoreAll(themed: ThemedRubric, impression: Impression, random: Random): Scores {
  const scores = scoreSheet(themed, { ...impression, board: true, focus: [], gaps: 0 }, random);
  for (const indicator of indicatorsOf(themed.rubric)) {
    if (typeof scores[scoreKey(indicator.id)] !== 'number')
      scores[scoreKey(indicator.id)] = valueAt(indicator.scale, impression.level);
  }
  return scores;
}

/** Bonus points of a few good lessons. */
export function bonusFor(rubric: Rubric, level: number, random: Random): Record<Id, number> {
  if (level < 0.4 || !random.chance(0.2)) return {};
  return Object.fromEntries(rubric.bonus.slice(0, 1).map((item) => [item.id, Math.min(item.max, random.int(1, 2))]));
}

/** How hard an indicator is, the same in every lesson. */
function difficulty(indicator: Indicator): number {
  const known = difficulties.get(indicator.id);
  if (known !== undefined) return known;
  const drawn = createRandom(hashText(indicator.id, 7)).normal(0, 0.28);
  difficulties.set(indicator.id, drawn);
  return drawn;
}
const difficulties = new Map<Id, number>();

/** The value of a scale at a position: 0 is a usual good lesson, about two thirds of the way up. */
export function valueAt(scale: Scale, x: number): Exclude<ScoreValue, string> {
  if (scale.type === 'points') {
    const raw = scale.max * (0.8 + 0.07 * x);
    const stepped = Math.round(raw / scale.step) * scale.step;
    return Math.min(scaleMax(scale), Math.max(scaleFloor(scale), stepped));
  }
  const values = scale.levels.map((level) => level.points).sort((a, b) => a - b);
  const top = values.length - 1;
  const at = Math.min(top, Math.max(0, Math.round(top * 0.66 + x * 0.25 * top)));
  return values[at] ?? scaleFloor(scale);
}
