import type { FileLine, FileManifest, Incoming } from '../../src/domain/guanke-file.ts';
import type { DraftFields } from '../../src/domain/draft.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { readGuankeFile } from '../../src/exchange/readGuankeFile.ts';
import { writeGuankeFile } from '../../src/exchange/writeGuankeFile.ts';
import { fieldEntry, saveEntry, startDraft } from '../../src/store/commands/drafts.ts';
import { finishObservation } from '../../src/store/commands/finish.ts';
import { joinSchool } from '../../src/store/commands/joinSchool.ts';
import { takeIn, type TakeInUndo } from '../../src/store/commands/takeIn.ts';
import { previewTakeIn, type TakeInPlan } from '../../src/store/commands/takeInPlan.ts';
import { everything } from '../../src/store/queries/backup.ts';
import { manifestOf, schoolRecords, shareRecords, type ShareRequest } from '../../src/store/queries/give.ts';
import { identityOf } from '../../src/store/identity.ts';
import { rebuildDirty } from '../../src/store/projections.ts';
import type { Store } from '../../src/store/store.ts';
import { anId } from './ids.ts';
import { openTestStore, someDefaults, type TestStore } from './store.ts';

/** The value of a result; a failure ends the test with its reason. */
export function mustBe<T extends object>(result: ({ ok: true } & T) | { ok: false; reason: string }): T {
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** What one device says of itself at the top of a file. */
export async function manifestFrom(store: Store, type: FileManifest['type']): Promise<FileManifest> {
  const manifest = await manifestOf(store, type, '0.1.0');
  if (!manifest) throw new Error('no school');
  return manifest;
}

/** The text of a file with these lines. */
export async function textOf(manifest: FileManifest, records: Iterable<FileLine>): Promise<string> {
  return (await writeGuankeFile(manifest, records)).text();
}

/** The school file of a device, as text. */
export async function schoolFile(store: Store): Promise<string> {
  return textOf(await manifestFrom(store, 'school'), await schoolRecords(store));
}

/** A share file of a device, as text. */
export async function shareFile(store: Store, request: ShareRequest): Promise<string> {
  const { records } = mustBe(await shareRecords(store, request));
  return textOf(await manifestFrom(store, 'share'), records);
}

/** The backup of a device. */
export async function backupFile(store: Store, compress = false): Promise<Blob> {
  const all = await everything(store);
  return writeGuankeFile(await manifestFrom(store, 'backup'), all.records, all.blobs, { compress });
}

/** A file through the door. */
export async function opened(source: Blob | string): Promise<Incoming> {
  return mustBe(await readGuankeFile(source)).incoming;
}

/** Previews and takes in a file. */
export async function takenIn(store: Store, source: Blob | string): Promise<{ plan: TakeInPlan; undo: TakeInUndo }> {
  const { plan } = mustBe(await previewTakeIn(store, await opened(source)));
  const { undo } = mustBe(await takeIn(store, plan));
  return { plan, undo };
}

/** A new device that joined with a school file as one of its teachers. */
export async function joined(file: string, teacher: Id, rubrics: readonly Rubric[] = []): Promise<TestStore> {
  const device = await openTestStore(rubrics);
  mustBe(await joinSchool(device.store, await opened(file), { teacher }));
  return device;
}

/** A finished sheet with one private and one shared note; answers the sheet's id. */
export async function observed(
  store: Store,
  teacher: Id,
  more: Partial<DraftFields> = {},
  { scores = {}, secret = 'nobody else reads this' }: { scores?: Record<string, number>; secret?: string } = {},
): Promise<Id> {
  const me = (await identityOf(store))?.person.id ?? '';
  const { id } = mustBe(await startDraft(store, me, { date: '2025-10-15' }));
  const fields = { teacher, period: 3, klass: '3(2)', subject: 'Mathematics', topic: 'Fractions', ...more };
  for (const [name, value] of Object.entries(fields)) {
    await saveEntry(store, fieldEntry(id, name as keyof DraftFields, value, store.now()));
  }
  const at = store.now();
  for (const [key, value] of Object.entries(scores)) {
    await saveEntry(store, { draftId: id, id: `score:${key}`, at, type: 'score', key, value });
  }
  const note = { draftId: id, at, type: 'note' as const, t: 1000, indicators: [], deleted: false };
  await saveEntry(store, { ...note, id: anId(), text: secret, share: null });
  await saveEntry(store, { ...note, id: anId(), text: 'Pupils compare two ways.', share: true });
  mustBe(await finishObservation(store, id, someDefaults(), { gapsConfirmed: true }));
  return id;
}

/** Everything on a device but what is its own (clock, keys for search), to hold two devices against each other. */
export async function dumpOf(store: Store): Promise<Record<string, unknown[]>> {
  await rebuildDirty(store);
  const dump: Record<string, unknown[]> = {};
  for (const table of store.db.tables) {
    if (table.name !== 'meta' && table.name !== 'searchKeys') dump[table.name] = await table.toArray();
  }
  return dump;
}
