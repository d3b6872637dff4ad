import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aLesson, aRubric } from '../../tests/builders/index.ts';
import { openSchool, someDefaults } from '../../tests/builders/store.ts';
import type { DraftEntry } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import { isIntact } from '../domain/sheet.ts';
import { addSemester, editSemester } from './commands/semesters.ts';
import {
  fieldEntry,
  purgeDiscarded,
  reopenObservation,
  saveEntry,
  setDraftDiscarded,
  startDraft,
} from './commands/drafts.ts';
import { finishObservation, lessonRow } from './commands/finish.ts';
import { setTeacherDeleted } from './commands/teachers.ts';
import { setSheetDeleted } from './commands/sheets.ts';
import { decode } from './codec.ts';
import { DraftWriter } from './draftWriter.ts';
import { checkProjections, rebuildDirty, rebuildProjections } from './projections.ts';
import { draftById, draftsOf } from './queries/drafts.ts';
import { headersPage, lessonsToCome, sheetDetail, type HeaderCursor } from './queries/lessons.ts';
import { growthRows, roster, semesters } from './queries/teachers.ts';
import { rubricById } from './rubrics.ts';
import { reopenStore } from './store.ts';

const rubric = aRubric();
let school: Awaited<ReturnType<typeof openSchool>>;
let lin: Id;

beforeEach(async () => {
  school = await openSchool([rubric]);
  lin = (await roster(school.store))[1]?.id ?? '';
});
afterEach(async () => {
  vi.restoreAllMocks();
  await school.close();
});

/** A draft with a teacher, a rubric and scores for all but the last indicator, each entry saved on its own. */
async function draftOf(
  fields: Parameters<typeof someDefaults>[0] = {},
  scores: Record<string, number | 'na'> = ALL,
): Promise<Id> {
  const { store, me } = school;
  const started = await startDraft(store, me, { date: '2025-10-15' });
  if (!started.ok) throw new Error(started.reason);
  const wanted = {
    teacher: lin,
    rubric: rubric.id,
    period: 3,
    klass: '3(2)',
    subject: 'Mathematics',
    topic: 'Fractions',
    ...fields,
  };
  for (const [name, value] of Object.entries(wanted)) {
    await saveEntry(store, fieldEntry(started.id, name as keyof typeof wanted, value, store.now()));
  }
  for (const [indicator, value] of Object.entries(scores)) await saveEntry(store, score(started.id, indicator, value));
  return started.id;
}
const ALL = { 'goal.1': 5, 'goal.2': 4, 'goal.3': 'na', 'process.1': 3, 'process.2': 7.5, 'process.3': 10 } as const;

function score(draftId: Id, indicator: string, value: number | 'na' | null): DraftEntry {
  const key = `${indicator}/0`;
  return { draftId, id: `score:${key}`, at: school.store.now(), type: 'score', key, value };
}

function note(draftId: Id, id: string, text: string, indicators: string[] = []): DraftEntry {
  return {
    draftId,
    id,
    at: school.store.now(),
    type: 'note',
    t: 60_000,
    text,
    indicators,
    share: null,
    deleted: false,
  };
}

const finish = (id: Id, gapsConfirmed = false) =>
  finishObservation(school.store, id, someDefaults(), { gapsConfirmed });

test('a draft is read back exactly as it was saved, entry by entry', async () => {
  const id = await draftOf();
  await saveEntry(school.store, note(id, 'n1', '等待约 6 秒 👏\nsecond line'));
  const draft = await draftById(school.store, id, someDefaults());
  expect(draft?.fields.topic).toBe('Fractions');
  expect(draft?.scores['process.2/0']).toBe(7.5);
  expect(draft?.notes[0]?.text).toBe('等待约 6 秒 👏\nsecond line');
});

test('drafts stand by their last change, a saved note or score included, and say when it was', async () => {
  const { store, clock, me } = school;
  const older = await draftOf({ topic: 'Fractions' });
  clock.now += 60_000;
  const newer = await draftOf({ topic: 'Decimals' });
  const order = async () => (await draftsOf(store, me, someDefaults())).map(({ id }) => id);
  expect(await order()).toEqual([newer, older]);
  clock.now += 60_000;
  await saveEntry(store, note(older, 'n1', 'written later'));
  expect(await order()).toEqual([older, newer]);
  expect((await draftsOf(store, me, someDefaults()))[0]?.changedAt).toBe(clock.now);
  clock.now += 60_000;
  await saveEntry(store, score(newer, 'goal.1', 2));
  expect(await order()).toEqual([newer, older]);
});

