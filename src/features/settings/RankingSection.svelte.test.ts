import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Posting } from '../../domain/people.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { setRanking } from '../../store/commands/editSchool.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf } from '../../store/identity.ts';
import RankingSection from './RankingSection.svelte';

const TODAY = '2025-11-20';
const DEAN: Posting = { post: 'dean', from: null, to: null };
let school: TestStore;

beforeEach(async () => {
  await useLocale('en');
  school = await openTestStore();
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show(post: 'principal' | null, ranking = false) {
  await setUpSchool(school.store, aSchoolSetup(post ? { post } : {}));
  if (ranking) await setRanking(school.store, { posts: { a: DEAN } }, true, TODAY);
  const identity = (await identityOf(school.store))!;
  render(Fixture, {
    store: school.store,
    identity,
    page: RankingSection as never,
    id: '',
    today: TODAY,
    services: {},
  });
}
const stored = async () => (await identityOf(school.store))?.school.ranking ?? false;

it('ships off, and is turned on by who holds a post of the school', async () => {
  await show('principal');
  const ranking = page.getByRole('switch', { name: 'Show a ranking of teachers' });
  await expect.element(ranking).not.toBeChecked();
  await expect.element(page.getByText(/most places are uncertain/)).toBeVisible();
  await ranking.click();
  await expect.element(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await stored()).toBe(true);
});

it('is absent for others as long as it is off', async () => {
  await show(null);
  await expect.element(page.getByText('Ranking of teachers')).not.toBeInTheDocument();
});

it('tells others that it is on, without a switch', async () => {
  await show(null, true);
  await expect.element(page.getByText(/^Your school has turned on a ranking of teachers/)).toBeVisible();
  await expect.element(page.getByRole('switch')).not.toBeInTheDocument();
});
