import { dateOfInstant } from '../../domain/date.ts';
import type { BadRecord, FileManifest, FileRecord, Incoming } from '../../domain/guanke-file.ts';
import { keepApartIdOf, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { createPace } from '../../domain/pace.ts';
import type { Person } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Stamp } from '../../domain/record.ts';
import { patchRecord } from '../../merge/fields.ts';
import type { Held, MergeConflict } from '../../merge/merge.ts';
import { decode } from '../codec.ts';
import { looseRows } from '../incoming/backupRows.ts';
import {
  countKinds,
  examplesOf,
  lessonsToJoin,
  namedConflicts,
  sheetsOf,
  type KindCount,
  type LessonToJoin,
  type SheetToTakeIn,
} from '../incoming/described.ts';
import { heldChanges, heldRecords, releaseChanges } from '../incoming/held.ts';
import { mergeIn } from '../incoming/mergeIn.ts';
import { isOpaque, movesTo } from '../incoming/place.ts';
import { projectedChanges } from '../incoming/projected.ts';
import { schoolChanges, type SchoolChange } from '../incoming/schoolChanges.ts';
import { failure, type Result } from '../reasons.ts';
import { applyChanges, isSameRow, reversed, tablesOf, type ChangeSet, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { failureOf, makeRecord, recordById, recordRow, write, type WriteContext } from '../write.ts';

export type { KindCount, LessonToJoin, SheetToTakeIn } from '../incoming/described.ts';
export type { SchoolChange } from '../incoming/schoolChanges.ts';

/** What a plan would write; not for screens. */
export interface TakeInWork {
  set: ChangeSet;
  /** The latest stamp of the file, which the clock learns. */
  latest: Stamp;
  /** The school that the file was held against. */
  school: Id;
}

/** What taking a file in would do; nothing is written yet. */
export interface TakeInPlan {
  manifest: FileManifest;
  /** Everything in the file was here already. */
  nothingNew: boolean;
  counts: KindCount[];
  /** Names of new or changed records, up to 12 a kind. */
  examples: { kind: string; id: Id; name: string }[];
  sheets: SheetToTakeIn[];
  lessonsToJoin: LessonToJoin[];
  changesOfSchool: SchoolChange[];
  /** Kept at the door until this device's clock has reached their stamps, or an update reads them. */
  held: Held<FileRecord>[];
  conflicts: (MergeConflict & { name: string })[];
  /** Records of the file that were erased here and stay so. */
  erased: number;
  /** Drafts that come back (missing here), and those that are here already and stay as they are. */
  drafts: { added: number; kept: number };
  blobs: number;
  bad: BadRecord[];
  /** What the plan was made from; not for screens. */
  incoming: Incoming;
  work: TakeInWork;
}

/** What takes a take-in back; only as long as the page lives. */
export type TakeInUndo = ChangeSet;

/** What a person said to the preview, and how to tell how far it is. */
export interface TakeInAnswers {
  /** Records that cannot be read may be left out. */
  leaveOutBad?: boolean;
  /** Lessons in the same slot that are different ones. */
  keepApart?: readonly { a: Id; b: Id }[];
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
}

/** Rights of a device that has no school yet: the file's own. */
interface PreviewOptions {
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
  /** The school that is being joined; by default that of this device. */
  school?: Id;
}

/** What nobody hands on: only a backup brings it. */
const OWN_KINDS: readonly string[] = ['workbook', 'rubricDraft'];
/** The share of a preview that merging is; headers and ratings are the rest. */
const MERGED = 0.5;
/** How often a plan is made anew when something was changed while it was read. */
const TRIES = 3;

/**
 * What a file would change here; reads only, in portions that block no frame. Refuses `school-missing` before the school is
 * set up, `other-school` (with both names) and `cancelled`.
 */
export async function previewTakeIn(
  store: Store,
  incoming: Incoming,
  options: PreviewOptions = {},
): Promise<Result<{ plan: TakeInPlan }>> {
  const school = options.school ?? ((await store.db.meta.get('school'))?.value as Id | undefined);
  if (!school) return failure('school-missing');
  const { manifest } = incoming;
  if (manifest.school.id !== school) {
    const mine = await recordById<School>(store, school);
    return failure('other-school', { school: manifest.school.name, mine: mine?.name ?? '' });
  }
  try {
    return { ok: true, plan: await planFor(store, incoming, school, options) };
  } catch (error) {
    return failureOf(error);
  }
}

async function planFor(
  store: Store,
  incoming: Incoming,
  school: Id,
  { signal, onprogress }: PreviewOptions,
): Promise<TakeInPlan> {
  const { manifest } = incoming;
  const pace = createPace();
  // Each step of a large file takes a while; between two of them the page may draw.
  const breathe = async <T>(value: T): Promise<T> => {
    await pace();
    return value;
  };
  const part = (from: number, to: number) => (share: number) => onprogress?.(from + (to - from) * share);
  const records = incoming.records.filter((record) => isWelcome(record, manifest, school));
  const merged = await mergeIn(store, records, { opaque: incoming.opaque, signal, onprogress: part(0, MERGED) });
  const loose = await looseRows(store, incoming);
  const options = { signal, onprogress: part(MERGED, 1) };
  const changes: RowChange[] = [
    ...(await breathe(merged.changed.flatMap(({ place, to }) => movesTo(place, to)))),
    ...(await projectedChanges(store, merged.changed, options)),
    ...loose.changes,
    ...(await heldChanges(store, merged.held)),
  ];
  const real = await breathe(changes.some((change) => !isSameRow(change.before, change.after)));
  return {
    manifest,
    nothingNew: !real && merged.held.length === 0,
    counts: await breathe(countKinds(merged)),
    examples: await breathe(examplesOf(merged.changed)),
    sheets: await breathe(await sheetsOf(store, records, merged)),
    lessonsToJoin: await breathe(await lessonsToJoin(store, merged.changed)),
    changesOfSchool: await breathe(await schoolChanges(store, merged.changed, dateOfInstant(store.now()))),
    held: merged.held,
    conflicts: await breathe(namedConflicts(merged)),
    erased: merged.erased,
    drafts: loose.drafts,
    blobs: loose.blobs,
    bad: incoming.bad,
    incoming,
    work: { set: { changes, tallies: 'marks' }, latest: merged.latest, school },
  };
}

/** The rows that a plan writes: two plans that share none can be carried out one after the other without a second look. */
export function rowsOfPlan({ work }: Pick<TakeInPlan, 'work'>): string[] {
  return work.set.changes.map(({ table, key }) => `${table} ${String(key)}`);
}

/** Whether a record may come with this file at all: no second school, nobody's own notes but in a backup. */
function isWelcome(record: FileRecord, { type }: FileManifest, school: Id): boolean {
  if (record.kind === 'school') return record.id === school;
  return type === 'backup' || !OWN_KINDS.includes(record.kind);
}

/**
 * Takes in what a plan says: records, headers, ratings and marks in one transaction, all or nothing. What was changed here
 * since the preview is read anew first. A file that was taken in already changes nothing. Refuses `records-bad` unless
 * they may be left out, and `cancelled`.
 */
export async function takeIn(
  store: Store,
  plan: TakeInPlan,
  answers: TakeInAnswers = {},
): Promise<Result<{ undo: TakeInUndo }>> {
  if (plan.bad.length > 0 && !answers.leaveOutBad) return failure('records-bad', { count: plan.bad.length });
  let current = plan;
  for (let attempt = 1; ; attempt += 1) {
    const { set, latest } = current.work;
    const result = await write(store, tablesOf(store), async (context) => {
      context.receive(latest);
      const apart = await apartChanges(store, answers.keepApart ?? [], context);
      await applyChanges(store, set, answers);
      await applyChanges(store, { changes: apart, tallies: 'marks' });
      return { undo: { ...set, changes: [...set.changes, ...apart] } };
    });
    if (result.ok || result.reason !== 'changed-since' || attempt >= TRIES) return result;
    const again = await previewTakeIn(store, plan.incoming, { signal: answers.signal, school: plan.work.school });
    if (!again.ok) return again;
    current = again.plan;
  }
}

/**
 * Takes in several plans that share no row (`rowsOfPlan`) and have nothing bad, in one transaction: all of them or none. One
 * wait for the disk instead of one a file. Refuses what `takeIn` refuses, and `changed-since` instead of reading anew.
 */
export async function takeInTogether(
  store: Store,
  plans: readonly { plan: TakeInPlan; keepApart: NonNullable<TakeInAnswers['keepApart']> }[],
  { signal, onprogress }: Pick<TakeInAnswers, 'signal' | 'onprogress'> = {},
): Promise<Result<{ undos: TakeInUndo[] }>> {
  return write(store, tablesOf(store), async (context) => {
    const undos: TakeInUndo[] = [];
    for (const { plan, keepApart } of plans) {
      const { set, latest } = plan.work;
      context.receive(latest);
      const apart = await apartChanges(store, keepApart, context);
      await applyChanges(store, set, { signal });
      await applyChanges(store, { changes: apart, tallies: 'marks' });
      undos.push({ ...set, changes: [...set.changes, ...apart] });
      onprogress?.(undos.length / plans.length);
    }
    return { undos };
  });
}

/** Takes back a take-in, a join or a restore; refuses `changed-since` where something was changed in between. */
export async function undoTakeIn(store: Store, undo: TakeInUndo): Promise<Result<object>> {
  return write(store, tablesOf(store), async () => {
    await applyChanges(store, reversed(undo));
    return {};
  });
}

/** Tries again what was held at the door, at each start; answers how many came in and how many still wait. */
export async function retryHeld(store: Store): Promise<Result<{ taken: number; waiting: number }>> {
  const school = await schoolOf(store);
  const records = await heldRecords(store);
  if (!school || records.length === 0) return { ok: true, taken: 0, waiting: 0 };
  const manifest: FileManifest = {
    guanke: 1,
    type: 'backup',
    school,
    made: new Date(store.now()).toISOString(),
    by: { person: '', name: '' },
    app: '',
  };
  const opaque = new Set(records.filter(isOpaque).map((record) => record.id));
  const incoming: Incoming = { manifest, records, opaque, drafts: [], entries: [], blobs: [], bad: [] };
  const preview = await previewTakeIn(store, incoming);
  if (!preview.ok) return preview;
  const { plan } = preview;
  const waiting = plan.held.length;
  if (waiting === records.length) return { ok: true, taken: 0, waiting };
  const changes = [...plan.work.set.changes, ...(await releaseChanges(store, plan.held))];
  const result = await takeIn(store, { ...plan, work: { ...plan.work, set: { ...plan.work.set, changes } } });
  return result.ok ? { ok: true, taken: records.length - waiting, waiting } : result;
}

async function schoolOf(store: Store): Promise<{ id: Id; name: string } | null> {
  const id = (await store.db.meta.get('school'))?.value as Id | undefined;
  const school = id ? await recordById<School>(store, id) : null;
  return school ? { id: school.id, name: school.name } : null;
}

/** Notes the lessons that a person said are different ones; to be called inside the transaction. */
async function apartChanges(
  store: Store,
  pairs: readonly { a: Id; b: Id }[],
  { stamp }: Pick<WriteContext, 'stamp'>,
): Promise<RowChange[]> {
  const me = ((await store.db.meta.get('me'))?.value as Person['id'] | undefined) ?? '';
  const changes: RowChange[] = [];
  for (const pair of pairs) {
    const [a = pair.a, b = pair.b] = [pair.a, pair.b].sort();
    const id = keepApartIdOf(a, b);
    const before = await store.db.records.get(id);
    const record = before
      ? patchRecord(decode(before.doc) as KeepApart, { deleted: false }, stamp())
      : makeRecord<KeepApart>(store, me, stamp(), { id, kind: 'keepApart', a, b });
    changes.push({ table: 'records', key: id, before, after: recordRow(record) });
  }
  return changes;
}
