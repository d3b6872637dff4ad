import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** One level of an indicator. Its label, description and points are its own; nothing derives from its place. */
export interface Level {
  label: string;
  /** What is seen at this level; empty when the rubric has no descriptions. */
  text: string;
  points: number;
}

/** How an indicator is scored: by named levels, or by a number of points 0–max in steps. */
export type Scale = { type: 'levels'; levels: Level[]; floor: number } | { type: 'points'; max: number; step: 1 | 0.5 };

export interface Indicator {
  /** Keeps its identity through rewording; a change of scale or meaning makes a new id. */
  id: Id;
  name: string;
  /** What the indicator looks at; may be empty. */
  hint: string;
  /** Points that the indicator contributes to the total's denominator; > 0. */
  weight: number;
  scale: Scale;
  notApplicable: boolean;
}

export interface Dimension {
  id: Id;
  name: string;
  indicators: Indicator[];
}

/** Extra points outside the fraction (创新点 ≤ 2). */
export interface BonusItem {
  id: Id;
  name: string;
  max: number;
}

/** A grade band (等次): the share of the total (0–100) from which it applies. */
export interface Band {
  id: Id;
  label: string;
  from: number;
  /** `top` counts as excellent (优秀率), `pass` and `top` count as passed (达标率). */
  rank: 'top' | 'good' | 'pass' | 'below';
}

/** A prompt of the narrative (亮点, 商榷与建议, next step). */
export interface NarrativePrompt {
  field: 'strengths' | 'suggestions' | 'overall';
  label: string;
  hint: string;
  /** How many the form asks for; 0 = free. */
  count: number;
}

/** An immutable version of a rubric. Editing makes a new version; used versions never change. */
export interface Rubric extends RecordBase<'rubric'> {
  /** What all versions of one rubric share; figures are compared inside a family. */
  family: Id;
  /** The version it was made from. */
  parent: Id | null;
  title: string;
  description: string;
  dimensions: Dimension[];
  bonus: BonusItem[];
  /** Whether total + bonus may pass 100. */
  bonusPassesTotal: boolean;
  /** Highest band first; empty = no bands. */
  bands: Band[];
  prompts: NarrativePrompt[];
}

/** All indicators in the order of the form. */
export function indicatorsOf(rubric: Pick<Rubric, 'dimensions'>): Indicator[] {
  return rubric.dimensions.flatMap((dimension) => dimension.indicators);
}

/** The lowest value that counts: the lowest level, or 0 on a points scale. */
export function scaleFloor(scale: Scale): number {
  return scale.type === 'levels' ? scale.floor : 0;
}

/** The highest value of a scale. */
export function scaleMax(scale: Scale): number {
  return scale.type === 'levels' ? Math.max(...scale.levels.map((level) => level.points)) : scale.max;
}

/** Whether the value is one that the scale offers: a level's points, or a step between 0 and max. */
export function isOnScale(scale: Scale, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (scale.type === 'levels') return scale.levels.some((level) => level.points === value);
  return value >= 0 && value <= scale.max && Number.isInteger(value / scale.step);
}

/** Whether a form has nothing to score: notes only is complete. */
export function isNotesOnly(rubric: Pick<Rubric, 'dimensions'> | null | undefined): boolean {
  return !rubric || indicatorsOf(rubric).length === 0;
}

/** The band of a total 0–100, or null when the rubric has none. */
export function bandOf(rubric: Pick<Rubric, 'bands'>, total: number): Band | null {
  const sorted = [...rubric.bands].sort((a, b) => b.from - a.from);
  return sorted.find((band) => total >= band.from - 1e-9) ?? null;
}
