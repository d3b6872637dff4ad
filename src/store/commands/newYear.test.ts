import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPairing, aQuotaRule, aRubric } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults, type TestStore } from '../../../tests/builders/store.ts';
import type { Id } from '../../domain/ids.ts';
import { itemsInOrder } from '../../domain/list.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import { proposeTerm } from '../../domain/newYear.ts';
import { groupsOn, type Teacher } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase } from '../../domain/record.ts';
import { decode } from '../codec.ts';
import { checkProjections } from '../projections.ts';
import { schoolLists } from '../queries/lists.ts';
import { newTermSchool } from '../queries/newYear.ts';
import { groupsAndMembers, roster, semesters } from '../queries/teachers.ts';
import { rubricById } from '../rubrics.ts';
import { recordById, recordRow, recordsOfKind } from '../write.ts';
import { fieldEntry, saveEntry, startDraft } from './drafts.ts';
import { finishObservation } from './finish.ts';
import { setGroupLeader } from './groups.ts';
import { addListItems, editListItem } from './lists.ts';
import { applyNewTerm, newTermToUndo, previewNewTerm, undoNewTerm } from './newYear.ts';
import type { NewTermPlan } from './newYearPlan.ts';
import { editTeacher } from './teachers.ts';

const rubric = aRubric();
const ON = '2026-09-01';
let school: TestStore & { me: string };
let lin: Teacher;
let wang: Teacher;
let classes: Record<string, Id>;
let grades: Id[];

beforeEach(async () => {
  school = await openSchool([rubric]);
  const { store, me } = school;
  const teachers = await roster(store);
  lin = teachers.find(({ name }) => name === 'Lin Yue')!;
  wang = teachers.find(({ name }) => name === 'Wang Min')!;
  const made = await addListItems(store, me, 'grades', [{ name: '三年级' }, { name: '四年级' }]);
  if (!made.ok) throw new Error(made.reason);
  grades = made.ids;
  const [third = '', fourth = ''] = grades;
  await addListItems(store, me, 'classes', [
    { name: '三(1)班', grade: third, pupils: 40 },
    { name: '四(1)班', grade: fourth, pupils: 41 },
  ]);
  const list = (await schoolLists(store)).classes!;
  classes = Object.fromEntries(itemsInOrder(list).map(({ id, name }) => [name, id]));
});
afterEach(() => school.close());

async function plan(more: Partial<NewTermPlan> = {}): Promise<NewTermPlan> {
  const { terms } = proposeTerm(await semesters(school.store), 'china', '2026-07-20')!;
  const empty = {
    classes: [],
    newClasses: [],
    leavers: [],
    joiners: [],
    moves: [],
    posts: [],
    quotas: [],
    pairings: [],
  };
  return { terms, ...empty, ...more };
}

/** What every record of the school says, stamps left out. */
async function contents(): Promise<Map<Id, unknown>> {
  const rows = await school.store.db.records.toArray();
  const told = rows.map(({ id, doc }): [Id, unknown] => {
    const { stamp: _stamp, at: _at, heads: _heads, ...said } = decode(doc) as RecordBase;
    return [id, said];
  });
  return new Map(told);
}

async function put(record: RecordBase): Promise<void> {
  await school.store.db.records.put(recordRow(record));
}

async function observe(klass: string): Promise<void> {
  const { store, me } = school;
  const started = await startDraft(store, me, { date: '2026-06-10' });
  if (!started.ok) throw new Error(started.reason);
  const wanted = { teacher: lin.id, rubric: rubric.id, klass, subject: 'Mathematics', date: '2026-06-10' };
  for (const [name, value] of Object.entries(wanted))
    await saveEntry(store, fieldEntry(started.id, name as keyof typeof wanted, value, store.now()));
  const key = 'goal.1/0';
  await saveEntry(store, { draftId: started.id, id: `score:${key}`, at: store.now(), type: 'score', key, value: 5 });
  const finished = await finishObservation(store, started.id, someDefaults({ date: '2026-06-10' }), {
    gapsConfirmed: true,
  });
  if (!finished.ok) throw new Error(finished.reason);
}

const projections = () => checkProjections(school.store, (id) => rubricById(school.store, id));
const clean = { sheets: 1, headers: [], ratings: [], tallies: [] };

