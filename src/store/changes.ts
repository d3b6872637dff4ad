import { Dexie } from 'dexie';
import type { Store } from './store.ts';

/** Counts the changes of some tables, in this tab and in others; grows with every write, by how much means nothing. */
export interface ChangeCounter {
  readonly count: number;
  /** Calls back after changes; returns what stops it. */
  onchange: (follower: () => void) => () => void;
}

/**
 * Follows tables by name without reading anything, as long as the page lives: for answers that are too large to be asked again at
 * every change.
 */
export function countChanges(store: Pick<Store, 'name'>, tables: readonly string[]): ChangeCounter {
  const prefixes = tables.map((table) => `idb://${store.name}/${table}/`);
  const followers = new Set<() => void>();
  let count = 0;
  const oncommit = (parts: Record<string, unknown>) => {
    if (!Object.keys(parts).some((part) => prefixes.some((prefix) => part.startsWith(prefix)))) return;
    count += 1;
    for (const follower of [...followers]) follower();
  };
  Dexie.on('storagemutated', oncommit);
  return {
    get count() {
      return count;
    },
    onchange: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}
