import { afterEach, expect, test } from 'vitest';
import { aSchoolSetup, openSchool, openTestStore, type TestStore } from '../../tests/builders/store.ts';
import { teacherIdFromNumber } from '../domain/ids.ts';
import type { Semester } from '../domain/semester.ts';
import { addSemester, editSemester } from './commands/semesters.ts';
import { setUpSchool } from './commands/school.ts';
import { addTeachers, editTeacher, setTeacherDeleted } from './commands/teachers.ts';
import { GuankeDb } from './db.ts';
import { identityOf } from './identity.ts';
import { MIGRATIONS, STORE_VERSION } from './migrations/index.ts';
import { readingSchool } from './queries/access.ts';
import { groupsAndMembers, roster, semesters } from './queries/teachers.ts';
import { reasonOfError } from './reasons.ts';
import { closeStore, openStore } from './store.ts';
import { recordById } from './write.ts';

let opened: TestStore | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

test('setting up a school keeps school, semesters, me, teachers and groups in one step', async () => {
  const { store, school } = (opened = await openSchool()) as Awaited<ReturnType<typeof openSchool>>;
  const identity = await identityOf(store);
  expect(identity?.school.name).toBe('Riverside Primary');
  expect(identity?.teacher.name).toBe('Zhou Jian');
  expect(identity?.teacher.id).toBe(teacherIdFromNumber(school, '1001'));
  expect((await roster(store)).map((teacher) => teacher.name)).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min']);
  expect((await semesters(store)).map((semester) => semester.start)).toEqual(['2025-09-01', '2026-02-01']);
  const { groups, memberships } = await groupsAndMembers(store);
  expect(groups.map((group) => group.name)).toEqual(['Mathematics', 'English']);
  expect(memberships).toHaveLength(3);
});

test('a post said at setting up holds from the first semester and opens the whole school, or the group that is led', async () => {
  const { store, clock } = (opened = await openTestStore());
  expect(await setUpSchool(store, aSchoolSetup({ post: 'dean' }))).toMatchObject({ ok: true });
  const me = (await identityOf(store))?.teacher;
  if (!me) throw new Error('no identity');
  expect(Object.values(me.posts)).toEqual([{ post: 'dean', from: '2025-09-01', to: null }]);
  expect((await readingSchool(store, me, '2025-10-15')).access.everything).toBe(true);
  expect((await groupsAndMembers(store)).memberships.map(({ role }) => role)).toEqual(['member', 'member', 'member']);
  await opened.close();

  opened = await openTestStore();
  opened.clock.now = clock.now - 60 * 86_400_000;
  expect(await setUpSchool(opened.store, aSchoolSetup({ post: 'prep-leader' }))).toMatchObject({ ok: true });
  const leader = (await identityOf(opened.store))?.teacher;
  if (!leader) throw new Error('no identity');
  expect(Object.values(leader.posts)).toEqual([{ post: 'prep-leader', from: '2025-08-16', to: null }]);
  const { access } = await readingSchool(opened.store, leader, '2025-10-15');
  const [, lin, wang] = await roster(opened.store);
  expect(access.everything).toBe(false);
  expect([access.growth(lin?.id ?? '', false), access.growth(wang?.id ?? '', false)]).toEqual(['full', 'none']);
});

test('without a post nobody holds one', async () => {
  const { store } = (opened = await openSchool());
  expect((await identityOf(store))?.teacher.posts).toEqual({});
});

test('a second school on the same device is refused and changes nothing', async () => {
  const { store } = (opened = await openSchool());
  const before = await store.db.records.count();
  const result = await setUpSchool(store, aSchoolSetup());
  expect(result).toMatchObject({ ok: false, reason: 'school-exists' });
  expect(await store.db.records.count()).toBe(before);
});

test('a list in which two teachers have one number sets nothing up', async () => {
  const { store } = (opened = await openTestStore());
  const setup = aSchoolSetup({
    teachers: [
      { name: 'Lin Yue', number: '7' },
      { name: 'Wang Min', number: '7' },
    ],
  });
  expect(await setUpSchool(store, setup)).toMatchObject({
    ok: false,
    reason: 'number-taken',
    details: { number: '7', name: 'Wang Min', other: 'Lin Yue' },
  });
  expect(await store.db.records.count()).toBe(0);
  expect(await store.db.meta.get('school')).toBeUndefined();
});

test('adding teachers is all or nothing and names both owners of a number', async () => {
  const { store, me } = (opened = await openSchool()) as Awaited<ReturnType<typeof openSchool>>;
  const result = await addTeachers(store, me, [
    { name: 'Chen Hua', number: '1003' },
    { name: 'Zhao Lei', number: '1002' },
  ]);
  expect(result).toMatchObject({ ok: false, reason: 'number-taken', details: { other: 'Lin Yue', number: '1002' } });
  expect(await roster(store)).toHaveLength(3);
});

test('a teacher keeps the id when the number changes, and text that looks like markup stays text', async () => {
  const { store } = (opened = await openSchool());
  const lin = (await roster(store))[1];
  const name = '<img src=x onerror=alert(1)> 林悦 👩‍🏫 \u202Eabc';
  expect(await editTeacher(store, lin?.id ?? '', { number: '2002', name })).toMatchObject({ ok: true });
  const after = (await roster(store)).find((teacher) => teacher.id === lin?.id);
  expect(after?.number).toBe('2002');
  expect(after?.name).toBe(name);
  expect(after?.at).toHaveProperty('name');
});

