import { onDestroy, untrack } from 'svelte';
import type { RecordBase } from '../domain/record.ts';
import { m } from '../i18n/messages.ts';
import type { Failure, Result } from '../store/reasons.ts';
import { otherVersions } from '../store/textVersions.ts';
import { getFlushPort, type FlushPort } from './flush.ts';

/** Text is on the disk at most this long after any key. */
const TEXT_DELAY = 250;

/** What a record is written with: the changes, and the record as it stood when the person began to type. */
export type SaveTyped<R> = (changes: Partial<R>, shown: R) => Promise<Result<{ record: R }>>;

/**
 * A record that is written while it is typed: the screen changes at once, "Saved" follows the disk. A field that the person
 * has touched is never replaced by what arrives from elsewhere until they leave it.
 */
export class TypedRecord<R extends RecordBase> {
  /** As the screen shows it. */
  shown = $state.raw() as R;
  saved = $state<'idle' | 'saved' | 'saving' | 'unsaved'>('idle');
  failure = $state.raw<Failure | null>(null);
  #pending: Partial<R> = {};
  /** Fields that the person is in. */
  readonly #touched = new Set<keyof R>();
  /** The record when the person began to type. */
  #began: R | null = null;
  #stored: R;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #save: SaveTyped<R>;

  constructor(record: R, save: SaveTyped<R>) {
    this.#stored = record;
    this.shown = record;
    this.#save = save;
  }

  /** The other versions of a long text that was written in two places at once. */
  others(field: keyof R & string): string[] {
    return otherVersions(this.shown, field);
  }

  /** A newer state of the record, from the database. */
  follow(record: R): void {
    this.#stored = record;
    // An effect follows the record, not what is typed into it.
    const shown = untrack(() => this.shown);
    const mine = [...this.#touched].map((field) => [field, shown[field]] as const);
    this.shown = { ...record, ...Object.fromEntries(mine), ...this.#pending };
  }

  /** Takes what was typed or chosen; on the disk after a moment, or with `flush`. */
  set<F extends keyof R>(field: F, value: R[F]): void {
    this.#began ??= this.#stored;
    this.#touched.add(field);
    this.#pending[field] = value;
    this.shown = { ...this.shown, [field]: value };
    this.saved = 'saving';
    this.#timer ??= setTimeout(() => void this.flush(), TEXT_DELAY);
  }

  /** Writes what is not on the disk yet; answers whether everything is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
    return Object.keys(this.#pending).length === 0;
  }

  /** The person left the fields: everything is written, and what arrives is shown again. */
  leave = async (): Promise<void> => {
    if (await this.flush()) {
      this.#touched.clear();
      this.#began = null;
    }
  };

  async #write(): Promise<void> {
    const changes = this.#pending;
    if (Object.keys(changes).length === 0) return;
    this.#pending = {};
    const result = await this.#save(changes, this.#began ?? this.#stored);
    this.failure = result.ok ? null : result;
    if (result.ok) this.#stored = result.record;
    else this.#pending = { ...changes, ...this.#pending };
    const more = Object.keys(this.#pending).length > 0;
    this.saved = result.ok ? (more ? 'saving' : 'saved') : 'unsaved';
  }
}

/**
 * Keeps a typed record safe for the life of a component: written when the window goes, when another version takes over, and
 * when the component goes.
 */
export function keepTyped(typed: Pick<TypedRecord<RecordBase>, 'flush' | 'saved'>): void {
  const hide = () => void typed.flush();
  const flush = async () => ((await typed.flush()) ? [] : [m.common_unsaved()]);
  const off = flushPortOrNone(flush, () => typed.saved === 'unsaved');
  // The window: what was typed is written before it goes.
  $effect(() => {
    window.addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', hide);
    };
  });
  onDestroy(() => {
    off();
    void typed.flush();
  });
}

/** Outside the shell (a test of one component) there is nothing to register with. */
function flushPortOrNone(...what: Parameters<FlushPort['onFlush']>): () => void {
  try {
    return getFlushPort().onFlush(...what);
  } catch {
    return () => undefined;
  }
}
