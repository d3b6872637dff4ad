import { fieldEntryId, type DraftEntry, type DraftFields } from '../../domain/draft.ts';
import { newId, type Id } from '../../domain/ids.ts';
import type { Share } from '../../domain/sharing.ts';
import { decode } from '../codec.ts';
import type { DraftRow } from '../db.ts';
import { putEntry } from '../putEntry.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordsOfKind, write } from '../write.ts';

/** Days for which a draft that was thrown away can be brought back. */
export const KEEP_DISCARDED_DAYS = 30;

/** Starts a draft with what is already known of the lesson; each field is an entry of its own. */
export async function startDraft(store: Store, author: Id, known: Partial<DraftFields>): Promise<Result<{ id: Id }>> {
  const id = newId();
  const now = store.now();
  const row: DraftRow = {
    id,
    createdAt: now,
    changedAt: now,
    author,
    reopens: null,
    reopenReason: '',
    deletedAt: null,
  };
  const entries = Object.entries(known).map(([name, value]) => fieldEntry(id, name as keyof DraftFields, value, now));
  return write(store, [store.db.drafts, store.db.entries], async () => {
    await store.db.drafts.add(row);
    await store.db.entries.bulkAdd(entries);
    return { id };
  });
}

/** The entry of one field. */
export function fieldEntry(draftId: Id, name: keyof DraftFields, value: unknown, at: number): DraftEntry {
  return { draftId, id: fieldEntryId(name), at, type: 'field', name, value };
}

/**
 * Saves one entry: one put, one strict transaction. Resolves only when it is on the disk; rejects with the browser's
 * error, or with the refusal `draft-missing` where the draft was finished or thrown away meanwhile (nothing would ever
 * show the entry again). The draft writer turns both into "Not saved".
 *
 * The look at the draft goes beside the put and not before it, so that a tap waits for one turn of the disk only.
 */
export async function saveEntry(store: Store, entry: DraftEntry): Promise<void> {
  const { db } = store;
  const put = putEntry(db, entry);
  const [draft] = await Promise.all([db.drafts.get(entry.draftId), put]);
  if (draft && draft.deletedAt === null) return;
  // An entry without a draft would stay for ever; that of a draft thrown away may come back with it.
  if (!draft) await db.entries.delete([entry.draftId, entry.id]);
  throw new Refusal(failure('draft-missing'));
}

/** Throws a draft away, or brings it back. Nothing is removed from the disk for 30 days. */
export async function setDraftDiscarded(store: Store, id: Id, discarded: boolean): Promise<Result<object>> {
  return write(store, [store.db.drafts], async () => {
    const changed = await store.db.drafts.update(id, {
      deletedAt: discarded ? store.now() : null,
      changedAt: store.now(),
    });
    if (!changed && !(await store.db.drafts.get(id))) throw new Refusal(failure('draft-missing'));
    return {};
  });
}

/** Removes drafts that were thrown away more than 30 days ago. Run at start, off the hot path. */
export async function purgeDiscarded(store: Store): Promise<number> {
  const before = store.now() - KEEP_DISCARDED_DAYS * 86_400_000;
  const rows = await store.db.drafts.filter((row) => row.deletedAt !== null && row.deletedAt < before).toArray();
  if (rows.length === 0) return 0;
  return store.db.transaction('rw', [store.db.drafts, store.db.entries], async () => {
    // Another tab may have brought one back since.
    const now = await store.db.drafts.bulkGet(rows.map((row) => row.id));
    const gone = now
      .filter((row) => row && row.deletedAt !== null && row.deletedAt < before)
      .map((row) => row?.id ?? '');
    for (const id of gone) await store.db.entries.where('draftId').equals(id).delete();
    await store.db.drafts.bulkDelete(gone);
    return gone.length;
  });
}

/**
 * Reopens a finished sheet: its notes and scores become a draft again under the same id. The sealed revision stays and
 * counts until the new one is sealed, so nothing is lost when the reopened draft is thrown away. A sheet that was shared is
 * reopened with a reason only (`reopen-reason-missing`).
 */
export async function reopenObservation(store: Store, author: Id, sheet: Id, reason = ''): Promise<Result<{ id: Id }>> {
  const { db } = store;
  return write(store, [db.headers, db.workbooks, db.drafts, db.entries, db.records], async () => {
    const [header, workbook, draft] = await Promise.all([
      db.headers.get(sheet),
      db.workbooks.get(sheet),
      db.drafts.get(sheet),
    ]);
    if (!header || !workbook || decode(workbook.doc).author !== author) throw new Refusal(failure('not-your-sheet'));
    if (draft && draft.deletedAt === null) return { id: sheet };
    if (!reason.trim() && (await wasShared(store, sheet))) throw new Refusal(failure('reopen-reason-missing'));
    const revision = decode(header.doc).revision;
    const now = store.now();
    await db.entries.where('draftId').equals(sheet).delete();
    await db.entries.bulkPut(decode(workbook.doc).entries);
    await db.entries.put(fieldEntry(sheet, 'step', 'finish', now));
    await db.drafts.put({
      id: sheet,
      createdAt: now,
      changedAt: now,
      author,
      reopens: revision,
      reopenReason: reason.trim(),
      deletedAt: null,
    });
    return { id: sheet };
  });
}

/** Whether a sheet was handed on: from then on a correction says why. */
async function wasShared(store: Store, sheet: Id): Promise<boolean> {
  const shares = await recordsOfKind<Share>(store, 'share');
  return shares.some((share) => share.sheet === sheet);
}
