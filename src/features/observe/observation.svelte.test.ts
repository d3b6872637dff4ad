import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aRubric } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults } from '../../../tests/builders/store.ts';
import { startDraft } from '../../store/commands/drafts.ts';
import { draftById } from '../../store/queries/drafts.ts';
import { Observation } from './observation.svelte.ts';

const rubric = aRubric();
let school: Awaited<ReturnType<typeof openSchool>>;
let id: string;
const MINUTE = 60_000;

beforeEach(async () => {
  school = await openSchool([rubric]);
  const draft = await startDraft(school.store, school.me, { date: '2025-10-15', rubric: rubric.id });
  if (!draft.ok) throw new Error(draft.reason);
  id = draft.id;
});
afterEach(() => school.close());

async function open(): Promise<Observation> {
  const draft = await draftById(school.store, id, someDefaults());
  if (!draft) throw new Error('no draft');
  const observation = new Observation(school.store, draft, someDefaults());
  await observation.loadRubric();
  return observation;
}

test('what is on the screen is on the disk after a flush, and is the same when the draft is opened again', async () => {
  const first = await open();
  first.begin();
  school.clock.now += 3 * MINUTE;
  const note = first.addNote('Waits six seconds');
  first.toggleLink(note ?? '', 'goal.1');
  first.score('goal.1', 4);
  first.score('goal.3', 'na');
  first.type('strengths', 'Clear questions');
  first.markStage('Introduction');
  expect(await first.flush()).toBe(true);
  const again = await open();
  expect(again.notes.map(({ text, t, indicators }) => ({ text, t, indicators }))).toEqual([
    { text: 'Waits six seconds', t: 3 * MINUTE, indicators: ['goal.1'] },
  ]);
  expect(Object.fromEntries(again.scores)).toEqual({ 'goal.1/0': 4, 'goal.3/0': 'na' });
  expect(again.fields.strengths).toBe('Clear questions');
  expect(again.stages[0]?.stage).toBe('Introduction');
});

test('the clock goes on over a reload and stands still while paused, to the second', async () => {
  const first = await open();
  first.begin();
  school.clock.now += 10 * MINUTE;
  first.pause();
  await first.flush();
  school.clock.now += 7 * MINUTE;
  const second = await open();
  expect(second.elapsed).toBe(10 * MINUTE);
  second.resume();
  school.clock.now += 2 * MINUTE;
  second.tick();
  expect(second.elapsed).toBe(12 * MINUTE);
});

test('"began five minutes before" moves the clock and every note with it', async () => {
  const observation = await open();
  observation.begin();
  school.clock.now += MINUTE;
  observation.addNote('first');
  observation.setOffset(5);
  observation.tick();
  expect(observation.elapsed).toBe(6 * MINUTE);
  expect((observation.notes[0]?.t ?? 0) + observation.clock.offset).toBe(6 * MINUTE);
});

test('a device clock set back by a year is told, and the lesson goes on from where it was', async () => {
  const observation = await open();
  observation.begin();
  school.clock.now += 12 * MINUTE;
  observation.tick();
  school.clock.now -= 365 * 24 * 60 * MINUTE;
  observation.tick();
  expect(observation.clockProblem).toBe('set-back');
  expect(observation.elapsed).toBe(12 * MINUTE);
  school.clock.now += MINUTE;
  observation.tick();
  expect(observation.elapsed).toBe(13 * MINUTE);
});

test('a deleted note comes back in its place with undo, also on the disk', async () => {
  const observation = await open();
  observation.begin();
  const ids = ['one', 'two', 'three'].map((text) => observation.addNote(text));
  const undo = observation.deleteNote(ids[1] ?? '');
  await observation.flush();
  expect((await open()).notes.map((note) => note.text)).toEqual(['one', 'three']);
  undo();
  await observation.flush();
  expect(observation.notes.map((note) => note.text)).toEqual(['one', 'two', 'three']);
  expect((await open()).notes).toHaveLength(3);
});

test('a tab that reads along changes nothing', async () => {
  const observation = await open();
  observation.editing = false;
  observation.set('topic', 'Fractions');
  observation.score('goal.1', 4);
  expect(observation.addNote('not mine')).toBeNull();
  await observation.flush();
  const again = await open();
  expect(again.fields.topic).toBe('');
  expect(again.scores.size).toBe(0);
});

