import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';
import type { Band, BonusItem, Indicator, NarrativePrompt } from './rubric.ts';

/** What the editor was told about a reworded indicator: still the same one, or another from now on. */
export type Meaning = 'same' | 'changed';

interface DraftDimension {
  name: string;
  order: number;
}

export type DraftIndicator = Omit<Indicator, 'id'> & {
  dimension: Id;
  order: number;
  /** The answer for the wording as it stands; absent until it is given, and again after the next rewording. */
  meaning?: Meaning;
};

export type DraftBonus = Omit<BonusItem, 'id'> & { order: number };
export type DraftBand = Omit<Band, 'id'>;

/** The draft of a rubric's next version: the same parts as maps with an order, so that two editors can both add. */
export interface RubricDraft extends RecordBase<'rubricDraft'> {
  family: Id;
  /** The version it starts from; null = from nothing. */
  parent: Id | null;
  title: string;
  description: string;
  dimensions: Record<Id, DraftDimension>;
  indicators: Record<Id, DraftIndicator>;
  bonus: Record<Id, DraftBonus>;
  bonusPassesTotal: boolean;
  bands: Record<Id, DraftBand>;
  prompts: NarrativePrompt[];
  /** What the weights add up to by the school's own form; 100 when absent. */
  outOf?: number;
}

/** The fields of a draft that are maps by id. */
const DRAFT_MAPS = ['dimensions', 'indicators', 'bonus', 'bands'] as const;
export type DraftMap = (typeof DRAFT_MAPS)[number];

/** Edits of a draft: whole values by field; of a map only the entries that change, null removes one. */
export type DraftChanges = Partial<
  Pick<RubricDraft, 'title' | 'description' | 'bonusPassesTotal' | 'prompts' | 'outOf'>
> & { [M in DraftMap]?: Record<Id, RubricDraft[M][Id] | null> };

/** A draft with edits put over it, as the screen shows it before they are on the disk. The draft itself stays as it is. */
export function changeDraft(draft: RubricDraft, changes: DraftChanges): RubricDraft {
  const next: RubricDraft = { ...draft };
  for (const [field, value] of Object.entries(changes)) {
    Object.assign(next, {
      [field]: isMap(field) ? withoutNulls<unknown>({ ...draft[field], ...(value as object) }) : value,
    });
  }
  return next;
}

/** Two edits as one; where both name the same thing the later counts. */
export function joinChanges(earlier: DraftChanges, later: DraftChanges): DraftChanges {
  const joined: DraftChanges = { ...earlier, ...later };
  for (const map of DRAFT_MAPS) {
    if (earlier[map] && later[map]) Object.assign(joined, { [map]: { ...earlier[map], ...later[map] } });
  }
  return joined;
}

/** The edit that takes an edit of this draft back. */
export function reverseChanges(draft: RubricDraft, changes: DraftChanges): DraftChanges {
  const entries = Object.entries(changes).map(([field, value]) => {
    if (!isMap(field)) return [field, draft[field as keyof RubricDraft]];
    const before: Record<Id, unknown> = draft[field];
    return [field, Object.fromEntries(Object.keys(value as object).map((id) => [id, before[id] ?? null]))];
  });
  return Object.fromEntries(entries) as DraftChanges;
}

/** An entry of one of a draft's maps with its id. */
export type WithId<T> = T & { id: Id };

/** The entries of a map with their ids, in order; equal places by id, so that every device shows the same. */
export function inOrder<T extends { order: number }>(map: Readonly<Record<Id, T>>): WithId<T>[] {
  return Object.entries(map)
    .map(([id, entry]) => ({ ...entry, id }))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Bands with their ids, the highest cut point first. */
export function bandsInOrder(bands: RubricDraft['bands']): WithId<DraftBand>[] {
  return Object.entries(bands)
    .map(([id, band]) => ({ ...band, id }))
    .sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1));
}

/** A dimension of a draft with its indicators, both in order. */
export interface DraftSection extends WithId<DraftDimension> {
  indicators: WithId<DraftIndicator>[];
}

/**
 * The dimensions in order with their indicators. An indicator whose dimension was removed elsewhere at the same time
 * stands in the first one: nothing that somebody wrote disappears.
 */
export function sectionsOf(draft: Pick<RubricDraft, 'dimensions' | 'indicators'>): DraftSection[] {
  const dimensions = inOrder(draft.dimensions);
  const first = dimensions[0]?.id;
  const homeOf = (indicator: DraftIndicator) => (draft.dimensions[indicator.dimension] ? indicator.dimension : first);
  const indicators = inOrder(draft.indicators);
  return dimensions.map((dimension) => ({
    ...dimension,
    indicators: indicators.filter((indicator) => homeOf(indicator) === dimension.id),
  }));
}

/** The sum of all weights of a draft, free of binary tails. */
export function weightSum(draft: Pick<RubricDraft, 'indicators'>): number {
  const sum = Object.values(draft.indicators).reduce((total, { weight }) => total + weight, 0);
  return Number(sum.toPrecision(12));
}

function isMap(field: string): field is DraftMap {
  return (DRAFT_MAPS as readonly string[]).includes(field);
}

function withoutNulls<T>(map: Record<Id, T | null>): Record<Id, T> {
  return Object.fromEntries(Object.entries(map).filter(([, entry]) => entry !== null)) as Record<Id, T>;
}
