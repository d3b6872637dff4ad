import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupFile, mustBe, observed, opened, takenIn } from '../../../tests/builders/devices.ts';
import { openSchool, openTestStore, someDefaults, type TestStore } from '../../../tests/builders/store.ts';
import type { Id } from '../../domain/ids.ts';
import { fieldEntry, reopenObservation, saveEntry, startDraft } from '../commands/drafts.ts';
import { finishObservation } from '../commands/finish.ts';
import { restoreBackup } from '../commands/restore.ts';
import { roster } from '../queries/teachers.ts';

let office: Awaited<ReturnType<typeof openSchool>>;
let tablet: TestStore;
let lin: Id;

beforeEach(async () => {
  office = await openSchool();
  tablet = await openTestStore();
  lin = (await roster(office.store)).find(({ name }) => name === 'Lin Yue')!.id;
});
afterEach(async () => {
  await office.close();
  await tablet.close();
});

test('gives a draft that is here what a newer backup has more of it, and an older one takes nothing away', async () => {
  const { id } = mustBe(await startDraft(office.store, office.me, { topic: 'Fractions' }));
  const older = await backupFile(office.store);
  office.clock.now += 60_000;
  await saveEntry(office.store, fieldEntry(id, 'topic', 'Halves', office.store.now()));
  await saveEntry(office.store, fieldEntry(id, 'strengths', 'Time to think', office.store.now()));
  const newer = await backupFile(office.store);
  tablet.clock.now = office.clock.now;
  mustBe(await restoreBackup(tablet.store, await opened(older)));
  await takenIn(tablet.store, newer);
  await takenIn(tablet.store, older);
  const value = async (name: string) => (await tablet.store.db.entries.get([id, `field:${name}`])) ?? null;
  expect(await value('topic')).toMatchObject({ value: 'Halves' });
  expect(await value('strengths')).toMatchObject({ value: 'Time to think' });
});

test('keeps what stands in a draft here where the file was written under a clock that ran ahead', async () => {
  const { id } = mustBe(await startDraft(office.store, office.me, {}));
  const right = office.clock.now;
  office.clock.now += 365 * 86_400_000;
  await saveEntry(office.store, fieldEntry(id, 'topic', 'under a wrong clock', office.store.now()));
  const backup = await backupFile(office.store);
  office.clock.now = right + 60_000;
  await saveEntry(office.store, fieldEntry(id, 'topic', 'later', office.store.now()));
  await takenIn(office.store, backup);
  expect(await office.store.db.entries.get([id, 'field:topic'])).toMatchObject({ value: 'later' });
});

test('keeps the private notes of both devices on which a sheet was finished again', async () => {
  const sheet = await observed(office.store, lin);
  mustBe(await restoreBackup(tablet.store, await opened(await backupFile(office.store))));
  for (const [device, text] of [[office, 'written here'] as const, [tablet, 'written there, later'] as const]) {
    const { store, clock } = device;
    clock.now += text.length * 1000;
    mustBe(await reopenObservation(store, office.me, sheet));
    const note = { type: 'note' as const, t: 1, text, indicators: [], share: null, deleted: false };
    await saveEntry(store, { draftId: sheet, id: `note-${text}`, at: store.now(), ...note });
    mustBe(await finishObservation(store, sheet, someDefaults(), { gapsConfirmed: true }));
  }
  await takenIn(office.store, await backupFile(tablet.store));
  const kept = JSON.stringify(await office.store.db.workbooks.get(sheet));
  expect(kept).toContain('written here');
  expect(kept).toContain('written there, later');
  expect((await office.store.db.headers.get(sheet))?.doc.stored.conflict).toBe(true);
});
