import { Dexie } from 'dexie';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Group, Membership } from '../../domain/people.ts';
import type { RecordKind } from '../../domain/record.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { groupsAndMembers, semesters } from './teachers.ts';

/** The few kinds of record that decide who may see what, and by which lists are narrowed. */
export interface SchoolFrame {
  semesters: Semester[];
  groups: Group[];
  memberships: Membership[];
  pairings: Pairing[];
}

const KINDS: readonly RecordKind[] = ['semester', 'group', 'membership', 'pairing'];

/** What was read, until a record changes; the frame is null as long as it is being read. */
interface Kept {
  frame: SchoolFrame | null;
  reading: Promise<SchoolFrame>;
}
const kept = new WeakMap<Store, Kept>();
/** Stores that are watched for changes, by the name of their database. */
const watched = new Map<string, Set<Store>>();

/**
 * Reads the frame once and keeps it as long as no record changes, in this tab or another: a large school has thousands of
 * memberships, and every page asks. A live query that asks follows these kinds all the same.
 *
 * Safe inside a transaction (which needs the table of records): there it never waits for a read that somebody else began,
 * since the transaction would end meanwhile, and one that writes reads what it wrote itself.
 */
export async function schoolFrame(store: Store): Promise<SchoolFrame> {
  watch(store);
  const inside = Dexie.currentTransaction;
  if (inside?.mode === 'readwrite') return readFrame(store);
  const known = kept.get(store);
  if (known?.frame || (known && !inside)) {
    await followKinds(store);
    // Something may have changed since; then it is read anew.
    if (kept.get(store) === known) return known.frame ?? known.reading;
  }
  // What one transaction reads is its own; a later one would wait for it in vain.
  return inside ? readFrame(store) : readAndKeep(store);
}

function readAndKeep(store: Store): Promise<SchoolFrame> {
  const reading = readFrame(store);
  const mine: Kept = { frame: null, reading };
  kept.set(store, mine);
  reading.then(
    (frame) => (mine.frame = frame),
    () => {
      if (kept.get(store) === mine) kept.delete(store);
    },
  );
  return reading;
}

async function readFrame(store: Store): Promise<SchoolFrame> {
  const [terms, { groups, memberships }, pairings] = await Promise.all([
    semesters(store),
    groupsAndMembers(store),
    recordsOfKind<Pairing>(store, 'pairing'),
  ]);
  return { semesters: terms, groups, memberships, pairings };
}

/** Touches each kind by one key, which is enough for a live query to follow all of it. */
async function followKinds(store: Store): Promise<void> {
  await Promise.all(KINDS.map((kind) => store.db.records.where('kind').equals(kind).limit(1).primaryKeys()));
}

function watch(store: Store): void {
  const stores = watched.get(store.db.name);
  if (stores) {
    stores.add(store);
    return;
  }
  const fresh = new Set([store]);
  watched.set(store.db.name, fresh);
  const records = `idb://${store.db.name}/records/`;
  Dexie.on('storagemutated', (parts) => {
    if (!Object.keys(parts).some((part) => part === 'all' || part.startsWith(records))) return;
    for (const each of fresh) kept.delete(each);
  });
}
