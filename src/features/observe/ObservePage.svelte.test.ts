import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults, type TestStore } from '../../../tests/builders/store.ts';
import type { Id } from '../../domain/ids.ts';
import { startDraft } from '../../store/commands/drafts.ts';
import { finishObservation } from '../../store/commands/finish.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { draftById } from '../../store/queries/drafts.ts';
import { roster } from '../../store/queries/teachers.ts';
import Fixture from './ObservePage.fixture.svelte';

let school: TestStore & { me: string };
let identity: Identity;
let lin: Id;

beforeEach(async () => {
  school = await openSchool([aRubric()]);
  identity = (await identityOf(school.store))!;
  lin = (await roster(school.store))[1]?.id ?? '';
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cleanup();
  await school.close();
});

async function draft(step: 'prepare' | 'run' | 'finish', teacher: Id | null = lin): Promise<Id> {
  const started = await startDraft(school.store, school.me, { date: '2025-10-15', teacher, step });
  if (!started.ok) throw new Error(started.reason);
  return started.id;
}
const show = (id: Id) => render(Fixture, { store: school.store, identity, id });

test('a tab that reads along says that the draft is gone when another tab finished it', async () => {
  const id = await draft('finish');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const locked = new Promise<void>((resolve) => {
    void navigator.locks.request(`guanke-draft:${id}`, () => {
      resolve();
      return held;
    });
  });
  await locked;
  await show(id);
  await expect.element(page.getByText('This draft is open in another tab')).toBeInTheDocument();
  expect(await finishObservation(school.store, id, someDefaults())).toMatchObject({ ok: true });
  await expect.element(page.getByRole('link', { name: 'Today' })).toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'Finish and seal' })).not.toBeInTheDocument();
  release();
});

test('at Finish a guest takes the place of the teacher chosen before', async () => {
  const id = await draft('finish');
  await show(id);
  const field = page.getByRole('combobox', { name: 'Teacher' });
  await field.fill('Gu Yan');
  await page.getByRole('option', { name: /Gu Yan/ }).click();
  await expect
    .poll(async () => (await draftById(school.store, id, someDefaults()))?.fields)
    .toMatchObject({ teacher: null, guestName: 'Gu Yan' });
});

test('at Finish a missing teacher is asked for in the field itself, and the question goes with the answer', async () => {
  const id = await draft('finish', null);
  await show(id);
  await page.getByRole('textbox', { name: 'Overall' }).click();
  await page.getByRole('button', { name: 'Finish and seal' }).click();
  const field = page.getByRole('combobox', { name: 'Teacher' });
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('Gu Yan');
  await page.getByRole('option', { name: /Gu Yan/ }).click();
  await expect.element(field).not.toHaveAttribute('aria-invalid');
});

test('each step of an observation begins at its heading, which is for screen readers alone once the lesson runs', async () => {
  const id = await draft('prepare');
  await show(id);
  await page.getByRole('button', { name: 'Begin' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect.element(heading).toHaveFocus();
  expect(heading.element().getBoundingClientRect().width).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect.element(heading).toHaveFocus();
});

test('at Finish the notes go on the sheet at once or one by one; one that was kept private by hand stays', async () => {
  const id = await draft('run');
  await show(id);
  for (const text of ['Greets pupils', 'Mine alone', 'Pairs at work']) {
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill(text);
    await page.getByRole('button', { name: 'Add note' }).click();
  }
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  const shares = async () =>
    (await draftById(school.store, id, someDefaults()))?.notes.map(({ text, share }) => [text, share]);
  await page.getByText('Choose note by note').click();
  await page.getByRole('checkbox', { name: 'Mine alone' }).click();
  await page.getByRole('checkbox', { name: 'Mine alone' }).click();
  await page.getByRole('button', { name: 'Put these 2 on the sheet' }).click();
  await expect.element(page.getByText('2 notes go on the sheet. 1 stays with you alone.')).toBeInTheDocument();
  await expect.poll(shares).toEqual([
    ['Greets pupils', true],
    ['Mine alone', false],
    ['Pairs at work', true],
  ]);
});

test('at Finish a lesson of another class in the same period is asked about, and "another lesson" seals one of its own', async () => {
  const known = { date: '2025-10-15', teacher: lin, period: 3 };
  const first = await startDraft(school.store, school.me, { ...known, klass: '3(1)', topic: 'Fractions' });
  const second = await startDraft(school.store, school.me, { ...known, klass: '3(2)', step: 'finish' });
  if (!first.ok || !second.ok) throw new Error('not started');
  expect(await finishObservation(school.store, first.id, someDefaults())).toMatchObject({ ok: true });
  await show(second.id);
  await page.getByRole('button', { name: 'Finish and seal' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Is it the same lesson?' });
  await expect.element(dialog.getByRole('button', { name: 'The same lesson: 3(1) · Fractions' })).toBeInTheDocument();
  expect(await school.store.db.sheets.count()).toBe(1);
  await dialog.getByRole('button', { name: 'Another lesson, kept apart' }).click();
  await expect.poll(() => school.store.db.sheets.count()).toBe(2);
  expect(await school.store.db.lessons.count()).toBe(2);
});

/** Everything that was rejected without anybody catching it, from now on. */
function unseen(): unknown[] {
  const found: unknown[] = [];
  const note = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    found.push(event.reason);
  };
  window.addEventListener('unhandledrejection', note);
  return found;
}
const broken = () => {
  throw new DOMException('Internal error', 'UnknownError');
};

test('where earlier sheets and forms cannot be read, the facts of the lesson are chosen and typed all the same', async () => {
  const rejected = unseen();
  vi.spyOn(school.store.db.headers, 'where').mockImplementation(broken);
  const id = await draft('prepare');
  await show(id);
  await page.getByRole('combobox', { name: 'Teacher' }).fill('Wang Min');
  await page
    .getByRole('option', { name: /Wang Min/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Topic' }).fill('Fractions');
  const wang = (await roster(school.store)).find(({ name }) => name === 'Wang Min')?.id;
  await expect
    .poll(async () => (await draftById(school.store, id, someDefaults()))?.fields)
    .toMatchObject({ teacher: wang, topic: 'Fractions' });
  expect(rejected).toEqual([]);
});

test('where the prompts of the notes form cannot be read, strengths are written without them', async () => {
  const rejected = unseen();
  Object.assign(school.store, { builtinRubric: () => Promise.reject(new TypeError('no network')) });
  const id = await draft('finish');
  await show(id);
  await page.getByRole('textbox', { name: 'Strengths' }).fill('Clear questions');
  await expect
    .poll(async () => (await draftById(school.store, id, someDefaults()))?.fields.strengths)
    .toBe('Clear questions');
  expect(rejected).toEqual([]);
});
