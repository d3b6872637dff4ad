import type { Instant } from '../../domain/date.ts';
import { draftFromEntries, type Draft, type DraftFields } from '../../domain/draft.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { decode } from '../codec.ts';
import type { DraftRow } from '../db.ts';
import type { Store } from '../store.ts';

/** A draft with its row. */
export interface OpenDraft extends Draft {
  row: DraftRow;
  /** When it was last changed: the newest of its entries, each of which is saved without touching the row. */
  changedAt: Instant;
}

/** One draft as it stands on the disk; null when there is none (finished, purged, unknown). */
export async function draftById(store: Store, id: Id, defaults: DraftFields): Promise<OpenDraft | null> {
  const [row, entries] = await Promise.all([
    store.db.drafts.get(id),
    store.db.entries.where('draftId').equals(id).toArray(),
  ]);
  if (!row) return null;
  const changedAt = entries.reduce((newest, entry) => Math.max(newest, entry.at), row.changedAt);
  return { ...draftFromEntries(id, defaults, entries), row, changedAt };
}

/** A person's drafts that were not thrown away, last changed first. */
export async function draftsOf(store: Store, author: Id, defaults: DraftFields): Promise<OpenDraft[]> {
  const rows = await store.db.drafts.toArray();
  const mine = rows.filter((row) => row.author === author && row.deletedAt === null);
  const drafts = await Promise.all(mine.map((row) => draftById(store, row.id, defaults)));
  return drafts
    .filter((draft): draft is OpenDraft => draft !== null)
    .sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? 1 : -1));
}

/** The newest sheets that this observer finished. */
export async function recentSheetsBy(store: Store, observer: Id, limit: number): Promise<SheetHeader[]> {
  const rows = await store.db.headers
    .where('[observer+date]')
    .between([observer, ''], [observer, '\uffff'])
    .reverse()
    .limit(limit)
    .toArray();
  return rows.map((row) => decode(row.doc));
}

/** How many finished sheets and drafts this device holds. */
export async function recordCounts(store: Store): Promise<{ sheets: number; drafts: number; teachers: number }> {
  const [sheets, drafts, teachers] = await Promise.all([
    store.db.headers.count(),
    store.db.drafts.filter((row) => row.deletedAt === null).count(),
    store.db.records.where('kind').equals('teacher').count(),
  ]);
  return { sheets, drafts, teachers };
}
