import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { sealSheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { setRanking } from '../../store/commands/editSchool.ts';
import { setUpSchool, type SchoolSetup } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { groupsOverview } from '../../store/queries/groups.ts';
import { roster } from '../../store/queries/teachers.ts';
import RankingView from './RankingView.svelte';

const TODAY = '2025-11-20';
const DEAN = { posts: { a: { post: 'dean' as const, from: null, to: null } } };
let school: TestStore;
let identity: Identity;

beforeEach(() => useLocale('en'));
afterEach(async () => {
  await cleanup();
  await school.close();
});

/** A school in which the user has seen every colleague once; answers with the colleagues. */
async function begin(setup: Partial<SchoolSetup>) {
  school = await openTestStore([aRubric()]);
  await setUpSchool(school.store, aSchoolSetup(setup));
  identity = (await identityOf(school.store))!;
  const others = (await roster(school.store)).filter(({ id }) => id !== identity.teacher.id);
  const sheets = others.map(({ id, name }, i) => {
    const parties = { teacher: id, observer: identity.teacher.id, snapshot: aSnapshot({ teacherName: name }) };
    const content = aSheetContent({ sheet: `sheet ${i}`, lesson: `lesson ${i}`, date: '2025-10-13', ...parties });
    return sealSheet(content, identity.person.id, '000000001-0000-test');
  });
  await loadBatch(school.store, { records: [aRubric()], sheets }, new Map([['small@1', aRubric()]]));
  return others;
}

const show = (id: string) =>
  render(Fixture, {
    store: school.store,
    identity,
    page: RankingView as never,
    id,
    today: TODAY,
    more: { semester: '', rubric: '', onplace: () => undefined },
    services: {},
  });

it('shows nobody to anybody as long as the school has not turned it on', async () => {
  const [other] = await begin({ post: 'principal' });
  await show('school');
  await expect.element(page.getByText(/^The ranking is shown to those who may see/)).toBeVisible();
  expect(document.body.textContent).not.toContain(other!.name);
});

it('gives no place below the limits, and says of each why and with how many lessons', async () => {
  const others = await begin({ post: 'principal' });
  await setRanking(school.store, DEAN, true, TODAY);
  await show('school');
  await expect.element(page.getByText(/^Nobody here has enough scored lessons for a place/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Teachers without a place, in the order of the roster' });
  const row = table.getByRole('row').filter({ hasText: others[0]!.name });
  await expect.element(row).toHaveTextContent(/1\s*1\s*fewer than 6 scored lessons/u);
  expect(table.getByRole('rowheader').elements()).toHaveLength(others.length + 1);
  await expect.element(page.getByRole('table', { name: /^Ranking/ })).not.toBeInTheDocument();
});

it('is not shown to a colleague who leads nothing, though it is on', async () => {
  const [other] = await begin({});
  await setRanking(school.store, DEAN, true, TODAY);
  const groups = await groupsOverview(school.store, identity.teacher.id, TODAY);
  await show(groups.find(({ mine }) => mine)!.group.id);
  await expect.element(page.getByText(/^The ranking is shown to those who may see/)).toBeVisible();
  expect(document.body.textContent).not.toContain(other!.name);
});
