import type { Table } from 'dexie';
import type { Id } from '../domain/ids.ts';
import type { RatingRow } from '../domain/rating.ts';
import type { Semester } from '../domain/semester.ts';
import { decode } from './codec.ts';
import type { GuankeDb, RecordRow } from './db.ts';
import { markDirty, markSemesterDirty } from './projections.ts';
import { failure, Refusal } from './reasons.ts';
import type { Store } from './store.ts';

/** The tables that hold what a person would miss; searchKeys, tallies and dirty follow from them. */
export const CHANGED_TABLES = [
  'records',
  'lessons',
  'sheets',
  'workbooks',
  'headers',
  'ratings',
  'drafts',
  'entries',
  'blobs',
  'meta',
] as const;
export type ChangedTable = (typeof CHANGED_TABLES)[number];

/** One row before and after; undefined = no row. Equal = the row is only watched: it must not have changed. */
export interface RowChange {
  table: ChangedTable;
  key: unknown;
  before: unknown;
  after: unknown;
}

/** Changes of rows that belong together. */
export interface ChangeSet {
  changes: readonly RowChange[];
  /** Marks the cells behind changed ratings and semesters, or (when ids of teachers and semesters changed) makes all tallies anew. */
  tallies: 'marks' | 'clear';
}

/** Rows read or written between two looks at the signal. */
const PORTION = 200;
/** Of fewer rows Dexie tells which ones they are, and of 50 and more only their table: a large school's safety copy would be made anew. */
const TOLD = 49;
/** A change of so many rows is written in the larger portions. */
const MANY = 2000;
/** Rows of a large change handed over at once: in a page more would keep it from its frames, and a worker has none. */
const WRITTEN = typeof document === 'undefined' ? 1000 : 100;
/** How often progress is told at the most. */
const STEPS = 200;

/** The same change set the other way round. */
export function reversed({ changes, tallies }: ChangeSet): ChangeSet {
  return { changes: changes.map((c) => ({ ...c, before: c.after, after: c.before })), tallies };
}

/** Every table that a change set may touch, for `write`. */
export function tablesOf({ db }: Store): Table[] {
  return [...CHANGED_TABLES.map((name) => tableOf(db, name)), db.dirty, db.tallies, db.searchKeys];
}

/**
 * Writes a change set inside a transaction over `tablesOf`. Throws the refusal `changed-since` where a row is no longer what
 * it was before, and `cancelled` when the signal aborts; then nothing is written.
 */
export async function applyChanges(
  store: Store,
  set: ChangeSet,
  options: { signal?: AbortSignal | undefined; onprogress?: ((share: number) => void) | undefined } = {},
): Promise<void> {
  const { db } = store;
  const compared = await toCompare(db, set.changes);
  const total = compared.reduce((sum, { changes }) => sum + changes.length, set.changes.length);
  let done = 0;
  let told = -1;
  const step = (size: number) => {
    if (options.signal?.aborted) throw new Refusal(failure('cancelled'));
    done += size;
    const share = total > 0 ? done / total : 1;
    if (Math.floor(share * STEPS) === told) return;
    told = Math.floor(share * STEPS);
    options.onprogress?.(share);
  };
  for (const { name, changes } of compared) {
    for (const part of portions(changes)) {
      const rows = await tableOf(db, name).bulkGet(part.map((change) => change.key));
      const other = part.find((change, i) => !isSameRow(rows[i], change.before));
      if (other) throw new Refusal(failure('changed-since'));
      step(part.length);
    }
  }
  await writeRows(db, set, step);
  await forgetSearchKeys(store, set);
  await refreshTallies(store, set);
}

/** The changes whose rows have to be as they were; into an empty table (a restore) everything is new by itself. */
async function toCompare(
  db: GuankeDb,
  changes: readonly RowChange[],
): Promise<{ name: ChangedTable; changes: RowChange[] }[]> {
  const compared: { name: ChangedTable; changes: RowChange[] }[] = [];
  for (const name of CHANGED_TABLES) {
    const here = changes.filter((change) => change.table === name);
    const many = here.length > PORTION && here.every((change) => change.before === undefined);
    if (!many || !(await isEmptyTable(tableOf(db, name)))) compared.push({ name, changes: here });
  }
  return compared;
}

