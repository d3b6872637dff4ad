import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aLesson, aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Post } from '../../domain/people.ts';
import { sealSheet, type Sheet, type SheetContent } from '../../domain/sheet.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { setCalibration } from '../../store/commands/calibrations.ts';
import { editSchool } from '../../store/commands/editSchool.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { calibrationsOfLesson } from '../../store/queries/calibrations.ts';
import LessonPage from './LessonPage.svelte';

let school: TestStore;
let identity: Identity;

beforeEach(async () => {
  school = await openTestStore([aRubric()]);
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function begin(post: Post | null) {
  await setUpSchool(school.store, aSchoolSetup({ post }));
  identity = (await identityOf(school.store))!;
  await loadBatch(school.store, { lessons: [aLesson({ id: 'lesson-1', teacher: 'lin' })] }, new Map());
}

async function observed(observer: string, scores: SheetContent['scores'], name: string) {
  const all = { 'goal.1/0': 5, 'goal.2/0': 4, 'goal.3/0': 4, 'process.1/0': 3, 'process.2/0': 8.5, 'process.3/0': 9 };
  const snapshot = aSnapshot({ observerName: name });
  const content = aSheetContent({
    sheet: `by-${observer}`,
    teacher: 'lin',
    observer,
    scores: { ...all, ...scores },
    snapshot,
  });
  const sheet: Sheet = sealSheet(content, 'person-2', '000000001-0000-test');
  await loadBatch(school.store, { sheets: [sheet] }, new Map([['small@1', aRubric()]]));
}

const KEY = { 'goal.1': 5, 'goal.2': 5, 'goal.3': 4, 'process.1': 1, 'process.2': 8.5, 'process.3': 9 };
const agree = (key: Record<string, number> = KEY) =>
  setCalibration(school.store, identity.person.id, {
    lesson: 'lesson-1',
    rubric: 'small@1',
    key,
    rule: { within: 1, share: 0.8 },
    note: '',
    setBy: 'someone',
    date: '2025-10-20',
  });

async function show() {
  const services = {
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    report: vi.fn<Services['report']>(),
  };
  await render(Fixture, { store: school.store, identity, page: LessonPage, id: 'lesson-1', services });
  await expect.poll(() => services.ready.mock.calls.length).toBeGreaterThan(0);
  return services;
}
/** Announced to the school. */
const ANNOUNCED = {
  lessonKind: 'demonstration' as const,
  schedule: { startTime: null, host: '', organiser: '', note: '' },
};
const NONE = new Map();
const card = page.getByRole('region', { name: 'Calibration' });

describe('an observer without a post', () => {
  it('sees the own difference by indicator, bias, spread and the rule, and nobody else’s', async () => {
    await begin(null);
    await observed(identity.teacher.id, {}, 'Me');
    await agree();
    await show();
    await expect
      .element(card.getByText(/within 1 step of the agreed one on 5 of 6 indicators; .* asks for 5\./u))
      .toBeVisible();
    await expect.element(card.getByText('Within the rule', { exact: true })).toBeVisible();
    await expect
      .element(card.getByText(/^On average 0\.2 steps higher; differences spread by 1\.0 steps\.$/u))
      .toBeVisible();
    const table = card.getByRole('table', { name: 'My scores beside the agreed ones' });
    await expect.element(table.getByRole('row', { name: /Indicator goal\.2/u })).toHaveTextContent(/1 level lower/u);
    expect(page.getByRole('table', { name: /^All observers/u }).elements()).toHaveLength(0);
    expect(page.getByRole('button', { name: /agreed scores/u }).elements()).toHaveLength(0);
  });

  it('is told that under five indicators nothing can be said', async () => {
    await begin(null);
    await observed(identity.teacher.id, {}, 'Me');
    await agree({ 'goal.1': 5, 'goal.2': 4 });
    await show();
    await expect.element(card.getByText('not enough to say (2 of 5 indicators)')).toBeVisible();
    expect(card.getByText(/On average/u).elements()).toHaveLength(0);
  });

  it('sees that there are agreed scores, but not which, before having scored', async () => {
    await begin(null);
    await observed('zhou', {}, 'Zhou');
    await loadBatch(
      school.store,
      { lessons: [{ ...aLesson({ id: 'lesson-1', teacher: 'lin' }), ...ANNOUNCED }] },
      NONE,
    );
    await agree();
    await show();
    await expect.element(card.getByText(/^There are agreed scores for this lesson on “A small form”/u)).toBeVisible();
    expect(card.getByRole('table').elements()).toHaveLength(0);
  });

  it('sees no calibration where nothing was agreed', async () => {
    await begin(null);
    await observed(identity.teacher.id, {}, 'Me');
    await show();
    expect(card.elements()).toHaveLength(0);
  });
});

describe('who leads', () => {
  it('sets the key of an announced class before anybody has scored, under the rule of the school', async () => {
    await begin('principal');
    await loadBatch(school.store, { records: [aRubric()] }, NONE);
    await editSchool(school.store, { calibration: { within: 0, share: 0.6 } });
    identity = (await identityOf(school.store))!;
    await loadBatch(
      school.store,
      { lessons: [{ ...aLesson({ id: 'lesson-1', teacher: 'lin' }), ...ANNOUNCED }] },
      NONE,
    );
    await show();
    await expect.element(card.getByRole('button', { name: 'Set the agreed scores' })).toBeDisabled();
    await card.getByLabelText('Rubric').selectOptions('small@1');
    await card.getByRole('button', { name: 'Set the agreed scores' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set the agreed scores' });
    await expect.element(dialog.getByLabelText('On how many of ten indicators')).toHaveValue('6');
    expect(dialog.getByRole('button', { name: /^Fill/u }).elements()).toHaveLength(0);
    await dialog.getByLabelText('Indicator goal.1').selectOptions('4');
    await dialog.getByRole('button', { name: 'Save the agreed scores' }).click();
    await expect.element(card.getByText(/^Nobody has scored this lesson on “A small form” yet/u)).toBeVisible();
    expect(await calibrationsOfLesson(school.store, ['lesson-1'])).toMatchObject([
      { key: { 'goal.1': 4 }, rule: { within: 0, share: 0.6 } },
    ]);
  });

  it('sets the key with the middle value only where asked for, and sees everybody', async () => {
    await begin('principal');
    await observed('zhou', {}, 'Zhou');
    await observed('wu', { 'goal.1/0': 4, 'process.1/0': 3 }, 'Wu');
    await show();
    await card.getByRole('button', { name: 'Set the agreed scores' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set the agreed scores' });
    await expect.element(dialog.getByText('Given: 4 and 5. The middle lies between two values')).toBeVisible();
    await dialog.getByRole('button', { name: 'Save the agreed scores' }).click();
    await expect.element(dialog.getByRole('alert')).toHaveTextContent('Agree on at least one indicator.');
    await dialog.getByRole('button', { name: /^Fill the empty ones/u }).click();
    await dialog.getByRole('button', { name: 'Save the agreed scores' }).click();
    await expect.element(card.getByRole('table', { name: /^All observers/u })).toBeVisible();
    const rows = card
      .getByRole('table', { name: /^All observers/u })
      .getByRole('rowheader')
      .elements();
    expect(rows.map((row) => row.textContent?.trim()).sort()).toEqual(['Wu', 'Zhou']);
    const [saved] = await calibrationsOfLesson(school.store, ['lesson-1']);
    expect(Object.keys(saved?.key ?? {})).not.toContain('goal.1');
    expect(saved?.rule).toEqual({ within: 1, share: 0.8 });
  });
});
