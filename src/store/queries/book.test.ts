import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRevisionOf, aRubric, aSheet } from '../../../tests/builders/index.ts';
import { openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { setSheetDeleted } from '../commands/sheets.ts';
import { loadBatch } from '../load.ts';
import { observationBook } from './book.ts';

let opened: TestStore;
beforeEach(async () => void (opened = await openTestStore([aRubric()])));
afterEach(() => opened.close());

const autumn = { start: '2025-09-01', end: '2026-01-31' };
const mine = (sheet: string, date: string, period: number | null = 1) =>
  aSheet({ sheet, lesson: `l ${sheet}`, observer: 'me', date, period });
const load = (...sheets: ReturnType<typeof aSheet>[]) =>
  loadBatch(opened.store, { sheets }, new Map([['small@1', aRubric()]]));
const ids = async () => (await observationBook(opened.store, 'me', autumn)).map(({ sheet }) => sheet);

describe('observationBook', () => {
  it('holds this observer’s sheets of the days, first and last included, in the order of the lessons', async () => {
    await load(
      mine('last', '2026-01-31'),
      mine('second', '2025-10-15', 4),
      mine('first', '2025-10-15', 2),
      mine('no period', '2025-10-15', null),
      mine('opening', '2025-09-01'),
      mine('before', '2025-08-31'),
      mine('after', '2026-02-01'),
      aSheet({ sheet: 'theirs', lesson: 'x', observer: 'wang', date: '2025-10-15' }),
    );
    expect(await ids()).toEqual(['opening', 'first', 'second', 'no period', 'last']);
  });

  it('shows the newest revision of each, and none that was deleted', async () => {
    const first = mine('kept', '2025-10-15');
    await load(first, aRevisionOf(first, { strengths: 'Corrected.' }), mine('gone', '2025-10-16'));
    await setSheetDeleted(opened.store, 'gone', true);
    const book = await observationBook(opened.store, 'me', autumn);
    expect(book.map(({ sheet, strengths }) => [sheet, strengths])).toEqual([['kept', 'Corrected.']]);
  });
});
