import { fromBase64, toBase64 } from '../../domain/base64.ts';

/** The tables of which a safety copy is kept: everything that is not computed from the rest. */
export const SAFE_TABLES = ['meta', 'drafts', 'entries', 'records', 'lessons', 'sheets', 'workbooks', 'blobs'] as const;
export type SafeTable = (typeof SAFE_TABLES)[number];

/** Small tables that are copied whole at every start: what was written while nobody listened is in them. */
export const LOOSE_TABLES: readonly SafeTable[] = ['meta', 'drafts', 'entries'];

/** Rows of a table that still have to be copied, from the key after which to go on (null = from the first). */
export interface Todo {
  table: SafeTable;
  after: unknown;
}

/** How far the journal is when a portion has been written; the last one of a file counts. */
export interface Sync {
  /** The database's counter of writes up to which everything is in here; null = not known at that moment. */
  sync: number | null;
  /** When it was written. */
  at: number;
  /** Size in bytes at which the file first held everything; 0 = it does not yet. */
  full: number;
  todo: Todo[];
}

/** What a line of the journal says. */
export type JournalLine =
  | { safety: number; node: string; generation: number }
  | { table: SafeTable; key: unknown; row?: object }
  | { reset: readonly SafeTable[] }
  | Sync
  | { packed: string };

/** The version of this format. */
export const JOURNAL_FORMAT = 1;

/** One line of the file: the check of its text, the text, and a line feed. */
export function toLine(line: JournalLine): string {
  const text = JSON.stringify(line, (_key, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: toBase64(value) } : value,
  );
  return `${check(text)} ${text}\n`;
}

/** What a line says; null for one that is torn, changed or of a newer format. */
export function fromLine(line: string): JournalLine | null {
  const text = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== check(text)) return null;
  try {
    return JSON.parse(text, (_key, value: unknown) => {
      const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
      return typeof bytes === 'string' ? fromBase64(bytes) : value;
    }) as JournalLine;
  } catch {
    return null;
  }
}

/** Many lines packed into one, which is there as a whole or not at all. As they are where the browser cannot pack. */
export async function packLines(lines: string): Promise<string> {
  if (typeof CompressionStream === 'undefined') return lines;
  const packed = new Blob([lines]).stream().pipeThrough(new CompressionStream('gzip'));
  return toLine({ packed: toBase64(new Uint8Array(await new Response(packed).arrayBuffer())) });
}

/** The lines inside a packed line; none when it cannot be unpacked. */
async function unpackLines(packed: string): Promise<string[]> {
  const bytes = fromBase64(packed);
  if (!bytes) return [];
  try {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return (await new Response(stream).text()).split('\n');
  } catch {
    return [];
  }
}

/** FNV-1a over the characters, 8 hex digits: finds what a torn or worn-out disk does, not what a person does. */
function check(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The last `sync` of the end of a file; null when there is none. */
export function lastSync(tail: string): Sync | null {
  for (const line of tail.split('\n').reverse()) {
    const read = line.includes('"sync"') ? fromLine(line) : null;
    if (read && 'sync' in read) return read;
  }
  return null;
}

/** The rows of a safety copy as they stood last. */
export class JournalRows {
  readonly #tables = new Map<SafeTable, Map<string, object>>(SAFE_TABLES.map((table) => [table, new Map()]));
  /** When the last portion was written; 0 = never. */
  at = 0;
  /** Whether everything was in the file at some moment; what came later changed it. */
  whole = false;
  /** Lines that could not be read. */
  bad = 0;

  /** Takes in the lines of a file in their order; the last one of a key counts. */
  async add(line: string): Promise<void> {
    if (line.trim() === '') return;
    const read = fromLine(line);
    if (!read) this.bad += 1;
    else if ('packed' in read) for (const inner of await unpackLines(read.packed)) await this.add(inner);
    else if ('reset' in read) for (const table of read.reset) this.#tables.get(table)?.clear();
    else if ('sync' in read) {
      this.at = Math.max(this.at, read.at);
      this.whole ||= read.full > 0;
    } else if ('table' in read) this.#put(read);
  }

  rows<R extends object>(table: SafeTable): R[] {
    return [...(this.#tables.get(table)?.values() ?? [])] as R[];
  }

  #put({ table, key, row }: { table: SafeTable; key: unknown; row?: object }): void {
    const id = JSON.stringify(key);
    if (row) this.#tables.get(table)?.set(id, row);
    else this.#tables.get(table)?.delete(id);
  }
}
