import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLesson, aRubric, aShare, aSheet, aWorkbook } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { readerOf } from '../../domain/access.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import { isAcknowledged } from '../../domain/sharing.ts';
import { identityOf, type Identity } from '../identity.ts';
import { loadBatch } from '../load.ts';
import { followUpOf, lessonView } from '../queries/lessonView.ts';
import { slotGroups } from '../queries/lessons.ts';
import { recordRow } from '../write.ts';
import { reopenObservation } from './drafts.ts';
import { joinLessonsAgain, keepLessonsApart } from './lessons.ts';
import { addNextStep, closeNextStep, editNextStep, setNextStepDeleted } from './nextSteps.ts';
import { answerSheet, setSignedOnPaper } from './responses.ts';

let school: TestStore;
let me: Identity;
beforeEach(async () => {
  school = await openSchool([aRubric()]);
  me = (await identityOf(school.store))!;
});
afterEach(() => school.close());

const load = (more: Partial<SheetContent>) =>
  loadBatch(school.store, { sheets: [aSheet({ sheet: 's1', ...more })] }, new Map([['small@1', aRubric()]]));
const responses = async () => (await followUpOf(school.store, ['s1'], [])).responses;

describe('answerSheet', () => {
  it('keeps received, answer and reflection of the observed teacher in one record, and takes "received" back', async () => {
    await load({ teacher: me.teacher.id, observer: 'wang' });
    expect(await answerSheet(school.store, 's1', { received: true })).toEqual({ ok: true });
    expect(await answerSheet(school.store, 's1', { answer: 'The bell rang early.' })).toEqual({ ok: true });
    const [kept, ...more] = await responses();
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ answer: 'The bell rang early.', audience: 'parties', about: [me.teacher.id, 'wang'] });
    expect(kept && isAcknowledged(kept)).toBe(true);
    await answerSheet(school.store, 's1', { received: false });
    expect((await responses()).some(isAcknowledged)).toBe(false);
  });

  it('refuses everybody but the observed teacher, and a sheet that is not here', async () => {
    await load({ teacher: 'lin', observer: me.teacher.id });
    expect(await answerSheet(school.store, 's1', { received: true })).toMatchObject({ reason: 'not-observed-teacher' });
    expect(await answerSheet(school.store, 'gone', {})).toMatchObject({ reason: 'sheet-missing' });
    expect(await responses()).toEqual([]);
  });
});

describe('setSignedOnPaper', () => {
  it('is the observer’s note, counts as received, and never touches the teacher’s own response', async () => {
    await load({ teacher: 'lin', observer: me.teacher.id });
    expect(await setSignedOnPaper(school.store, 's1', true, ' In the office ')).toEqual({ ok: true });
    expect(await responses()).toMatchObject([{ signedOnPaper: true, paperNote: 'In the office', answer: '' }]);
    expect((await responses()).some(isAcknowledged)).toBe(true);
    await setSignedOnPaper(school.store, 's1', false);
    expect((await responses()).some(isAcknowledged)).toBe(false);
  });

  it('refuses who did not observe', async () => {
    await load({ teacher: me.teacher.id, observer: 'wang' });
    expect(await setSignedOnPaper(school.store, 's1', true)).toMatchObject({ reason: 'not-your-sheet' });
  });
});

describe('next steps', () => {
  const input = { teacher: 'lin', owner: 'lin', action: ' Wait. ', due: '2025-11-15', sheet: 's1', lesson: 'lesson-1' };
  const steps = async () => (await followUpOf(school.store, ['s1'], [])).steps;

  it('are agreed, changed, closed with where they were seen, opened again, deleted and brought back', async () => {
    const made = await addNextStep(school.store, me.person.id, input);
    const id = made.ok ? made.id : '';
    expect(await steps()).toMatchObject([{ action: 'Wait.', due: '2025-11-15', closedOn: null, about: ['lin'] }]);
    await editNextStep(school.store, id, { action: 'Wait three seconds.', owner: 'wang' });
    expect(await steps()).toMatchObject([{ action: 'Wait three seconds.', about: ['lin', 'wang'] }]);
    await closeNextStep(school.store, id, { on: '2025-11-10', seenIn: 's2' });
    expect(await steps()).toMatchObject([{ closedOn: '2025-11-10', seenIn: 's2' }]);
    await closeNextStep(school.store, id, null);
    expect(await steps()).toMatchObject([{ closedOn: null, seenIn: null }]);
    await setNextStepDeleted(school.store, id, true);
    expect(await steps()).toEqual([]);
    await setNextStepDeleted(school.store, id, false);
    expect(await steps()).toHaveLength(1);
  });

  it('of one sheet of a lesson are not shown with another, those of its debrief with all', async () => {
    await addNextStep(school.store, me.person.id, { ...input, action: 'on the first sheet' });
    await addNextStep(school.store, me.person.id, { ...input, action: 'of all', sheet: null });
    const shown = async (sheet: string) => (await followUpOf(school.store, [sheet], ['lesson-1'])).steps;
    expect((await shown('s1')).map(({ action }) => action)).toEqual(['on the first sheet', 'of all']);
    expect((await shown('s2')).map(({ action }) => action)).toEqual(['of all']);
  });

  it.each([
    ['no words', { action: '  ' }, 'step-empty'],
    ['a day that does not exist', { due: '2025-02-30' }, 'date-invalid'],
  ])('refuse %s', async (_what, changes, reason) => {
    const result = await addNextStep(school.store, me.person.id, { ...input, ...changes });
    expect(result).toMatchObject({ ok: false, reason });
    expect(await steps()).toEqual([]);
  });

  it('refuse to change one that is not there', async () => {
    expect(await closeNextStep(school.store, 'gone', null)).toMatchObject({ reason: 'step-missing' });
  });
});

