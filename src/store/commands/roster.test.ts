import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { groupsOn, type Teacher } from '../../domain/people.ts';
import { groupsAndMembers, roster } from '../queries/teachers.ts';
import { addGroup, editGroup, setGroupDeleted, setGroupLeader } from './groups.ts';
import { changeMemberships } from './memberships.ts';
import { undoRosterUpdate, updateRoster } from './rosterUpdate.ts';
import { editTeacher, orderRoster } from './teachers.ts';

let school: TestStore & { me: string };
let lin: Teacher;
let wang: Teacher;
let maths: string;
let english: string;

beforeEach(async () => {
  school = await openSchool();
  const teachers = await roster(school.store);
  lin = teachers.find(({ name }) => name === 'Lin Yue')!;
  wang = teachers.find(({ name }) => name === 'Wang Min')!;
  const { groups } = await groupsAndMembers(school.store);
  maths = groups.find(({ name }) => name === 'Mathematics')!.id;
  english = groups.find(({ name }) => name === 'English')!.id;
});
afterEach(() => school.close());

const groupsAt = async (teacher: string, date: string) =>
  groupsOn((await groupsAndMembers(school.store)).memberships, teacher, date);
const places = async (teacher: string) =>
  (await groupsAndMembers(school.store)).memberships.filter((item) => item.teacher === teacher);
const teacherNow = async (id: string) => (await roster(school.store)).find((teacher) => teacher.id === id);

describe('places in groups', () => {
  it('end and begin on a day, so that a lesson counts for the group of its day', async () => {
    const [old] = await places(lin.id);
    const move = [
      { id: old!.id, group: maths, role: 'member', from: null, to: '2025-11-09' },
      { id: null, group: english, role: 'member', from: '2025-11-10', to: null },
    ] as const;
    expect(await changeMemberships(school.store, school.me, lin.id, move)).toMatchObject({ ok: true });
    expect(await groupsAt(lin.id, '2025-11-09')).toEqual([maths]);
    expect(await groupsAt(lin.id, '2025-11-10')).toEqual([english]);
  });

  it('are refused as a whole when one of them ends before it begins or names no group', async () => {
    const fine = { id: null, group: english, role: 'member', from: '2025-11-10', to: null } as const;
    const change = (edit: object) => changeMemberships(school.store, school.me, lin.id, [fine, { ...fine, ...edit }]);
    expect(await change({ to: '2025-11-01' })).toMatchObject({ reason: 'membership-ends-before-start' });
    expect(await change({ from: '2025-02-30' })).toMatchObject({ reason: 'date-invalid' });
    expect(await change({ group: 'nowhere' })).toMatchObject({ reason: 'group-missing' });
    expect(await places(lin.id)).toHaveLength(1);
  });
});

describe('groups', () => {
  it('are added and renamed, each name once', async () => {
    const added = await addGroup(school.store, school.me, { name: ' Year 4 ', type: 'grade' });
    expect(added).toMatchObject({ ok: true });
    expect(await addGroup(school.store, school.me, { name: 'english', type: 'prep' })).toMatchObject({
      reason: 'group-name-doubled',
    });
    expect(await editGroup(school.store, maths, { name: 'English' })).toMatchObject({ reason: 'group-name-doubled' });
    expect(await editGroup(school.store, maths, { name: 'Maths', type: 'other' })).toMatchObject({ ok: true });
    const { groups } = await groupsAndMembers(school.store);
    expect(groups.map(({ name, type }) => [name, type])).toEqual([
      ['Maths', 'other'],
      ['English', 'subject'],
      ['Year 4', 'grade'],
    ]);
  });

  it('stay while anybody belongs or belonged to them', async () => {
    expect(await setGroupDeleted(school.store, maths, true)).toMatchObject({ reason: 'group-has-members' });
    const added = await addGroup(school.store, school.me, { name: 'Choir', type: 'other' });
    if (!added.ok) throw new Error(added.reason);
    expect(await setGroupDeleted(school.store, added.id, true)).toMatchObject({ ok: true });
    expect(await setGroupDeleted(school.store, added.id, false)).toMatchObject({ ok: true });
    expect((await groupsAndMembers(school.store)).groups).toHaveLength(3);
  });

  it('have one leader from a day on; before it stands who led them then', async () => {
    const leaders = async (date: string) =>
      (await groupsAndMembers(school.store)).memberships
        .filter((item) => item.group === maths && item.role === 'leader')
        .filter(({ from, to }) => (from ?? '') <= date && date <= (to ?? '9999'))
        .map(({ teacher }) => teacher);
    await setGroupLeader(school.store, school.me, maths, lin.id, '2025-09-01');
    await setGroupLeader(school.store, school.me, maths, wang.id, '2025-11-10');
    expect(await leaders('2025-10-01')).toEqual([lin.id]);
    expect(await leaders('2025-11-10')).toEqual([wang.id]);
    expect(await groupsAt(lin.id, '2025-12-01')).toEqual([maths]);
    await setGroupLeader(school.store, school.me, maths, null, '2025-11-10');
    expect(await leaders('2025-11-10')).toEqual([]);
    expect(await groupsAt(wang.id, '2025-11-10')).toContain(maths);
  });
});

