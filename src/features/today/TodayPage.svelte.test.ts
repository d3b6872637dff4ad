import '../../ui/styles.ts';
import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { instant } from '../../i18n/formats.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { fieldEntry, saveEntry, startDraft } from '../../store/commands/drafts.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import TodayPage from './TodayPage.svelte';

let school: TestStore;
let identity: Identity;

beforeEach(async () => {
  school = await openSchool();
  identity = (await identityOf(school.store))!;
  await startDraft(school.store, identity.person.id, { date: '2025-10-15', guestName: 'Gu Yan' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cleanup();
  await school.close();
});

async function show() {
  const services = { ready: vi.fn<Services['ready']>() };
  await render(Fixture, {
    store: school.store,
    identity,
    page: TodayPage as unknown as Component<{ id: string }>,
    services,
  });
  await expect.poll(() => services.ready.mock.calls.length).toBe(1);
}

test('a draft says when its newest note was saved, and stands first when that was last', async () => {
  const { store, clock } = school;
  clock.now += 60_000;
  const newer = await startDraft(store, identity.person.id, { date: '2025-10-15', guestName: 'He Ping' });
  const [older] = await store.db.drafts.orderBy('changedAt').toArray();
  expect(newer.ok).toBe(true);
  clock.now += 3_600_000;
  await saveEntry(store, fieldEntry(older?.id ?? '', 'topic', 'Fractions', clock.now));
  await show();
  const drafts = () => page.getByRole('region', { name: 'My drafts' }).getByRole('link');
  await expect.element(drafts().first()).toHaveTextContent(`last changed ${instant(clock.now)}`);
  expect(
    drafts()
      .elements()
      .map((draft) => /Gu Yan|He Ping/u.exec(draft.textContent)?.[0]),
  ).toEqual(['Gu Yan', 'He Ping']);
});

test.each(['drafts', 'headers', 'lessons'] as const)(
  'where %s cannot be read the page says so, can still start an observation, and stands after "Try again"',
  async (table) => {
    const broken = new DOMException('Internal error', 'UnknownError');
    const { db } = school.store;
    const failing = table === 'drafts' ? vi.spyOn(db.drafts, 'toArray') : vi.spyOn(db[table], 'where');
    failing.mockImplementation(() => {
      throw broken;
    });
    await show();
    await expect.element(page.getByText('Problem: store-failed')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Start observing' })).toBeEnabled();
    failing.mockRestore();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Problem: store-failed')).not.toBeInTheDocument();
    await expect.element(page.getByRole('link', { name: /Gu Yan/ })).toBeVisible();
  },
);
