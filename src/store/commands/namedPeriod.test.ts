import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool, someDefaults } from '../../../tests/builders/store.ts';
import type { DraftFields } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import { decode } from '../codec.ts';
import { roster } from '../queries/teachers.ts';
import { announceClass } from './classes.ts';
import { reopenObservation, startDraft } from './drafts.ts';
import { finishObservation } from './finish.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
let lin: Id;

beforeEach(async () => {
  school = await openSchool();
  lin = (await roster(school.store)).find(({ name }) => name === 'Lin Yue')!.id;
});
afterEach(() => school.close());

/** A lesson of early reading that was observed. */
async function observed(more: Partial<DraftFields> = {}): Promise<Id> {
  const known = { date: '2025-10-15', teacher: lin, period: null, periodName: 'Early reading', ...more };
  const draft = await startDraft(school.store, school.me, known);
  if (!draft.ok) throw new Error(draft.reason);
  const result = await finishObservation(school.store, draft.id, someDefaults());
  if (!result.ok) throw new Error(result.reason);
  return draft.id;
}
async function headerOf(id: Id) {
  return decode((await school.store.db.headers.get(id))!.doc);
}
const lessons = async () => (await school.store.db.lessons.toArray()).map(({ doc }) => decode(doc));

describe('a lesson in a period without a number', () => {
  it('carries the name of the period in lesson, sheet and list', async () => {
    const id = await observed();
    expect(await headerOf(id)).toMatchObject({ period: null, periodName: 'Early reading' });
    expect(await lessons()).toMatchObject([{ period: null, periodName: 'Early reading' }]);
    const [sheet] = await school.store.db.sheets.toArray();
    expect(decode(sheet!.doc).snapshot.periodName).toBe('Early reading');
  });

  it('is one lesson for everybody who sat in it, and another one than that of a numbered or another named period', async () => {
    const [first, same] = [await observed(), await observed({ periodName: 'early  reading' })];
    expect((await headerOf(same)).lesson).toBe((await headerOf(first)).lesson);
    const others = [await observed({ periodName: 'Club' }), await observed({ period: 1, periodName: '' })];
    for (const other of others) expect((await headerOf(other)).lesson).not.toBe((await headerOf(first)).lesson);
  });

  it('loses the name where a correction gives it a number', async () => {
    const id = await observed();
    await reopenObservation(school.store, school.me, id);
    await school.store.db.entries.bulkPut([
      { draftId: id, id: 'field:period', at: 1, type: 'field', name: 'period', value: 2 },
      { draftId: id, id: 'field:periodName', at: 1, type: 'field', name: 'periodName', value: '' },
    ]);
    expect(await finishObservation(school.store, id, someDefaults())).toMatchObject({ ok: true });
    const header = await headerOf(id);
    expect(header.period).toBe(2);
    expect(header).not.toHaveProperty('periodName');
    const [lesson] = await lessons();
    expect(lesson).toMatchObject({ period: 2 });
    expect(lesson).not.toHaveProperty('periodName');
  });

  it('can be announced', async () => {
    const made = await announceClass(school.store, school.me, {
      teacher: lin,
      guest: null,
      date: '2025-10-20',
      period: null,
      periodName: 'Club',
      klass: '',
      pupils: null,
      place: { type: 'own', name: '' },
      subject: '',
      topic: '',
      lessonKind: 'open',
      lessonType: null,
      level: null,
      minutes: 40,
      schedule: { startTime: null, host: '', organiser: '', note: '' },
    });
    expect(made.ok).toBe(true);
    expect((await lessons())[0]).toMatchObject({ periodName: 'Club' });
  });
});
