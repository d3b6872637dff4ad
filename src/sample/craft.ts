import { daysBetween, type PlainDate } from '../domain/date.ts';
import { THEMES, type Theme } from './texts/shape.ts';
import type { Random } from './random.ts';

/** How a teacher's lessons change over the years. */
export type Path = 'growing' | 'steady' | 'falling';

/**
 * What stands behind the scores of a teacher, in units of about three quarters of a level: never stored, only the
 * generator and its tests know it.
 */
export interface Craft {
  path: Path;
  /** Where the teacher stands at the beginning of the history (or when joining). */
  level: number;
  /** Change over the whole length of the history. */
  change: number;
  /** What recurs in this teacher's lessons. */
  strong: Theme[];
  weak: Theme[];
  /** As an observer: positive = severe. */
  severity: number;
  /** As an observer: above 1 uses more of the scale. */
  stretch: number;
}

const RECURRING = 0.45;

/** Draws what stands behind a teacher's scores. Beginners start lower and mostly grow; others are mostly steady. */
export function drawCraft(random: Random, seniority: 'novice' | 'young' | 'experienced'): Craft {
  const path = random.weighted<Path>(PATHS[seniority]);
  const [first = 'goal', second = 'content', third = 'pace', fourth = 'board'] = random.some<Theme>(THEMES, 4);
  const change = {
    growing: random.normal(seniority === 'novice' ? 1.7 : 1.25, 0.2),
    steady: random.normal(0, 0.1),
    falling: random.normal(-1.1, 0.15),
  }[path];
  // Who grows has room above, who falls has come from above.
  const start = { growing: -0.35, steady: 0, falling: 0.6 }[path];
  return {
    path,
    level: START[seniority] + start + random.normal(0, 0.45),
    change,
    strong: [first, second],
    weak: [third, fourth],
    severity: random.normal(0, 0.22),
    stretch: Math.min(1.35, Math.max(0.7, random.normal(1, 0.13))),
  };
}

const PATHS: Record<'novice' | 'young' | 'experienced', Record<Path, number>> = {
  novice: { growing: 0.8, steady: 0.2, falling: 0 },
  young: { growing: 0.35, steady: 0.6, falling: 0.05 },
  experienced: { growing: 0.12, steady: 0.78, falling: 0.1 },
};
const START = { novice: -0.7, young: -0.15, experienced: 0.25 };

/** The teacher's level on a day: straight from the level at `from` with the change over `historyDays`. */
export function levelOn(craft: Craft, date: PlainDate, from: PlainDate, historyDays: number): number {
  return craft.level + (craft.change * Math.max(0, daysBetween(from, date))) / Math.max(1, historyDays);
}

/** How much better or worse a teacher is in one theme than overall. */
export function themeOffset(craft: Craft, theme: Theme | null): number {
  if (theme === null) return 0;
  if (craft.strong.includes(theme)) return RECURRING;
  return craft.weak.includes(theme) ? -RECURRING : 0;
}