/** Writes the rows that change; one portion is handed over while the one before it is being written. */
async function writeRows(db: GuankeDb, { changes }: ChangeSet, step: (size: number) => void): Promise<void> {
  const size = changes.length < MANY ? TOLD : WRITTEN;
  let before: Promise<unknown> | null = null;
  for (const name of CHANGED_TABLES) {
    const here = changes.filter((change) => change.table === name);
    // In the order of their keys, which the disk writes at half the cost.
    if (changes.length >= MANY) here.sort(byKey);
    for (const all of portions(here, size)) {
      // Only now asked what the rows become: what is worked out for that is worked out while the disk writes those before.
      const part = all.filter((change) => change.before !== change.after);
      const gone = part.filter((change) => change.after === undefined).map((change) => change.key);
      if (gone.length > 0) await tableOf(db, name).bulkDelete(gone);
      const put = part.filter((change) => change.after !== undefined).map((change) => change.after);
      const writing: Promise<unknown> | null = put.length > 0 ? tableOf(db, name).bulkPut(put as object[]) : null;
      // It is waited for in the next round; a refusal in between must not leave its failure to nobody.
      writing?.catch(() => undefined);
      await before;
      before = writing;
      step(all.length);
    }
  }
  await before;
}

/** By keys that are texts; what has another key stays where it is. */
function byKey({ key: a }: RowChange, { key: b }: RowChange): number {
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Keyed {
  limit: (n: number) => { primaryKeys: () => PromiseLike<unknown[]> };
}

/** Whether a table holds nothing. To count would read every key. */
export async function isEmptyTable(table: Keyed): Promise<boolean> {
  return (await table.limit(1).primaryKeys()).length === 0;
}

function tableOf(db: GuankeDb, name: ChangedTable): Table<object, unknown> {
  return db[name] as unknown as Table<object, unknown>;
}

function portions<T>(items: readonly T[], size = PORTION): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

/** A changed name is read anew; keys of somebody who is gone go too. */
async function forgetSearchKeys(store: Store, { changes }: ChangeSet): Promise<void> {
  const changed = changes.filter(({ table, before, after }) => table === 'records' && before !== after);
  const teachers = changed.filter(({ before, after }) =>
    [before, after].some((row) => (row as RecordRow | undefined)?.kind === 'teacher'),
  );
  if (teachers.length > 0) await store.db.searchKeys.bulkDelete(teachers.map(({ key }) => key as Id));
}

async function refreshTallies(store: Store, { changes, tallies }: ChangeSet): Promise<void> {
  const real = changes.filter((change) => change.before !== change.after);
  const ratings = real.filter((c) => c.table === 'ratings').flatMap((c) => [c.before, c.after]) as RatingRow[];
  const semesters = real
    .filter((c) => c.table === 'records')
    .flatMap((c) => [c.before, c.after] as (RecordRow | undefined)[])
    .filter((row) => row?.kind === 'semester')
    .map((row) => decode((row as RecordRow).doc) as Semester)
    .filter((semester) => typeof semester.start === 'string' && typeof semester.end === 'string');
  // Where both changed at once, a cell may hang on neither what is now nor what was.
  if (tallies === 'clear' || (semesters.length > 0 && ratings.some(Boolean))) {
    await store.db.tallies.clear();
    await store.db.dirty.clear();
    await markDirty(store, await allRatings(store, real));
  } else if (semesters.length > 0) await markSemesterDirty(store, semesters);
  else if (ratings.some(Boolean)) await markDirty(store, ratings);
}

/** Every rating row there is; after a restore those are the ones just written, and nothing has to be read. */
async function allRatings({ db }: Store, real: readonly RowChange[]): Promise<Pick<RatingRow, 'teacher' | 'date'>[]> {
  const written = real.filter((change) => change.table === 'ratings' && change.after !== undefined);
  if ((await db.ratings.count()) === written.length) return written.map(({ after }) => after as RatingRow);
  const rows: Pick<RatingRow, 'teacher' | 'date'>[] = [];
  for (let after = ''; ;) {
    const part = await db.ratings.where('id').above(after).limit(PORTION).toArray();
    const last = part.at(-1);
    if (!last) return rows;
    for (const { teacher, date } of part) rows.push({ teacher, date });
    after = last.id;
  }
}

/** Whether two rows hold the same; undefined values count as absent, typed arrays element by element. */
export function isSameRow(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const [x, y] = [a as Uint8Array, b as Uint8Array];
    return x.length === y.length && x.every((item, i) => Object.is(item, y[i]));
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of Object.keys(x)) if (!isSameRow(x[key], y[key])) return false;
  return Object.keys(y).every((key) => y[key] === undefined || Object.hasOwn(x, key));
}
