import type { Table } from 'dexie';
import { decode } from '../codec.ts';
import type { GuankeDb, RecordRow } from '../db.ts';
import type { Changes } from './changes.ts';
import { LOOSE_TABLES, packLines, toLine, type SafeTable, type Todo } from './journal.ts';

/** What belongs to the device and changes with every write; of no use anywhere else. */
const NOT_KEPT: readonly unknown[] = ['stamp', 'writes'];

/** Reads rows of a database, how they are now, as lines of its journal. */
export class RowLines {
  readonly #db: GuankeDb;

  constructor(db: GuankeDb) {
    this.#db = db;
  }

  /** The rows that changed. `erased`: one of them is an erasure, or what one left. */
  async changed(changed: Changes['rows']): Promise<{ lines: string; erased: boolean }> {
    const all = [...changed].map(([table, keys]) => ({ table, keys: [...keys.values()] }));
    const rows = await this.#db.transaction(
      'r',
      all.map(({ table }) => this.#table(table)),
      () => Promise.all(all.map(({ table, keys }) => this.#table(table).bulkGet(keys))),
    );
    const found = all.flatMap(({ table, keys }, i) => keys.map((key, k) => ({ table, key, row: rows[i]?.[k] })));
    return {
      lines: found.map(({ table, key, row }) => lineOf(table, key, row)).join(''),
      erased: found.some(({ table, row }) => isErasure(table, row)),
    };
  }

  /** The small tables as one line that takes the place of all that was said of them before. */
  async loose(): Promise<string> {
    const rows = await this.#db.transaction(
      'r',
      LOOSE_TABLES.map((name) => this.#table(name)),
      () => Promise.all(LOOSE_TABLES.map((name) => this.#table(name).toArray())),
    );
    const lines = LOOSE_TABLES.flatMap((table, i) =>
      (rows[i] ?? []).map((row) => lineOf(table, keyIn(table, row), row)),
    );
    return packLines(toLine({ reset: LOOSE_TABLES }) + lines.join(''));
  }

  /** The next rows of a table that is being copied, and where to go on; null when that was all. */
  async portion({ table, after }: Todo, size: number): Promise<{ lines: string; next: Todo | null }> {
    const all = this.#table(table).orderBy(':id');
    const from = after === null ? all : this.#table(table).where(':id').above(after);
    // Photos and the like are large: they come one by one.
    const rows = await from.limit(table === 'blobs' ? 1 : size).toArray();
    const lines = rows.map((row) => lineOf(table, keyIn(table, row), row)).join('');
    const last = rows.at(-1);
    return { lines: lines ? await packLines(lines) : '', next: last ? { table, after: keyIn(table, last) } : null };
  }

  #table(name: SafeTable): Table<object, unknown> {
    return this.#db[name] as unknown as Table<object, unknown>;
  }
}

function lineOf(table: SafeTable, key: unknown, row: object | undefined): string {
  if (table === 'meta' && NOT_KEPT.includes(key)) return '';
  return toLine(row ? { table, key, row } : { table, key });
}

/** The primary key of a row. */
function keyIn(table: SafeTable, row: object): unknown {
  const { id, key, draftId } = row as { id?: unknown; key?: unknown; draftId?: unknown };
  if (table === 'meta') return key;
  return table === 'entries' ? [draftId, id] : id;
}

/** Whether a row is an erasure, or what one left of a record. */
function isErasure(table: SafeTable, row: object | undefined): boolean {
  if (!row || !['records', 'lessons', 'sheets', 'workbooks'].includes(table)) return false;
  const doc = decode((row as RecordRow).doc) as { kind?: string; erased?: unknown } | undefined;
  return doc?.kind === 'erasure' || typeof doc?.erased === 'string';
}
