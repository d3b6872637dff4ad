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
 * Drafts and blobs that are missing here. A draft that is here gets the entries that it lacks and those written later, and
 * loses none; one that was finished since, or reopened from a revision that is no longer the newest, does not come back.
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
  const here = new Set(rows.flatMap((row) => row?.id ?? []));
  return {
    changes: [
      ...missing.map((draft) => put('drafts', draft.id, draft)),
      ...(await entryChanges(store, entries, added, here)),
      ...blobs.map((blob) => put('blobs', blob.id, blob)),
    ],
    drafts: { added: missing.length, kept: drafts.length - missing.length },
    blobs: blobs.length,
  };
}

function put(table: RowChange['table'], key: unknown, after: FileDraft | DraftEntry | object): RowChange {
  return { table, key, before: undefined, after };
}

/**
 * Entries of drafts that come back, where one that was left behind by a draft thrown away long ago makes room; of drafts that
 * are here those that are new or were written later. Nothing is ever taken out of a draft, so what it lacks was never here.
 */
async function entryChanges(
  store: Store,
  entries: readonly DraftEntry[],
  added: ReadonlySet<Id>,
  here: ReadonlySet<Id>,
): Promise<RowChange[]> {
  const theirs = entries.filter(({ draftId }) => added.has(draftId) || here.has(draftId));
  const keys = theirs.map((entry): [Id, string] => [entry.draftId, entry.id]);
  const mine = await store.db.entries.bulkGet(keys);
  return theirs.flatMap((entry, i): RowChange[] => {
    const before = mine[i];
    // What carries a time to come was written under a wrong clock, and is no reason to give up what stands here.
    const isNewer = !before || (entry.at > before.at && entry.at <= store.now());
    return isNewer || added.has(entry.draftId) ? [{ table: 'entries', key: keys[i], before, after: entry }] : [];
  });
}
