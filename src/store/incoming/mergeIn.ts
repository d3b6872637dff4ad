import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Erasure } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { createPace } from '../../domain/pace.ts';
import type { Stamp } from '../../domain/record.ts';
import { latestStamp } from '../../merge/fields.ts';
import { mergeSets, type Held, type MergeConflict } from '../../merge/merge.ts';
import { laterStamp } from '../../merge/stamp.ts';
import { decode } from '../codec.ts';
import { failure, Refusal } from '../reasons.ts';
import type { Store } from '../store.ts';
import { concernedBy } from './concerned.ts';
import { emptyTables, isOpaque, placeOf, placesHere, type Place } from './place.ts';

/** One record that is new here or says something new. */
export interface MergedRecord {
  before: FileRecord | null;
  after: FileRecord;
  place: Place | undefined;
  to: Place;
}

/** What merging a file comes to. */
export interface MergedIn {
  changed: MergedRecord[];
  unchanged: { id: Id; kind: string }[];
  held: Held<FileRecord>[];
  conflicts: MergeConflict[];
  /** Records that were erased here and stay so. */
  erased: number;
  /** The latest stamp taken in: what the clock has to learn. */
  latest: Stamp;
}

/** Records merged in one stretch without a look at the page. */
const PORTION = 50;

/**
 * Merges records that came through the door with those here, in portions that block no frame. Reads only; the result is
 * the same whatever the portions, since a record meets nothing but its own copies and the erasures.
 */
export async function mergeIn(
  store: Store,
  theirs: readonly FileRecord[],
  {
    opaque,
    signal,
    onprogress,
  }: {
    opaque: ReadonlySet<Id>;
    signal?: AbortSignal | undefined;
    onprogress?: ((share: number) => void) | undefined;
  },
): Promise<MergedIn> {
  const result: MergedIn = { changed: [], unchanged: [], held: [], conflicts: [], erased: 0, latest: '' };
  const pace = createPace();
  const byId = new Map<Id, FileRecord[]>();
  for (const record of theirs) {
    const same = byId.get(record.id);
    if (same) same.push(record);
    else byId.set(record.id, [record]);
  }
  const [erasures, empty] = await Promise.all([erasuresKnown(store, theirs), emptyTables(store, theirs.length)]);
  const ids = [...byId.keys()];
  for (let at = 0; at < ids.length; at += PORTION) {
    const part = ids.slice(at, at + PORTION).flatMap((id) => byId.get(id) ?? []);
    mergePortion(store, result, { part, erasures, opaque, places: await placesHere(store, part, empty) });
    if (signal?.aborted) throw new Refusal(failure('cancelled'));
    const wait = pace();
    if (!wait) continue;
    onprogress?.(at / ids.length);
    await wait;
  }
  const fresh = result.changed.map(({ after }) => after).filter((record) => record.kind === 'erasure');
  if (fresh.length > 0) {
    const concerned = await concernedBy(store, fresh as unknown as Erasure[], new Set(ids));
    mergePortion(store, result, { part: [], erasures, opaque, places: concerned });
  }
  return result;
}

/** All erasures of this device and of the file, so that each portion knows them. */
async function erasuresKnown(store: Store, theirs: readonly FileRecord[]): Promise<FileRecord[]> {
  const rows = await store.db.records.where('kind').equals('erasure').toArray();
  const mine = rows.map((row) => decode(row.doc) as unknown as FileRecord);
  const known = new Set(mine.map((record) => record.id));
  return [...mine, ...theirs.filter((record) => record.kind === 'erasure' && !known.has(record.id))];
}

interface Portion {
  part: readonly FileRecord[];
  erasures: readonly FileRecord[];
  opaque: ReadonlySet<Id>;
  places: Map<Id, Place>;
}

function mergePortion(store: Store, result: MergedIn, { part, erasures, opaque, places }: Portion): void {
  const arriving = new Set(part.map((record) => record.id));
  const mine = [...places.values()].map(({ row }) => decode(row.doc));
  // An erasure that is new here must be seen as arriving; all others only do their work.
  const known = erasures.filter((record) => !arriving.has(record.id));
  const merged = mergeSets([...known, ...mine], part, { now: store.now() });
  result.held.push(...merged.held);
  result.conflicts.push(...merged.conflicts);
  const arrived = new Map(part.map((record) => [record.id, record]));
  for (const id of merged.unchanged) {
    const record = arrived.get(id);
    if (!record) continue;
    result.unchanged.push({ id, kind: record.kind });
    const place = places.get(id);
    if (place && isErased(decode(place.row.doc)) && !isErased(record)) result.erased += 1;
  }
  for (const after of merged.changed) {
    const place = places.get(after.id) ?? workbookOfSameSheet(after, places);
    const before = place ? decode(place.row.doc) : null;
    if (before && before.id !== after.id && before.stamp >= after.stamp) continue;
    const unread = before ? isOpaque(after) : opaque.has(after.id);
    // What was readable here must not vanish behind what is not: it waits for the update that reads it.
    if (unread && place && !isUnread(place)) {
      result.held.push({ record: arrived.get(after.id) ?? after, reason: 'newer-version' });
      continue;
    }
    if (!before && isErased(after)) result.erased += 1;
    result.changed.push({ before, after, place, to: placeOf(after, unread) });
    result.latest = laterStamp(result.latest, latestStamp(after));
  }
}

/** The observer's notes of a sheet are one record a sheet, whatever their ids: the later ones stay. */
function workbookOfSameSheet(record: FileRecord, places: Map<Id, Place>): Place | undefined {
  if (record.kind !== 'workbook') return undefined;
  const { sheet } = record as { sheet?: Id };
  return [...places.values()].find((place) => place.table === 'workbooks' && place.key === sheet);
}

function isUnread(place: Place): boolean {
  return String((place.row as { kind?: string }).kind).startsWith('?');
}