describe('a teacher', () => {
  it('holds several posts with dates; one that ends before it begins is refused', async () => {
    const posts = {
      a: { post: 'dean', from: '2025-09-01', to: null },
      b: { post: 'class-teacher', from: null, to: '2025-08-31' },
    } as const;
    expect(await editTeacher(school.store, lin.id, { posts })).toMatchObject({ ok: true });
    expect(await editTeacher(school.store, lin.id, { posts: { b: null } })).toMatchObject({ ok: true });
    expect((await teacherNow(lin.id))?.posts).toEqual({ a: posts.a });
    const backwards = { c: { post: 'dean', from: '2025-09-02', to: '2025-09-01' } } as const;
    expect(await editTeacher(school.store, lin.id, { posts: backwards })).toMatchObject({
      reason: 'post-ends-before-start',
    });
  });

  it('stands where the roster’s order puts them', async () => {
    const before = await orderRoster(school.store, [wang.id]);
    expect((await roster(school.store)).map(({ name }) => name)).toEqual(['Wang Min', 'Zhou Jian', 'Lin Yue']);
    await orderRoster(school.store, before.ok ? before.before : []);
    expect((await roster(school.store)).map(({ name }) => name)).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min']);
  });
});

describe('a list pasted onto the roster', () => {
  const update = (more: Partial<Parameters<typeof updateRoster>[2]>) =>
    updateRoster(school.store, school.me, { add: [], change: [], on: '2025-11-10', ...more });

  it('adds, changes cells and moves groups from a day on; undone, everything is as it was', async () => {
    const before = await teacherNow(lin.id);
    const result = await update({
      add: [{ name: 'Ana Reyes', number: '1009', group: 'Art' }],
      change: [
        { id: lin.id, changes: { title: 'senior' }, group: 'English' },
        { id: wang.id, changes: { number: '1003' } },
      ],
    });
    if (!result.ok) throw new Error(result.reason);
    expect(await teacherNow(lin.id)).toMatchObject({ title: 'senior', number: '1002', subjects: ['Mathematics'] });
    expect(await groupsAt(lin.id, '2025-11-09')).toEqual([maths]);
    expect(await groupsAt(lin.id, '2025-11-10')).toEqual([english]);
    expect((await roster(school.store)).map(({ name }) => name)).toContain('Ana Reyes');
    expect((await groupsAndMembers(school.store)).groups.map(({ name }) => name)).toContain('Art');

    expect(await undoRosterUpdate(school.store, result.undo)).toMatchObject({ ok: true });
    expect(await teacherNow(lin.id)).toMatchObject({ title: before?.title, number: '1002' });
    expect((await teacherNow(wang.id))?.number).toBe('');
    expect(await groupsAt(lin.id, '2025-11-10')).toEqual([maths]);
    expect((await roster(school.store)).map(({ name }) => name)).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min']);
    expect((await groupsAndMembers(school.store)).groups).toHaveLength(2);
  });

  it('is refused as a whole when two people would have one number', async () => {
    expect(
      await update({ add: [{ name: 'A', number: '7' }], change: [{ id: wang.id, changes: { number: '7' } }] }),
    ).toMatchObject({
      reason: 'number-taken',
    });
    expect(await update({ change: [{ id: wang.id, changes: { number: '1002' } }] })).toMatchObject({
      reason: 'number-taken',
    });
    expect(await roster(school.store)).toHaveLength(3);
  });

  it('lets two people exchange their numbers', async () => {
    await update({ change: [{ id: wang.id, changes: { number: '1003' } }] });
    const swap = [
      { id: wang.id, changes: { number: '1002' } },
      { id: lin.id, changes: { number: '1003' } },
    ];
    expect(await update({ change: swap })).toMatchObject({ ok: true });
    expect((await teacherNow(lin.id))?.number).toBe('1003');
  });

  it('leaves places in groups of another type alone', async () => {
    const year = await addGroup(school.store, school.me, { name: 'Year 4', type: 'grade' });
    if (!year.ok) throw new Error(year.reason);
    await changeMemberships(school.store, school.me, lin.id, [
      { id: null, group: year.id, role: 'member', from: null, to: null },
    ]);
    await update({ change: [{ id: lin.id, changes: {}, group: 'English' }] });
    expect(new Set(await groupsAt(lin.id, '2025-12-01'))).toEqual(new Set([year.id, english]));
  });
});
