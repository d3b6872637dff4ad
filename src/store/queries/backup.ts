import type { Table } from 'dexie';
import type { Instant } from '../../domain/date.ts';
import type { FileBlob, FileLine } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import type { Person } from '../../domain/people.ts';
import type { Stamp } from '../../domain/record.ts';
import type { Share } from '../../domain/sharing.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { decode, type Stored } from '../codec.ts';
import { heldRecords } from '../incoming/held.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';

/** Everything of this device as lines of a file, read in portions; `total` is how many lines there will be about. */
export interface Everything {
  records: AsyncIterable<FileLine>;
  blobs: AsyncIterable<FileBlob>;
  total: number;
}

/** Rows read at once; blobs are large and come one by one. */
const PORTION = 200;

/**
 * Everything of this device but what belongs to the device itself (clock, PINs, settings) and what follows from the rest
 * (headers, ratings, tallies, search keys). Read in portions, so that a large school never stands in memory as a whole.
 */
export async function everything(store: Store): Promise<Everything> {
  const { db } = store;
  const tables = [db.records, db.lessons, db.sheets, db.workbooks, db.drafts, db.entries];
  const counts = await Promise.all(tables.map((table) => table.count()));
  return {
    records: lines(store),
    blobs: blobs(store),
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}

async function* lines(store: Store): AsyncGenerator<FileLine> {
  const { db } = store;
  for (const table of [db.records, db.lessons, db.sheets, db.workbooks]) {
    for await (const row of rowsOf<{ id: Id; doc: Stored<unknown> }>(table as unknown as Table, 'id', PORTION)) {
      yield decode(row.doc) as FileLine;
    }
  }
  // What waits at the door is no less part of this device.
  yield* await heldRecords(store);
  for await (const draft of rowsOf<FileDraftRow>(db.drafts, 'id', PORTION)) {
    yield { draft };
    for (const entry of await db.entries.where('draftId').equals(draft.id).toArray()) yield { entry };
  }
}

type FileDraftRow = Extract<FileLine, { draft: unknown }>['draft'];

async function* blobs({ db }: Store): AsyncGenerator<FileBlob> {
  yield* rowsOf<FileBlob>(db.blobs, 'id', 1);
}

/** The rows of a table by its key, in portions; while one is worked on, the next is on its way. */
async function* rowsOf<R extends { id: Id }>(table: Table, key: 'id', size: number): AsyncGenerator<R> {
  const read = async (after: Id) => (await table.where(key).above(after).limit(size).toArray()) as R[];
  for (let rows = await read(''); ;) {
    const last = rows.at(-1);
    if (!last) return;
    const next = size > 1 ? read(last.id) : null;
    // Where nobody asks for it any more, its failure is nobody's either.
    next?.catch(() => undefined);
    for (const row of rows) yield row;
    rows = await (next ?? read(last.id));
  }
}

/** What is kept of the last backup; `stamp` tells what was there, whatever the device's clock does. Early ones have none. */
interface NotedBackup {
  at: Instant;
  records: number;
  stamp?: Stamp;
}

/** How safe the records of this device are. */
export interface BackupState {
  lastBackup: { at: Instant; records: number } | null;
  /** Finished sheets of the people of this device that were neither handed on in full nor backed up. */
  existOnlyHere: number;
  /** Drafts begun or changed since the last backup. */
  drafts: number;
}

/** How old the last backup is, and what exists nowhere else. */
export async function backupState(store: Store): Promise<BackupState> {
  const { db } = store;
  const [last, me, people] = await db.meta.bulkGet(['lastBackup', 'me', 'people']);
  const made = (last?.value as NotedBackup | undefined) ?? null;
  const lastBackup = made && { at: made.at, records: made.records };
  // A clock that was set back says nothing of what is newer: then everything counts as changed.
  const since = made && made.at <= store.now() ? made.at : -1;
  const isSafe = ({ stamp, sealedAt }: Sheet) =>
    made !== null && (made.stamp ? stamp <= made.stamp : sealedAt <= since);
  const persons = new Set([me?.value, ...((people?.value as unknown[] | undefined) ?? [])] as Id[]);
  // What was handed on as comments only has its scores nowhere else.
  const shares = (await recordsOfKind<Share>(store, 'share')).filter((share) => share.level === 'full');
  const shared = new Set(shares.map((share) => share.revision));
  let existOnlyHere = 0;
  for (const id of persons) {
    const person = id ? await recordById<Person>(store, id) : null;
    if (!person) continue;
    const span = [
      [person.teacher, ''],
      [person.teacher, '\uffff'],
    ] as const;
    const sheets = new Set<Id>();
    await db.sheets
      .where('[observer+date]')
      .between(...span)
      .each(({ doc }) => {
        const sheet = decode(doc);
        const mine = sheet.author === person.id && !sheet.deleted;
        if (mine && !isSafe(sheet) && !shared.has(sheet.id)) sheets.add(sheet.sheet);
      });
    existOnlyHere += sheets.size;
  }
  return { lastBackup, existOnlyHere, drafts: await draftsChangedSince(store, since) };
}

/** Entries are saved without touching their draft's row, so both are asked. */
async function draftsChangedSince({ db }: Store, since: Instant): Promise<number> {
  const rows = await db.drafts.filter((row) => row.deletedAt === null).toArray();
  const changed = await Promise.all(
    rows.map(async (row) => {
      if (row.changedAt > since) return true;
      const later = db.entries
        .where('draftId')
        .equals(row.id)
        .filter((entry) => entry.at > since);
      return (await later.count()) > 0;
    }),
  );
  return changed.filter(Boolean).length;
}