test('a deleted teacher is off the roster and comes back with undo', async () => {
  const { store } = (opened = await openSchool());
  const wang = (await roster(store))[2];
  await setTeacherDeleted(store, wang?.id ?? '', true);
  expect(await roster(store)).toHaveLength(2);
  await setTeacherDeleted(store, wang?.id ?? '', false);
  expect((await roster(store))[2]?.name).toBe('Wang Min');
});

test('a semester that ends before it begins is refused, one that overlaps is kept', async () => {
  const { store, me } = (opened = await openSchool()) as Awaited<ReturnType<typeof openSchool>>;
  const bad = { schoolYear: 2026, term: 1, terms: 2, start: '2026-09-01', end: '2026-08-01' };
  expect(await addSemester(store, me, bad)).toMatchObject({ ok: false, reason: 'semester-ends-before-start' });
  expect(await addSemester(store, me, { ...bad, start: '2026-07-01', end: '2027-01-31' })).toMatchObject({ ok: true });
  expect(await semesters(store)).toHaveLength(3);
});

test('a deleted semester comes back with new days when it is added again', async () => {
  const { store, me } = (opened = await openSchool()) as Awaited<ReturnType<typeof openSchool>>;
  const first = (await semesters(store))[0] as Semester;
  await editSemester(store, first.id, { deleted: true });
  expect(await semesters(store)).toHaveLength(1);
  const result = await addSemester(store, me, {
    schoolYear: 2025,
    term: 1,
    terms: 2,
    start: '2025-08-25',
    end: '2026-01-20',
  });
  expect(result).toMatchObject({ ok: true, id: first.id });
  expect((await recordById<Semester>(store, first.id))?.start).toBe('2025-08-25');
});

test('stamps rise within a device even when its clock is set back', async () => {
  const { store, clock } = (opened = await openSchool());
  const lin = (await roster(store))[1];
  await editTeacher(store, lin?.id ?? '', { title: 'first' });
  clock.now -= 400 * 86_400_000;
  await editTeacher(store, lin?.id ?? '', { title: 'senior', subjects: ['Science'] });
  const after = (await roster(store)).find((teacher) => teacher.id === lin?.id);
  expect(after?.title).toBe('senior');
  expect((after?.at?.['title'] ?? '') > (after?.stamp ?? '')).toBe(true);
});

test('a database from a newer version is not opened', async () => {
  const { store } = (opened = await openTestStore());
  const { name } = store;
  closeStore(store);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, (STORE_VERSION + 1) * 10);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('open failed'));
  });
  const again = await openStore({ name, builtinRubric: async () => null });
  expect(again).toMatchObject({ ok: false, reason: 'newer-version' });
});

test('a database that never opens is given up by the watchdog with a reason', async () => {
  const original = GuankeDb.prototype.open;
  GuankeDb.prototype.open = (() => new Promise(() => undefined)) as unknown as typeof original;
  try {
    const result = await openStore({ name: 'hanging', builtinRubric: async () => null, watchdog: 20 });
    expect(result).toMatchObject({ ok: false, reason: 'open-timeout' });
  } finally {
    GuankeDb.prototype.open = original;
  }
});

test('an open tab saves what it holds and lets go when a newer version wants the database', async () => {
  let flushed = false;
  const first = await openStore({
    name: 'handover',
    builtinRubric: async () => null,
    onnewer: async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      flushed = true;
    },
  });
  if (!first.ok) throw new Error(first.reason);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('handover', (STORE_VERSION + 1) * 10);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('open failed'));
  });
  expect(flushed).toBe(true);
  expect(first.store.db.isOpen()).toBe(false);
  await expect(first.store.db.records.count()).rejects.toThrow();
});

test('migrations are numbered without a gap', () => {
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
});

test('errors of the browser become reasons, also when they are wrapped', () => {
  expect(reasonOfError(new DOMException('full', 'QuotaExceededError'))).toBe('disk-full');
  expect(reasonOfError({ name: 'AbortError', inner: new DOMException('full', 'QuotaExceededError') })).toBe(
    'disk-full',
  );
  expect(reasonOfError(new DOMException('gone', 'InvalidStateError'))).toBe('connection-lost');
  expect(reasonOfError(new Error('something else'))).toBe('store-failed');
});

test('a tab lets go of a database that is deleted from another tab, and is told so', async () => {
  let deleted = false;
  const first = await openStore({
    name: 'left-elsewhere',
    builtinRubric: async () => null,
    onnewer: () => {
      throw new Error('not a newer version');
    },
    ondeleted: () => (deleted = true),
  });
  if (!first.ok) throw new Error(first.reason);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('left-elsewhere');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('delete failed'));
  });
  expect(deleted).toBe(true);
  expect(first.store.db.isOpen()).toBe(false);
});

test('a number that somebody had before does not let a new teacher take their place', async () => {
  const { store, me } = (opened = await openSchool()) as Awaited<ReturnType<typeof openSchool>>;
  const lin = (await roster(store))[1];
  await editTeacher(store, lin?.id ?? '', { number: '9999' });
  const added = await addTeachers(store, me, [{ name: 'Chen Hua', number: '1002' }]);
  if (!added.ok) throw new Error(added.reason);
  expect(added.teachers[0]).not.toBe(lin?.id);
  expect((await roster(store)).map((teacher) => teacher.name)).toEqual([
    'Zhou Jian',
    'Lin Yue',
    'Wang Min',
    'Chen Hua',
  ]);
});

test('whoever uses the device cannot be taken off the roster', async () => {
  const { store } = (opened = await openSchool());
  const me = (await identityOf(store))?.teacher.id ?? '';
  expect(await setTeacherDeleted(store, me, true)).toMatchObject({ ok: false, reason: 'teacher-is-you' });
  expect(await identityOf(store)).not.toBeNull();
});
