import type { Page } from '@playwright/test';

/** A row as it lies on the disk, read with nothing but IndexedDB, past all code of the app. */
export type Row = Record<string, unknown>;

/** Every row of a table of the school's database (or another one). */
export function storedRows(page: Page, table: string, database = 'guanke'): Promise<Row[]> {
  return page.evaluate(
    ([name, of]) =>
      new Promise<Row[]>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error(`${name} could not be opened`));
        request.onsuccess = () => {
          const db = request.result;
          const all = db.transaction(of).objectStore(of).getAll();
          all.onsuccess = () => {
            db.close();
            resolve(all.result as Row[]);
          };
        };
      }),
    [database, table] as const,
  );
}

/** Puts a row on the disk as another tab would, without the app. */
export function putRow(page: Page, table: string, row: Row, database = 'guanke'): Promise<void> {
  return page.evaluate(
    ([name, of, value]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error(`${name} could not be opened`));
        request.onsuccess = () => {
          const db = request.result;
          const transaction = db.transaction(of, 'readwrite');
          transaction.objectStore(of).put(value);
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
          transaction.onabort = () => reject(transaction.error ?? new Error('put was aborted'));
        };
      }),
    [database, table, row] as const,
  );
}

/** The names of all databases of this address. */
export function databaseNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
}
