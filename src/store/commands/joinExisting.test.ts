import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mustBe, opened, schoolFile } from '../../../tests/builders/devices.ts';
import { aSchoolSetup, openSchool, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { itemsInOrder } from '../../domain/list.ts';
import { schoolLists } from '../queries/lists.ts';
import { addGroup } from './groups.ts';
import { joinExisting, previewJoin } from './joinExisting.ts';
import { addListItems } from './lists.ts';
import { setUpSchool } from './school.ts';

const MINUTE = 60_000;
let office: Awaited<ReturnType<typeof openSchool>>;
let tablet: TestStore;

beforeEach(async () => {
  office = await openSchool();
  tablet = await openTestStore();
});
afterEach(async () => {
  await office.close();
  await tablet.close();
});

it('brings the names of my lists along where the office’s clock is a little ahead and one record of it far', async () => {
  const { me } = mustBe(await setUpSchool(tablet.store, aSchoolSetup()));
  mustBe(await addListItems(tablet.store, me, 'subjects', [{ name: 'Drama' }]));
  office.clock.now = tablet.clock.now + 2 * MINUTE;
  mustBe(await addListItems(office.store, office.me, 'subjects', [{ name: 'Music' }]));
  office.clock.now += 60 * MINUTE;
  mustBe(await addGroup(office.store, office.me, { name: 'Made under a wrong clock', type: 'subject' }));
  const { plan } = mustBe(await previewJoin(tablet.store, await opened(await schoolFile(office.store))));
  const joined = mustBe(await joinExisting(tablet.store, plan));
  const names = async () => itemsInOrder((await schoolLists(tablet.store)).subjects!).map(({ name }) => name);
  expect((await names()).sort()).toEqual(['Drama', 'Music']);
  // What came is older than what is written from now on.
  mustBe(await addListItems(tablet.store, joined.me, 'subjects', [{ name: 'Chess' }]));
  expect(await names()).toContain('Chess');
});
