import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aLesson } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { announceClass } from '../../store/commands/classes.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { classDetail } from '../../store/queries/classes.ts';
import { roster } from '../../store/queries/teachers.ts';
import ClassPage from './ClassPage.svelte';

let school: TestStore;
let identity: Identity;
let id: string;

beforeEach(async () => {
  useLocale('en');
  school = await openSchool();
  identity = (await identityOf(school.store))!;
  const lin = (await roster(school.store)).find(({ name }) => name === 'Lin Yue')!;
  const schedule = { startTime: '09:00', host: '', organiser: '', note: '' };
  const { id: _id, author: _author, ...lesson } = aLesson({ teacher: lin.id, lessonKind: 'open', topic: 'Tiles' });
  const made = await announceClass(school.store, identity.person.id, { ...lesson, schedule });
  if (!made.ok) throw new Error(made.reason);
  id = made.id;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show(today = '2025-10-15') {
  const services = { ready: vi.fn<Services['ready']>(), notify: vi.fn<Services['notify']>() };
  await render(Fixture, { store: school.store, identity, page: ClassPage, id, today, services });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Tiles' })).toBeVisible();
  return services;
}
const detail = async () => (await classDetail(school.store, identity.teacher, id, '2025-10-15'))!;
const states = async () => [...(await detail()).attendance.values()].map(({ state }) => state);
const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('sign-in', () => {
  it('takes a tap on a name as present, a second one back, and leave in its place', async () => {
    await show();
    await button('Zhou Jian').click();
    await expect.element(page.getByText('Present 1 · On leave 0 · Absent 0')).toBeVisible();
    expect(await states()).toEqual(['present']);
    await button('On leave: Zhou Jian').click();
    await expect.element(page.getByText('Present 0 · On leave 1 · Absent 0')).toBeVisible();
    await button('On leave: Zhou Jian').click();
    await expect.element(page.getByText('Present 0 · On leave 0 · Absent 0')).toBeVisible();
    expect(await states()).toEqual([]);
  });

  it('lists neither who gives the class nor, before they come, who is in another group', async () => {
    await show();
    await expect.element(button('Zhou Jian')).toBeVisible();
    expect(button('Lin Yue').elements()).toEqual([]);
    expect(button('Wang Min').elements()).toEqual([]);
    await page.getByRole('combobox', { name: 'Whose names' }).selectOptions('The whole school');
    await expect.element(button('Wang Min')).toBeVisible();
    expect(button('Lin Yue').elements()).toEqual([]);
  });

  it('marks all open names at once, with the way back', async () => {
    const { notify } = await show();
    await button('Mark the 1 open name as present').click();
    await expect.element(page.getByText('Present 1 · On leave 0 · Absent 0')).toBeVisible();
    expect(notify.mock.lastCall?.[0]).toBe('1 name was marked as present.');
    notify.mock.lastCall?.[1]?.run();
    await expect.element(page.getByText('Present 0 · On leave 0 · Absent 0')).toBeVisible();
  });
});

it('keeps the minutes while they are typed, and they stand there when the page comes back', async () => {
  await show();
  await page.getByRole('textbox', { name: 'Minutes' }).fill('They measured first.');
  await page.getByRole('textbox', { name: 'What was agreed' }).fill('Let more pupils explain.');
  await expect
    .poll(async () => (await detail()).minutes)
    .toMatchObject({ text: 'They measured first.', conclusions: 'Let more pupils explain.' });
  await cleanup();
  await show();
  await expect.element(page.getByRole('textbox', { name: 'Minutes' })).toHaveValue('They measured first.');
});

it('says that a class is not here', async () => {
  const services = { ready: vi.fn<Services['ready']>() };
  await render(Fixture, { store: school.store, identity, page: ClassPage, id: 'nowhere', services });
  await expect.element(page.getByText('There is no such class on this device.')).toBeVisible();
});
