import { liveQuery } from 'dexie';
import type { Id } from '../../domain/ids.ts';
import type { Store } from '../store.ts';

/**
 * Calls back when a draft is finished or thrown away, and after every change of its entries, also from another tab, with
 * whether the draft is still there. Returns what stops it.
 */
export function followDraft(store: Store, draft: Id, onchange: (there: boolean) => void): () => void {
  const { db } = store;
  const look = async () => {
    const [row] = await Promise.all([db.drafts.get(draft), db.entries.where('draftId').equals(draft).primaryKeys()]);
    return row !== undefined && row.deletedAt === null;
  };
  const subscription = liveQuery(look).subscribe({
    next: onchange,
    error: () => undefined,
  });
  return () => subscription.unsubscribe();
}
