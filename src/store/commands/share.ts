import type { Share } from '../../domain/sharing.ts';
import type { Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, write } from '../write.ts';

/** Keeps the share records of a file that was handed over, as they stand in the file. */
export async function keepShares(store: Store, shares: readonly Share[]): Promise<Result<object>> {
  return write(store, [store.db.records], async () => {
    await store.db.records.bulkPut(shares.map(recordRow));
    return {};
  });
}
