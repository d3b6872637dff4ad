import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric, aSheet, aSnapshot } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { editSemester } from '../../store/commands/semesters.ts';
import { setSheetDeleted } from '../../store/commands/sheets.ts';
import { startDraft } from '../../store/commands/drafts.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { semesters } from '../../store/queries/teachers.ts';
import type LessonPage from './LessonPage.svelte';
import LessonsPage from './LessonsPage.svelte';

let school: TestStore;
let identity: Identity;

beforeEach(async () => {
  history.replaceState(null, '', '#/lessons');
  school = await openSchool([aRubric()]);
  identity = (await identityOf(school.store))!;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

const sheet = (topic: string, more: Partial<SheetContent> = {}): Partial<SheetContent> => ({
  sheet: topic,
  lesson: `lesson ${topic}`,
  teacher: 'lin',
  observer: identity.teacher.id,
  snapshot: aSnapshot({ topic }),
  ...more,
});
const load = (sheets: Partial<SheetContent>[]) =>
  loadBatch(school.store, { sheets: sheets.map((more) => aSheet(more)) }, new Map([['small@1', aRubric()]]));

async function show() {
  const services = { ready: vi.fn<Services['ready']>() };
  await render(Fixture, { store: school.store, identity, page: LessonsPage as unknown as typeof LessonPage, services });
  await expect.poll(() => services.ready.mock.calls.length).toBe(1);
}
const topics = () =>
  page
    .getByRole('listitem')
    .elements()
    .flatMap((row) => row.querySelector('.facts')?.textContent?.split(' · ').at(-1) ?? []);

describe('the list of lessons', () => {
  it('shows the newest first under their weeks, with totals, and counts them', async () => {
    await load([
      sheet('Area', { date: '2025-10-15' }),
      sheet('Time', { date: '2025-10-16', rubric: null, rubricFamily: null, scores: {} }),
    ]);
    await show();
    expect(topics()).toEqual(['Time', 'Area']);
    await expect.element(page.getByRole('heading', { name: '2025–2026, semester 1 · Week 7' })).toBeVisible();
    await expect.element(page.getByText('2 observations', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Just notes')).toBeVisible();
  });

  it('shows nothing of a colleague’s ordinary lesson, and no total of an announced one', async () => {
    await load([
      sheet('Mine'),
      sheet('Theirs', { observer: 'wang' }),
      sheet('Announced', { observer: 'wang', lessonKind: 'open' }),
    ]);
    await show();
    expect(topics().sort()).toEqual(['Announced', 'Mine']);
    const totals = page
      .getByRole('listitem')
      .elements()
      .map((row) => row.querySelector('.total')?.textContent ?? '');
    expect(totals.filter(Boolean)).toHaveLength(1);
  });

  it('says of an empty list that the device holds records which are not open to the person', async () => {
    await load([sheet('Theirs', { observer: 'wang' })]);
    await show();
    await expect.element(page.getByText(/^This device holds 1 record that is not open to you/)).toBeVisible();
  });

  it('counts the rows of the list, which says nothing of the calendar', async () => {
    await load([sheet('Area')]);
    await show();
    const counted = page.getByText('1 observation', { exact: true });
    await expect.element(counted).toBeVisible();
    await page.getByRole('radio', { name: 'Calendar' }).click();
    await expect.element(page.getByRole('grid')).toBeVisible();
    expect(counted.elements()).toEqual([]);
  });

  it('names no week for the days before week 1', async () => {
    const { store } = school;
    const [semester] = await semesters(store);
    await editSemester(store, semester!.id, { weekOne: '2025-09-08' });
    await load([sheet('Early', { date: '2025-09-03' }), sheet('First', { date: '2025-09-10' })]);
    await show();
    await expect.element(page.getByRole('heading', { name: '2025–2026, semester 1 · Week 1' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: '2025–2026, semester 1', exact: true })).toBeVisible();
  });

  it('says of a sheet with a focus how little of the form was looked at', async () => {
    const [goal, ...rest] = Object.keys(aSheet().scores);
    const scores = { [goal ?? '']: 4, ...Object.fromEntries(rest.map((key) => [key, 'nl' as const])) };
    await load([sheet('Area', { scores }), sheet('Announced', { scores, observer: 'wang', lessonKind: 'open' })]);
    await show();
    await expect.element(page.getByText('1 of 6 looked at')).toBeVisible();
    expect(page.getByText('1 of 6 looked at').elements()).toHaveLength(1);
  });

  it('puts my drafts on top, and leads back into them', async () => {
    const draft = await startDraft(school.store, identity.person.id, {
      date: '2025-10-20',
      topic: 'Fractions',
      guestName: 'Jo',
    });
    await load([sheet('Area')]);
    await show();
    const section = page.getByRole('region', { name: 'My unfinished observations' });
    await expect.element(section.getByRole('link')).toHaveAttribute('href', `#/observe/${draft.ok ? draft.id : ''}`);
    await expect.element(section).toHaveTextContent('Jo');
    await expect.element(section).toHaveTextContent('Last changed');
  });

  it('keeps search and filters in the address, and takes them from there', async () => {
    await load([sheet('Area'), sheet('Time', { lessonKind: 'open' })]);
    await show();
    await page.getByRole('searchbox', { name: 'Search lessons' }).fill('area');
    await expect.poll(topics).toEqual(['Area']);
    expect(location.hash).toBe('#/lessons?text=area');
    await cleanup();
    history.replaceState(null, '', '#/lessons?kind=open');
    await show();
    await expect.poll(topics).toEqual(['Time']);
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await expect.poll(topics).toHaveLength(2);
  });

  it('narrows to what I observed or taught with one tap, and leaves another person’s choice alone', async () => {
    const me = identity.teacher.id;
    await load([
      sheet('Area', { date: '2025-10-15' }),
      sheet('Time', { date: '2025-10-16', teacher: me, observer: 'lin' }),
    ]);
    await show();
    await expect.poll(topics).toEqual(['Time', 'Area']);
    const observed = page.getByRole('button', { name: 'I observed' });
    const taught = page.getByRole('button', { name: 'I taught' });
    await observed.click();
    await expect.poll(topics).toEqual(['Area']);
    expect(location.hash).toBe(`#/lessons?observer=${me}`);
    // One's own choice stands in the chip; the fold stays as it was.
    await expect.element(page.getByRole('combobox', { name: 'Observed by' })).not.toBeInTheDocument();
    await observed.click();
    await taught.click();
    await expect.poll(topics).toEqual(['Time']);
    history.replaceState(null, '', '#/lessons?observer=lin');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await taught.click();
    await expect.poll(() => location.hash).toContain('observer=lin');
    expect(location.hash).toContain(`teacher=${me}`);
  });

  it('offers "No semester yet" only when there are such lessons, and shows those', async () => {
    const options = () => page.getByRole('combobox', { name: 'Semester' }).getByRole('option').elements();
    await load([sheet('Area', { date: '2025-10-15' })]);
    await show();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(options().map((option) => option.textContent)).not.toContain('No semester yet');
    await load([sheet('Early', { date: '2025-08-20' }), sheet('Late', { date: '2026-08-20' })]);
    await expect.poll(() => options().map((option) => option.textContent)).toContain('No semester yet');
    await page.getByRole('combobox', { name: 'Semester' }).selectOptions('No semester yet');
    await expect.poll(topics).toEqual(['Late', 'Early']);
    expect(location.hash).toBe('#/lessons?semester=-');
  });

  it('follows what another tab deletes', async () => {
    await load([sheet('Area'), sheet('Time')]);
    await show();
    await expect.poll(topics).toHaveLength(2);
    // The list is followed from the moment at which its first rows stand.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await setSheetDeleted(school.store, 'Area', true);
    await expect.poll(topics).toEqual(['Time']);
  });

  it('teaches where there is nothing yet, and says so where nothing answers', async () => {
    await show();
    await expect.element(page.getByText(/Every observation you finish is listed here/u)).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search lessons' }).fill('nothing');
    await expect.element(page.getByText(/No observation answers this search/u)).toBeVisible();
  });
});
