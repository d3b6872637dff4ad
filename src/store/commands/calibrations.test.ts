import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLesson, aRubric, aSheetContent, aTeacher } from '../../../tests/builders/index.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import { DEFAULT_RULE } from '../../domain/calibration.ts';
import type { Teacher } from '../../domain/people.ts';
import { sealSheet, withoutScores, type SheetContent } from '../../domain/sheet.ts';
import { loadBatch } from '../load.ts';
import { calibrationsOfLesson, calibrationsOfObserver, rosterPlaces } from '../queries/calibrations.ts';
import { schoolRecords } from '../queries/give.ts';
import { roster } from '../queries/teachers.ts';
import { setCalibration, setCalibrationDeleted, type CalibrationInput } from './calibrations.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
const schedule = { startTime: null, host: '', organiser: '', note: '' };
const input: CalibrationInput = {
  lesson: 'ordinary',
  rubric: 'small@1',
  key: { 'goal.1': 5, 'goal.2': 4 },
  rule: DEFAULT_RULE,
  note: ' after the debrief ',
  setBy: 'teacher-2',
  date: '2025-10-20',
};

beforeEach(async () => {
  school = await openSchool([aRubric()]);
  const lessons = [
    aLesson({ id: 'ordinary', teacher: 'lin' }),
    aLesson({ id: 'shown', teacher: 'lin', period: 5, schedule }),
  ];
  await loadBatch(school.store, { lessons }, new Map());
});
afterEach(() => school.close());

const set = (more: Partial<CalibrationInput> = {}) => setCalibration(school.store, school.me, { ...input, ...more });
const ownOf = (id: string) => calibrationsOfObserver(school.store, aTeacher({ id }), id, '2025-10-20');
async function observed(observer: string, more: Partial<SheetContent> = {}, whole = true) {
  const content = aSheetContent({ sheet: `by-${observer}`, lesson: 'ordinary', teacher: 'lin', observer, ...more });
  const sheet = sealSheet(content, 'person-2', '000000001-0000-test');
  await loadBatch(school.store, { sheets: [whole ? sheet : withoutScores(sheet)] }, new Map([['small@1', aRubric()]]));
}

describe('agreed scores', () => {
  it('are kept once for a lesson and rubric, and a change takes away what is agreed no longer', async () => {
    const first = await set();
    const second = await set({ key: { 'goal.1': 4, 'process.1': 3 } });
    expect([first.ok, second.ok && first.ok && second.id === first.id]).toEqual([true, true]);
    const found = await calibrationsOfLesson(school.store, ['ordinary']);
    expect(found).toMatchObject([
      { key: { 'goal.1': 4, 'process.1': 3 }, note: 'after the debrief', setBy: 'teacher-2' },
    ]);
    expect(Object.keys(found[0]!.key).sort()).toEqual(['goal.1', 'process.1']);
  });

  it('of an announced class travel with the school, of any other lesson they do not', async () => {
    await set();
    await set({ lesson: 'shown' });
    const given = (await schoolRecords(school.store)).filter(({ kind }) => kind === 'calibration');
    expect(given).toMatchObject([{ lesson: 'shown', audience: 'school', about: ['lin'] }]);
    expect(await calibrationsOfLesson(school.store, ['ordinary'])).toMatchObject([{ audience: 'parties' }]);
  });

  it('are refused for a lesson or rubric that is not here, and off the scale', async () => {
    expect(await set({ lesson: 'nowhere' })).toMatchObject({ ok: false, reason: 'lesson-missing' });
    expect(await set({ rubric: 'nowhere@1' })).toMatchObject({ ok: false, reason: 'rubric-unknown' });
    expect(await set({ key: { 'goal.1': 4.5 } })).toMatchObject({ ok: false, reason: 'score-outside-scale' });
    expect(await set({ key: { gone: 4 } })).toMatchObject({ ok: false, reason: 'unknown-indicator' });
    expect(await calibrationsOfLesson(school.store, ['ordinary'])).toEqual([]);
  });

  it('can be removed and brought back, also by setting them anew', async () => {
    const result = await set();
    const id = result.ok ? result.id : '';
    const count = async () => (await calibrationsOfLesson(school.store, ['ordinary'])).length;
    await setCalibrationDeleted(school.store, id, true);
    expect(await count()).toBe(0);
    await setCalibrationDeleted(school.store, id, false);
    expect(await count()).toBe(1);
    await setCalibrationDeleted(school.store, id, true);
    await set();
    expect(await count()).toBe(1);
    expect(await setCalibrationDeleted(school.store, 'nothing', true)).toMatchObject({ reason: 'entry-missing' });
  });
});

describe('an observer’s calibrations', () => {
  it('are those of lessons that they scored themselves', async () => {
    await set();
    await observed('zhou');
    await observed('wu', {}, false);
    expect(await ownOf('zhou')).toMatchObject([{ sheet: { observer: 'zhou' } }]);
    expect(await ownOf('wu')).toEqual([]);
    expect(await ownOf('nobody')).toEqual([]);
  });

  it('stand with the latest lesson first', async () => {
    await set();
    await set({ lesson: 'shown' });
    await observed('zhou');
    await observed('zhou', { sheet: 'later', lesson: 'shown', date: '2025-12-01' });
    expect((await ownOf('zhou')).map(({ calibration }) => calibration.lesson)).toEqual(['shown', 'ordinary']);
  });

  it('are open to who leads the lesson, and to no other colleague', async () => {
    await set();
    await observed('zhou');
    const of = (me: Partial<Teacher>) =>
      calibrationsOfObserver(school.store, aTeacher({ id: 'someone', name: 'Someone', ...me }), 'zhou', '2025-10-20');
    expect(await of({})).toEqual([]);
    const posts = { p: { post: 'principal' as const, from: null, to: null } };
    expect(await of({ posts })).toMatchObject([{ sheet: { observer: 'zhou' } }]);
    // Who was observed reads every sheet, yet not how the observers came out.
    expect(await of({ id: 'lin' })).toEqual([]);
  });

  it('stand in roster order, whoever has left the roster last', async () => {
    const ids = (await roster(school.store)).map(({ id }) => id);
    expect(await rosterPlaces(school.store, ['gone', ...ids.toReversed()])).toEqual([...ids, 'gone']);
  });
});
