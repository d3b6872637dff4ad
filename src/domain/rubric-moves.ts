import type { Id } from './ids.ts';
import { inOrder, sectionsOf, type DraftChanges, type DraftMap, type RubricDraft } from './rubric-draft.ts';

/** The place after the last entry of a map (or of the entries that count). */
export function nextOrder(entries: Iterable<{ order: number }>): number {
  let last = -1;
  for (const { order } of entries) last = Math.max(last, order);
  return last + 1;
}

/** Moves a dimension or a bonus item one place up (−1) or down (+1); nothing at the end of the list. */
export function moved(
  draft: RubricDraft,
  map: Extract<DraftMap, 'dimensions' | 'bonus'>,
  id: Id,
  by: -1 | 1,
): DraftChanges {
  const ids = inOrder<{ order: number }>(draft[map]).map((entry) => entry.id);
  return renumbered(draft, map, swapped(ids, id, by));
}

/**
 * Moves an indicator one place up or down. At the edge of its dimension it goes on into the neighbouring one, so that a person
 * with a keyboard reaches every place; nothing at the end of the form.
 */
export function movedIndicator(draft: RubricDraft, id: Id, by: -1 | 1): DraftChanges {
  const sections = sectionsOf(draft);
  const at = sections.findIndex((section) => section.indicators.some((indicator) => indicator.id === id));
  const ids = sections[at]?.indicators.map((indicator) => indicator.id) ?? [];
  const place = ids.indexOf(id) + by;
  if (place >= 0 && place < ids.length) return renumbered(draft, 'indicators', swapped(ids, id, by));
  const neighbour = sections[at + by];
  return neighbour ? movedTo(draft, id, neighbour.id, by === 1 ? 'start' : 'end') : {};
}

/** Moves an indicator into a dimension, to its start or its end. */
export function movedTo(draft: RubricDraft, id: Id, dimension: Id, where: 'start' | 'end' = 'end'): DraftChanges {
  const indicator = draft.indicators[id];
  if (!indicator) return {};
  const there = sectionsOf(draft).find((section) => section.id === dimension)?.indicators ?? [];
  const orders = there.map(({ order }) => order);
  const order = orders.length === 0 ? 0 : where === 'end' ? Math.max(...orders) + 1 : Math.min(...orders) - 1;
  return { indicators: { [id]: { ...indicator, dimension, order } } };
}

/** Takes a dimension out with everything in it. */
export function withoutDimension(draft: RubricDraft, id: Id): DraftChanges {
  const inside = sectionsOf(draft).find((section) => section.id === id)?.indicators ?? [];
  return {
    dimensions: { [id]: null },
    indicators: Object.fromEntries(inside.map((indicator) => [indicator.id, null])),
  };
}

function swapped(ids: readonly Id[], id: Id, by: -1 | 1): Id[] {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return [...ids];
  const next = [...ids];
  next[from] = other;
  next[from + by] = id;
  return next;
}

/** The orders 0, 1, 2, … for these entries; only what differs is named. */
function renumbered(draft: RubricDraft, map: 'dimensions' | 'bonus' | 'indicators', ids: readonly Id[]): DraftChanges {
  const entries: Record<Id, { order: number }> = draft[map];
  const changed = ids.flatMap((id, order) => {
    const entry = entries[id];
    return entry && entry.order !== order ? [[id, { ...entry, order }]] : [];
  });
  return changed.length > 0 ? ({ [map]: Object.fromEntries(changed) } as DraftChanges) : {};
}
