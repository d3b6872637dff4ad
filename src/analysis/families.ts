import type { Id } from '../domain/ids.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { GrowthStage } from './limits.ts';

/** When and how much a rubric family was used for one teacher, in semesters. */
export interface FamilyUse {
  family: Id;
  /** Semester time of its first and last lesson. */
  from: number;
  to: number;
  /** Distinct scored lessons in semesters. */
  lessons: number;
  stage: GrowthStage;
}

/** Families that were in use side by side, from their first semester to the last. */
export interface Era {
  families: FamilyUse[];
  /** The family that stands for the era: highest stage, then most lessons, then the latest, then the smallest id. */
  lead: FamilyUse;
  from: number;
  to: number;
}

/** Lessons from which a new rubric takes over the page; fewer may be a single visit with another form. */
const TAKES_OVER = 3;

const RANK: readonly GrowthStage[] = ['dots', 'term', 'means', 'line'];

/**
 * Parts of a teacher's record between which the rubric changed without overlap: families whose semesters touch or enclose
 * each other are one era. In order of time.
 */
export function erasOf(uses: readonly FamilyUse[]): Era[] {
  const eras: Era[] = [];
  for (const use of [...uses].sort((a, b) => a.from - b.from || a.to - b.to || (a.family < b.family ? -1 : 1))) {
    const era = eras.at(-1);
    if (era && use.from <= era.to) {
      era.families.push(use);
      era.lead = heavier(era.lead, use);
      era.to = Math.max(era.to, use.to);
    } else eras.push({ families: [use], lead: use, from: use.from, to: use.to });
  }
  return eras;
}

/**
 * The family that the page speaks about: that which stands for the last era with three lessons or more (with none, for the
 * era with most). So a line that ended when the rubric changed gives no verdict about today. Null without any use.
 */
export function leadingFamily(eras: readonly Era[]): Id | null {
  const size = (era: Era) => era.families.reduce((sum, use) => sum + use.lessons, 0);
  const latest = eras.findLast((era) => size(era) >= TAKES_OVER);
  const era = latest ?? [...eras].sort((a, b) => size(b) - size(a) || b.from - a.from)[0];
  return era?.lead.family ?? null;
}

function heavier(a: FamilyUse, b: FamilyUse): FamilyUse {
  const lead =
    RANK.indexOf(a.stage) - RANK.indexOf(b.stage) ||
    a.lessons - b.lessons ||
    a.to - b.to ||
    (a.family < b.family ? 1 : -1);
  return lead > 0 ? a : b;
}

/** A dimension's name and the place it has on the form. */
export interface DimensionName {
  dimension: Id;
  /** Null when no version at hand knows the dimension. */
  name: string | null;
}

/**
 * The dimensions of some rubric versions, named and ordered as in the last version that has them; ids that no version
 * knows come last, by id, without a name.
 */
export function dimensionNames(versions: readonly Rubric[], used: Iterable<Id>): DimensionName[] {
  const names = new Map<Id, string>();
  for (const version of [...versions].reverse()) {
    for (const { id, name } of version.dimensions) if (!names.has(id)) names.set(id, name);
  }
  const present = new Set(used);
  const known = [...names].filter(([id]) => present.has(id)).map(([dimension, name]) => ({ dimension, name }));
  const unknown = [...present].filter((id) => !names.has(id)).sort();
  return [...known, ...unknown.map((dimension) => ({ dimension, name: null }))];
}
