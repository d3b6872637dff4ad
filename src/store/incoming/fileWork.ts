import type { FileManifest, FileRecord, Incoming } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { createPace } from '../../domain/pace.ts';
import type { Stamp } from '../../domain/record.ts';
import type { ChangeSet, RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { looseRows, type LooseRows } from './backupRows.ts';
import { heldChanges } from './held.ts';
import { mergeIn, type MergedIn } from './mergeIn.ts';
import { movesTo } from './place.ts';
import { projectedChanges } from './projected.ts';

/** What a plan would write; not for screens. */
export interface TakeInWork {
  set: ChangeSet;
  /** The latest stamp of the file, which the clock learns. */
  latest: Stamp;
  /** The school that the file was held against. */
  school: Id;
}

/** How to stop the work on a file, and how to tell how far it is. */
export interface WorkOptions {
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
}

/** The work of a file with what it was made from, for those who tell of it. */
export interface FileWork {
  /** Those records of the file that may come with it. */
  records: FileRecord[];
  merged: MergedIn;
  loose: LooseRows;
  work: TakeInWork;
}

/** What nobody hands on: only a backup brings it. */
const OWN_KINDS: readonly string[] = ['workbook', 'rubricDraft'];
/** The share of the work that merging is; headers and ratings are the rest. */
const MERGED = 0.5;

/**
 * The rows that a file changes on this device; reads only, in portions that block no frame. `school`: the one that the file
 * is held against. Throws the refusal `cancelled` when the signal aborts.
 */
export async function workOfFile(
  store: Store,
  incoming: Incoming,
  school: Id,
  { signal, onprogress }: WorkOptions,
): Promise<FileWork> {
  const { manifest, opaque } = incoming;
  const pace = createPace();
  const part = (from: number, to: number) => (share: number) => onprogress?.(from + (to - from) * share);
  const records = incoming.records.filter((record) => isWelcome(record, manifest, school));
  const merged = await mergeIn(store, records, { opaque, signal, onprogress: part(0, MERGED) });
  const loose = await looseRows(store, incoming);
  const moved = merged.changed.flatMap(({ place, to }) => movesTo(place, to));
  await pace();
  const changes: RowChange[] = [
    ...moved,
    ...(await projectedChanges(store, merged.changed, { signal, onprogress: part(MERGED, 1) })),
    ...loose.changes,
    ...(await heldChanges(store, merged.held)),
  ];
  return { records, merged, loose, work: { set: { changes, tallies: 'marks' }, latest: merged.latest, school } };
}

/** Whether a record may come with this file at all: no second school, nobody's own notes but in a backup. */
function isWelcome(record: FileRecord, { type }: FileManifest, school: Id): boolean {
  if (record.kind === 'school') return record.id === school;
  return type === 'backup' || !OWN_KINDS.includes(record.kind);
}