test('finishing seals an intact sheet, packs every entry privately and leaves no draft behind', async () => {
  const id = await draftOf();
  await saveEntry(school.store, note(id, 'n1', 'linked', ['goal.1']));
  await saveEntry(school.store, note(id, 'n2', 'for me alone'));
  const result = await finish(id);
  expect(result).toMatchObject({ ok: true, sheet: id });
  const detail = await sheetDetail(school.store, id);
  expect(detail && isIntact(detail.sheet)).toBe(true);
  expect(detail?.sheet.notes.map((item) => item.text)).toEqual(['linked']);
  expect(detail?.workbook?.entries.some((entry) => 'text' in entry && entry.text === 'for me alone')).toBe(true);
  expect(detail?.workbook?.audience).toBe('author');
  expect(detail?.header.teacherName).toBe('Lin Yue');
  expect(detail?.sheet.snapshot.groupNames).toEqual(['Mathematics']);
  expect(await school.store.db.entries.count()).toBe(0);
  expect(await draftsOf(school.store, school.me, someDefaults())).toEqual([]);
});

test('a sheet without teacher is refused and the draft stays whole', async () => {
  const id = await draftOf({ teacher: null });
  const entries = await school.store.db.entries.count();
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'teacher-missing' });
  expect(await school.store.db.entries.count()).toBe(entries);
  expect(await school.store.db.sheets.count()).toBe(0);
});

test('a guest is observed by name and makes no roster entry and no rating row', async () => {
  const id = await draftOf({ teacher: null, guestName: 'Gu Yan', guestSchool: 'North School' });
  expect(await finish(id)).toMatchObject({ ok: true });
  expect(await school.store.db.ratings.count()).toBe(0);
  expect(await roster(school.store)).toHaveLength(3);
});

test('gaps are refused until they are confirmed, and are never scored as zero', async () => {
  const { 'process.3': _gap, ...some } = ALL;
  const id = await draftOf({}, some);
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'gaps', details: { unscored: 1, indicators: 6 } });
  expect(await finish(id, true)).toMatchObject({ ok: true });
  const header = (await headersPage(school.store, {}, 10)).headers[0];
  expect(header?.complete).toBe(false);
  const detail = await sheetDetail(school.store, id);
  expect(detail?.sheet.scores).not.toHaveProperty('process.3/0');
});

test('a score outside its scale and a rubric that is not known are refused with what to mend', async () => {
  const outside = await draftOf({}, { ...ALL, 'process.2': 11 });
  expect(await finish(outside)).toMatchObject({
    ok: false,
    reason: 'score-outside-scale',
    details: { value: 11, max: 10 },
  });
  const unknown = await draftOf({ rubric: 'from-elsewhere' });
  expect(await finish(unknown)).toMatchObject({ ok: false, reason: 'rubric-unknown' });
});

test('the focus makes everything else "not looked at today", which is neither a gap nor zero', async () => {
  const id = await draftOf({ focus: ['goal.1'] }, { 'goal.1': 4 });
  expect(await finish(id)).toMatchObject({ ok: true });
  const detail = await sheetDetail(school.store, id);
  expect(detail?.sheet.scores['process.3/0']).toBe('nl');
  expect(detail?.header).toMatchObject({ complete: true, total: 80, band: null, looked: { at: 1, of: 6 } });
});

test('notes only is complete, counts as observed and never becomes a rating', async () => {
  const id = await draftOf({ rubric: null }, {});
  expect(await finish(id)).toMatchObject({ ok: true });
  const { headers, ratings } = await growthRows(school.store, lin);
  expect(headers).toHaveLength(1);
  expect(ratings).toEqual([]);
});

test('a self-observation and a rehearsal never become ratings', async () => {
  const me = (await roster(school.store))[0]?.id ?? '';
  await finish(await draftOf({ teacher: me, period: 1 }));
  await finish(await draftOf({ lessonKind: 'rehearsal', period: 2 }));
  expect(await school.store.db.sheets.count()).toBe(2);
  expect(await school.store.db.ratings.count()).toBe(0);
});

