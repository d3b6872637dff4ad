import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { addActivity } from '../../store/commands/activities.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { activityDetail } from '../../store/queries/activities.ts';
import { groupsAndMembers } from '../../store/queries/teachers.ts';
import ActivityPage from './ActivityPage.svelte';

let school: TestStore;
let identity: Identity;
let id: string;

beforeEach(async () => {
  useLocale('en');
  school = await openTestStore();
  await setUpSchool(school.store, aSchoolSetup({ post: 'group-leader' }));
  identity = (await identityOf(school.store))!;
  const { groups } = await groupsAndMembers(school.store);
  const group = groups.find(({ name }) => name === 'Mathematics')!.id;
  const input = { group, date: '2025-10-16', startTime: null, minutes: null, place: '', host: identity.teacher.id };
  const made = await addActivity(school.store, identity.person.id, { ...input, topic: 'Questions' });
  if (!made.ok) throw new Error(made.reason);
  id = made.id;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show() {
  const services = { go: vi.fn<Services['go']>(), notify: vi.fn<Services['notify']>() };
  await render(Fixture, { store: school.store, identity, page: ActivityPage, id, services });
  await expect.element(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('Questions');
  return services;
}
const kept = async () => (await activityDetail(school.store, identity.teacher, id, '2025-10-20'))?.activity;

it('says what is still to record until time, content, people and assessment are in place', async () => {
  await show();
  await expect.element(page.getByText(/Still to record: time with length/)).toBeVisible();
  await page.getByLabelText('Starts at').fill('14:30');
  await page.getByRole('spinbutton', { name: 'Minutes' }).fill('60');
  await page.getByRole('textbox', { name: 'Agenda' }).fill('Reading, lesson, debrief');
  await page.getByRole('button', { name: 'All present' }).click();
  await page.getByRole('textbox', { name: 'Resolutions and assessment' }).fill('Everybody tries one question.');
  await expect.element(page.getByText(/Four in place: /)).toBeVisible();
  await expect
    .poll(kept)
    .toMatchObject({ startTime: '14:30', minutes: 60, resolutions: 'Everybody tries one question.' });
});

it('goes on with each tap from present to leave, absent and not marked', async () => {
  await show();
  const name = page.getByRole('region', { name: 'Attendance' }).getByRole('button', { name: /^Lin Yue/ });
  for (const state of ['present', 'on leave', 'absent', 'not marked']) {
    await name.click();
    await expect.element(name).toHaveAccessibleName(`Lin Yue: ${state}`);
  }
  expect(Object.values((await kept())?.attendance ?? {}).filter(Boolean)).toEqual([]);
});

it('is removed with the way back', async () => {
  const { go, notify } = await show();
  await page.getByRole('button', { name: 'Remove this activity' }).click();
  await expect.poll(() => go.mock.calls.length).toBe(1);
  expect(await kept()).toBeUndefined();
  notify.mock.lastCall?.[1]?.run();
  await expect.poll(async () => (await kept())?.topic).toBe('Questions');
});
