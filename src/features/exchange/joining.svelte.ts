import type { FileRecord, Incoming } from '../../domain/guanke-file.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import { joinSchool } from '../../store/commands/joinSchool.ts';
import { previewRestore, restoreBackup, type RestorePreview } from '../../store/commands/restore.ts';
import type { Failure } from '../../store/reasons.ts';
import type { Store } from '../../store/store.ts';
import { readFile } from './fileWorker.ts';
import { failureOfError } from './opening.svelte.ts';
import { isSomeone, type Someone } from './someone.ts';

/** An empty device that joins a school, or gets everything back from a backup. */
export class Joining {
  readonly #store: Store;
  #abort = new AbortController();
  incoming = $state.raw<Incoming | null>(null);
  /** Of a backup only. */
  preview = $state.raw<RestorePreview | null>(null);
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
    return this.#ofKind<Teacher>('teacher');
  }

  get groups(): Group[] {
    return this.#ofKind<Group>('group').sort((a, b) => a.order - b.order);
  }

  get memberships(): Membership[] {
    return this.#ofKind<Membership>('membership');
  }

  /** Whether everything is said that joining needs. */
  get ready(): boolean {
    const bad = this.incoming?.bad.length ?? 0;
    return this.incoming !== null && isSomeone(this.who) && (bad === 0 || this.leaveOutBad);
  }

  /** Reads a file or a pasted text; a shared sheet is refused here, a school comes first. */
  async read(source: Blob | string): Promise<void> {
    this.reset();
    const { signal } = this.#abort;
    this.busy = true;
    try {
      const onprogress = ({ share }: { share: number | null }) => (this.share = share);
      const read = await readFile(source, { signal, onprogress });
      if (signal.aborted) return;
      if (!read.ok) this.failure = read;
      else this.#accept(read.incoming);
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
    this.incoming = null;
    this.preview = null;
    this.failure = null;
    this.who = null;
    this.share = null;
    this.busy = false;
    this.leaveOutBad = false;
  }

  /** Joins or restores; true when the school stands. */
  async join(): Promise<boolean> {
    if (!this.incoming || !isSomeone(this.who) || this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.share = null;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const result = await this.#write(this.incoming, this.who, signal).catch(failureOfError);
    this.busy = false;
    // Who cancelled knows; nothing was written.
    if (!result.ok && !signal.aborted) this.failure = result;
    return result.ok;
  }

  /** Stops joining or restoring; nothing of it stays, and the file stays open. */
  cancel(): void {
    this.#abort.abort();
  }

  #write(incoming: Incoming, who: Someone, signal: AbortSignal) {
    const options = { signal, onprogress: (share: number) => (this.share = share), leaveOutBad: this.leaveOutBad };
    if (this.preview) {
      const me = who.type === 'listed' ? { me: who.teacher } : {};
      return restoreBackup(this.#store, incoming, { ...me, ...options });
    }
    const teacher = who.type === 'listed' ? who.teacher : { name: who.name.trim(), number: who.number.trim() };
    return joinSchool(this.#store, incoming, { teacher, ...options });
  }

  #accept(incoming: Incoming): void {
    const { type } = incoming.manifest;
    if (type === 'share') {
      this.failure = { reason: 'file-no-school', details: {} };
      return;
    }
    if (type === 'backup') {
      const result = previewRestore(incoming);
      if (!result.ok) {
        this.failure = result;
        return;
      }
      this.preview = result.preview;
      const me = result.preview.teachers.find(({ id }) => id === result.preview.me);
      if (me) this.who = { type: 'listed', teacher: me.id, name: me.name };
    }
    this.incoming = incoming;
  }

  #ofKind<R>(kind: string): R[] {
    const records: readonly FileRecord[] = this.incoming?.records ?? [];
    return records.filter(
      (record) => record.kind === kind && !('deleted' in record && record.deleted),
    ) as unknown as R[];
  }
}
