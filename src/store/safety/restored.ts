import type { MetaRow } from '../db.ts';
import type { Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { write } from '../write.ts';
import { deleteSafetyCopy } from './copies.ts';

/** Names the safety copy that a database came from. */
const KEY = 'restoredFrom';

/** Puts back what the device kept for itself, before the records themselves: PINs stand when the first screen does. */
export async function restoreDevice(store: Store, device: readonly MetaRow[]): Promise<Result<object>> {
  return write(store, [], async () => {
    await store.db.meta.bulkPut([...device]);
    return {};
  });
}

/** Notes the copy that everything came from, so that it goes once this database has a whole copy of its own. */
export async function noteRestored(store: Store, node: string): Promise<Result<object>> {
  return write(store, [], async () => {
    await store.db.meta.put({ key: KEY, value: node });
    return {};
  });
}

/** Deletes the copy that this database came from; to be called when it has a whole copy of its own. */
export async function dropRestoredCopy(db: Pick<Store['db'], 'meta'>): Promise<void> {
  const node = (await db.meta.get(KEY))?.value as string | undefined;
  if (node === undefined) return;
  await deleteSafetyCopy(node).catch(() => undefined);
  await db.meta.delete(KEY);
}
