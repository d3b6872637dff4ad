import { scaleMax, type Level, type Scale } from './rubric.ts';

export type LevelScale = Extract<Scale, { type: 'levels' }>;
type PointScale = Extract<Scale, { type: 'points' }>;

/** How many levels a scale may have. */
export const LEVEL_LIMITS = { min: 2, max: 10 } as const;

/** Points on offer by preset, highest first, and whether the lowest level counts as nothing. */
const SCALE_PRESETS = {
  /** 优良中差: the school's own points, so that a form of 差 throughout does not total 0. */
  grades: { points: [5, 4, 3, 2], floor: 0 },
  four: { points: [4, 3, 2, 1], floor: 1 },
  five: { points: [5, 4, 3, 2, 1], floor: 1 },
} as const;
export type ScalePreset = keyof typeof SCALE_PRESETS;

/** A scale of named levels by preset; one label a level, in the order of the preset's points. */
export function presetScale(preset: ScalePreset, labels: readonly string[]): LevelScale {
  const { points, floor } = SCALE_PRESETS[preset];
  return { type: 'levels', floor, levels: points.map((value, i) => aLevel(labels[i] ?? String(value), value)) };
}

/** Whether two scales offer the same values in the same sense; names, descriptions and the order of levels do not count. */
export function sameScale(a: Scale, b: Scale): boolean {
  if (a.type === 'points' || b.type === 'points') {
    return a.type === 'points' && b.type === 'points' && a.max === b.max && a.step === b.step;
  }
  const pointsOf = (scale: LevelScale) => scale.levels.map((level) => level.points).sort((x, y) => x - y);
  return a.floor === b.floor && pointsOf(a).join() === pointsOf(b).join();
}

/** Whether two scales call and describe their levels alike, level by level of the same points. */
export function sameScaleWords(a: Scale, b: Scale): boolean {
  if (a.type === 'points' || b.type === 'points') return true;
  const wordsAt = (points: number) => b.levels.find((level) => level.points === points);
  return a.levels.every(({ label, text, points }) => {
    const other = wordsAt(points);
    return !other || (other.label === label && other.text === text);
  });
}

/** Whether the lowest level counts as nothing (fraction 0) rather than as the points that it names. */
export function countsFromLowest(scale: LevelScale): boolean {
  return scale.floor !== 0;
}

/** The scale with these levels; a floor that was the lowest level stays the lowest level. */
export function withLevels(scale: LevelScale, levels: Level[]): LevelScale {
  return { type: 'levels', levels, floor: countsFromLowest(scale) ? lowestPoints(levels) : 0 };
}

/** The scale counted from its lowest level, or from 0. */
export function countedFrom(scale: LevelScale, lowest: boolean): LevelScale {
  return { ...scale, floor: lowest ? lowestPoints(scale.levels) : 0 };
}

/** A level more, below the lowest: one point less, at least 0. */
export function addLevel(scale: LevelScale, label: string): LevelScale {
  const lowest = lowestPoints(scale.levels);
  const highest = scaleMax(scale);
  // Where nothing is left below, the new level goes on top: two levels never share their points.
  return lowest >= 1
    ? withLevels(scale, [...scale.levels, aLevel(label, lowest - 1)])
    : withLevels(scale, [aLevel(label, highest + 1), ...scale.levels]);
}

/** Levels by number, from the points 0–max; what the indicator had by levels gives the maximum. */
export function pointsScale(from: Scale): PointScale {
  return from.type === 'points' ? from : { type: 'points', max: Math.max(1, scaleMax(from)), step: 1 };
}

/**
 * One indicator's scale for another: values, names and the way of counting are taken over; the descriptions belong to an
 * indicator and stay with it where a level of the same points or name had one.
 */
export function scaleLike(model: Scale, own: Scale): Scale {
  if (model.type === 'points') return { ...model };
  const ownLevels = own.type === 'levels' ? own.levels : [];
  const textFor = (level: Level) =>
    (ownLevels.find((each) => each.points === level.points) ?? ownLevels.find((each) => each.label === level.label))
      ?.text ?? '';
  return { ...model, levels: model.levels.map((level) => ({ ...level, text: textFor(level) })) };
}

/** The weight that goes with a new scale: one that was the most points of the old scale stays the most points. */
export function weightWith(weight: number, before: Scale, after: Scale): number {
  const most = scaleMax(after);
  return weight === scaleMax(before) && most > 0 ? most : weight;
}

function aLevel(label: string, points: number): Level {
  return { label, text: '', points };
}

function lowestPoints(levels: readonly Level[]): number {
  return levels.length > 0 ? Math.min(...levels.map((level) => level.points)) : 0;
}
