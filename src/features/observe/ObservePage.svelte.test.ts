import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
  await cleanup();
  await school.close();
});

async function draft(step: 'run' | 'finish'): Promise<Id> {
  const started = await startDraft(school.store, school.me, { date: '2025-10-15', teacher: lin, step });
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