test('two sheets of one slot end in one lesson; another period is another lesson', async () => {
  const first = await finish(await draftOf());
  const second = await finish(await draftOf());
  const third = await finish(await draftOf({ period: 4 }));
  if (!first.ok || !second.ok || !third.ok) throw new Error('not finished');
  expect(second.lesson).toBe(first.lesson);
  expect(third.lesson).not.toBe(first.lesson);
  expect((await sheetDetail(school.store, first.sheet))?.others).toHaveLength(1);
});

test('reopening brings every note and score back; sealing again makes revision 2 of the same sheet', async () => {
  const id = await draftOf({ period: null });
  await saveEntry(school.store, note(id, 'n2', 'private'));
  const first = await finish(id);
  expect(await reopenObservation(school.store, school.me, id)).toMatchObject({ ok: true, id });
  const draft = await draftById(school.store, id, someDefaults());
  expect(draft?.notes[0]?.text).toBe('private');
  expect(draft?.scores['goal.1/0']).toBe(5);
  await saveEntry(school.store, score(id, 'goal.1', 3));
  const second = await finish(id);
  if (!first.ok || !second.ok) throw new Error('not finished');
  expect(second.lesson).toBe(first.lesson);
  const detail = await sheetDetail(school.store, id);
  expect(detail?.revisions.map((revision) => revision.rev)).toEqual([1, 2]);
  expect(detail?.sheet.supersedes).toBe(first.revision);
  expect(detail?.heads).toHaveLength(1);
  expect(await school.store.db.ratings.count()).toBe(1);
});

test('throwing a reopened draft away leaves the sealed sheet as it was', async () => {
  const id = await draftOf();
  await finish(id);
  await reopenObservation(school.store, school.me, id);
  await setDraftDiscarded(school.store, id, true);
  expect((await sheetDetail(school.store, id))?.sheet.rev).toBe(1);
  expect(await reopenObservation(school.store, school.me, id)).toMatchObject({ ok: true });
});

test('a draft that was thrown away comes back with undo and is purged after 30 days only', async () => {
  const id = await draftOf();
  await setDraftDiscarded(school.store, id, true);
  expect(await draftsOf(school.store, school.me, someDefaults())).toEqual([]);
  school.clock.now += 29 * 86_400_000;
  expect(await purgeDiscarded(school.store)).toBe(0);
  await setDraftDiscarded(school.store, id, false);
  expect(await draftsOf(school.store, school.me, someDefaults())).toHaveLength(1);
  await setDraftDiscarded(school.store, id, true);
  school.clock.now += 31 * 86_400_000;
  expect(await purgeDiscarded(school.store)).toBe(1);
  expect(await school.store.db.entries.count()).toBe(0);
});

test('a deleted sheet leaves lists and figures and comes back with undo', async () => {
  const id = await draftOf();
  await finish(id);
  await setSheetDeleted(school.store, id, true);
  expect((await headersPage(school.store, {}, 10)).headers).toEqual([]);
  expect(await school.store.db.ratings.count()).toBe(0);
  await setSheetDeleted(school.store, id, false);
  expect((await headersPage(school.store, {}, 10)).headers).toHaveLength(1);
  expect(await school.store.db.ratings.count()).toBe(1);
});

test('a teacher with lessons cannot be taken off the roster', async () => {
  await finish(await draftOf());
  expect(await setTeacherDeleted(school.store, lin, true)).toMatchObject({ ok: false, reason: 'teacher-has-lessons' });
});

test('a write from another tab between reading and sealing is not lost', async () => {
  const id = await draftOf();
  const original = school.store.builtinRubric;
  // The rubric is loaded after the entries were read: the other tab writes at that moment.
  Object.assign(school.store, {
    builtinRubric: async (wanted: Id) => {
      await saveEntry(school.store, note(id, 'late', 'from the other tab'));
      return original(wanted);
    },
  });
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'draft-changed' });
  Object.assign(school.store, { builtinRubric: original });
  expect((await draftById(school.store, id, someDefaults()))?.notes[0]?.text).toBe('from the other tab');
});

