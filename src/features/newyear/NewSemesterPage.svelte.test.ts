import '../../ui/styles.ts';
import type { Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { itemsInOrder } from '../../domain/list.ts';
import { termsOfSchoolYear } from '../../domain/semester.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { addListItems } from '../../store/commands/lists.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf } from '../../store/identity.ts';
import { schoolLists } from '../../store/queries/lists.ts';
import { roster } from '../../store/queries/teachers.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../../store/store.ts';
import NewSemesterPage from './NewSemesterPage.svelte';

let store: Store;

beforeEach(async () => {
  useLocale('en');
  sessionStorage.clear();
  const opened = await openStore({ name: 'new-semester-test', builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  const made = await setUpSchool(store, {
    school: { name: 'Riverside', schoolKind: 'china', lessonMinutes: 40, stages: ['Introduction'] },
    semesters: termsOfSchoolYear('china', 2025),
    me: { name: 'Jo Brown' },
    teachers: [{ name: 'Lin Yue', number: 'T1', group: 'Mathematics' }],
  });
  if (!made.ok) throw new Error(made.reason);
  const grades = await addListItems(store, made.me, 'grades', [{ name: 'Year 1' }, { name: 'Year 2' }]);
  if (!grades.ok) throw new Error(grades.reason);
  const [first = null, top = null] = grades.ids;
  await addListItems(store, made.me, 'classes', [
    { name: 'Year 1 Oak', grade: first, pupils: 30 },
    { name: 'Year 2 Elm', grade: top, pupils: 31 },
  ]);
});

afterEach(async () => {
  await cleanup();
  closeStore(store);
  await deleteDatabase(store.name);
});

async function show(today: string) {
  const services = { report: vi.fn<Services['report']>(), exchange: vi.fn<Services['exchange']>() };
  const identity = await identityOf(store);
  if (!identity) throw new Error('no identity');
  render(Fixture, { store, identity, page: NewSemesterPage as unknown as Component<{ id: string }>, today, services });
  return services;
}

const classNames = async () => itemsInOrder((await schoolLists(store)).classes!).map(({ name }) => name);
const button = (name: string) => page.getByRole('button', { name });

describe('a new school year', () => {
  it('proposes where the classes go, begins, offers the school file, and is taken back', async () => {
    const { exchange, report } = await show('2026-07-25');
    await expect.element(page.getByLabelText('New name of Year 1 Oak')).toHaveValue('Year 2 Oak');
    await page.getByLabelText('New name of Year 1 Oak').fill('Year 2 Ash');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Gao Yuan');
    await button('Add this teacher').click();
    await expect.element(page.getByText('1 teacher joins')).toBeVisible();
    await button('Begin the new school year').click();
    await expect.element(page.getByText(/The new semester is set/)).toBeVisible();
    expect(await classNames()).toEqual(['Year 1 Oak', 'Year 2 Ash']);
    expect((await roster(store)).map(({ name }) => name)).toContain('Gao Yuan');
    await button('Give everyone the new school file').click();
    expect(exchange).toHaveBeenCalledWith({ type: 'give' });
    await button('Undo').click();
    await expect.element(button('Begin the new school year')).toBeVisible();
    expect(await classNames()).toEqual(['Year 1 Oak', 'Year 2 Elm']);
    expect((await roster(store)).map(({ name }) => name)).not.toContain('Gao Yuan');
    expect(report).not.toHaveBeenCalled();
  });

  it('reads a staff list: who joins, who changes group, and nobody twice', async () => {
    await show('2026-07-25');
    await page
      .getByRole('textbox', { name: 'Next year’s staff list' })
      .fill('Name\tStaff number\tGroup\nLin Yue\tT1\tMusic\nGao Yuan\tT9\tMusic');
    await expect.element(page.getByText('2 rows: 1 join, 1 change group, 0 change posts.')).toBeVisible();
    await expect.element(page.getByText('Lin Yue: Mathematics → Music').first()).toBeVisible();
  });

  it('keeps what was decided when the page is opened again', async () => {
    await show('2026-07-25');
    await page.getByLabelText('New name of Year 1 Oak').fill('Year 2 Ash');
    await expect.poll(() => sessionStorage.getItem('guanke.newTerm')).toContain('Year 2 Ash');
    await cleanup();
    await show('2026-07-25');
    await expect.element(page.getByLabelText('New name of Year 1 Oak')).toHaveValue('Year 2 Ash');
  });

  it('says what stands in the way of beginning', async () => {
    await show('2026-07-25');
    await page.getByLabelText('New name of Year 1 Oak').fill('Year 1 Oak');
    await expect.element(page.getByText('Problem: list-name-doubled')).toBeVisible();
    await expect.element(button('Begin the new school year')).toBeDisabled();
  });
});

it('a new semester within the year leaves the classes alone', async () => {
  await show('2026-01-20');
  await expect.element(button('Begin the new semester')).toBeEnabled();
  expect(page.getByRole('table').all()).toHaveLength(0);
});
