import '../../ui/styles.ts';
import type { Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { itemsInOrder, type ListName } from '../../domain/list.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { schoolLists } from '../../store/queries/lists.ts';
import ListsPage from './ListsPage.svelte';

let school: TestStore & { me: string };
let identity: Identity;

beforeEach(async () => {
  history.replaceState(null, '', '#/settings/lists');
  school = await openSchool();
  identity = (await identityOf(school.store))!;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show() {
  const services = {
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    report: vi.fn<Services['report']>(),
  };
  await render(Fixture, {
    store: school.store,
    identity,
    page: ListsPage as unknown as Component<{ id: string }>,
    services,
  });
  await expect.poll(() => services.ready.mock.calls.length).toBeGreaterThan(0);
  return services;
}
const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') }).click();
const button = (name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
async function stored(list: ListName) {
  const found = (await schoolLists(school.store))[list];
  return found ? itemsInOrder<{ name: string; order: number }>(found) : [];
}
const names = async (list: ListName) => (await stored(list)).map(({ name }) => name);

describe('bell times', () => {
  it('begin with a usual day in one tap, of the school’s lesson length; overlaps are pointed out', async () => {
    await show();
    await button(/^Start with a usual day \(8 periods of 40 min\)/u).click();
    await expect.element(page.getByLabelText('Period 8 ends')).toHaveValue('17:10');
    expect(await stored('periods')).toHaveLength(8);
    await page.getByLabelText('Period 1 ends').fill('08:55');
    await expect.element(page.getByText(/Period 1 and Period 2 overlap/u)).toBeVisible();
  });

  it('have periods without a number, called by their name', async () => {
    await show();
    await button('Add a period').click();
    await button(/^Add early reading/u).click();
    await expect.element(page.getByLabelText('Early reading begins')).toHaveValue('07:40');
    expect(await stored('periods')).toMatchObject([{ number: 1 }, { name: 'Early reading', number: null }]);
  });
});

describe('a list of names', () => {
  it('is added to, renamed and put in order; a name that stands already is refused and the old one comes back', async () => {
    const { report } = await show();
    await tab('Subjects');
    for (const name of ['Art', 'Music']) {
      await field('New subject').fill(name);
      await button('Add: New subject').click();
      await expect.poll(() => names('subjects')).toContain(name);
    }
    await button('Move Music up').click();
    await expect.poll(() => names('subjects')).toEqual(['Music', 'Art']);
    await field('Name of Art').fill('music');
    await field('New subject').click();
    await expect.poll(() => report.mock.lastCall?.[0].reason).toBe('list-name-doubled');
    await expect.element(field('Name of Art')).toHaveValue('Art');
  });

  it('gives back what was taken out', async () => {
    const { notify } = await show();
    await tab('Subjects');
    await button('Add the usual subjects').click();
    await expect.poll(() => names('subjects')).toContain('Music');
    const before = await names('subjects');
    await button('Remove Music').click();
    await expect.poll(() => names('subjects')).not.toContain('Music');
    notify.mock.lastCall?.[1]?.run();
    await expect.poll(() => names('subjects')).toEqual(before);
  });
});

describe('classes', () => {
  it('are made for all grades in one tap, named after their grade', async () => {
    await show();
    await tab('Grades');
    await button('Grades 7–9').click();
    await expect.poll(() => names('grades')).toHaveLength(3);
    await tab('Classes');
    await page.getByRole('spinbutton', { name: 'Classes in each grade' }).fill('2');
    await button('Make classes for all grades').click();
    await expect.poll(() => names('classes')).toEqual(['7 (1)', '7 (2)', '8 (1)', '8 (2)', '9 (1)', '9 (2)']);
    await page.getByRole('spinbutton', { name: 'Pupils in 8 (1)' }).fill('41');
    await expect.element(page.getByText('6 classes, 41 pupils')).toBeVisible();
  });
});

describe('swapped days', () => {
  it('run another weekday’s timetable, or none', async () => {
    const { report } = await show();
    await tab('Swapped days');
    const add = async (date: string) => {
      await page.getByLabelText('Day', { exact: true }).fill(date);
      await button('Add the day').click();
    };
    await add('2025-09-28');
    await page.getByLabelText('Timetable of 28 September 2025').selectOptions('No lessons');
    await expect.poll(() => stored('swappedDays')).toMatchObject([{ date: '2025-09-28', runs: 0 }]);
    await add('2025-09-28');
    await expect.poll(() => report.mock.lastCall?.[0].reason).toBe('list-date-doubled');
  });
});
