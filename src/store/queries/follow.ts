import { liveQuery } from 'dexie';
import type { Id } from '../../domain/ids.ts';
import type { Store } from '../store.ts';

/**
 * Calls back after every change of a draft's entries, also from another tab, with whether the draft is still there (neither
 * finished nor thrown away). Returns what stops it.
 */
export function followDraft(store: Store, draft: Id, onchange: (there: boolean) => void): () => void {
  const { db } = store;
  const look = async () => {
    const [row] = await Promise.all([db.drafts.get(draft), db.entries.where('draftId').equals(draft).toArray()]);
    return row !== undefined && row.deletedAt === null;
  };
  const subscription = liveQuery(look).subscribe({
    next: onchange,
    error: () => undefined,
  });
  return () => subscription.unsubscribe();
}
