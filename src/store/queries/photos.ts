import type { Id } from '../../domain/ids.ts';
import type { BlobRow } from '../db.ts';
import type { Store } from '../store.ts';

/** The bytes of photos that are on this device; one that came without its bytes is missing. */
export async function photoBlobs(store: Store, ids: readonly Id[]): Promise<BlobRow[]> {
  return (await store.db.blobs.bulkGet([...ids])).filter((row) => row !== undefined);
}
