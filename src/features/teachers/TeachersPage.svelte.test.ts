import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aMembership, aRubric, aSheet } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { groupsAndMembers, roster, teacherById } from '../../store/queries/teachers.ts';
import TeacherPage from './TeacherPage.svelte';
import TeachersPage from './TeachersPage.svelte';

let school: TestStore;
let identity: Identity;
let lin: string;

beforeEach(async () => {
  history.replaceState(null, '', '#/teachers');
  school = await openSchool([aRubric()]);
  identity = (await identityOf(school.store))!;
  lin = (await roster(school.store)).find(({ name }) => name === 'Lin Yue')?.id ?? '';
});
afterEach(async () => {
  await cleanup();
  await school.close();
  performance.clearMarks();
});

async function show(component: typeof TeacherPage | typeof TeachersPage, id = '') {
  const services = {
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    report: vi.fn<Services['report']>(),
  };
  await render(Fixture, { store: school.store, identity, page: component as typeof TeacherPage, id, services });
  await expect.poll(() => services.ready.mock.calls.length).toBeGreaterThan(0);
  return services;
}
const load = (sheets: Partial<SheetContent>[]) =>
  loadBatch(school.store, { sheets: sheets.map((more) => aSheet(more)) }, new Map([['small@1', aRubric()]]));
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name });
const names = () =>
  page
    .getByRole('listitem')
    .elements()
    .map((row) => row.querySelector('.name')?.textContent);
const dialog = () => page.getByRole('dialog');

