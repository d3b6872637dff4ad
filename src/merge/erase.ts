import type { Erasure } from '../domain/identity.ts';
import { personIdOfTeacher, type Id } from '../domain/ids.ts';
import { isErased } from '../domain/kinds.ts';
import type { Sheet, SheetSnapshot } from '../domain/sheet.ts';
import type { Mergeable } from './join.ts';
import { tombstoneOf } from './tombstone.ts';

/** What a set of erasures does to records. */
export interface Eraser {
  /** The record emptied, with names blanked, or the record itself when no erasure concerns it. Idempotent. */
  erase<R extends Mergeable>(record: R): R;
  /** Whether there is anything to erase at all. */
  readonly isEmpty: boolean;
}

/**
 * A sheet whose snapshot no longer names somebody who was erased. Its id stays the hash of what was sealed, so `isIntact`
 * is false from then on; `redacted` says why (the erasures, in order).
 */
export type RedactedSheet = Sheet & { redacted: Id[] };

type ErasureFacts = Pick<Erasure, 'id' | 'target' | 'of'>;

/** Where a record of another kind hangs on what was erased and goes with it. */
const OWNERS: Readonly<Record<string, { field: string; of: string }>> = {
  // All revisions of an erased sheet, and the observer's notes for it.
  sheet: { field: 'sheet', of: 'sheet' },
  workbook: { field: 'sheet', of: 'sheet' },
  // The person who is the erased teacher.
  person: { field: 'teacher', of: 'teacher' },
};

/**
 * Applies erasures to records: they beat every stamp, deletion and undo. An erasure cannot be erased, and one that was
 * marked deleted still counts. Pure; records that no erasure concerns come back as they are.
 */
export function applyErasures<R extends Mergeable>(records: readonly R[], erasures: Iterable<ErasureFacts>): R[] {
  const { erase } = createEraser(erasures);
  return records.map(erase);
}

/** Prepares erasures for use on many records. */
export function createEraser(erasures: Iterable<ErasureFacts>): Eraser {
  const byTarget = new Map<string, Id>();
  for (const { id, target, of } of erasures) {
    const key = `${of}:${target}`;
    const known = byTarget.get(key);
    if (known === undefined || id < known) byTarget.set(key, id);
  }
  const erasureOf = (of: string, target: unknown) =>
    typeof target === 'string' ? byTarget.get(`${of}:${target}`) : undefined;
  const personsErased = [...byTarget.keys()].some((key) => key.startsWith('person:'));
  const erasureOfTeacher = (id: Id) =>
    erasureOf('teacher', id) ?? (personsErased ? erasureOf('person', personIdOfTeacher(id)) : undefined);

  function erase<R extends Mergeable>(record: R): R {
    if (byTarget.size === 0 || record.kind === 'erasure') return record;
    const owner = OWNERS[record.kind];
    const fields = record as unknown as Record<string, unknown>;
    const hits = [erasureOf(record.kind, record.id), owner && erasureOf(owner.of, fields[owner.field])];
    const [erasure] = hits.filter((id) => id !== undefined).sort();
    if (erasure !== undefined)
      return isErasedBy(record, erasure) ? record : (tombstoneOf(record, erasure) as unknown as R);
    if (record.kind !== 'sheet' || isErased(record)) return record;
    const sheet = record as unknown as Sheet;
    const taught = sheet.teacher === null ? erasureOf('lesson', sheet.lesson) : erasureOfTeacher(sheet.teacher);
    return redactSheet(sheet, { taught, observed: erasureOfTeacher(sheet.observer) }) as unknown as R;
  }
  return { erase, isEmpty: byTarget.size === 0 };
}

/** Whether a sheet was blanked by an erasure, and so no longer matches its hash. */
export function isRedacted(sheet: Sheet): sheet is RedactedSheet {
  return Array.isArray((sheet as Partial<RedactedSheet>).redacted);
}

/**
 * Blanks in a sheet the names of whoever was erased, given the erasures of the one who taught (a teacher, or a guest by the
 * lesson) and of the one who observed. Ids, scores and narrative stay; they hold no name. The sheet itself when neither
 * was erased.
 */
export function redactSheet(sheet: Sheet, by: { taught?: Id | undefined; observed?: Id | undefined }): Sheet {
  const { taught, observed } = by;
  if (taught === undefined && observed === undefined) return sheet;
  const snapshot: SheetSnapshot = {
    ...sheet.snapshot,
    ...(taught === undefined ? {} : { teacherName: '', teacherTitle: '', guestSchool: '' }),
    ...(observed === undefined ? {} : { observerName: '' }),
  };
  const before = isRedacted(sheet) ? sheet.redacted : [];
  const redacted = new Set([...before, taught, observed].filter((id) => id !== undefined));
  return { ...sheet, snapshot, redacted: [...redacted].sort() } as RedactedSheet;
}

function isErasedBy(record: Mergeable, erasure: Id): boolean {
  return isErased(record) && record.erased <= erasure;
}
