import type { Id } from '../../domain/ids.ts';
import type { RecordBase, Stamp } from '../../domain/record.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import type { Store } from '../store.ts';

/** One record that a plan touches; `before` is null for a new one. */
export interface Touched {
  before: RecordBase | null;
  after: RecordBase;
}

/** What makes and stamps records: a transaction, or a preview that writes nothing. */
export interface Making {
  store: Store;
  author: Id;
  stamp: () => Stamp;
}

/** Collects edits; a record may be edited several times. */
export class Edits {
  readonly making: Making;
  readonly #touched = new Map<Id, Touched>();

  constructor(making: Making) {
    this.making = making;
  }

  now<R extends RecordBase>(record: R): R {
    return (this.#touched.get(record.id)?.after as R | undefined) ?? record;
  }

  patch<R extends RecordBase>(record: R, changes: Changes<R>): void {
    const before = this.#touched.get(record.id)?.before;
    const after = patchRecord(this.now(record), changes, this.making.stamp());
    this.#touched.set(record.id, { before: before === undefined ? record : before, after });
  }

  add(record: RecordBase): void {
    this.#touched.set(record.id, { before: null, after: record });
  }

  touched(): Touched[] {
    return [...this.#touched.values()].filter(({ before, after }) => before !== after);
  }
}