test('a lesson outside every semester is kept, and joins when the semester is made', async () => {
  await finish(await draftOf({ date: '2026-08-20' }));
  await rebuildDirty(school.store);
  expect(await school.store.db.tallies.where('semester').equals('none').count()).toBeGreaterThan(0);
  await addSemester(school.store, school.me, {
    schoolYear: 2026,
    term: 1,
    terms: 2,
    start: '2026-08-15',
    end: '2027-01-31',
  });
  await rebuildDirty(school.store);
  expect(await school.store.db.tallies.where('semester').equals('none').count()).toBe(0);
  expect(await school.store.db.tallies.count()).toBeGreaterThan(0);
});

test('tallies equal a rebuild from nothing after sheets, corrections, deletions and changed semesters', async () => {
  const ids: Id[] = [];
  for (let i = 0; i < 6; i += 1) {
    const id = await draftOf({ period: i + 1, date: `2025-1${i % 3}-15`, lessonKind: i % 2 ? 'open' : 'ordinary' });
    await finish(id);
    ids.push(id);
  }
  await rebuildDirty(school.store);
  await setSheetDeleted(school.store, ids[1] ?? '', true);
  await reopenObservation(school.store, school.me, ids[0] ?? '');
  await saveEntry(school.store, score(ids[0] ?? '', 'goal.1', 2));
  await finish(ids[0] ?? '');
  const term = (await semesters(school.store))[0];
  await editSemester(school.store, term?.id ?? '', { end: '2025-11-30' });
  const report = await checkProjections(school.store, (id) => rubricById(school.store, id));
  expect(report).toEqual({ sheets: 6, headers: [], ratings: [], tallies: [] });
});

test('the check finds a rating row, a header and a tally that were tampered with', async () => {
  const id = await draftOf();
  await finish(id);
  await rebuildDirty(school.store);
  const row = await school.store.db.ratings.get(id);
  if (!row) throw new Error('no rating row');
  await school.store.db.ratings.put({ ...row, fraction: 0.99 });
  const header = await school.store.db.headers.get(id);
  if (!header) throw new Error('no header');
  await school.store.db.headers.put({ ...header, id: 'left-over' });
  await school.store.db.tallies.toCollection().modify({ sum: 7 });
  const report = await checkProjections(school.store, (wanted) => rubricById(school.store, wanted));
  expect(report.ratings).toEqual([id]);
  expect(report.headers).toEqual(['left-over']);
  expect(report.tallies.length).toBeGreaterThan(0);
  await rebuildProjections(school.store, report, (wanted) => rubricById(school.store, wanted));
  const mended = await checkProjections(school.store, (wanted) => rubricById(school.store, wanted));
  expect(mended).toEqual({ sheets: 1, headers: [], ratings: [], tallies: [] });
});

test('lists are paged without gaps or repeats, also where many sheets share a day', async () => {
  const ids: Id[] = [];
  for (let i = 0; i < 9; i += 1) {
    const id = await draftOf({ period: i + 1, date: i < 6 ? '2025-10-15' : '2025-10-16' });
    await finish(id);
    ids.push(id);
  }
  const seen: Id[] = [];
  let cursor: HeaderCursor | null = null;
  do {
    const page = await headersPage(school.store, {}, 2, cursor);
    seen.push(...page.headers.map((header) => header.id));
    cursor = page.next;
  } while (cursor);
  expect([...seen].sort()).toEqual([...ids].sort());
  expect(new Set(seen).size).toBe(9);
});

test('a filter finds by every word in names, class and topic, by kind, and by rubric', async () => {
  await finish(await draftOf({ period: 1, topic: 'Moon cakes', klass: '三(2)班' }));
  await finish(await draftOf({ period: 2, lessonKind: 'open' }));
  await finish(await draftOf({ period: 3, rubric: null }, {}));
  const found = async (filter: Parameters<typeof headersPage>[1]) =>
    (await headersPage(school.store, filter, 10)).headers.length;
  expect(await found({ text: 'moon LIN' })).toBe(1);
  expect(await found({ text: '三（2）班'.normalize('NFKC') })).toBe(1);
  expect(await found({ lessonKind: 'open' })).toBe(1);
  expect(await found({ rubric: '-' })).toBe(1);
  expect(await found({ teacher: lin, rubric: rubric.id })).toBe(2);
  expect(await found({ from: '2025-10-16' })).toBe(0);
});