/** Everything at once: what a school does in August. */
async function wholePlan(): Promise<NewTermPlan> {
  const [third = '', fourth = ''] = grades;
  await put(aQuotaRule({ id: 'rule', task: 'paper', also: ['talk'], from: '2026-02-01', to: '2026-07-31' }));
  await put(aPairing({ id: 'stays', mentor: lin.id, mentee: wang.id, to: '2026-07-31' }));
  await put(aPairing({ id: 'goes', mentor: wang.id, mentee: lin.id, to: '2026-07-15' }));
  return plan({
    classes: [
      { id: classes['三(1)班']!, name: '四(1)班', grade: fourth, leaves: false },
      { id: classes['四(1)班']!, name: '四(1)班', grade: fourth, leaves: true },
    ],
    newClasses: [{ name: '三(1)班', grade: third, pupils: 38 }],
    leavers: [wang.id],
    joiners: [{ name: 'Gao Yuan', number: '1010', group: 'Music', posts: ['group-leader'] }],
    moves: [{ id: lin.id, group: 'English' }],
    posts: [{ id: lin.id, end: [], begin: ['class-teacher'] }],
    quotas: ['rule'],
    pairings: [
      { id: 'stays', then: 'continue' },
      { id: 'goes', then: 'end' },
    ],
  });
}

test('a new school year moves everything on one day, and a lesson keeps the class and group of its day', async () => {
  await observe('三(1)班');
  const { store, me } = school;
  expect(await applyNewTerm(store, me, await wholePlan())).toMatchObject({ ok: true });

  expect((await semesters(store)).map(({ start, weekOne }) => [start, weekOne]).slice(2)).toEqual([
    ['2026-09-01', '2026-08-31'],
    ['2027-02-01', '2027-02-01'],
  ]);
  const list = itemsInOrder((await schoolLists(store)).classes!);
  expect(list.map(({ name, grade, pupils }) => [name, grade, pupils])).toEqual([
    ['三(1)班', grades[0], 38],
    ['四(1)班', grades[1], 40],
  ]);
  const teachers = await roster(store);
  const now = (name: string) => teachers.find((teacher) => teacher.name === name)!;
  expect(now('Wang Min')).toMatchObject({ status: 'left', leftOn: '2026-08-31' });
  expect(Object.values(now('Lin Yue').posts)).toEqual([{ post: 'class-teacher', from: ON, to: null }]);
  const { groups, memberships } = await groupsAndMembers(store);
  const named = (id: Id, date: string) =>
    groupsOn(memberships, id, date).map((group) => groups.find((each) => each.id === group)?.name);
  expect(named(lin.id, '2026-08-31')).toEqual(['Mathematics']);
  expect(named(lin.id, ON)).toEqual(['English']);
  expect(named(wang.id, '2026-08-31')).toEqual(['English']);
  expect(named(wang.id, ON)).toEqual([]);
  expect(named(now('Gao Yuan').id, ON)).toEqual(['Music']);
  expect(memberships.find((item) => item.teacher === now('Gao Yuan').id)?.role).toBe('leader');
  expect(
    (await recordsOfKind<QuotaRule>(store, 'quota')).map(({ from, to, count, also }) => [from, to, count, also]),
  ).toEqual(
    expect.arrayContaining([
      ['2026-02-01', '2026-07-31', 10, ['talk']],
      ['2026-09-01', '2027-01-31', 10, ['talk']],
    ]),
  );
  expect(await recordById<Pairing>(store, 'stays')).toMatchObject({
    status: 'active',
    to: '2027-07-31',
    schoolYears: 2,
  });
  expect(await recordById<Pairing>(store, 'goes')).toMatchObject({ status: 'ended', endedOn: '2026-07-15' });

  const [row] = await store.db.headers.toArray();
  expect(decode(row!.doc)).toMatchObject({ klass: '三(1)班' });
  expect(await projections()).toEqual(clean);
});

test('taken back, every record says what it said before and the projections are right', async () => {
  await observe('三(1)班');
  const { store, me } = school;
  const wanted = await wholePlan();
  const before = await contents();
  await applyNewTerm(store, me, wanted);
  expect(await newTermToUndo(store)).toMatchObject({ on: ON });
  expect(await undoNewTerm(store)).toEqual({ ok: true });
  const after = await contents();
  expect([...after].filter(([id, said]) => before.has(id) || !(said as RecordBase).deleted)).toEqual([...before]);
  expect(await newTermToUndo(store)).toBeNull();
  expect(await projections()).toEqual(clean);
});

