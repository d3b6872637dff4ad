import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Teacher } from '../../domain/people.ts';
import { sealSheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { links } from '../../parts/links.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { setUpSchool, type SchoolSetup } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { groupsOverview } from '../../store/queries/groups.ts';
import { roster } from '../../store/queries/teachers.ts';
import GroupPage from './GroupPage.svelte';

const TODAY = '2025-11-20';
let school: TestStore;
let identity: Identity;
let people: Teacher[];
const before = location.hash;

beforeEach(() => useLocale('en'));
afterEach(async () => {
  await cleanup();
  await school.close();
  history.replaceState({}, '', before || '#');
});

/** A school in which Zhou Jian (me) has seen Lin Yue, and Lin Yue has seen Wang Min. */
async function begin(setup: Partial<SchoolSetup>) {
  school = await openTestStore([aRubric()]);
  await setUpSchool(school.store, aSchoolSetup(setup));
  identity = (await identityOf(school.store))!;
  people = await roster(school.store);
  await seen('Lin Yue', 'Zhou Jian', '2025-10-13', '2025-10-14', '2025-10-15');
  await seen('Wang Min', 'Lin Yue', '2025-10-16', '2025-10-17');
}

const idOf = (name: string) => people.find((teacher) => teacher.name === name)!.id;

async function seen(teacherName: string, observerName: string, ...dates: string[]) {
  const sheets = dates.map((date) => {
    const snapshot = aSnapshot({ teacherName, observerName });
    const parties = { teacher: idOf(teacherName), observer: idOf(observerName) };
    const of = `${observerName} ${teacherName} ${date}`;
    const content = aSheetContent({ sheet: of, lesson: `lesson ${of}`, date, snapshot, ...parties });
    return sealSheet(content, identity.person.id, '000000001-0000-test');
  });
  await loadBatch(school.store, { sheets }, new Map([['small@1', aRubric()]]));
}

async function show(view: string, id: string) {
  history.replaceState({}, '', `${links.group(id)}?view=${view}`);
  await render(Fixture, { store: school.store, identity, page: GroupPage, id, today: TODAY, services: {} });
}

/** The subject group that the person belongs to, without leading it. */
async function ownGroup() {
  const groups = await groupsOverview(school.store, identity.teacher.id, TODAY);
  return groups.find(({ mine }) => mine)!.group.id;
}

it('shows the person first, then everybody who has scored, to who sees the whole school', async () => {
  await begin({ post: 'principal' });
  await show('observers', 'school');
  const own = page.getByRole('region', { name: 'You', exact: true });
  await expect.element(own.getByRole('rowheader', { name: 'Zhou Jian' })).toBeVisible();
  await expect.element(own.getByText('not enough to say').first()).toBeVisible();
  const all = page.getByRole('table', { name: 'Observers, in the order of the roster' });
  const names = all
    .getByRole('rowheader')
    .elements()
    .map((cell) => cell.textContent?.trim());
  expect(names).toEqual(people.map(({ name }) => name).filter((name) => name !== 'Wang Min'));
  await expect.element(page.getByText(/^The teachers of the school fall into 2 sets/)).toBeVisible();
  await expect.element(page.getByText(/^The school does not have enough scored sheets yet/)).toBeVisible();
});

it('shows a colleague who leads nothing their own row and no other', async () => {
  await begin({});
  await show('observers', await ownGroup());
  await expect.element(page.getByRole('table', { name: 'Your scores as an observer' })).toBeVisible();
  await expect.element(page.getByText(/^The figures of the others are shown to/)).toBeVisible();
  expect(
    page
      .getByRole('rowheader')
      .elements()
      .map((cell) => cell.textContent?.trim()),
  ).toEqual(['Zhou Jian']);
  expect(document.body.textContent).not.toContain('Lin Yue');
});

it('names what cannot be compared by its groups, and the cheapest link', async () => {
  const { teachers } = aSchoolSetup();
  await begin({ post: 'principal', teachers: [...teachers, { name: 'Chen Bo', subjects: [], group: 'Mathematics' }] });
  await seen('Chen Bo', 'Zhou Jian', '2025-10-18');
  await show('comparability', 'school');
  await expect.element(page.getByText('Mathematics and English have no observer in common.')).toBeVisible();
  await expect
    .element(page.getByText('Zhou Jian goes along with Lin Yue to 2 lessons: of Wang Min.', { exact: false }))
    .toBeVisible();
  await seen('Wang Min', 'Zhou Jian', '2025-10-20');
  await expect.element(page.getByText(/^All 3 teachers who were scored can be compared: 2 observers/)).toBeVisible();
});

it('does not show who can be compared to a colleague who leads nothing', async () => {
  await begin({});
  await show('comparability', await ownGroup());
  await expect.element(page.getByText(/^Who can be compared with whom is shown to/)).toBeVisible();
  expect(document.body.textContent).not.toContain('no observer in common');
});
