import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { observed } from '../../../tests/builders/devices.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import type { Minutes } from '../../domain/classes.ts';
import type { Teacher } from '../../domain/people.ts';
import { classDetail, classesBetween, expectedAt, type ClassDetail } from '../queries/classes.ts';
import { roster } from '../queries/teachers.ts';
import { addNextStep } from './nextSteps.ts';
import {
  addMaterial,
  announceClass,
  editClass,
  editMinutes,
  setClassDeleted,
  setMaterialDeleted,
  signIn,
  type ClassInput,
} from './classes.ts';

const TODAY = '2025-10-20';
let school: Awaited<ReturnType<typeof openSchool>>;
let zhou: Teacher;
let lin: Teacher;
let wang: Teacher;

function aClass(more: Partial<ClassInput> = {}): ClassInput {
  return {
    teacher: lin.id,
    guest: null,
    date: '2025-10-22',
    period: 2,
    klass: 'Class 3 (2)',
    pupils: null,
    place: { type: 'own', name: 'Hall' },
    subject: 'Mathematics',
    topic: 'Area',
    lessonKind: 'demonstration',
    lessonType: null,
    level: 'school',
    minutes: 40,
    schedule: { startTime: '09:00', host: '', organiser: 'Office', note: '' },
    ...more,
  };
}
async function announced(more: Partial<ClassInput> = {}): Promise<string> {
  const result = await announceClass(school.store, school.me, aClass(more));
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}
async function detail(id: string, me = zhou): Promise<ClassDetail> {
  const found = await classDetail(school.store, me, id, TODAY);
  if (!found) throw new Error('no class');
  return found;
}
const statesOf = ({ attendance }: ClassDetail) => [...attendance.values()].map(({ state }) => state);

beforeEach(async () => {
  school = await openSchool();
  const people = await roster(school.store);
  const named = (name: string) => people.find((teacher) => teacher.name === name)!;
  [zhou, lin, wang] = [named('Zhou Jian'), named('Lin Yue'), named('Wang Min')];
});
afterEach(() => school.close());

describe('a class that two devices recorded apart', () => {
  it('shows the minutes of both', async () => {
    const [one, two] = [await announced(), await announced()];
    await editMinutes(school.store, school.me, one, { text: 'They measured first.' });
    await editMinutes(school.store, school.me, two, { conclusions: 'Let more pupils explain.' });
    const { minutes, otherMinutes } = await detail(one);
    expect([minutes, ...otherMinutes].map((record) => [record?.text, record?.conclusions])).toEqual(
      expect.arrayContaining([
        ['They measured first.', ''],
        ['', 'Let more pupils explain.'],
      ]),
    );
  });
});

describe('next steps of a class', () => {
  it('are those of its debrief, and what was agreed on a sheet only for its reader and those whom it concerns', async () => {
    const lesson = await announced({ date: TODAY });
    const sheet = await observed(school.store, lin.id, { lesson, date: TODAY, period: 2, lessonKind: 'demonstration' });
    const agreed = { teacher: lin.id, owner: lin.id, due: null, lesson, pairing: null };
    await addNextStep(school.store, school.me, { ...agreed, action: 'before all', sheet: null });
    await addNextStep(school.store, school.me, { ...agreed, action: 'between the two', sheet });
    const actions = async (me: Teacher) => (await detail(lesson, me)).steps.map(({ step }) => step.action).sort();
    expect(await actions(wang)).toEqual(['before all']);
    expect(await actions(lin)).toEqual(['before all', 'between the two']);
    expect(await actions(zhou)).toEqual(['before all', 'between the two']);
  });
});

describe('announceClass', () => {
  it('stands in its week under the name of its teacher, and only there', async () => {
    await announced();
    const week = await classesBetween(school.store, '2025-10-20', '2025-10-26');
    expect(week.map(({ name, lesson, sheets }) => [name, lesson.topic, sheets])).toEqual([['Lin Yue', 'Area', 0]]);
    expect(await classesBetween(school.store, '2025-10-27', '2025-11-02')).toEqual([]);
  });

  it('shows two announcements of one slot as one class', async () => {
    const first = await announced();
    await announced({ topic: 'Area, again' });
    expect(await classesBetween(school.store, '2025-10-20', '2025-10-26')).toHaveLength(1);
    expect((await detail(first)).ids).toHaveLength(2);
  });

  it('stands classes of a day in the order of their hours', async () => {
    await announced({ topic: 'late', period: 4, schedule: { startTime: '10:40', host: '', organiser: '', note: '' } });
    await announced({ topic: 'early', period: 1, schedule: { startTime: '08:00', host: '', organiser: '', note: '' } });
    const rows = await classesBetween(school.store, '2025-10-22', '2025-10-22');
    expect(rows.map(({ lesson }) => lesson.topic)).toEqual(['early', 'late']);
  });

  it('takes a guest, and refuses a class that nobody gives or of a day that does not exist', async () => {
    const id = await announced({ teacher: null, guest: { name: 'Gao Ming', school: 'No. 2' } });
    expect((await detail(id)).lesson).toMatchObject({ about: [], guest: { name: 'Gao Ming' } });
    const nobody = await announceClass(school.store, school.me, aClass({ teacher: null }));
    expect(nobody).toMatchObject({ ok: false, reason: 'class-teacher-missing' });
    const never = await announceClass(school.store, school.me, aClass({ date: '2025-02-30' }));
    expect(never).toMatchObject({ ok: false, reason: 'date-invalid' });
  });

  it('moves with its day, goes and comes back', async () => {
    const id = await announced();
    await editClass(school.store, id, aClass({ date: '2025-10-29' }));
    expect(await classesBetween(school.store, '2025-10-27', '2025-11-02')).toHaveLength(1);
    await setClassDeleted(school.store, id, true);
    expect(await classDetail(school.store, zhou, id, TODAY)).toBeNull();
    await setClassDeleted(school.store, id, false);
    expect((await detail(id)).lesson.date).toBe('2025-10-29');
  });
});

