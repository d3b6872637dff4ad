import { canonicalJson } from '../domain/canonical.ts';
import type { Instant } from '../domain/date.ts';
import type { Erasure } from '../domain/identity.ts';
import type { Id } from '../domain/ids.ts';
import { isErased, isRecordKind, metaOf } from '../domain/kinds.ts';
import { createEraser, type Eraser } from './erase.ts';
import { conflictsOf, mergeRecords, stampsOf, type TextConflict } from './fields.ts';
import { contentDiffers } from './immutable.ts';
import type { Mergeable } from './join.ts';
import { FUTURE_TOLERANCE_MS, isFromFuture, parseStamp } from './stamp.ts';
import { tombstoneOf } from './tombstone.ts';

/** A record that is kept at the door until this device's time has reached its stamps. */
export interface Held<R> {
  record: R;
  reason: 'stamp-from-future' | 'stamp-malformed' | 'newer-version';
}

/** Something for a person to look at after a merge; nothing was lost. */
export type MergeConflict =
  | ({ type: 'text'; id: Id; kind: string } & TextConflict)
  /** Two copies of a record that never changes differ; one was kept whole. */
  | { type: 'content'; id: Id; kind: string }
  /** One id under two kinds. */
  | { type: 'kind'; id: Id; kind: string; other: string };

/** What a merge comes to. Nothing has been written: the caller writes `changed` in one transaction. */
export interface MergeResult<R> {
  /** Records that are new or differ from mine, in full. */
  changed: R[];
  /** Records of theirs that say nothing new. */
  unchanged: Id[];
  held: Held<R>[];
  conflicts: MergeConflict[];
  /** Those of `changed` whose kind this version does not know: kept and passed on, not shown. */
  opaque: Id[];
}

/**
 * Merges records that arrived (already through the door's check, see `parseRecord`) into mine. `mine` holds at least my
 * copy of each of theirs and all my erasures; an erasure that arrives is applied to everything in `mine`, so the caller
 * passes what it may concern. The order of arrival never matters, and many small merges equal one large one. Never reads
 * the clock: `now` decides only what is held.
 */
export function mergeSets<R extends Mergeable>(
  mine: Iterable<R>,
  theirs: Iterable<R>,
  { now, toleranceMs = FUTURE_TOLERANCE_MS }: { now: Instant; toleranceMs?: number },
): MergeResult<R> {
  const before = new Map<Id, R>();
  for (const record of mine) before.set(record.id, record);
  const held: Held<R>[] = [];
  const accepted: R[] = [];
  for (const record of theirs) {
    const reason = whyHeld(record, now, toleranceMs);
    if (reason) held.push({ record, reason });
    else accepted.push(record);
  }

  const eraser = createEraser(erasuresIn([...before.values(), ...accepted]));
  const conflicts = new Map<string, MergeConflict>();
  const after = new Map<Id, R>();
  for (const record of accepted) {
    const known = after.get(record.id) ?? before.get(record.id);
    after.set(record.id, mergeOne(known, record, eraser, conflicts));
  }
  if (!eraser.isEmpty) for (const [id, record] of before) if (!after.has(id)) after.set(id, eraser.erase(record));
  return { ...sortOut(before, after, accepted, conflicts), held };
}

/** Mine after a merge: the records as the caller will have written them. */
export function applyMerge<R extends Mergeable>(
  mine: Iterable<R>,
  result: Pick<MergeResult<R>, 'changed'>,
): Map<Id, R> {
  const after = new Map<Id, R>();
  for (const record of mine) after.set(record.id, record);
  for (const record of result.changed) after.set(record.id, record);
  return after;
}

function mergeOne<R extends Mergeable>(
  known: R | undefined,
  record: R,
  eraser: Eraser,
  conflicts: Map<string, MergeConflict>,
): R {
  // What claims to be erased is emptied here, whatever it still carries.
  const emptied = isErased(record) ? (tombstoneOf(record, record.erased) as unknown as R) : record;
  const theirs = eraser.erase(emptied);
  if (!known) return theirs;
  const mine = eraser.erase(known);
  const merged = mergeRecords(mine, theirs);
  const { id, kind } = merged;
  if (mine.kind !== theirs.kind) {
    const other = mine.kind === kind ? theirs.kind : mine.kind;
    conflicts.set(`${id}|kind`, { type: 'kind', id, kind, other });
  } else if (metaOf(kind).immutable && !isErased(merged) && contentDiffers(mine, theirs)) {
    conflicts.set(`${id}|content`, { type: 'content', id, kind });
  }
  return merged;
}

function sortOut<R extends Mergeable>(
  before: Map<Id, R>,
  after: Map<Id, R>,
  accepted: R[],
  conflicts: Map<string, MergeConflict>,
): Omit<MergeResult<R>, 'held'> {
  const changed: R[] = [];
  const unchanged: Id[] = [];
  const arrived = new Set(accepted.map((record) => record.id));
  for (const [id, record] of after) {
    const old = before.get(id);
    if (old === record || (old && canonicalJson(old) === canonicalJson(record))) {
      if (arrived.has(id)) unchanged.push(id);
      continue;
    }
    changed.push(record);
    for (const text of conflictsOf(record)) {
      conflicts.set(`${id}|${text.field}`, { type: 'text', id, kind: record.kind, ...text });
    }
  }
  const opaque = changed.filter((record) => !isRecordKind(record.kind)).map((record) => record.id);
  return { changed, unchanged, conflicts: [...conflicts.values()], opaque };
}

/**
 * Why a record waits. An erasure never does: what it asks for is right whatever the clock says, and its stamp competes
 * with nothing. An empty stamp is the earliest one (built-in rubrics, what an erasure left).
 */
function whyHeld(record: Mergeable, now: Instant, toleranceMs: number): Held<Mergeable>['reason'] | null {
  if (record.kind === 'erasure' || isErased(record)) return null;
  const stamps = stampsOf(record);
  if (stamps.some((stamp) => stamp !== '' && !parseStamp(stamp))) return 'stamp-malformed';
  return stamps.some((stamp) => isFromFuture(stamp, now, toleranceMs)) ? 'stamp-from-future' : null;
}

function* erasuresIn(records: Iterable<Mergeable>): Iterable<Pick<Erasure, 'id' | 'target' | 'of'>> {
  for (const record of records) if (record.kind === 'erasure' && !isErased(record)) yield record as unknown as Erasure;
}
