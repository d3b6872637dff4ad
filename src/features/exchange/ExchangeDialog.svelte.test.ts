import '../../ui/styles.ts';
import type { Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { dumpOf, joined, observed, schoolFile, shareFile } from '../../../tests/builders/devices.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { ExchangeTask, Services } from '../../parts/services.ts';
import { identityOf } from '../../store/identity.ts';
import { roster } from '../../store/queries/teachers.ts';
import ExchangeDialog from './ExchangeDialog.svelte';

let office: TestStore;
let colleague: TestStore;
let lin: string;
let wang: string;

beforeEach(async () => {
  useLocale('en');
  office = await openSchool();
  const idOf = async (name: string) => (await roster(office.store)).find((teacher) => teacher.name === name)!.id;
  lin = await idOf('Lin Yue');
  wang = await idOf('Wang Min');
  colleague = await joined(await schoolFile(office.store), wang);
});
afterEach(async () => {
  await cleanup();
  await office.close();
  await colleague.close();
});

async function show({ store }: TestStore, task: ExchangeTask) {
  const services = { notify: vi.fn<Services['notify']>() };
  const onclose = vi.fn();
  const identity = (await identityOf(store))!;
  const part = ExchangeDialog as unknown as Component<{ id: string }>;
  await render(Fixture, { store, identity, page: part, more: { task, onclose }, services });
  return { ...services, onclose };
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const fileOf = (text: string, name = 'shared.guanke.txt') => new File([text], name);
const sheetsOf = async ({ store }: TestStore) => (await dumpOf(store))['sheets']?.length ?? 0;

async function sharedByColleague() {
  const sheet = await observed(colleague.store, lin);
  return shareFile(colleague.store, { sheets: [sheet], to: [lin], level: 'full' });
}

describe('opening a file', () => {
  it('shows what would change before anything does, takes it in, and takes it back', async () => {
    const before = await dumpOf(office.store);
    await show(office, { type: 'open', files: [fileOf(await sharedByColleague())] });
    await expect.element(page.getByRole('table', { name: /observation sheet/ })).toBeVisible();
    await expect.element(page.getByRole('dialog')).toHaveTextContent('Wang Min');
    expect(await dumpOf(office.store)).toEqual(before);
    await button('Take in').click();
    await expect.element(page.getByText('1 file was taken in')).toBeVisible();
    expect(await sheetsOf(office)).toBe(1);
    await button('Undo').click();
    await expect.poll(() => dumpOf(office.store)).toEqual(before);
  });

  it('refuses a damaged file as a whole, says so, and offers nothing to take in', async () => {
    const text = (await sharedByColleague()).replace('Pupils compare two ways.', 'Pupils compare three ways.');
    const before = await dumpOf(office.store);
    await show(office, { type: 'open', files: [fileOf(text)] });
    await expect.element(page.getByText(/^Problem: /)).toBeVisible();
    expect(button('Take in').elements()).toEqual([]);
    expect(await dumpOf(office.store)).toEqual(before);
  });

  it('tells above many files which could not be opened, and takes in the others', async () => {
    const files = [fileOf(await sharedByColleague()), fileOf('JFIF', 'holiday.jpg'), fileOf('', 'empty.txt')];
    await show(office, { type: 'open', files });
    await expect.element(page.getByText('2 files could not be opened: holiday.jpg and empty.txt')).toBeVisible();
    await expect.element(page.getByText('1 of 3 files bring something new.')).toBeVisible();
    await button('Take in').click();
    await expect.element(page.getByText('1 file was taken in')).toBeVisible();
    await expect.element(page.getByText('2 files could not be opened: holiday.jpg and empty.txt')).toBeVisible();
  });

  it('says before it takes a sheet in that the person may not read it, and nothing of the kind to who may', async () => {
    const text = await sharedByColleague();
    const third = await joined(await schoolFile(office.store), wang);
    await show(third, { type: 'open', files: [fileOf(text)] });
    await expect.element(page.getByRole('table', { name: /observation sheet/ })).toBeVisible();
    expect(page.getByText(/not open to you/).elements()).toEqual([]);
    await cleanup();
    await third.close();
    await show(office, { type: 'open', files: [fileOf(text)] });
    await expect.element(page.getByText('1 of these sheets is not open to you.', { exact: false })).toBeVisible();
  });

  it('names the period of a lesson also where it has a name and no number', async () => {
    const fields = { period: null, periodName: 'Early reading' };
    await observed(office.store, lin, fields);
    const sheet = await observed(colleague.store, lin, fields);
    const text = await shareFile(colleague.store, { sheets: [sheet], to: [lin], level: 'full' });
    await show(office, { type: 'open', files: [fileOf(text)] });
    await expect.element(page.getByText(/^Same lesson as one here: .*Early reading/)).toBeVisible();
    await expect.element(page.getByRole('table', { name: /observation sheet/ })).toHaveTextContent('Early reading');
  });

  it('says which lesson of this device is the same one, and keeps them apart when that is wrong', async () => {
    await observed(office.store, lin);
    await show(office, { type: 'open', files: [fileOf(await sharedByColleague())] });
    await expect.element(page.getByText(/^Same lesson as one here: Lin Yue/)).toBeVisible();
    await page.getByRole('checkbox', { name: 'These are different lessons: keep them apart' }).click();
    await button('Take in').click();
    await expect.element(page.getByText('1 file was taken in')).toBeVisible();
    const kept = (await dumpOf(office.store))['records'] as { kind: string }[];
    expect(kept.filter(({ kind }) => kind === 'keepApart')).toHaveLength(1);
  });
});

it('a restore is called a restore to its last button', async () => {
  await show(office, { type: 'restore' });
  await page.getByRole('textbox', { name: 'Or paste the text here' }).fill(await sharedByColleague());
  await button('Read the text').click();
  await expect.element(button('Restore')).toBeVisible();
  expect(button('Take in').elements()).toEqual([]);
});

describe('sharing a sheet', () => {
  it('names what goes and what stays, to the observed teacher first, and writes nothing when it is cancelled', async () => {
    const sheet = await observed(colleague.store, lin);
    const before = await dumpOf(colleague.store);
    const { onclose } = await show(colleague, { type: 'share', sheets: [sheet] });
    await expect.element(page.getByRole('checkbox', { name: 'Lin Yue' })).toBeChecked();
    await expect.element(page.getByRole('dialog')).toHaveTextContent('Pupils compare two ways.');
    await expect.element(page.getByText('1 private note stays on this device')).toBeVisible();
    expect(page.getByText('nobody else reads this').elements()).toEqual([]);
    await button('Close').click();
    await expect.poll(() => onclose.mock.calls.length).toBe(1);
    expect(await dumpOf(colleague.store)).toEqual(before);
  });

  it('makes the file only for somebody, and notes the sharing once it was handed over', async () => {
    const sheet = await observed(colleague.store, lin);
    const { notify } = await show(colleague, { type: 'share', sheets: [sheet] });
    const receiver = page.getByRole('checkbox', { name: 'Lin Yue' });
    await receiver.click();
    await expect.element(page.getByText('Choose at least one person.')).toBeVisible();
    await receiver.click();
    await button('Save file').click();
    await expect.poll(() => notify.mock.lastCall?.[0]).toBe('Handed on to Lin Yue.');
    const shares = ((await dumpOf(colleague.store))['records'] as { kind: string }[]).filter(
      ({ kind }) => kind === 'share',
    );
    expect(shares).toHaveLength(1);
  });
});