describe('the roster', () => {
  it('stands in its own order and is searched by number', async () => {
    await show(TeachersPage);
    expect(names()).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min']);
    await page.getByRole('searchbox', { name: 'Search teachers' }).fill('1002');
    await expect.poll(names).toEqual(['Lin Yue']);
    expect(location.hash).toBe('#/teachers?text=1002');
  });

  it('takes the search from the address, so that “back” returns to it', async () => {
    history.replaceState(null, '', '#/teachers?text=wang');
    await show(TeachersPage);
    await expect.poll(names).toEqual(['Wang Min']);
  });

  it('adds a teacher', async () => {
    const { notify } = await show(TeachersPage);
    await button('Add teacher').click();
    await field('Name').fill('Ana Reyes');
    await field('Subjects').fill('Art, Music');
    await dialog().getByRole('button', { name: 'Add teacher' }).click();
    await expect.poll(names).toContain('Ana Reyes');
    expect((await roster(school.store)).at(-1)?.subjects).toEqual(['Art', 'Music']);
    expect(notify.mock.lastCall?.[0]).toBe('Ana Reyes added.');
  });

  it('refuses a number that somebody has, with the name, and keeps what was typed', async () => {
    await show(TeachersPage);
    await button('Add teacher').click();
    await field('Name').fill('Ana Reyes');
    await field('Staff number').fill('1002');
    await dialog().getByRole('button', { name: 'Add teacher' }).click();
    await expect.element(page.getByText(/1002 is Lin Yue’s number already/u)).toBeVisible();
    await expect.element(field('Name')).toHaveValue('Ana Reyes');
    expect(await roster(school.store)).toHaveLength(3);
  });

  it('keeps a move to another group from a day on, and the teacher’s place in the roster', async () => {
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Move from Mathematics to another group').click();
    await dialog().getByLabelText('New group').selectOptions('English');
    await dialog().getByLabelText('From this day on').fill('2025-11-10');
    await dialog().getByRole('button', { name: 'Move', exact: true }).click();
    await expect.element(dialog().getByLabelText('In Mathematics until')).toHaveValue('2025-11-09');
    await dialog().getByRole('spinbutton', { name: 'Place in the roster' }).fill('1');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect.poll(names).toEqual(['Lin Yue', 'Zhou Jian', 'Wang Min']);
    const { memberships } = await groupsAndMembers(school.store);
    const places = memberships.filter(({ teacher }) => teacher === lin);
    expect(places.map(({ from, to }) => [from, to])).toEqual([
      [null, '2025-11-09'],
      ['2025-11-10', null],
    ]);
  });

  it('refuses a post that ends before it begins, beside the day, and keeps what was typed', async () => {
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Add a post').click();
    await dialog().getByLabelText('Post 1', { exact: true }).selectOptions('Deputy head');
    await dialog().getByLabelText('From', { exact: true }).fill('2025-09-02');
    await dialog().getByLabelText('Until', { exact: true }).fill('2025-09-01');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByText(/This is before the first day/u)).toBeVisible();
    await dialog().getByLabelText('Until', { exact: true }).fill('');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => Object.values((await teacherById(school.store, lin))?.posts ?? {}))
      .toEqual([{ post: 'vice-principal', from: '2025-09-02', to: null }]);
  });

  it('erases a person only after it was said what goes, and the name was typed', async () => {
    await load([{ teacher: lin }]);
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Erase for good …').click();
    const asked = page.getByRole('alertdialog', { name: 'Erase Lin Yue for good' });
    await expect.element(asked.getByText('1 record of a lesson that was given.')).toBeVisible();
    const erase = asked.getByRole('button', { name: 'Erase for good' });
    await expect.element(erase).toBeDisabled();
    await asked.getByRole('textbox').fill('Lin Yue');
    await erase.click();
    await expect.poll(names).toEqual(['Zhou Jian', 'Wang Min']);
    expect(await teacherById(school.store, lin)).not.toMatchObject({ name: 'Lin Yue' });
  });

  it('says before and after erasing which texts still name the person, and rewrites none', async () => {
    await load([{ teacher: lin, strengths: 'Lin Yue waits for an answer.' }]);
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Erase for good …').click();
    const asked = page.getByRole('alertdialog', { name: 'Erase Lin Yue for good' });
    await expect.element(asked.getByText(/^1 record names this person in its own words/)).toBeVisible();
    await asked.getByRole('textbox').fill('Lin Yue');
    await asked.getByRole('button', { name: 'Erase for good' }).click();
    const after = page.getByRole('dialog', { name: 'Erased. Texts that still name Lin Yue' });
    const link = after.getByRole('link', { name: /^Observation Lin Yue waits for an answer\./ });
    await expect.element(link).toHaveAttribute('href', expect.stringMatching(/^#\/lessons\//));
    await after.getByRole('button', { name: 'Done' }).click();
    await expect.element(after).not.toBeInTheDocument();
    await expect.poll(names).toEqual(['Zhou Jian', 'Wang Min']);
  });

  it('says that a group with members stays', async () => {
    const { report } = await show(TeachersPage);
    await button('More for the roster').click();
    await page.getByRole('menuitem', { name: 'Groups' }).click();
    await dialog().getByLabelText('Leader of English').selectOptions('Wang Min');
    await expect
      .poll(async () => (await groupsAndMembers(school.store)).memberships.filter(({ role }) => role === 'leader'))
      .toHaveLength(1);
    await dialog().getByRole('button', { name: 'Remove English' }).click();
    await expect.poll(() => report.mock.lastCall?.[0].reason).toBe('group-has-members');
  });

  it('points out a namesake and lets the person go on', async () => {
    await show(TeachersPage);
    await button('Add teacher').click();
    await field('Name').fill('Lin Yue');
    await expect.element(page.getByText('There is a Lin Yue in the roster already (1002)')).toBeVisible();
    await dialog().getByRole('button', { name: 'Add teacher' }).click();
    await expect.poll(async () => (await roster(school.store)).length).toBe(4);
  });

  it('edits a name, and the id stays', async () => {
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await field('Name').fill('Lin Yuexin');
    await button('Save').click();
    await expect.poll(async () => (await teacherById(school.store, lin))?.name).toBe('Lin Yuexin');
  });

  it('deletes who has no lesson, and brings them back', async () => {
    const { notify } = await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Delete').click();
    await expect.poll(names).toEqual(['Zhou Jian', 'Wang Min']);
    notify.mock.lastCall?.[1]?.run();
    await expect.poll(names).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min']);
  });

  it('does not delete who has lessons, and offers “left” instead', async () => {
    await load([{ teacher: lin, observer: identity.teacher.id }]);
    await show(TeachersPage);
    await button('Edit Lin Yue').click();
    await button('Delete').click();
    await button('Mark as left today').click();
    await button('Save').click();
    await expect.poll(names).toEqual(['Zhou Jian', 'Wang Min']);
    expect(await teacherById(school.store, lin)).toMatchObject({ status: 'left', leftOn: '2025-10-20' });
  });

  it('never offers to delete the person who uses the device', async () => {
    await show(TeachersPage);
    await button('Edit Zhou Jian').click();
    expect(button('Delete').elements()).toHaveLength(0);
  });
});