test('what was taken back can be begun again', async () => {
  const { store, me } = school;
  await applyNewTerm(store, me, await wholePlan());
  await undoNewTerm(store);
  expect(await applyNewTerm(store, me, await plan())).toMatchObject({ ok: true });
  expect(await semesters(store)).toHaveLength(4);
});

test('nothing is taken back when one of the records was changed since', async () => {
  const { store, me } = school;
  await applyNewTerm(store, me, await wholePlan());
  await editListItem(store, me, 'classes', classes['三(1)班']!, { pupils: 39 });
  const before = await contents();
  expect(await undoNewTerm(store)).toMatchObject({ ok: false, reason: 'changed-since' });
  expect(await contents()).toEqual(before);
});

test('it is all or nothing: two classes of one name, a number that is taken or a leaver who is me change nothing', async () => {
  const { store, me } = school;
  const before = await contents();
  const refused = async (more: Partial<NewTermPlan>) => {
    const result = await applyNewTerm(store, me, await plan(more));
    expect(await contents()).toEqual(before);
    return result.ok ? null : result.reason;
  };
  const rise = { id: classes['三(1)班']!, name: '四（1）班', grade: grades[1] ?? null, leaves: false };
  expect(await refused({ classes: [rise] })).toBe('list-name-doubled');
  expect(await refused({ joiners: [{ name: 'Another', number: '1002' }] })).toBe('number-taken');
  expect(await refused({ joiners: [{ name: ' ' }] })).toBe('name-missing');
  const mine = (await roster(store)).find(({ name }) => name === 'Zhou Jian')!;
  expect(await refused({ leavers: [mine.id] })).toBe('teacher-is-you');
  expect(await refused({ terms: [] })).toBe('semester-missing');
  const [term] = (await plan()).terms;
  expect(await refused({ terms: [{ ...term!, end: '2026-08-01' }] })).toBe('semester-ends-before-start');
});

test('a preview names the records that beginning it changes, and writes nothing', async () => {
  const { store, me } = school;
  const wanted = await wholePlan();
  const before = await contents();
  const preview = previewNewTerm(store, me, (await newTermSchool(store))!, wanted);
  if (!preview.ok) throw new Error(preview.reason);
  expect(await contents()).toEqual(before);
  const applied = await applyNewTerm(store, me, wanted);
  expect(applied).toEqual({ ok: true, changed: preview.touched.length });
});

test('the leader of a group hands it to who leads it from then on', async () => {
  const { store, me } = school;
  const { groups } = await groupsAndMembers(store);
  const english = groups.find(({ name }) => name === 'English')!.id;
  const posts = (id: Id) => ({ id, end: [], begin: ['group-leader'] as const });
  await setGroupLeader(store, me, english, wang.id, '2025-09-01');
  await applyNewTerm(store, me, await plan({ moves: [{ id: lin.id, group: 'English' }], posts: [posts(lin.id)] }));
  const { memberships } = await groupsAndMembers(store);
  const inEnglish = memberships.filter((item) => item.group === english);
  expect(inEnglish.map(({ teacher, role, from, to }) => [teacher, role, from, to])).toEqual(
    expect.arrayContaining([
      [wang.id, 'leader', '2025-09-01', '2026-08-31'],
      [wang.id, 'member', ON, null],
      [lin.id, 'leader', ON, null],
    ]),
  );
});

test('a teacher whose posts end and begin keeps the others', async () => {
  const { store, me } = school;
  const old = { post: 'prep-leader', from: '2024-09-01', to: null } as const;
  const kept = { post: 'dean', from: '2024-09-01', to: null } as const;
  await editTeacher(store, lin.id, { posts: { old, kept } });
  await applyNewTerm(store, me, await plan({ posts: [{ id: lin.id, end: ['old'], begin: ['class-teacher'] }] }));
  const posts = (await recordById<Teacher>(store, lin.id))?.posts ?? {};
  expect(posts).toMatchObject({ old: { to: '2026-08-31' }, kept: { to: null } });
  expect(Object.values(posts)).toContainEqual({ post: 'class-teacher', from: ON, to: null });
});