describe('lessons in one slot', () => {
  const slot = 'lin|2025-10-15|2';
  const groups = async () => (await slotGroups(school.store, slot)).map((group) => group.map(({ id }) => id));
  const keep = (...ids: string[]) =>
    loadBatch(school.store, { lessons: ids.map((id) => aLesson({ id, teacher: 'lin' })) }, new Map());

  it('are kept apart, and one again', async () => {
    await keep('l1', 'l2', 'l3');
    expect(await groups()).toEqual([['l1', 'l2', 'l3']]);
    expect(await keepLessonsApart(school.store, me.person.id, ['l3'], ['l1', 'l2'])).toEqual({ ok: true });
    expect(await groups()).toEqual([['l1', 'l2'], ['l3']]);
    await joinLessonsAgain(school.store, me.person.id, ['l1', 'l2'], ['l3']);
    expect(await groups()).toEqual([['l1', 'l2', 'l3']]);
    await keepLessonsApart(school.store, me.person.id, ['l1'], ['l2', 'l3']);
    expect(await groups()).toEqual([['l1'], ['l2', 'l3']]);
  });

  it('refuse a lesson that is on both sides or not here', async () => {
    await keep('l1', 'l2');
    const apart = (a: string[], b: string[]) => keepLessonsApart(school.store, me.person.id, a, b);
    expect(await apart(['l1'], ['l1', 'l2'])).toMatchObject({ reason: 'lesson-missing' });
    expect(await apart(['l1'], [])).toMatchObject({ reason: 'lesson-missing' });
    expect(await apart(['l1'], ['gone'])).toMatchObject({ reason: 'lesson-missing' });
    expect(await groups()).toEqual([['l1', 'l2']]);
  });
});

describe('lessonView', () => {
  const reader = { me: 'me', posts: [], pairings: [], memberships: [], today: '2025-10-20' };
  const nobody = readerOf(reader);
  const office = readerOf({ ...reader, posts: [{ post: 'dean', from: null, to: null }] });
  const own = readerOf({ ...reader, me: 'lin' });

  beforeEach(() =>
    loadBatch(
      school.store,
      {
        lessons: [aLesson({ id: 'l1', teacher: 'lin' }), aLesson({ id: 'l2', teacher: 'lin' })],
        sheets: [
          aSheet({ sheet: 'a', lesson: 'l1', teacher: 'lin', observer: 'zhou' }),
          aSheet({ sheet: 'b', lesson: 'l2', teacher: 'lin', observer: 'me' }),
        ],
      },
      new Map([['small@1', aRubric()]]),
    ),
  );
  const sheets = async (id: string, access: typeof nobody) =>
    (await lessonView(school.store, id, access))?.sheets.map(({ header }) => header.id);

  it('gathers the sheets of lessons that are one, from the address of either sheet or lesson', async () => {
    for (const id of ['a', 'b', 'l1', 'l2']) expect(await sheets(id, office)).toEqual(['a', 'b']);
    expect(await sheets('a', own)).toEqual(['a', 'b']);
  });

  it('holds nothing that the person may not read', async () => {
    expect(await sheets('b', nobody)).toEqual(['b']);
    expect(await lessonView(school.store, 'a', nobody)).toMatchObject({ closed: true, sheets: [], lessons: [] });
    expect(await lessonView(school.store, 'gone', office)).toBeNull();
  });

  it('keeps lessons apart that a person keeps apart, and names the other', async () => {
    await keepLessonsApart(school.store, me.person.id, ['l1'], ['l2']);
    const view = await lessonView(school.store, 'a', office);
    expect(view?.sheets.map(({ header }) => header.id)).toEqual(['a']);
    expect(view?.apart.map((group) => group.map(({ id }) => id))).toEqual([['l2']]);
  });
});

describe('reopening', () => {
  it('asks for a reason once the sheet was shared, and only then', async () => {
    await load({ teacher: 'lin', observer: me.teacher.id });
    const workbook = aWorkbook({ sheet: 's1', author: me.person.id });
    await loadBatch(school.store, { workbooks: [workbook] }, new Map());
    await school.store.db.records.put(recordRow(aShare({ id: 'share', sheet: 's1' })));
    const reopen = (reason?: string) => reopenObservation(school.store, me.person.id, 's1', reason);
    expect(await reopen()).toMatchObject({ ok: false, reason: 'reopen-reason-missing' });
    expect(await reopen('  ')).toMatchObject({ ok: false, reason: 'reopen-reason-missing' });
    expect(await reopen('Wrong class')).toEqual({ ok: true, id: 's1' });
    expect((await school.store.db.drafts.get('s1'))?.reopenReason).toBe('Wrong class');
  });
});
