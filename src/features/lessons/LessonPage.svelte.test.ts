import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRevisionOf, aRubric, aSheetContent, aSnapshot, aWorkbook } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults, type TestStore } from '../../../tests/builders/store.ts';
import { sealSheet, type Sheet, type SheetContent } from '../../domain/sheet.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { addListItems } from '../../store/commands/lists.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { draftById } from '../../store/queries/drafts.ts';
import { sheetDetail } from '../../store/queries/lessons.ts';
import LessonPage from './LessonPage.svelte';

let school: TestStore;
let identity: Identity;

beforeEach(async () => {
  school = await openSchool([aRubric()]);
  identity = (await identityOf(school.store))!;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

/** A sheet of the person who uses the device. */
function mine(more: Partial<SheetContent> = {}): Sheet {
  const content = aSheetContent({ sheet: 'sheet-1', teacher: 'lin', observer: identity.teacher.id, ...more });
  return sealSheet(content, identity.person.id, '000000001-0000-test');
}
const load = (...sheets: Sheet[]) => loadBatch(school.store, { sheets }, new Map([['small@1', aRubric()]]));

async function keepWorkbook(sheet: string) {
  const note = { draftId: sheet, type: 'note' as const, at: 1, indicators: [], share: null, deleted: false };
  const workbook = aWorkbook({
    sheet,
    author: identity.person.id,
    entries: [
      { ...note, id: 'note-1', t: 120_000, text: 'Pupils guess before measuring.', indicators: ['goal.1'] },
      { ...note, id: 'note-2', t: 60_000, text: 'Ask about the seating plan.' },
    ],
  });
  await loadBatch(school.store, { workbooks: [workbook] }, new Map());
}

async function show(id = 'sheet-1') {
  const services = {
    go: vi.fn<Services['go']>(),
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    report: vi.fn<Services['report']>(),
  };
  await render(Fixture, { store: school.store, identity, page: LessonPage, id, services });
  await expect.poll(() => services.ready.mock.calls.length).toBeGreaterThan(0);
  return services;
}
const text = (words: string | RegExp) => page.getByText(words);
const button = (name: string) => page.getByRole('button', { name });

describe('a sheet that is open to the person', () => {
  it('shows scores by level and points with their evidence, the total and the band', async () => {
    await load(mine());
    await show();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Lin Yue' })).toBeVisible();
    await expect.element(text('Excellent · 5 / 5')).toBeVisible();
    await expect.element(text(/^\d+(\.\d)? out of 100$/u)).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 3, name: 'Process' })).toBeVisible();
    expect(text('Pupils guess before measuring.').elements()).toHaveLength(2);
    await expect.element(text(/unchanged since/u)).toBeVisible();
  });

  it('prints beside the weekday of a swapped day whose timetable ran', async () => {
    await addListItems(school.store, identity.person.id, 'swappedDays', [
      { name: 'Make-up day', date: '2025-09-28', runs: 2 },
    ]);
    await load(mine({ date: '2025-09-28' }));
    await show();
    await button('Print').click();
    const paper = page.getByRole('dialog');
    await expect.element(paper.getByText(/28 September 2025.*Week 4.*Sunday, Tuesday’s timetable/u)).toBeVisible();
  });

  it('says what is not applicable, not looked at and open, and calls the total “so far”', async () => {
    await load(mine({ scores: { 'goal.1/0': 5, 'goal.2/0': 4, 'goal.3/0': 'na', 'process.1/0': 'nl' } }));
    await show();
    await expect
      .element(text('1 not applicable, left out · 1 not looked at, left out · 2 not scored, not counted as zero'))
      .toBeVisible();
    await expect.element(text(/so far, incomplete/u)).toBeVisible();
    await expect.element(text(/^Not looked at: /u)).toBeVisible();
    expect(page.getByText('Not scored', { exact: true }).elements()).toHaveLength(2);
  });

  it('shows one’s own private notes, marked, and only those', async () => {
    await load(mine());
    await keepWorkbook('sheet-1');
    await show();
    await expect.element(text('Ask about the seating plan.')).toBeVisible();
    expect(page.getByText('Private', { exact: true }).elements()).toHaveLength(1);
  });

  it('shows text as text, never as markup', async () => {
    await load(
      mine({ strengths: '<img src=x onerror="document.title=1">', snapshot: aSnapshot({ teacherName: '<b>Lin</b>' }) }),
    );
    await show();
    await expect.element(text('<img src=x onerror="document.title=1">')).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 1, name: '<b>Lin</b>' })).toBeVisible();
  });

  it('is loud when the content is not what was sealed', async () => {
    await load({ ...mine(), strengths: 'Written later.' });
    await show();
    await expect.element(text('This record is not what was sealed')).toBeVisible();
    expect(text(/unchanged since/u).elements()).toHaveLength(0);
  });

  it('keeps the scores of a rubric that this device does not know, and says so', async () => {
    await load(mine({ rubric: 'unknown@1', rubricFamily: 'unknown' }));
    await show();
    await expect.element(text('This device does not know the rubric “A small form”')).toBeVisible();
  });

  it('shows two newest versions as a conflict and blends nothing', async () => {
    const first = mine();
    const one = aRevisionOf(first, { strengths: 'From the tablet.', sealedAt: first.sealedAt + 60_000 });
    const two = aRevisionOf(first, { strengths: 'From the phone.', sealedAt: first.sealedAt + 120_000 });
    await load(first, one, two);
    await show();
    await expect.element(text('There are two newest versions of this record')).toBeVisible();
    expect(text(/From the/u).elements()).toHaveLength(1);
    const shown = text(/From the/u).element().textContent;
    await page.getByRole('radio', { checked: false }).click();
    await expect.poll(() => text(/From the/u).element().textContent).not.toBe(shown);
  });

  it('reopens with one tap', async () => {
    await load(mine());
    await keepWorkbook('sheet-1');
    const { go } = await show();
    await button('Reopen').click();
    await expect.poll(() => go.mock.lastCall).toEqual(['#/observe/sheet-1']);
    expect((await draftById(school.store, 'sheet-1', someDefaults()))?.notes).toHaveLength(2);
  });

  it('deletes and brings back', async () => {
    await load(mine());
    await keepWorkbook('sheet-1');
    const { notify } = await show();
    await button('Delete').click();
    await expect.poll(async () => sheetDetail(school.store, 'sheet-1')).toBeNull();
    notify.mock.lastCall?.[1]?.run();
    await expect.poll(async () => (await sheetDetail(school.store, 'sheet-1'))?.header.id).toBe('sheet-1');
  });
});

