import type { FileManifest, Incoming } from '../../domain/guanke-file.ts';
import { keepApartIdOf, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import type { Person } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import type { WorkOptions } from '../incoming/fileWork.ts';
import { heldRecords, releaseChanges } from '../incoming/held.ts';
import { isOpaque } from '../incoming/place.ts';
import { failure, type Result } from '../reasons.ts';
import { applyChanges, reversed, tablesOf, type ChangeSet, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordById, recordRow, write, type WriteContext } from '../write.ts';
import { previewTakeIn, type TakeInPlan } from './takeInPlan.ts';

/** What takes a take-in back; only as long as the page lives. */
export type TakeInUndo = ChangeSet;

/** What a person said to the preview, and how to tell how far it is. */
export interface TakeInAnswers extends WorkOptions {
  /** Records that cannot be read may be left out. */
  leaveOutBad?: boolean;
  /** Lessons in the same slot that are different ones. */
  keepApart?: readonly { a: Id; b: Id }[];
}

/** How often a plan is made anew when something was changed while it was read. */
const TRIES = 3;

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
  { signal, onprogress }: WorkOptions = {},
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
