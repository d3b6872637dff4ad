import { afterEach, expect, test, vi } from 'vitest';
import { aRubric } from '../../tests/builders/index.ts';
import { openSchool, someDefaults } from '../../tests/builders/store.ts';
import { fieldEntry, reopenObservation, saveEntry, setDraftDiscarded, startDraft } from './commands/drafts.ts';
import { finishObservation } from './commands/finish.ts';
import { setSheetDeleted } from './commands/sheets.ts';
import { editSemester } from './commands/semesters.ts';
import { addTeachers, editTeacher } from './commands/teachers.ts';
import { DraftWriter } from './draftWriter.ts';
import { rebuildDirty } from './projections.ts';
import { roster, semesters } from './queries/teachers.ts';

afterEach(() => vi.restoreAllMocks());

test('every write transaction is strict: a completed one is on the disk', async () => {
  const opened: { mode: string; durability: string }[] = [];
  const original = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const transaction = original.apply(this, args);
    if (transaction.mode === 'readwrite') opened.push({ mode: transaction.mode, durability: transaction.durability });
    return transaction;
  });
  const rubric = aRubric();
  const school = await openSchool([rubric]);
  const { store, me } = school;
  const lin = (await roster(store))[1]?.id ?? '';
  await addTeachers(store, me, [{ name: 'Chen Hua' }]);
  await editTeacher(store, lin, { title: 'senior' });
  const draft = await startDraft(store, me, { date: '2025-10-15', teacher: lin, rubric: rubric.id });
  if (!draft.ok) throw new Error(draft.reason);
  const writer = new DraftWriter(store);
  await writer.save({ draftId: draft.id, id: 'score:goal.1/0', at: 1, type: 'score', key: 'goal.1/0', value: 4 });
  await saveEntry(store, fieldEntry(draft.id, 'topic', 'Fractions', 2));
  await finishObservation(store, draft.id, someDefaults(), { gapsConfirmed: true });
  await reopenObservation(store, me, draft.id);
  await setDraftDiscarded(store, draft.id, true);
  await setSheetDeleted(store, draft.id, true);
  await editSemester(store, (await semesters(store))[0]?.id ?? '', { end: '2026-01-20' });
  await rebuildDirty(store);
  await school.close();
  expect(opened.length).toBeGreaterThan(8);
  expect(opened.filter((transaction) => transaction.durability !== 'strict')).toEqual([]);
});