test('a very long note with emoji, mixed directions and markup is kept as it was written', async () => {
  const observation = await open();
  observation.begin();
  const text = `<b>不是标记</b> ${'观'.repeat(20_000)} 👩‍🏫 \u05D0\u05D1\u05D2 end`;
  observation.addNote(text);
  await observation.flush();
  expect((await open()).notes[0]?.text).toBe(text);
});

test('totals leave out what is not applicable or outside the focus', async () => {
  const observation = await open();
  observation.set('focus', ['goal.1', 'goal.2', 'goal.3']);
  observation.score('goal.1', 5);
  observation.score('goal.2', 4);
  observation.score('goal.3', 'na');
  expect(observation.tally).toMatchObject({
    points: 9,
    outOf: 10,
    notApplicable: 1,
    notLooked: 3,
    unscored: 0,
    complete: true,
  });
});

test('reading the draft anew keeps what is typed and what could not be saved on the screen', async () => {
  const observation = await open();
  const full = new DOMException('full', 'QuotaExceededError');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw full;
  });
  observation.addNote('not on the disk');
  observation.score('goal.1', 4);
  await observation.flush();
  expect(observation.saved).toBe('unsaved');
  // A lock that takes the page away would take these with it.
  expect(observation).toMatchObject({ running: false, mustStay: true });
  observation.type('strengths', 'being typed');
  await observation.reread();
  expect(observation.notes.map((note) => note.text)).toEqual(['not on the disk']);
  expect(observation.scores.get('goal.1/0')).toBe(4);
  expect(observation.fields.strengths).toBe('being typed');
  put.mockRestore();
  await observation.flush();
  expect(await observation.retry()).toBe(true);
  expect(observation.mustStay).toBe(false);
  const again = await open();
  expect(again.fields.strengths).toBe('being typed');
  expect(again.notes).toHaveLength(1);
});

test('a note that was typed but not added is a note when Finish is pressed', async () => {
  const observation = await open();
  observation.begin();
  observation.type('unsentNote', 'Ends with a question');
  observation.finish();
  expect(await observation.flush()).toBe(true);
  const again = await open();
  expect(again.notes.map((note) => note.text)).toEqual(['Ends with a question']);
  expect(again.fields).toMatchObject({ unsentNote: '', step: 'finish' });
});

test('a draft prepared on an earlier day begins on the day of the lesson, unless the date was chosen', async () => {
  const prepared = await open();
  school.clock.now += 24 * 60 * MINUTE;
  prepared.begin();
  expect(prepared.fields.date).toBe('2025-10-16');
  const other = await startDraft(school.store, school.me, { date: '2025-10-16' });
  if (!other.ok) throw new Error(other.reason);
  id = other.id;
  const chosen = await open();
  chosen.set('date', '2025-10-10');
  chosen.begin();
  expect(chosen.fields.date).toBe('2025-10-10');
});

test('a form whose texts cannot be loaded is told as missing and nothing is rejected unseen', async () => {
  Object.assign(school.store, { builtinRubric: () => Promise.reject(new TypeError('no network')) });
  const observation = await open();
  expect(observation.rubricMissing).toBe(true);
});

test('a tab whose draft was taken over while it stood still writes nothing over the other one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const draft = await draftById(school.store, id, someDefaults());
    if (!draft) throw new Error('no draft');
    const frozen: Observation = new Observation(school.store, draft, someDefaults(), true, () => {
      frozen.editing = false;
      return Promise.resolve();
    });
    frozen.type('strengths', 'Half a sen');
    const other = await open();
    other.set('strengths', 'Clear questions, time to think');
    await other.flush();
    school.clock.now += 5 * MINUTE;
    await vi.advanceTimersByTimeAsync(300);
    await frozen.flush();
    expect((await open()).fields.strengths).toBe('Clear questions, time to think');
    await frozen.reread();
    expect(frozen.fields.strengths).toBe('Clear questions, time to think');
  } finally {
    vi.useRealTimers();
  }
});
