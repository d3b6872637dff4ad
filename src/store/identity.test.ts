import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joined, mustBe, observed, schoolFile, takenIn } from '../../tests/builders/devices.ts';
import { openSchool, someDefaults, type TestStore } from '../../tests/builders/store.ts';
import type { Teacher } from '../domain/people.ts';
import { erasePerson } from './commands/erasePerson.ts';
import { fieldEntry, saveEntry, startDraft } from './commands/drafts.ts';
import { finishObservation } from './commands/finish.ts';
import { setTeacherDeleted } from './commands/teachers.ts';
import { identityOf } from './identity.ts';
import { roster } from './queries/teachers.ts';

let office: Awaited<ReturnType<typeof openSchool>>;
let tablet: TestStore;
let lin: Teacher;
let wang: Teacher;

beforeEach(async () => {
  office = await openSchool();
  const people = await roster(office.store);
  [lin, wang] = ['Lin Yue', 'Wang Min'].map((name) => people.find((one) => one.name === name)!) as [Teacher, Teacher];
  tablet = await joined(await schoolFile(office.store), lin.id);
  await observed(tablet.store, wang.id);
  office.clock.now += 60_000;
  tablet.clock.now += 120_000;
});
afterEach(async () => {
  await office.close();
  await tablet.close();
});

/** Lin goes on: a draft that was begun before can be finished. */
async function canGoOn(): Promise<void> {
  const me = (await identityOf(tablet.store))!;
  const { id } = mustBe(await startDraft(tablet.store, me.person.id, {}));
  await saveEntry(tablet.store, fieldEntry(id, 'teacher', wang.id, tablet.store.now()));
  mustBe(await finishObservation(tablet.store, id, someDefaults()));
  const own = tablet.store.db.headers.where('[observer+date]').between([lin.id, ''], [lin.id, '\uffff']);
  expect(await own.count()).toBe(2);
}

describe('whoever uses a device stays its user', () => {
  it('when the office takes them off the roster, which it may where it has no lesson of theirs', async () => {
    mustBe(await setTeacherDeleted(office.store, lin.id, true));
    await takenIn(tablet.store, await schoolFile(office.store));
    expect((await identityOf(tablet.store))?.teacher).toMatchObject({ id: lin.id, name: 'Lin Yue' });
    await canGoOn();
  });

  it('when the office erases them, without a name', async () => {
    mustBe(await erasePerson(office.store, office.me, lin.id));
    await takenIn(tablet.store, await schoolFile(office.store));
    const identity = await identityOf(tablet.store);
    expect(identity?.teacher.id).toBe(lin.id);
    expect(JSON.stringify(identity)).not.toContain('Lin Yue');
    await canGoOn();
  });
});

it('nobody uses a device that has no school', async () => {
  await tablet.store.db.meta.delete('school');
  expect(await identityOf(tablet.store)).toBeNull();
});