test('"saved" is said only after the transaction completed', async () => {
  const id = await draftOf();
  const writer = new DraftWriter(school.store);
  const states: string[] = [];
  writer.onchange = () => states.push(writer.state);
  const done = writer.save(score(id, 'goal.1', 2));
  expect(writer.state).toBe('saving');
  await done;
  expect(writer.state).toBe('saved');
  expect((await draftById(school.store, id, someDefaults()))?.scores['goal.1/0']).toBe(2);
  expect(states[0]).toBe('saving');
});

test('a lost connection is opened anew once and the entry is saved after all', async () => {
  const id = await draftOf();
  const writer = new DraftWriter(school.store);
  school.store.db.close();
  await writer.save(score(id, 'goal.1', 2));
  expect(writer.state).toBe('saved');
  expect(school.store.db.isOpen()).toBe(true);
});

test('a full disk leaves the entry waiting with its reason; retry saves the newest value', async () => {
  const id = await draftOf();
  const writer = new DraftWriter(school.store);
  const full = new DOMException('full', 'QuotaExceededError');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw full;
  });
  await writer.save(score(id, 'goal.1', 2));
  await writer.save(score(id, 'goal.1', 4));
  expect(writer.state).toBe('unsaved');
  expect(writer.reason).toBe('disk-full');
  expect(writer.isUnsaved('score:goal.1/0')).toBe(true);
  expect(await writer.flush()).toBe(false);
  put.mockRestore();
  expect(await writer.retry()).toBe(true);
  expect((await draftById(school.store, id, someDefaults()))?.scores['goal.1/0']).toBe(4);
});

test('values of one entry never overtake each other', async () => {
  const id = await draftOf();
  const writer = new DraftWriter(school.store);
  for (const value of [5, 4, 3, 2, 3, 4, 5, 2]) void writer.save(score(id, 'goal.1', value));
  await writer.flush();
  expect((await draftById(school.store, id, someDefaults()))?.scores['goal.1/0']).toBe(2);
});

test('finishing survives a lost connection', async () => {
  const id = await draftOf();
  await reopenStore(school.store);
  expect(await finish(id)).toMatchObject({ ok: true });
  const row = await school.store.db.headers.get(id);
  expect(row && decode(row.doc).total).toBeTypeOf('number');
});

test('an entry for a draft that was finished or thrown away meanwhile is never said to be saved', async () => {
  const finished = await draftOf();
  await finish(finished);
  const discarded = await draftOf({ period: 4 });
  await setDraftDiscarded(school.store, discarded, true);
  for (const id of [finished, discarded]) {
    const writer = new DraftWriter(school.store);
    await writer.save(score(id, 'goal.1', 2));
    expect(writer.state).toBe('unsaved');
    expect(writer.reason).toBe('draft-missing');
  }
  expect(await school.store.db.entries.where('draftId').equals(finished).count()).toBe(0);
  await setDraftDiscarded(school.store, discarded, false);
  const writer = new DraftWriter(school.store);
  await writer.save(score(discarded, 'goal.1', 2));
  expect(writer.state).toBe('saved');
});

test('pressing "Finish and seal" twice seals once', async () => {
  const id = await draftOf();
  const both = await Promise.all([finish(id), finish(id)]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
  expect(await school.store.db.sheets.count()).toBe(1);
});

test('a change by another tab within the same millisecond is noticed before sealing', async () => {
  const id = await draftOf();
  const original = school.store.builtinRubric;
  const at = school.store.now();
  Object.assign(school.store, {
    builtinRubric: async (wanted: Id) => {
      await saveEntry(school.store, fieldEntry(id, 'topic', 'Decimals', at));
      return original(wanted);
    },
  });
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'draft-changed' });
});

test('finishing over a connection that was closed opens it anew instead of failing unseen', async () => {
  const id = await draftOf();
  school.store.db.close();
  expect(await finish(id)).toMatchObject({ ok: true, sheet: id });
});

