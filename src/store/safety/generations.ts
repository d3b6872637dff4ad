import type { JournalFolder } from './folder.ts';
import { lastSync, type Sync } from './journal.ts';

/** Bytes of a file's end in which its last `sync` is looked for. */
const TAIL = 1024 * 1024;
/** The newest generation of a journal with its last `sync`; null where there is no journal yet. */
export async function newestGeneration(
  folder: JournalFolder,
): Promise<{ generation: number; last: Sync | null } | null> {
  const generation = (await folder.list()).at(-1);
  return generation === undefined ? null : { generation, last: await syncOf(folder, generation) };
}

/** Removes what came before a generation that holds everything. */
export async function removeOlder(folder: JournalFolder, generation: number): Promise<void> {
  for (const other of await folder.list()) if (other < generation) await folder.remove(other);
}

/** Beginnings that were never finished give way, but for the last one: it may hold what nothing else does. */
export async function removeHalfMade(folder: JournalFolder, generation: number): Promise<void> {
  for (const other of (await folder.list()).filter((each) => each < generation - 1)) {
    const last = await syncOf(folder, other);
    if (!last || last.full === 0) await folder.remove(other);
  }
}

async function syncOf(folder: JournalFolder, generation: number): Promise<Sync | null> {
  return lastSync(await folder.peek(generation, TAIL));
}
