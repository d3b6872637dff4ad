import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Teacher } from '../../domain/people.ts';
import { sealSheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { setUpSchool, type SchoolSetup } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { groupsOverview } from '../../store/queries/groups.ts';
import { roster } from '../../store/queries/teachers.ts';
import GroupGrowthView from './GroupGrowthView.svelte';

const TODAY = '2025-11-20';
let school: TestStore;
let identity: Identity;
let people: Teacher[];

beforeEach(() => useLocale('en'));
afterEach(async () => {
  await cleanup();
  await school.close();
});

/** A school in which the user has seen every colleague once. */
async function begin(setup: Partial<SchoolSetup>) {
  school = await openTestStore([aRubric()]);
  await setUpSchool(school.store, aSchoolSetup(setup));
  identity = (await identityOf(school.store))!;
  people = await roster(school.store);
  const others = people.filter(({ id }) => id !== identity.teacher.id);
  const sheets = others.map(({ id, name }, i) => {
    const parties = { teacher: id, observer: identity.teacher.id, snapshot: aSnapshot({ teacherName: name }) };
    const content = aSheetContent({ sheet: `sheet ${i}`, lesson: `lesson ${i}`, date: '2025-10-13', ...parties });
    return sealSheet(content, identity.person.id, '000000001-0000-test');
  });
  await loadBatch(school.store, { records: [aRubric()], sheets }, new Map([['small@1', aRubric()]]));
  return sheets.length;
}

const show = (id: string) =>
  render(Fixture, {
    store: school.store,
    identity,
    page: GroupGrowthView as never,
    id,
    today: TODAY,
    more: { rubric: '', onrubric: () => undefined },
    services: {},
  });

it('says of few lessons that there is not enough, with how many, and draws nothing', async () => {
  const n = await begin({ post: 'principal' });
  await show('school');
  await expect.element(page.getByText(`there are ${n} scored lessons so far`, { exact: false })).toBeVisible();
  await expect.element(page.getByText(`${n} teachers · ${n} lessons · 1 observer`)).toBeVisible();
  await expect.element(page.getByRole('img')).not.toBeInTheDocument();
});

it('is not shown to a colleague who leads nothing', async () => {
  await begin({});
  const groups = await groupsOverview(school.store, identity.teacher.id, TODAY);
  await show(groups.find(({ mine }) => mine)!.group.id);
  await expect.element(page.getByText(/^The growth of the group is shown to its leader/)).toBeVisible();
  expect(document.body.textContent).not.toContain('scored lesson');
});
