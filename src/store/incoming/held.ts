import type { FileRecord } from '../../domain/guanke-file.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Held } from '../../merge/merge.ts';
import type { RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';

/** Where this device keeps what waits at its door. */
const KEY = 'held';

/** The records that wait. */
export async function heldRecords(store: Store): Promise<FileRecord[]> {
  return ((await store.db.meta.get(KEY))?.value as FileRecord[] | undefined) ?? [];
}

/** Keeps what is held besides what waits already. */
export async function heldChanges(store: Store, held: readonly Held<FileRecord>[]): Promise<RowChange[]> {
  if (held.length === 0) return [];
  const before = await store.db.meta.get(KEY);
  const waiting = (before?.value as FileRecord[] | undefined) ?? [];
  const known = new Set(waiting.map(canonicalJson));
  const fresh = held.map(({ record }) => record).filter((record) => !known.has(canonicalJson(record)));
  if (fresh.length === 0) return [];
  return [{ table: 'meta', key: KEY, before, after: { key: KEY, value: [...waiting, ...fresh] } }];
}

/** Lets go what no longer waits. */
export async function releaseChanges(store: Store, waiting: readonly Held<FileRecord>[]): Promise<RowChange[]> {
  const before = await store.db.meta.get(KEY);
  const value = waiting.map(({ record }) => record);
  return [{ table: 'meta', key: KEY, before, after: value.length > 0 ? { key: KEY, value } : undefined }];
}
