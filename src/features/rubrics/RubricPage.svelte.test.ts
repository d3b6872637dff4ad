import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { loadBuiltinRubric } from '../../rubrics/index.ts';
import { copyRubric, publishRubric, reviseRubric, saveRubricDraft } from '../../store/commands/rubrics.ts';
import { retiredRubrics, rubricById, rubricDraftsOf } from '../../store/rubrics.ts';
import RubricPage from './RubricPage.svelte';
import { openRubricSchool, showPage, type RubricSchool } from './rubrics.fixture.ts';

let school: RubricSchool;
beforeEach(async () => (school = await openRubricSchool('rubric-page')));
afterEach(() => school.close());

const rubric = (id: string) => Promise.resolve(showPage(school, RubricPage, id));
const me = () => school.identity.person.id;
const TEMPLATE = 'builtin:hundred-20@1';

/** Publishes a copy of the 100-point form under a title, or the next version of a rubric. */
async function publish(title: string, from: string | null = null): Promise<string> {
  const { store } = school;
  const source = await rubricById(store, from);
  const template = await loadBuiltinRubric(TEMPLATE, 'en');
  if (!template) throw new Error('no template');
  const started = source ? await reviseRubric(store, me(), source) : await copyRubric(store, me(), template, title);
  if (!started.ok) throw new Error(started.reason);
  await saveRubricDraft(store, started.id, { title });
  const done = await publishRubric(store, me(), started.id);
  if (!done.ok) throw new Error(done.reason);
  return done.rubric;
}

describe('RubricPage', () => {
  it('shows dimensions, indicators, levels with points, extra points and grades', async () => {
    const { ready } = await rubric('builtin:hundred-20@1');
    await expect.element(page.getByRole('heading', { level: 1, name: '100-point lesson evaluation' })).toBeVisible();
    expect(page.getByRole('heading', { level: 3 }).all()).toHaveLength(20);
    expect(page.getByText('5 points', { exact: true }).all()).toHaveLength(20);
    await expect.element(page.getByText('up to 3')).toBeVisible();
    await expect.element(page.getByText('from 90')).toBeVisible();
    await expect.element(page.getByText('below 60')).toBeVisible();
    expect(ready).toHaveBeenCalledWith('rubric', '100-point lesson evaluation');
  });

  it('follows the language', async () => {
    await rubric('builtin:licc@1');
    await expect.element(page.getByRole('heading', { level: 1, name: 'LICC-shaped observation' })).toBeVisible();
    useLocale('zh-Hans');
    await expect.element(page.getByRole('heading', { level: 1, name: 'LICC 课堂观察' })).toBeVisible();
  });

  it('explains an unknown one and leads back', async () => {
    const { ready } = await rubric('nope');
    await expect
      .element(page.getByRole('heading', { level: 1, name: 'This rubric is not on this device' }))
      .toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Back to Settings' }).last())
      .toHaveAttribute('href', '#/settings');
    expect(ready).toHaveBeenCalledWith('rubric', 'This rubric is not on this device');
  });

  it('copies a template into a draft of one’s own and opens it', async () => {
    const services = await rubric(TEMPLATE);
    await page.getByRole('button', { name: 'Copy to edit' }).click();
    await vi.waitFor(() => expect(services.go).toHaveBeenCalled());
    const [draft] = await rubricDraftsOf(school.store, me());
    expect(services.go).toHaveBeenCalledWith(`#/settings/rubrics/${draft?.id}/edit`);
    expect(draft?.title).toBe('100-point lesson evaluation (our version)');
  });

  it('goes on with the next version that was begun already', async () => {
    const id = await publish('Ours');
    const services = await rubric(id);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect.element(page.getByRole('button', { name: 'Continue the draft' })).toBeVisible();
    await page.getByRole('button', { name: 'Continue the draft' }).click();
    expect(await rubricDraftsOf(school.store, me())).toHaveLength(1);
    expect(services.go).toHaveBeenCalledTimes(2);
  });

  it('names its version, leads from an older one to the newest, and lists all', async () => {
    const first = await publish('Ours');
    const second = await publish('Ours, revised', first);
    await rubric(first);
    await expect.element(page.getByText(/^Version 1, .* · 20 indicators$/)).toBeVisible();
    const newest = `#/settings/rubrics/${second}`;
    await expect.element(page.getByRole('link', { name: 'Open the newest' })).toHaveAttribute('href', newest);
    await expect.element(page.getByRole('link', { name: /^Version 2/ })).toHaveAttribute('href', newest);
  });

  it('says when two versions were made from the same one, and takes one of them out of use', async () => {
    const first = await publish('Ours');
    const a = await publish('Ours A', first);
    await publish('Ours B', first);
    await rubric(a);
    await expect.element(page.getByText('There are two newest versions')).toBeVisible();
    await page.getByRole('button', { name: 'No longer offer this one' }).click();
    await vi.waitFor(async () => expect(await retiredRubrics(school.store)).toEqual({ [a]: true }));
  });

  it('is taken out of use, with undo', async () => {
    const services = await rubric(TEMPLATE);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'No longer offer it' }).click();
    await expect.element(page.getByText(/New observations are not offered this rubric/)).toBeVisible();
    services.notify.mock.lastCall?.[1]?.run();
    await vi.waitFor(async () => expect(await retiredRubrics(school.store)).toEqual({ 'builtin:hundred-20': false }));
  });
});