describe('a sheet that is not', () => {
  const others = (more: Partial<SheetContent> = {}) =>
    sealSheet(
      aSheetContent({ sheet: 'sheet-1', teacher: 'lin', observer: 'wang', ...more }),
      'person-2',
      '000000001-0000-test',
    );

  it('shows nothing of a colleague’s ordinary lesson, not even whose it is', async () => {
    await load(others());
    await show();
    await expect.element(page.getByRole('heading', { level: 1, name: 'This record is not open to you' })).toBeVisible();
    expect(document.body.textContent).not.toContain('Lin Yue');
    expect(document.body.textContent).not.toContain('Pupils measured first.');
    expect(button('Reopen').elements()).toHaveLength(0);
  });

  it('shows only the facts of an announced lesson', async () => {
    await load(others({ lessonKind: 'open' }));
    await show();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Lin Yue' })).toBeVisible();
    await expect.element(text('Only the facts of this lesson are open to you')).toBeVisible();
    expect(document.body.textContent).not.toContain('Pupils measured first.');
    expect(document.body.textContent).not.toContain('Excellent');
  });

  it('explains an address that leads nowhere', async () => {
    await show('gone');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Observation not found' })).toBeVisible();
  });

  it('links the other sheets of the lesson only as far as they are open', async () => {
    await load(
      mine({ lesson: 'same' }),
      others({ sheet: 'sheet-2', lesson: 'same', snapshot: aSnapshot({ observerName: 'Secret Peer' }) }),
    );
    await show();
    expect(document.body.textContent).not.toContain('Secret Peer');
  });
});