describe('the growth page', () => {
  const dates = ['2025-09-10', '2025-09-20', '2025-10-10'];
  const sheets = (observer: string) =>
    dates.map((date, n) => ({ teacher: lin, observer, date, lesson: `${observer} ${n}`, sheet: `${observer} ${n}` }));

  it('teaches with one sentence and one action where nobody observed yet', async () => {
    await loadBatch(
      school.store,
      {
        records: [
          aMembership({ id: 'lead', teacher: identity.teacher.id, group: 'g', role: 'leader' }),
          aMembership({ id: 'in', teacher: lin, group: 'g' }),
        ],
      },
      new Map(),
    );
    await show(TeacherPage, lin);
    await expect.element(page.getByText(/Nobody has observed Lin Yue yet/u)).toBeVisible();
    expect(page.getByRole('figure').elements()).toHaveLength(0);
  });

  it('opens no page, no score and no dot to a colleague', async () => {
    await load(sheets('wang'));
    await show(TeacherPage, lin);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Lin Yue' })).toBeVisible();
    await expect.element(page.getByText('The growth page of Lin Yue is not open to you')).toBeVisible();
    expect(page.getByRole('figure').elements()).toHaveLength(0);
    expect(page.getByRole('link', { name: /Ordinary lesson/u }).elements()).toHaveLength(0);
  });

  it('shows an observer without that right their own observations only, and says so', async () => {
    await load([...sheets('wang'), ...sheets(identity.teacher.id).slice(0, 1)]);
    await show(TeacherPage, lin);
    await expect.element(page.getByText('These are your own observations only')).toBeVisible();
    await expect.element(page.getByRole('figure')).toHaveTextContent('1 lesson · 1 observer');
  });

  it('draws for the leader of the group, marks the moment, and says no more than there is', async () => {
    await loadBatch(
      school.store,
      {
        records: [
          aMembership({ id: 'lead', teacher: identity.teacher.id, group: 'g', role: 'leader' }),
          aMembership({ id: 'in', teacher: lin, group: 'g' }),
        ],
      },
      new Map(),
    );
    await load(sheets('wang'));
    await show(TeacherPage, lin);
    await expect.element(page.getByRole('figure')).toHaveTextContent('3 lessons · 1 observer');
    await expect.element(page.getByText(/^Not enough to say: there are 3 scored lessons/u)).toBeVisible();
    await expect.element(page.getByText(/one pair of eyes/u)).toBeVisible();
    await expect.poll(() => performance.getEntriesByName('chart-drawn').length).toBe(1);
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(page.getByRole('table', { name: 'All dimensions' }).getByRole('row').elements()).toHaveLength(1 + 1 + 3);
  });

  it('leads with the words that recur, each with its lessons', async () => {
    await load(sheets(identity.teacher.id));
    await show(TeacherPage, lin);
    const recurs = page.getByRole('region', { name: 'What observers keep coming back to' });
    await expect.element(recurs).toHaveTextContent('Pupils measured first');
    await expect.element(recurs).toHaveTextContent('in 3 lessons');
    expect(recurs.getByRole('link').elements().length).toBeGreaterThanOrEqual(3);
  });

  it('explains an address that leads nowhere', async () => {
    await show(TeacherPage, 'gone');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Teacher not found' })).toBeVisible();
  });
});