test('a sheet about somebody else is never one of oneself, whatever role was chosen', async () => {
  const id = await draftOf({ role: 'self' });
  await finish(id);
  expect((await sheetDetail(school.store, id))?.sheet.role).toBe('peer');
  expect(await school.store.db.ratings.count()).toBe(1);
});

test('minutes end when Finish is pressed, and a reopened sheet does not run on', async () => {
  const { store, clock } = school;
  const id = await draftOf();
  const begunAt = store.now();
  const running = (seen: number): DraftEntry => {
    const value = { begunAt, counted: 0, since: begunAt, offset: 0, seen };
    return { draftId: id, id: 'clock', at: store.now(), type: 'clock', clock: value };
  };
  clock.now += 45 * 60_000;
  await saveEntry(store, fieldEntry(id, 'step', 'finish', store.now()));
  clock.now += 25 * 60_000;
  await saveEntry(store, running(store.now()));
  await finish(id);
  expect((await sheetDetail(store, id))?.sheet.minutes).toBe(45);
  await reopenObservation(store, school.me, id);
  expect((await draftById(store, id, someDefaults()))?.clock).toMatchObject({ since: null, counted: 45 * 60_000 });
});

test('nobody but its author reopens a sheet or finishes a draft', async () => {
  const id = await draftOf();
  await finish(id);
  expect(await reopenObservation(school.store, 'somebody else', id)).toMatchObject({ reason: 'not-your-sheet' });
  const foreign = await startDraft(school.store, 'somebody else', { date: '2025-10-15', teacher: lin });
  if (!foreign.ok) throw new Error(foreign.reason);
  expect(await finish(foreign.id)).toMatchObject({ ok: false, reason: 'not-your-sheet' });
});

test('correcting the date of a reopened sheet moves its lesson and leaves no other behind', async () => {
  const id = await draftOf({ lessonKind: 'open', date: '2025-12-20' });
  const first = await finish(id);
  await reopenObservation(school.store, school.me, id);
  await saveEntry(school.store, fieldEntry(id, 'date', '2025-10-15', school.store.now()));
  const second = await finish(id);
  if (!first.ok || !second.ok) throw new Error('not finished');
  expect(second.lesson).toBe(first.lesson);
  expect((await sheetDetail(school.store, id))?.lesson).toMatchObject({ date: '2025-10-15', teacher: lin });
  expect(await lessonsToCome(school.store, '2025-12-01', 4)).toEqual([]);
});

test('a lesson on which a colleague’s sheet hangs stays when one sheet of it is corrected to another date', async () => {
  const mine = await draftOf();
  const first = await finish(mine);
  await finish(await draftOf());
  await reopenObservation(school.store, school.me, mine);
  await saveEntry(school.store, fieldEntry(mine, 'date', '2025-10-16', school.store.now()));
  const second = await finish(mine);
  if (!first.ok || !second.ok) throw new Error('not finished');
  expect(second.lesson).not.toBe(first.lesson);
  expect(await school.store.db.lessons.get(first.lesson)).toMatchObject({ date: '2025-10-15' });
});

test('a guest’s corrected name is the lesson’s too', async () => {
  const id = await draftOf({ teacher: null, guestName: 'Gu' });
  await finish(id);
  await reopenObservation(school.store, school.me, id);
  await saveEntry(school.store, fieldEntry(id, 'guestName', 'Gu Yan', school.store.now()));
  await finish(id);
  expect((await sheetDetail(school.store, id))?.lesson?.guest?.name).toBe('Gu Yan');
});

test('a teacher who left the roster never becomes the guest who was typed before', async () => {
  const id = await draftOf({ guestName: 'Gu Yan' });
  await setTeacherDeleted(school.store, lin, true);
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'teacher-missing' });
});

test('a note that was linked under another rubric goes out without that link', async () => {
  const id = await draftOf();
  await saveEntry(school.store, note(id, 'n1', 'Waits six seconds', ['goal.1', 'of-another-rubric']));
  await finish(id);
  expect((await sheetDetail(school.store, id))?.sheet.notes[0]?.indicators).toEqual(['goal.1']);
});

