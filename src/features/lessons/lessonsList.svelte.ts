import type { Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { HeaderFilter } from '../../store/queries/lessons.ts';
import { headerCount, headerStream } from '../../store/queries/lessonStream.ts';
import type { Store } from '../../store/store.ts';
import type { ReadableHeader } from './lessonRows.ts';

/** Rows shown in one go. */
const PAGE = 80;
/** Rows read in one go for who may see only a part of them. */
const SIFTED = 320;

/** What the list shows: a filter of the store, and what only memory can tell. */
export interface ListQuery {
  filter: HeaderFilter;
  access: Access;
  /** Narrows further, row by row; null when the filter is all. */
  passes: ((header: SheetHeader) => boolean) | null;
}

/**
 * The finished sheets of the list, fetched as they are needed. Nothing that the person may not see ever gets into
 * `sheets`. A list that changes is fetched anew behind the one on the screen.
 */
export class LessonsList {
  sheets = $state.raw<readonly ReadableHeader[]>([]);
  status = $state<'looking' | 'waiting' | 'done' | 'failed'>('looking');
  /** Everything back to this day has been looked at. */
  upTo = $state<PlainDate | null>(null);
  /** How many there are in all, where an index knows; null otherwise. */
  total = $state<number | null>(null);
  readonly #store: Store;
  #query: ListQuery | null = null;
  #stream: ReturnType<typeof headerStream> | null = null;
  #turn = 0;
  #wanted = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Shows what answers the query, `least` rows of it; resolves when they stand, or it is known that there are fewer. */
  show(query: ListQuery, least = PAGE): Promise<void> {
    return this.#start(query, Math.max(PAGE, least), 'piece by piece');
  }

  /** Fetches the next rows; while others are being fetched it waits its turn. */
  async more(): Promise<void> {
    this.#wanted = true;
    while (this.#wanted && this.status === 'waiting') {
      this.#wanted = false;
      await this.#fetch(this.#turn, this.sheets.length + PAGE, this.sheets, 'piece by piece');
    }
  }

  /** Reads the same rows anew after something changed; those on the screen stay until the new ones are complete. */
  async again(): Promise<void> {
    if (this.#query) await this.#start(this.#query, Math.max(PAGE, this.sheets.length), 'at once');
  }

  async #start(query: ListQuery, least: number, swap: 'piece by piece' | 'at once'): Promise<void> {
    const turn = (this.#turn += 1);
    this.#query = query;
    this.#wanted = false;
    this.#stream = headerStream(this.#store, query.filter, query.access.everything ? PAGE : SIFTED);
    this.total = null;
    await this.#fetch(turn, least, [], swap);
    if (turn !== this.#turn || this.status === 'failed') return;
    if (query.access.everything && !query.passes) void this.#count(turn, query.filter);
    if (this.#wanted) await this.more();
  }

  /** The number comes when it is known; without it the list stands all the same. */
  async #count(turn: number, filter: HeaderFilter): Promise<void> {
    const total = await headerCount(this.#store, filter).catch(() => null);
    if (turn === this.#turn) this.total = total;
  }

  /** Reads on until `least` rows stand. */
  async #fetch(
    turn: number,
    least: number,
    before: readonly ReadableHeader[],
    swap: 'piece by piece' | 'at once',
  ): Promise<void> {
    const stream = this.#stream;
    const query = this.#query;
    if (!stream || !query) return;
    this.status = 'looking';
    let found = before;
    let done = false;
    try {
      while (found.length < least && !done) {
        const piece = await stream.next();
        if (turn !== this.#turn) return;
        done = piece.done === true;
        if (piece.value) {
          found = [...found, ...readable(piece.value.headers, query)];
          this.upTo = piece.value.upTo;
        }
        if (swap === 'piece by piece') this.sheets = found;
      }
      this.sheets = found;
      this.status = done ? 'done' : 'waiting';
    } catch {
      if (turn === this.#turn) this.status = 'failed';
    }
  }
}

function readable(headers: readonly SheetHeader[], { access, passes }: ListQuery): ReadableHeader[] {
  return headers.flatMap((header) => {
    if (passes && !passes(header)) return [];
    const may = access.sheet(header);
    return may === 'none' ? [] : [{ header, access: may }];
  });
}
