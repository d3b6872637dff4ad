import { Dexie } from 'dexie';
import type { GuankeDb } from '../db.ts';
import { noChanges, noteChanges, type Changes } from './changes.ts';
import type { JournalFile, JournalFolder } from './folder.ts';
import { newestGeneration, removeHalfMade, removeOlder } from './generations.ts';
import { JOURNAL_FORMAT, LOOSE_TABLES, SAFE_TABLES, toLine, type Sync, type Todo } from './journal.ts';
import { RowLines } from './rowLines.ts';
import { PACE, type WriterPace } from './writerPace.ts';

/** How far the safety copy is. `filling`: not everything is in it yet. */
export interface SafetyProgress {
  state: 'filling' | 'ready';
  bytes: number;
  at: number;
}

interface WriterOptions {
  db: GuankeDb;
  /** The folder of this database's journal. */
  folder: JournalFolder;
  /** The clock of the database, by which its journal is known. */
  node: string;
  pace?: Partial<WriterPace>;
  onprogress?: (progress: SafetyProgress) => void;
}

/**
 * Keeps the safety copy of one database: follows what completed transactions of all tabs changed and writes those rows at the
 * end of the journal. Reads after the fact, so that no write waits for it. One writer a database.
 */
export class SafetyWriter {
  readonly #db: GuankeDb;
  readonly #folder: JournalFolder;
  readonly #rows: RowLines;
  readonly #node: string;
  readonly #pace: WriterPace;
  readonly #onprogress: (progress: SafetyProgress) => void;
  #file: JournalFile | null = null;
  #generation = 0;
  #full = 0;
  #todo: Todo[] = [];
  #changes: Changes = noChanges();
  /** The counter of writes up to which everything is in the journal; null while that is not known. */
  #settled: number | null = null;
  /** The file must be made anew: somebody was erased, or it is not known which rows of a large table changed. */
  #anew = false;
  #changedAt = 0;
  #busyAt = performance.now();
  #countedAt = 0;
  #flushedAt = 0;
  #at = 0;
  #stopped = false;
  #wake: () => void = () => undefined;
  readonly #follow = (parts: object) => this.#note(parts as Record<string, unknown>);

  constructor({ db, folder, node, pace, onprogress }: WriterOptions) {
    this.#db = db;
    this.#folder = folder;
    this.#rows = new RowLines(db);
    this.#node = node;
    this.#pace = { ...PACE, ...pace };
    this.#onprogress = onprogress ?? (() => undefined);
  }

