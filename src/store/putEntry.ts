import { Dexie, RangeSet } from 'dexie';
import type { DraftEntry } from '../domain/draft.ts';
import type { GuankeDb } from './db.ts';

/**
 * Puts one entry in a strict transaction of its own and commits it at once, without waiting for the browser to report the
 * put first: a tap waits for the disk alone. Dexie's own `put` asks in several turns of the page, each behind whatever is
 * being drawn. Resolves when the transaction completed; rejects with the browser's error.
 */
export function putEntry(db: GuankeDb, entry: DraftEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = db.backendDB() as IDBDatabase | null;
    if (!connection) throw new Dexie.DatabaseClosedError();
    const transaction = connection.transaction('entries', 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => {
      resolve();
      tell(db, entry);
    };
    transaction.onabort = () => reject(transaction.error ?? new Dexie.AbortError());
    transaction.objectStore('entries').put(entry);
    transaction.commit();
  });
}

/** Tells the live queries of all tabs, as Dexie does after its own writes. */
function tell(db: GuankeDb, { draftId, id }: DraftEntry): void {
  const table = `idb://${db.name}/entries/`;
  const key = [draftId, id];
  Dexie.on.storagemutated.fire({
    [table]: new RangeSet(key),
    [`${table}:dels`]: new RangeSet(key),
    [`${table}draftId`]: new RangeSet(draftId),
  });
}