describe('signIn', () => {
  it('answers what stood there before, so that it can be undone', async () => {
    const id = await announced();
    const { store, me } = school;
    const first = await signIn(store, me, [id], new Map([[wang.id, 'present']]));
    expect(first).toMatchObject({ ok: true, before: new Map([[wang.id, null]]) });
    const second = await signIn(store, me, [id], new Map([[wang.id, 'leave']]));
    expect(second).toMatchObject({ ok: true, before: new Map([[wang.id, 'present']]) });
    expect(statesOf(await detail(id))).toEqual(['leave']);
    await signIn(store, me, [id], new Map([[wang.id, null]]));
    expect(statesOf(await detail(id))).toEqual([]);
    await signIn(store, me, [id], new Map([[wang.id, 'absent']]));
    expect(statesOf(await detail(id))).toEqual(['absent']);
  });

  it('changes every record that says something of the same person at the same class', async () => {
    const [a, b] = [await announced(), await announced()];
    const { store, me } = school;
    await signIn(store, me, [a], new Map([[wang.id, 'present']]));
    await signIn(store, me, [b], new Map([[wang.id, 'present']]));
    await signIn(store, me, [a, b], new Map([[wang.id, 'absent']]));
    expect(statesOf(await detail(a))).toEqual(['absent']);
  });

  it('keeps the hour of the signature only where somebody was there', async () => {
    const id = await announced();
    const states = new Map([
      [wang.id, 'present' as const],
      [zhou.id, 'leave' as const],
    ]);
    await signIn(school.store, school.me, [id], states);
    const { attendance } = await detail(id);
    expect(attendance.get(wang.id)?.signedAt).toBe(school.clock.now);
    expect(attendance.get(zhou.id)?.signedAt).toBeNull();
  });

  it('is seen by a page that follows the class', async () => {
    const id = await announced();
    const seen: number[] = [];
    const asked = () => classDetail(school.store, zhou, id, TODAY);
    const following = liveQuery(asked).subscribe((found) => seen.push(found?.attendance.size ?? -1));
    await expect.poll(() => seen).toEqual([0]);
    await signIn(school.store, school.me, [id], new Map([[wang.id, 'present']]));
    await expect.poll(() => seen.at(-1)).toBe(1);
    following.unsubscribe();
  });
});

describe('what belongs to a class', () => {
  it('expects the members of the teacher’s groups on its day, and not the teacher', async () => {
    const found = await detail(await announced());
    expect(expectedAt(found, null).map(({ name }) => name)).toEqual(['Zhou Jian']);
  });

  it('begins minutes with the first word, and never writes over what came from elsewhere', async () => {
    const id = await announced();
    const { store, me } = school;
    const first = await editMinutes(store, me, id, { text: 'The cut-out came first.' });
    if (!first.ok) throw new Error(first.reason);
    await editMinutes(store, me, id, { conclusions: 'Everybody tries it.' }, first.record);
    expect((await detail(id)).minutes).toMatchObject<Partial<Minutes>>({
      text: 'The cut-out came first.',
      conclusions: 'Everybody tries it.',
    });
  });

  it('names materials; a link must be a web address', async () => {
    const id = await announced();
    const { store, me } = school;
    const made = await addMaterial(store, me, id, { name: ' Slides ', link: '' });
    if (!made.ok) throw new Error(made.reason);
    expect((await detail(id)).materials.map(({ name }) => name)).toEqual(['Slides']);
    expect(await addMaterial(store, me, id, { name: '', link: ' ' })).toMatchObject({ reason: 'material-empty' });
    const script = { name: 'x', link: 'javascript:alert(1)' };
    expect(await addMaterial(store, me, id, script)).toMatchObject({ reason: 'link-unsafe' });
    await setMaterialDeleted(store, made.id, true);
    expect((await detail(id)).materials).toEqual([]);
  });

  it('lets the author, the teacher and leaders keep the sign-in, and others write minutes only when they were there', async () => {
    const id = await announced();
    expect(await detail(id, zhou)).toMatchObject({ mayKeep: true, mayWrite: true });
    expect(await detail(id, lin)).toMatchObject({ mayKeep: true, mayWrite: true });
    expect(await detail(id, wang)).toMatchObject({ mayKeep: false, mayWrite: false });
    await signIn(school.store, school.me, [id], new Map([[wang.id, 'present']]));
    expect(await detail(id, wang)).toMatchObject({ mayKeep: false, mayWrite: true });
  });
});
