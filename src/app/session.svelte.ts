import { locale } from '../i18n/locale.svelte.ts';
import { loadBuiltinRubric } from '../rubrics/index.ts';
import { purgeDiscarded } from '../store/commands/drafts.ts';
import { identityOf, type Identity } from '../store/identity.ts';
import { Live } from '../store/live.svelte.ts';
import type { Failure } from '../store/reasons.ts';
import {
  closeStore,
  deleteDatabase,
  openStore,
  reopenStore,
  SAMPLE_DATABASE,
  SCHOOL_DATABASE,
  type Store,
} from '../store/store.ts';
import { PersonLock } from './lock.svelte.ts';

type Status = 'opening' | 'failed' | 'first-run' | 'ready' | 'newer';

/** Saves what is open on a page before the connection closes; answers with what could not be saved. */
type Flush = () => Promise<string[]>;

const ACTIVE_KEY = 'guanke.active';

/** Which database is open, who uses it, and what stands in the way. One a tab. */
export class Session {
  status = $state<Status>('opening');
  failure = $state.raw<Failure | null>(null);
  store = $state.raw<Store | null>(null);
  /** What could not be saved when a newer version took over. */
  unsaved = $state.raw<string[]>([]);
  #live = $state.raw<Live<Identity | null> | null>(null);
  readonly #flushers = new Map<Flush, () => boolean>();
  /** Hides the records of a person who has a PIN. */
  readonly lock = new PersonLock(() => [...this.#flushers.values()].some((running) => running()));

  /** The school and the person; null before first run. */
  get identity(): Identity | null {
    return this.#live?.current ?? this.#identity;
  }
  #identity = $state.raw<Identity | null>(null);

  /** Opens the database that was used last. */
  start(): Promise<void> {
    return this.open(remembered());
  }

  /** Opens a database and finds out who uses it. */
  async open(name: string): Promise<void> {
    this.status = 'opening';
    if (this.store && this.store.name !== name) closeStore(this.store);
    const opened = await openStore({
      name,
      builtinRubric: (id) => loadBuiltinRubric(id, locale.current),
      onnewer: () => this.#yieldToNewer(),
      ondeleted: () => void this.open(SCHOOL_DATABASE),
      onlost: () => void this.#reconnect(),
    });
    if (!opened.ok) return this.#fail(opened);
    this.store = opened.store;
    remember(name);
    await this.refresh();
    void purgeDiscarded(opened.store).catch(() => undefined);
    void lookAtHeld(opened.store).catch(() => undefined);
  }

  /** Reads who uses the device anew: after first run, after a sample was made. */
  async refresh(): Promise<void> {
    const store = this.store;
    if (!store) return;
    try {
      this.#identity = await identityOf(store);
    } catch (error) {
      return this.#fail({ ok: false, reason: 'store-failed', details: { message: String(error) } });
    }
    this.#live = new Live(() => identityOf(store));
    this.status = this.#identity ? 'ready' : 'first-run';
  }

  /** A page that holds something unsaved registers here; returns what takes it off again. */
  onFlush(flush: Flush, running: () => boolean = () => false): () => void {
    this.#flushers.set(flush, running);
    return () => this.#flushers.delete(flush);
  }

  /** Leaves the sample school: its database goes, the school's own is opened. */
  async leaveSample(): Promise<void> {
    await this.open(SCHOOL_DATABASE);
    await deleteDatabase(SAMPLE_DATABASE);
    location.hash = '#/';
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.status = 'failed';
  }

  async #yieldToNewer(): Promise<void> {
    const left = await Promise.all([...this.#flushers.keys()].map((flush) => flush()));
    this.unsaved = left.flat();
    this.status = 'newer';
  }

  /** The browser took the connection away: it is opened anew at once, writes under way are retried by their writer. */
  async #reconnect(): Promise<void> {
    if (!this.store || this.status !== 'ready') return;
    const store = this.store;
    const problem = await reopenStore(store);
    // A page that holds something unsaved must stay: it says itself what is not saved, and tries again.
    if (problem && this.#flushers.size > 0) return;
    if (problem) return this.#fail({ ok: false, reason: problem, details: {} });
    await this.refresh();
  }
}

/** Takes in what came ahead of this device's time or version and waits at the door; loads that code only where something waits. */
async function lookAtHeld(store: Store): Promise<void> {
  if (!(await store.db.meta.get('held'))) return;
  const { retryHeld } = await import('../store/commands/takeIn.ts');
  await retryHeld(store);
}

function remembered(): string {
  try {
    return localStorage.getItem(ACTIVE_KEY) === SAMPLE_DATABASE ? SAMPLE_DATABASE : SCHOOL_DATABASE;
  } catch {
    return SCHOOL_DATABASE;
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(ACTIVE_KEY, name);
  } catch {
    // Without local storage the school itself is opened at the next start.
  }
}
