import type { Id } from '../domain/ids.ts';
import type { Rubric } from '../domain/rubric.ts';
import { GuankeDb } from './db.ts';
import { STORE_VERSION } from './migrations/index.ts';
import { failure, reasonOfError, type Result, type StoreReason } from './reasons.ts';

/** Where the store finds a rubric version that is not a record of the school (the built-in ones). */
export type RubricSource = (id: Id) => Promise<Rubric | null>;

/** What the store tells the app about its connection. */
export interface StoreEvents {
  /** A newer version wants the database: save what is open now; the connection closes after it. */
  onnewer?: () => Promise<void> | void;
  /** The database is deleted from another tab (the sample was left there); the connection is closed. */
  ondeleted?: () => void;
  /** The browser closed the connection. */
  onlost?: () => void;
}

/** An open database with what commands need. Handed to every command and query. */
export interface Store {
  readonly db: GuankeDb;
  readonly name: string;
  /** The sample school: never mixes with real records. */
  readonly sample: boolean;
  readonly builtinRubric: RubricSource;
  /** Instants come from here, so that tests can set the clock. */
  readonly now: () => number;
}

export const SCHOOL_DATABASE = 'guanke';
export const SAMPLE_DATABASE = 'guanke-sample';

export interface OpenOptions extends StoreEvents {
  name: string;
  builtinRubric: RubricSource;
  now?: () => number;
  /** Milliseconds after which opening is given up with `open-timeout`; 5,000 by default. */
  watchdog?: number;
}

/**
 * Opens (or makes) a database. Never throws: refused, blocked, newer and hanging databases come back as reasons.
 */
export async function openStore(options: OpenOptions): Promise<Result<{ store: Store }, StoreReason>> {
  if (typeof indexedDB === 'undefined' || indexedDB === null) return failure('indexeddb-missing');
  const db = new GuankeDb(options.name);
  let blocked = false;
  db.on('blocked', () => {
    blocked = true;
  });
  // An old tab must never write to a newer layout: it saves what is open, closes and asks to be reloaded.
  db.on('versionchange', (event) => {
    if (event.newVersion) void Promise.resolve(options.onnewer?.()).finally(() => closeOurselves(db));
    else {
      closeOurselves(db);
      options.ondeleted?.();
    }
    return false;
  });
  db.on('close', () => {
    if (!closedByUs.has(db)) options.onlost?.();
  });
  const opened = await withWatchdog(db, options.watchdog ?? 5000);
  if (opened) return failure(opened === 'open-timeout' && blocked ? 'open-blocked' : opened);
  const store: Store = {
    db,
    name: options.name,
    sample: options.name === SAMPLE_DATABASE,
    builtinRubric: options.builtinRubric,
    now: options.now ?? Date.now,
  };
  return { ok: true, store };
}

/** Databases that this code closed, to tell them from a connection that the browser took away. */
const closedByUs = new WeakSet<GuankeDb>();

function closeOurselves(db: GuankeDb): void {
  closedByUs.add(db);
  db.close();
}

/** Closes the connection for good (leaving the sample, ending a test). */
export function closeStore(store: Store): void {
  closeOurselves(store.db);
}

/** Null when the database opened; otherwise why not. */
async function withWatchdog(db: GuankeDb, milliseconds: number): Promise<StoreReason | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<StoreReason>((resolve) => {
    timer = setTimeout(() => resolve('open-timeout'), milliseconds);
  });
  const opening = db.open().then(
    () => (isNewer(db) ? ('newer-version' as const) : null),
    (error: unknown) => reasonOfError(error),
  );
  const outcome = await Promise.race([opening, timeout]);
  clearTimeout(timer);
  if (outcome) closeOurselves(db);
  return outcome;
}

/**
 * Whether the database was made by a newer version of the app. Dexie opens such a database all the same, so this is
 * asked before anything is read. (Dexie numbers its versions ×10.)
 */
function isNewer(db: GuankeDb): boolean {
  return Math.floor(db.backendDB().version / 10) > STORE_VERSION;
}

const followers = new Set<() => void>();

/**
 * Calls back whenever a lost connection was opened anew; returns what stops it. A live query that was asked in between got
 * no answer and no error, and has to ask again.
 */
export function onReopened(follower: () => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

const reopening = new WeakMap<GuankeDb, Promise<StoreReason | null>>();

/** Closes and opens the connection anew, after it was lost; callers at the same time share one try. Null when it stands. */
export function reopenStore(store: Store): Promise<StoreReason | null> {
  const running = reopening.get(store.db);
  if (running) return running;
  closeOurselves(store.db);
  closedByUs.delete(store.db);
  const attempt = withWatchdog(store.db, 5000)
    .then((problem) => {
      if (!problem) for (const follower of [...followers]) follower();
      return problem;
    })
    .finally(() => reopening.delete(store.db));
  reopening.set(store.db, attempt);
  return attempt;
}

/** Removes a database with everything in it. Used for the sample school only. */
export async function deleteDatabase(name: string): Promise<void> {
  await new GuankeDb(name).delete();
}
