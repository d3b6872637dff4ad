import { newId } from '../domain/ids.ts';
import { GuankeDb } from './db.ts';
import { failure, reasonOfError, type Result, type StoreReason } from './reasons.ts';

/** The Web APIs that records need, by name; an empty list when all are there. */
export function missingApis(): string[] {
  const needed: [string, unknown][] = [
    ['IndexedDB', globalThis.indexedDB],
    ['crypto.getRandomValues', globalThis.crypto?.getRandomValues],
    ['BroadcastChannel', globalThis.BroadcastChannel],
    ['structuredClone', globalThis.structuredClone],
    ['Intl.PluralRules', globalThis.Intl?.PluralRules],
  ];
  return needed.filter(([, api]) => !api).map(([name]) => name);
}

/** Whether records may be made at this address at all: offline use needs https or localhost. */
export function isSecureAddress(): boolean {
  return globalThis.isSecureContext === true;
}

/**
 * Writes a test record, closes the database, opens it anew and reads the record: whether this browser keeps data at all.
 */
export async function probeStorage(now: number): Promise<Result<object, StoreReason | 'storage-forgets'>> {
  const value = `probe-${now}`;
  // A name of its own: two tabs that probe at the same time must not delete each other's record.
  const name = `guanke-probe-${newId()}`;
  try {
    const first = new GuankeDb(name);
    await first.open();
    await first.meta.put({ key: 'probe', value });
    first.close();
    const second = new GuankeDb(name);
    await second.open();
    const read = await second.meta.get('probe');
    second.close();
    indexedDB.deleteDatabase(name);
    return read?.value === value ? { ok: true } : failure('storage-forgets');
  } catch (error) {
    return failure(reasonOfError(error));
  }
}

/** What the browser says of this device's storage. */
export interface StorageState {
  /** The browser promised not to clear the data by itself; null = it does not say. */
  persistent: boolean | null;
  usedBytes: number | null;
  quotaBytes: number | null;
}

/** Reads the storage state; nothing is asked of the person. */
export async function storageState(): Promise<StorageState> {
  const storage = globalThis.navigator?.storage;
  const [persistent, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => null) ?? null,
    storage?.estimate?.().catch(() => null) ?? null,
  ]);
  return { persistent, usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null };
}

/** Asks the browser not to clear the data by itself; at the first real record. */
export async function askForPersistence(): Promise<boolean | null> {
  const storage = globalThis.navigator?.storage;
  if (!storage?.persist) return null;
  if (await storage.persisted().catch(() => false)) return true;
  return storage.persist().catch(() => null);
}
