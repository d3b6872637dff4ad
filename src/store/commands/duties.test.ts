import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { Duty } from '../../domain/duty.ts';
import { parseRecord } from '../../domain/door.ts';
import { identityOf } from '../identity.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { addDuty, editDuty, setDutyDeleted, type DutyInput } from './duties.ts';

let school: TestStore & { me: string };
let teacher: string;
beforeEach(async () => {
  school = await openSchool();
  teacher = (await identityOf(school.store))!.teacher.id;
});
afterEach(() => school.close());

const input = (more: Partial<DutyInput> = {}): DutyInput => ({
  task: 'paper',
  label: '',
  title: ' Questions first ',
  date: '2025-10-10',
  hours: 0,
  place: 'Classroom Notes ',
  level: 'district',
  note: 'Only mine.',
  ...more,
});
const all = () => recordsOfKind<Duty>(school.store, 'duty');
const entered = async (more: Partial<DutyInput> = {}): Promise<Duty> => {
  const added = await addDuty(school.store, school.me, teacher, input(more));
  if (!added.ok) throw new Error(added.reason);
  return (await recordById<Duty>(school.store, added.id))!;
};

describe('a duty', () => {
  it('is about its teacher, not open to the school, tidied, and passes the door', async () => {
    const duty = await entered();
    expect(duty).toMatchObject({
      author: school.me,
      about: [teacher],
      audience: 'parties',
      teacher,
      title: 'Questions first',
      place: 'Classroom Notes',
      level: 'district',
      checkedBy: null,
    });
    expect(parseRecord(duty)).toMatchObject({ ok: true, opaque: false });
  });

  it.each<[string, Partial<DutyInput>, string]>([
    ['no title', { title: '  ' }, 'duty-empty'],
    ['a day that does not exist', { date: '2025-02-30' }, 'date-invalid'],
    ['hours below 0', { hours: -1 }, 'duty-hours'],
    ['hours that are no number', { hours: Number.NaN }, 'duty-hours'],
    ['hours without end', { hours: Infinity }, 'duty-hours'],
  ])('with %s is refused, new or changed, and nothing is written', async (_, wrong, reason) => {
    expect(await addDuty(school.store, school.me, teacher, input(wrong))).toMatchObject({ ok: false, reason });
    expect(await all()).toEqual([]);
    const duty = await entered();
    expect(await editDuty(school.store, school.me, duty, input(wrong))).toMatchObject({ ok: false, reason });
    expect(await all()).toEqual([duty]);
  });

  it('is entered, changed and taken away by its teacher alone', async () => {
    const { store } = school;
    const refused = { ok: false, reason: 'duty-not-yours' };
    expect(await addDuty(store, 'somebody', teacher, input())).toMatchObject(refused);
    const duty = await entered();
    expect(await editDuty(store, 'somebody', duty, input({ title: 'Mine now' }))).toMatchObject(refused);
    expect(await setDutyDeleted(store, 'somebody', duty.id, true)).toMatchObject(refused);
    expect(await all()).toEqual([duty]);
  });

  it('is changed, taken away and brought back whole', async () => {
    const duty = await entered();
    expect(await editDuty(school.store, school.me, duty, input({ task: 'talk', hours: 1.5 }))).toMatchObject({
      ok: true,
    });
    expect(await all()).toMatchObject([{ id: duty.id, task: 'talk', hours: 1.5, note: 'Only mine.' }]);
    expect(await setDutyDeleted(school.store, school.me, duty.id, true)).toMatchObject({ ok: true });
    expect(await all()).toEqual([]);
    expect(await setDutyDeleted(school.store, school.me, duty.id, false)).toMatchObject({ ok: true });
    expect(await all()).toMatchObject([{ id: duty.id, task: 'talk', hours: 1.5, note: 'Only mine.' }]);
  });

  it('that is gone is not made anew', async () => {
    const duty = await entered();
    await school.store.db.records.delete(duty.id);
    expect(await editDuty(school.store, school.me, duty, input())).toMatchObject({ ok: false, reason: 'duty-missing' });
    expect(await setDutyDeleted(school.store, school.me, duty.id, false)).toMatchObject({ reason: 'duty-missing' });
  });
});
