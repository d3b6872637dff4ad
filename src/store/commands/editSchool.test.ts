import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from '../identity.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { editSchool, setRanking } from './editSchool.ts';
import { setUpSchool } from './school.ts';

let store: Store;

beforeEach(async () => {
  const opened = await openStore({ name: 'edit-school', builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
});

afterEach(async () => {
  closeStore(store);
  await deleteDatabase('edit-school');
});

async function withSchool() {
  await setUpSchool(store, {
    school: { name: '实验小学', schoolKind: 'china', lessonMinutes: 40, stages: ['导入', '新授'] },
    semesters: [],
    me: { name: '林悦' },
    teachers: [],
  });
}

const school = async () => (await identityOf(store))?.school;

describe('editSchool', () => {
  it('changes what is given and leaves the rest', async () => {
    await withSchool();
    expect(await editSchool(store, { name: ' 第一小学 ' })).toEqual({ ok: true });
    expect(await school()).toMatchObject({
      name: '第一小学',
      lessonMinutes: 40,
      stages: ['导入', '新授'],
      schoolKind: 'china',
    });
  });

  it('takes the stages in their new order, without empty ones', async () => {
    await withSchool();
    await editSchool(store, { stages: ['新授', ' ', '导入', ' 小结 '] });
    expect((await school())?.stages).toEqual(['新授', '导入', '小结']);
  });

  it('keeps the rule for calibrations, which older schools do not have, and no rule that cannot be', async () => {
    await withSchool();
    expect((await school())?.calibration).toBeUndefined();
    await editSchool(store, { calibration: { within: 0, share: 0.9 } });
    expect((await school())?.calibration).toEqual({ within: 0, share: 0.9 });
    await expect(editSchool(store, { calibration: { within: -1, share: 0.9 } })).rejects.toThrow(RangeError);
    await expect(editSchool(store, { calibration: { within: 1, share: 1.1 } })).rejects.toThrow(RangeError);
    expect((await school())?.calibration).toEqual({ within: 0, share: 0.9 });
  });

  it('stamps the change later than the school, so that it wins a merge', async () => {
    await withSchool();
    const before = await school();
    await editSchool(store, { lessonMinutes: 45 });
    const after = await school();
    expect(after?.lessonMinutes).toBe(45);
    expect(
      [after?.stamp, ...Object.values(after?.at ?? {})].some((stamp) => (stamp ?? '') > (before?.stamp ?? '')),
    ).toBe(true);
  });

  it.each([
    ['an empty name', { name: '  ' }, 'name-missing'],
    ['4 minutes', { lessonMinutes: 4 }, 'lesson-minutes-outside'],
    ['241 minutes', { lessonMinutes: 241 }, 'lesson-minutes-outside'],
    ['half minutes', { lessonMinutes: 40.5 }, 'lesson-minutes-outside'],
    ['no number', { lessonMinutes: Number.NaN }, 'lesson-minutes-outside'],
    ['a stage twice', { stages: ['导入', '导入 '] }, 'stage-doubled'],
  ])('refuses %s and writes nothing', async (_what, changes, reason) => {
    await withSchool();
    const before = await school();
    expect(await editSchool(store, changes)).toMatchObject({ ok: false, reason });
    expect(await school()).toEqual(before);
  });

  it('turns ranking on and off for who holds a post of the school, and for nobody else', async () => {
    await withSchool();
    const posting = { post: 'dean' as const, from: '2025-09-01', to: null };
    expect((await school())?.ranking).toBeUndefined();
    await expect(setRanking(store, { posts: {} }, true, '2025-11-20')).rejects.toThrow(RangeError);
    await expect(setRanking(store, { posts: { a: posting } }, true, '2025-08-31')).rejects.toThrow(RangeError);
    expect((await school())?.ranking).toBeUndefined();
    expect(await setRanking(store, { posts: { a: posting } }, true, '2025-11-20')).toEqual({ ok: true });
    expect((await school())?.ranking).toBe(true);
    await setRanking(store, { posts: { a: posting } }, false, '2025-11-20');
    expect((await school())?.ranking).toBe(false);
  });

  it('refuses when no school is set up', async () => {
    expect(await editSchool(store, { name: '第一小学' })).toMatchObject({ ok: false, reason: 'school-missing' });
  });
});