  /** Keeps the copy until `stop`; rejects when the disk or the database refuses. */
  async run(): Promise<void> {
    Dexie.on('storagemutated', this.#follow);
    try {
      await this.#begin();
      while (!this.#stopped) await this.#step();
      await this.#writeChanges();
      await this.#file?.flush();
    } finally {
      Dexie.on.storagemutated.unsubscribe(this.#follow);
      await this.#file?.close();
    }
  }

  /** Writes what is gathered and ends `run`. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Writes at once what is gathered: the page may be gone in a moment. */
  hurry(): void {
    this.#changedAt = -Infinity;
    this.#flushedAt = -Infinity;
    this.#wake();
  }

  #note(parts: Record<string, unknown>): void {
    const before = this.#changes.counted;
    this.#changes.counted = false;
    const had = isEmpty(this.#changes);
    noteChanges(this.#changes, this.#db.name, parts);
    if (this.#changes.counted) {
      this.#settled = null;
      this.#countedAt = performance.now();
    }
    this.#changes.counted ||= before;
    if (isEmpty(this.#changes)) return;
    this.#busyAt = performance.now();
    if (!had) return;
    this.#changedAt = this.#busyAt;
    this.#wake();
  }

  /** Goes on where the last run ended, or begins a file anew where writes were missed. */
  async #begin(): Promise<void> {
    const writes = await this.#writes();
    const newest = await newestGeneration(this.#folder);
    if (newest?.last && newest.last.sync === writes) return this.#resume(newest.generation, newest.last);
    await this.#beginFile((newest?.generation ?? 0) + 1);
  }

  async #resume(generation: number, last: Sync): Promise<void> {
    this.#file = await this.#folder.open(generation);
    this.#generation = generation;
    this.#full = last.full;
    this.#todo = last.todo;
    if (!this.#changes.counted) this.#settled = last.sync;
    // What a killed browser left half-written must not swallow the line after it.
    const torn = this.#file.size > 0 && !(await this.#file.tail(1)).endsWith('\n');
    await this.#append((torn ? '\n' : '') + (await this.#rows.loose()));
    if (this.#full > 0) await removeOlder(this.#folder, generation);
  }

  /** A new file beside the last: what is small first, since it exists nowhere else, then table by table. */
  async #beginFile(generation: number): Promise<void> {
    const before = this.#file;
    const file = await this.#folder.open(generation);
    await before?.close();
    this.#file = file;
    this.#generation = generation;
    this.#full = 0;
    this.#anew = false;
    this.#todo = SAFE_TABLES.filter((table) => !LOOSE_TABLES.includes(table)).map((table) => ({ table, after: null }));
    const header = toLine({ safety: JOURNAL_FORMAT, node: this.#node, generation });
    await this.#append(header + (await this.#rows.loose()));
    await removeHalfMade(this.#folder, this.#generation);
  }

  /** One piece of work, or a wait for it. */
  async #step(): Promise<void> {
    const now = performance.now();
    const due = isEmpty(this.#changes) ? Infinity : this.#changedAt + this.#pace.gather;
    if (due <= now) return this.#writeChanges();
    const quietAt = this.#settled === null && due === Infinity ? this.#countedAt + this.#pace.quiet : Infinity;
    if (quietAt <= now) return this.#settle();
    if (this.#anew || this.#isTooLarge()) return this.#beginFile(this.#generation + 1);
    if (this.#todo.length > 0) {
      const calmAt = this.#busyAt + this.#pace.calm;
      if (calmAt > now) return this.#wait(Math.min(calmAt, due, quietAt) - now);
      await this.#copyPortion();
      return this.#wait(this.#pace.rest);
    }
    if (this.#full === 0) return this.#complete();
    await this.#wait(Math.min(due, quietAt) - now);
  }

  #isTooLarge(): boolean {
    const { size } = this.#fileOpen;
    return this.#full > 0 && size > this.#pace.small && size > 2 * this.#full;
  }

  /** Waits until something is to be done, at most `milliseconds`. */
  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, Math.max(0, milliseconds)) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopped) this.#wake();
    });
  }

  /** Reads the rows that changed, after the fact, and writes how they are now. */
  async #writeChanges(): Promise<void> {
    const changes = this.#changes;
    this.#changes = noChanges();
    const tables = [...changes.tables];
    if (tables.some((table) => !LOOSE_TABLES.includes(table))) this.#anew = true;
    else if (tables.length > 0) await this.#append(await this.#rows.loose());
    if (changes.rows.size === 0) return;
    const { lines, erased } = await this.#rows.changed(changes.rows);
    this.#anew ||= erased;
    await this.#append(lines);
  }

  /** Copies the next rows of the first table that is not all there. */
  async #copyPortion(): Promise<void> {
    const [first, ...rest] = this.#todo;
    if (!first) return;
    // An erasure that is copied was made long ago; only a new one has something to sweep out.
    const { lines, next } = await this.#rows.portion(first, this.#pace.portion);
    this.#todo = next ? [next, ...rest] : rest;
    await this.#append(lines);
  }

  /** Everything is in the file: from now on it stands alone. */
  async #complete(): Promise<void> {
    this.#full = this.#fileOpen.size;
    await this.#append('');
    await this.#fileOpen.flush();
    await removeOlder(this.#folder, this.#generation);
  }

  /** Notes up to which write the journal holds everything: nothing happened for a while, so nothing is on its way. */
  async #settle(): Promise<void> {
    const before = this.#countedAt;
    const writes = await this.#writes();
    if (this.#countedAt !== before || !isEmpty(this.#changes)) return;
    this.#settled = writes;
    await this.#append('');
  }

  async #append(lines: string): Promise<void> {
    const file = this.#fileOpen;
    this.#at = Date.now();
    const sync: Sync = { sync: this.#settled, at: this.#at, full: this.#full, todo: this.#todo };
    await file.append(lines + toLine(sync));
    this.#tell();
    if (performance.now() - this.#flushedAt < this.#pace.flush) return;
    this.#flushedAt = performance.now();
    await file.flush();
  }

  async #writes(): Promise<number> {
    return Number((await this.#db.meta.get('writes'))?.value ?? 0);
  }

  #tell(): void {
    this.#onprogress({
      state: this.#full > 0 && this.#todo.length === 0 ? 'ready' : 'filling',
      bytes: this.#fileOpen.size,
      at: this.#at,
    });
  }

  get #fileOpen(): JournalFile {
    if (!this.#file) throw new Error('safety copy: no file is open');
    return this.#file;
  }
}

function isEmpty({ rows, tables }: Changes): boolean {
  return rows.size === 0 && tables.size === 0;
}
