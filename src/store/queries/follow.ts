import { liveQuery } from 'dexie';
import type { Id } from '../../domain/ids.ts';
import type { Store } from '../store.ts';

/** Calls back after every change of a draft's entries, also from another tab. Returns what stops it. */
export function followDraft(store: Store, draft: Id, onchange: () => void): () => void {
  const subscription = liveQuery(() => store.db.entries.where('draftId').equals(draft).toArray()).subscribe({
    next: onchange,
    error: () => undefined,
  });
  return () => subscription.unsubscribe();
}
