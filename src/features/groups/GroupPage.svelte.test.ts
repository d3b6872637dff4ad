import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aQuotaRule, aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Teacher } from '../../domain/people.ts';
import { sealSheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { links } from '../../parts/links.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { addQuotas } from '../../store/commands/quotas.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { roster } from '../../store/queries/teachers.ts';
import GroupPage from './GroupPage.svelte';

let school: TestStore;
let identity: Identity;
let people: Teacher[];
const before = location.hash;

beforeEach(async () => {
  useLocale('en');
  school = await openTestStore([aRubric()]);
  await setUpSchool(school.store, aSchoolSetup({ post: 'principal' }));
  identity = (await identityOf(school.store))!;
  people = await roster(school.store);
});
afterEach(async () => {
  await cleanup();
  await school.close();
  history.replaceState({}, '', before || '#');
});

const idOf = (name: string) => people.find((teacher) => teacher.name === name)!.id;

/** Scored sheets of the principal about one teacher, one a day. */
async function scored(name: string, ...dates: string[]) {
  const sheets = dates.map((date) => {
    const snapshot = aSnapshot({ teacherName: name });
    const parties = { teacher: idOf(name), observer: identity.teacher.id };
    const content = aSheetContent({ sheet: `${name} ${date}`, lesson: `lesson ${date}`, date, snapshot, ...parties });
    return sealSheet(content, identity.person.id, '000000001-0000-test');
  });
  await loadBatch(school.store, { sheets }, new Map([['small@1', aRubric()]]));
}

async function show(view: string, today = '2025-11-20') {
  history.replaceState({}, '', `${links.group('school')}?view=${view}`);
  await render(Fixture, { store: school.store, identity, page: GroupPage, id: 'school', today, services: {} });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Whole school' })).toBeVisible();
}

describe('quotas', () => {
  it('stand in roster order and say who has met theirs', async () => {
    const rule = { ...aQuotaRule({ task: 'observe', count: 2, per: 'semester' }), attendance: true };
    const added = await addQuotas(school.store, identity.person.id, [rule]);
    expect(added.ok).toBe(true);
    await scored('Lin Yue', '2025-10-13', '2025-10-14');
    await show('quotas');
    await expect.element(page.getByText('1 of 3 teachers have met all their quotas')).toBeVisible();
    const rows = page.getByRole('table').getByRole('row').elements().slice(1);
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(cells.map(([name]) => name)).toEqual(people.map(({ name }) => name));
    expect(cells.find(([name]) => name === 'Zhou Jian')?.[1]).toMatch(/^2 of 2/);
    expect(cells.find(([name]) => name === 'Lin Yue')?.[1]).toMatch(/^0 of 2/);
  });

  it('lead to their settings where none is written', async () => {
    await show('quotas');
    await expect.element(page.getByRole('link', { name: /quota/i })).toHaveAttribute('href', links.quotas());
  });
});

describe('the map of scores', () => {
  it('shows a mean from three lessons on, says where there are too few, and leads from a name to the growth page', async () => {
    await scored('Lin Yue', '2025-10-13', '2025-10-14', '2025-10-15');
    await scored('Wang Min', '2025-10-16');
    await show('scores');
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
    await expect.element(row('Wang Min').getByText('too few').first()).toBeVisible();
    const cells = [...(row('Lin Yue').element() as HTMLElement).querySelectorAll('td')].map((cell) => cell.textContent);
    expect(cells[0]?.trim()).toBe('3');
    expect(cells[1]?.trim()).toMatch(/^\d+$/);
    await expect
      .element(page.getByRole('link', { name: 'Lin Yue' }))
      .toHaveAttribute('href', links.teacher(idOf('Lin Yue')));
  });

  it('keeps the chosen semester in the address, so that the way back finds it', async () => {
    await scored('Lin Yue', '2025-10-13');
    await show('scores', '2026-03-20');
    const field = page.getByRole('combobox', { name: 'Semester' });
    await expect.element(field).toBeVisible();
    const first = [...(field.element() as HTMLSelectElement).options].at(-1)!;
    await field.selectOptions(first.value);
    await expect.poll(() => location.hash).toContain(`semester=${encodeURIComponent(first.value)}`);
  });
});
