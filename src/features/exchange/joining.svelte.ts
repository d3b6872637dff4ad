import type { Group, Membership, Teacher } from '../../domain/people.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { loadBuiltinRubrics } from '../../rubrics/index.ts';
import type { Joinable } from '../../store/commands/joinFile.ts';
import type { RestorePreview } from '../../store/commands/restore.ts';
import type { Failure } from '../../store/reasons.ts';
import type { Store } from '../../store/store.ts';
import { openToJoin, type FileToJoin } from './fileToJoin.ts';
import { failureOfError } from './failureOfError.ts';
import { isSomeone, type Someone } from './someone.ts';

/** An empty device that joins a school, or gets everything back from a backup. */
export class Joining {
  readonly #store: Store;
  #abort = new AbortController();
  #file: FileToJoin | null = null;
  /** What the file would bring; null until one was read. */
  joinable = $state.raw<Joinable | null>(null);
  failure = $state.raw<Pick<Failure, 'reason' | 'details'> | null>(null);
  busy = $state(false);
  share = $state<number | null>(null);
  who = $state.raw<Someone | null>(null);
  /** The person agreed to leave out what cannot be read. */
  leaveOutBad = $state(false);

  constructor(store: Store) {
    this.#store = store;
  }

  get teachers(): Teacher[] {
    return this.joinable?.teachers ?? [];
  }

  get groups(): Group[] {
    return this.joinable?.groups ?? [];
  }

  get memberships(): Membership[] {
    return this.joinable?.memberships ?? [];
  }

  /** Of a backup only. */
  get preview(): RestorePreview | null {
    return this.joinable?.backup ?? null;
  }

  /** Whether everything is said that joining needs. */
  get ready(): boolean {
    const bad = this.joinable?.bad.length ?? 0;
    return this.joinable !== null && isSomeone(this.who) && (bad === 0 || this.leaveOutBad);
  }

  /** Reads a file or a pasted text; a shared sheet is refused here, a school comes first. */
  async read(source: Blob | string): Promise<void> {
    this.reset();
    const { signal } = this.#abort;
    this.busy = true;
    try {
      const onprogress = ({ share }: { share: number | null }) => (this.share = share);
      const opened = await openToJoin(source, { signal, onprogress });
      if (signal.aborted) {
        if (opened.ok) opened.file.close();
        return;
      }
      if (!opened.ok) this.failure = opened;
      else this.#accept(opened.file);
    } catch (error) {
      if (!signal.aborted) this.failure = failureOfError(error);
    } finally {
      if (!signal.aborted) this.busy = false;
    }
  }

  /** Forgets the file. */
  reset(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#file?.close();
    this.#file = null;
    this.joinable = null;
    this.failure = null;
    this.who = null;
    this.share = null;
    this.busy = false;
    this.leaveOutBad = false;
  }

  /** Joins or restores; true when the school stands. */
  async join(): Promise<boolean> {
    if (!this.#file || !isSomeone(this.who) || this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.share = null;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const result = await this.#write(this.#file, this.who, signal).catch(failureOfError);
    this.busy = false;
    // Who cancelled knows; nothing was written.
    if (!result.ok && !signal.aborted) this.failure = result;
    if (result.ok) this.#file?.close();
    return result.ok;
  }

  /** Stops joining or restoring; nothing of it stays, and the file stays open. */
  cancel(): void {
    this.#abort.abort();
  }

  async #write(file: FileToJoin, who: Someone, signal: AbortSignal) {
    const teacher = who.type === 'listed' ? who.teacher : { name: who.name.trim(), number: who.number.trim() };
    return file.join(this.#store, {
      ...{ teacher, signal, leaveOutBad: this.leaveOutBad },
      // Their structure is what headers and ratings are made by; it is the same in each language.
      rubrics: await loadBuiltinRubrics(locale.current),
      onprogress: (share) => (this.share = share),
    });
  }

  #accept(file: FileToJoin): void {
    this.#file = file;
    this.joinable = file.joinable;
    const me = this.preview?.teachers.find(({ id }) => id === this.preview?.me);
    if (me) this.who = { type: 'listed', teacher: me.id, name: me.name };
  }
}