/** Two lessons of one teacher in one period with different classes, kept apart by the person who sealed the second. */
async function twoKeptApart() {
  const first = await finish(await draftOf({ klass: '3(1)' }));
  const id = await draftOf({ klass: '3(2)' });
  const second = await finishObservation(school.store, id, someDefaults(), { sameLesson: 'another' });
  if (!first.ok || !second.ok) throw new Error('not finished');
  return { first, second };
}

test('another class in the same slot is asked about before anything is written; "the same lesson" joins it', async () => {
  const first = await finish(await draftOf({ klass: '3(1)' }));
  const id = await draftOf({ klass: '3(2)' });
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'lesson-of-other-class', details: { klass: '3(1)' } });
  expect(await school.store.db.sheets.count()).toBe(1);
  if (!first.ok) throw new Error('not finished');
  const second = await finishObservation(school.store, id, someDefaults(), { sameLesson: first.lesson });
  expect(second).toMatchObject({ ok: true, lesson: first.lesson });
  expect(await school.store.db.lessons.count()).toBe(1);
});

test('a class that is written in other characters, or not at all, is no other class', async () => {
  const first = await finish(await draftOf({ klass: '三(2)班' }));
  const wide = await finish(await draftOf({ klass: '三（２） 班' }));
  const none = await finish(await draftOf({ klass: '' }));
  if (!first.ok) throw new Error('not finished');
  expect([wide, none]).toMatchObject([
    { ok: true, lesson: first.lesson },
    { ok: true, lesson: first.lesson },
  ]);
});

test('"another lesson" makes one that is kept apart: neither shows the sheets of the other', async () => {
  const { first, second } = await twoKeptApart();
  expect(second.lesson).not.toBe(first.lesson);
  expect((await sheetDetail(school.store, first.sheet))?.others).toEqual([]);
  expect((await sheetDetail(school.store, second.sheet))?.others).toEqual([]);
  expect(await school.store.db.records.where('kind').equals('keepApart').count()).toBe(1);
});

test('a later observer joins the lesson of their class, also where two are kept apart in the slot', async () => {
  const { first, second } = await twoKeptApart();
  expect(await finish(await draftOf({ klass: '3(2)' }))).toMatchObject({ ok: true, lesson: second.lesson });
  expect(await finish(await draftOf({ klass: '3(1)' }))).toMatchObject({ ok: true, lesson: first.lesson });
  expect((await sheetDetail(school.store, second.sheet))?.others).toHaveLength(1);
  expect(await finish(await draftOf({ klass: '3(3)' }))).toMatchObject({ reason: 'lesson-of-other-class' });
});

test('a lesson that a correction moves into a slot with another class is asked about, and can be kept apart', async () => {
  const there = await finish(await draftOf({ klass: '3(1)' }));
  const id = await draftOf({ klass: '3(2)', period: 5 });
  const before = await finish(id);
  await reopenObservation(school.store, school.me, id);
  await saveEntry(school.store, fieldEntry(id, 'period', 3, school.store.now()));
  expect(await finish(id)).toMatchObject({ ok: false, reason: 'lesson-of-other-class' });
  const moved = await finishObservation(school.store, id, someDefaults(), { sameLesson: 'another' });
  if (!there.ok || !before.ok || !moved.ok) throw new Error('not finished');
  expect(moved.lesson).toBe(before.lesson);
  expect(await school.store.db.lessons.get(moved.lesson)).toMatchObject({ slot: `${lin}|2025-10-15|3` });
  expect((await sheetDetail(school.store, there.sheet))?.others).toEqual([]);
});

test('deleted lessons take no place among those that are still to come', async () => {
  const lesson = (id: Id, date: string, more: Partial<Lesson> = {}) =>
    lessonRow(aLesson({ id, date, lessonKind: 'open', ...more }));
  await school.store.db.lessons.bulkPut([
    lesson('a', '2025-11-01', { deleted: true }),
    lesson('b', '2025-11-02', { deleted: true }),
    lesson('c', '2025-11-03'),
    lesson('d', '2025-11-04', { lessonKind: 'ordinary' }),
    lesson('e', '2025-11-05'),
    lesson('f', '2025-11-06'),
  ]);
  expect((await lessonsToCome(school.store, '2025-10-20', 2)).map(({ id }) => id)).toEqual(['c', 'e']);
});
