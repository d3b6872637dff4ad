import type { DraftEntry } from '../../domain/draft.ts';
import type { FileDraft, Incoming } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { decode } from '../codec.ts';
import type { RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';

/** What drafts and blobs of a file come to. */
export interface LooseRows {
  changes: RowChange[];
  drafts: { added: number; kept: number };
  blobs: number;
}

/**
 * Drafts and blobs that are missing here. A draft that is here stays as it is; one that was finished since, or reopened
 * from a revision that is no longer the newest, does not come back.
 */
export async function looseRows(store: Store, incoming: Incoming): Promise<LooseRows> {
  const { db } = store;
  const { drafts, entries } = incoming;
  // A shared sheet brings none of them.
  if (drafts.length + entries.length + incoming.blobs.length === 0)
    return { changes: [], drafts: { added: 0, kept: 0 }, blobs: 0 };
  const ids = drafts.map((draft) => draft.id);
  const [rows, headers] = await Promise.all([db.drafts.bulkGet(ids), db.headers.bulkGet(ids)]);
  const missing = drafts.filter((draft, i) => {
    const header = headers[i];
    if (rows[i]) return false;
    return header ? draft.reopens === decode(header.doc).revision : true;
  });
  const blobIds = incoming.blobs.map((blob) => blob.id);
  const known = new Set(await db.blobs.where('id').anyOf(blobIds).primaryKeys());
  const blobs = incoming.blobs.filter((blob) => !known.has(blob.id));
  const added = new Set(missing.map((draft) => draft.id));
  return {
    changes: [
      ...missing.map((draft) => put('drafts', draft.id, draft)),
      ...(await entryChanges(store, entries, added)),
      ...blobs.map((blob) => put('blobs', blob.id, blob)),
    ],
    drafts: { added: missing.length, kept: drafts.length - missing.length },
    blobs: blobs.length,
  };
}

function put(table: RowChange['table'], key: unknown, after: FileDraft | DraftEntry | object): RowChange {
  return { table, key, before: undefined, after };
}

/** Entries of drafts that come back; one that was left behind by a draft thrown away long ago makes room. */
async function entryChanges(store: Store, entries: readonly DraftEntry[], drafts: ReadonlySet<Id>) {
  const mine = entries.filter((entry) => drafts.has(entry.draftId));
  const keys = mine.map((entry): [Id, string] => [entry.draftId, entry.id]);
  const before = await store.db.entries.bulkGet(keys);
  return mine.map((entry, i): RowChange => ({ table: 'entries', key: keys[i], before: before[i], after: entry }));
}
