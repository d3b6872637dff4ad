import type { Table } from 'dexie';
import type { Id } from '../domain/ids.ts';
import type { RecordBase, RecordKind, Stamp } from '../domain/record.ts';
import { createClock, newNode } from '../merge/stamp.ts';
import { decode, encode } from './codec.ts';
import type { MetaRow } from './db.ts';
import { failure, reasonOfError, Refusal, type Failure, type Result } from './reasons.ts';
import { reopenStore, type Store } from './store.ts';

/** What a write transaction is given: stamps that sort after everything this device has seen. */
export interface WriteContext {
  stamp: () => Stamp;
  /** Learns of a stamp from elsewhere, so that later edits here win over it. */
  receive: (stamp: Stamp) => void;
}

/**
 * Runs one short strict write transaction over the tables and `meta`. The body awaits nothing but Dexie and may throw a
 * `Refusal`; then nothing is written. A lost connection is opened anew and the body run once more. Never throws for
 * failures of the disk or the connection: those come back as reasons.
 */
export async function write<T extends object>(
  store: Store,
  tables: Table[],
  body: (context: WriteContext) => Promise<T>,
): Promise<Result<T>> {
  const first = await attempt(store, tables, body);
  if (first.ok || first.reason !== 'connection-lost') return first;
  const problem = await reopenStore(store);
  return problem ? failure(problem) : attempt(store, tables, body);
}

/**
 * Reads with the patience of `write`: a lost connection is opened anew and the body run once more. Never throws for
 * failures of the disk or the connection: those come back as reasons.
 */
export async function read<T>(store: Store, body: () => Promise<T>): Promise<T | Failure> {
  const once = () => body().catch(failureOf);
  const first = await once();
  if (!isFailure(first) || first.reason !== 'connection-lost') return first;
  const problem = await reopenStore(store);
  return problem ? failure(problem) : once();
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

async function attempt<T extends object>(
  store: Store,
  tables: Table[],
  body: (context: WriteContext) => Promise<T>,
): Promise<Result<T>> {
  const { db } = store;
  try {
    const value = await db.transaction('rw', [db.meta, ...tables], async () => {
      const [node, last, writes] = await db.meta.bulkGet(['node', 'stamp', 'writes']);
      const clock = createClock({
        node: (node?.value as string | undefined) ?? newNode(),
        now: store.now(),
        last: (last?.value as Stamp | undefined) ?? null,
      });
      let latest: Stamp | null = null;
      const result = await body({
        stamp: () => (latest = clock.next(store.now())),
        receive: (stamp) => {
          if (stamp !== '' && clock.receive(stamp, store.now())) latest = clock.last;
        },
      });
      const rows: MetaRow[] = [{ key: 'writes', value: Number(writes?.value ?? 0) + 1 }];
      if (latest) rows.push({ key: 'node', value: clock.node }, { key: 'stamp', value: latest });
      // Counted, so that the safety copy knows at the next start whether it missed any (safety/writer.ts).
      await db.meta.bulkPut(rows);
      return result;
    });
    return { ok: true, ...value };
  } catch (error) {
    return failureOf(error);
  }
}

/** The failure behind anything that a transaction threw; what is no expected failure is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  const reason = reasonOfError(error);
  if (reason === 'store-failed' && !isDexieError(error)) throw error;
  return failure(reason, { message: error instanceof Error ? error.message.slice(0, 300) : String(error) });
}

function isDexieError(error: unknown): boolean {
  return (
    error instanceof DOMException ||
    (error instanceof Error && 'inner' in error) ||
    (error as Error)?.name === 'BulkError'
  );
}

/** What a command gives for a new record; the envelope is filled in. */
export type NewRecord<R extends RecordBase> = Omit<R, 'v' | 'created' | 'stamp' | 'author' | 'about' | 'audience'> &
  Partial<Pick<R, 'author' | 'about' | 'audience'>>;

/** A record of the school with its envelope. */
export function makeRecord<R extends RecordBase>(store: Store, author: Id, stamp: Stamp, fields: NewRecord<R>): R {
  const envelope = { v: 1, author, about: [], audience: 'school', created: store.now(), stamp } as const;
  return { ...envelope, ...fields } as unknown as R;
}

/** The row of a small record. */
export function recordRow(record: RecordBase): {
  id: Id;
  kind: RecordKind;
  doc: ReturnType<typeof encode<RecordBase>>;
} {
  return { id: record.id, kind: record.kind, doc: encode(record) };
}

/** All live records of a kind. */
export async function recordsOfKind<R extends RecordBase>(store: Store, kind: R['kind']): Promise<R[]> {
  const rows = await store.db.records.where('kind').equals(kind).toArray();
  return rows.map((row) => decode(row.doc) as R).filter((record) => !record.deleted);
}

/** One live record, or null. */
export async function recordById<R extends RecordBase>(store: Store, id: Id): Promise<R | null> {
  const row = await store.db.records.get(id);
  if (!row) return null;
  const record = decode(row.doc) as R;
  return record.deleted ? null : record;
}
