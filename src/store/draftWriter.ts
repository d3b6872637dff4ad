import type { DraftEntry } from '../domain/draft.ts';
import { saveEntry } from './commands/drafts.ts';
import { reasonOfError, type StoreReason } from './reasons.ts';
import { reopenStore, type Store } from './store.ts';

/** How far the entries of a draft are on the disk. */
export type SavedState = 'saved' | 'saving' | 'unsaved';

/**
 * Writes the entries of one draft, each on its own, and knows which are on the disk. An entry counts as saved only when
 * its strict transaction completed. A failed entry is retried once after the database was opened anew; after that it
 * stays here, marked, until `retry` succeeds. A newer value of the same entry takes the place of a waiting one.
 */
export class DraftWriter {
  /** Called after every change of state. */
  onchange: (() => void) | undefined;
  readonly #store: Store;
  /** Entries that are under way or failed, newest value by id. */
  readonly #pending = new Map<string, DraftEntry>();
  readonly #failed = new Map<string, StoreReason>();
  readonly #writing = new Map<string, Promise<void>>();
  #reopening: Promise<StoreReason | null> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  get state(): SavedState {
    if (this.#failed.size > 0) return 'unsaved';
    return this.#pending.size > 0 ? 'saving' : 'saved';
  }

  /** Why the last failed entry could not be written; null when nothing failed. */
  get reason(): StoreReason | null {
    return [...this.#failed.values()].at(-1) ?? null;
  }

  /** Whether this entry is shown on the screen but not on the disk after a failure. */
  isUnsaved(id: string): boolean {
    return this.#failed.has(id);
  }

  /** Entries that are not on the disk yet. */
  get waiting(): DraftEntry[] {
    return [...this.#pending.values()];
  }

  /** Saves an entry. Resolves when it is on the disk or has failed for now; never rejects. */
  save(entry: DraftEntry): Promise<void> {
    this.#pending.set(entry.id, entry);
    this.onchange?.();
    return this.#drain(entry.id);
  }

  /** Tries again what failed. True when everything is on the disk. */
  async retry(): Promise<boolean> {
    this.#failed.clear();
    this.onchange?.();
    await Promise.all([...this.#pending.keys()].map((id) => this.#drain(id)));
    return this.state === 'saved';
  }

  /** Waits until nothing is under way. True when everything is on the disk. */
  async flush(): Promise<boolean> {
    while (this.#writing.size > 0) await Promise.all(this.#writing.values());
    return this.state === 'saved';
  }

  /** Writes one entry's newest value; values of one entry never overtake each other. */
  #drain(id: string): Promise<void> {
    const running = this.#writing.get(id);
    if (running) return running;
    const work = this.#writeNewest(id).finally(() => {
      this.#writing.delete(id);
      this.onchange?.();
    });
    this.#writing.set(id, work);
    return work;
  }

  async #writeNewest(id: string): Promise<void> {
    for (let entry = this.#pending.get(id); entry; entry = this.#pending.get(id)) {
      const problem = await this.#write(entry);
      if (this.#pending.get(id) !== entry) continue;
      if (problem) {
        this.#failed.set(id, problem);
        return;
      }
      this.#pending.delete(id);
      this.#failed.delete(id);
    }
  }

  async #write(entry: DraftEntry): Promise<StoreReason | null> {
    try {
      await saveEntry(this.#store, entry);
      return null;
    } catch (error) {
      const first = reasonOfError(error);
      // A full disk or a draft that is gone is the same after opening anew.
      if (first === 'disk-full' || first === 'draft-missing') return first;
      const reopened = await this.#reopenOnce();
      if (reopened) return reopened;
      try {
        await saveEntry(this.#store, entry);
        return null;
      } catch (again) {
        return reasonOfError(again);
      }
    }
  }

  /** Several entries that fail together open the database anew once. */
  #reopenOnce(): Promise<StoreReason | null> {
    this.#reopening ??= reopenStore(this.#store).finally(() => {
      this.#reopening = null;
    });
    return this.#reopening;
  }
}
