import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Id } from '../../domain/ids.ts';
import { sectionsOf } from '../../domain/rubric-draft.ts';
import { indicatorsOf } from '../../domain/rubric.ts';
import { loadBuiltinRubric } from '../../rubrics/index.ts';
import { copyRubric, publishRubric, reviseRubric, startRubric } from '../../store/commands/rubrics.ts';
import { rubricById, rubricDraftById, schoolRubrics } from '../../store/rubrics.ts';
import RubricEditPage from './RubricEditPage.svelte';
import { openRubricSchool, showPage, type RubricSchool } from './rubrics.fixture.ts';

let school: RubricSchool;
beforeEach(async () => {
  await page.viewport(1180, 820);
  school = await openRubricSchool('rubric-edit');
});
afterEach(() => school.close());

const me = () => school.identity.person.id;
const draftOf = async (id: Id) => (await rubricDraftById(school.store, id))?.draft;
const open = (id: Id) => showPage(school, RubricEditPage, id);
const saved = () => expect.element(page.getByText('Saved', { exact: true })).toBeVisible();

async function idOf(started: ReturnType<typeof startRubric>): Promise<Id> {
  const result = await started;
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}

/** A draft of a copy of the short form: five dimensions of one indicator, 20 points by number each. */
async function copied(): Promise<Id> {
  const template = await loadBuiltinRubric('builtin:hundred-5@1', 'en');
  if (!template) throw new Error('no template');
  return idOf(copyRubric(school.store, me(), template, 'Ours'));
}

async function published() {
  const result = await publishRubric(school.store, me(), await copied());
  const rubric = result.ok ? await rubricById(school.store, result.rubric) : null;
  if (!rubric) throw new Error('not published');
  return rubric;
}

describe('RubricEditPage', () => {
  it('makes a rubric from nothing: title, dimension, indicator, and publishes it', async () => {
    const services = open(await idOf(startRubric(school.store, me())));
    await page.getByRole('textbox', { name: 'Title' }).fill('Our form');
    await page.getByRole('button', { name: 'Add a dimension' }).click();
    await page.getByRole('textbox', { name: 'Dimension 1' }).fill('Goals');
    await page.getByRole('button', { name: 'Add an indicator to Goals' }).click();
    await page.getByRole('textbox', { name: 'Indicator', exact: true }).fill('Clear goals');
    // The preview shows it as it will be scored, with an example.
    await expect.element(page.getByRole('radiogroup', { name: 'Clear goals' })).toBeVisible();
    await expect.element(page.getByText('Total 80')).toBeVisible();
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('The weights add up to 5, not to 100.', { exact: false })).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await vi.waitFor(() => expect(services.go).toHaveBeenCalled());
    const [rubric] = await schoolRubrics(school.store);
    expect(services.go).toHaveBeenCalledWith(`#/settings/rubrics/${rubric?.id}`);
    expect(rubric?.title).toBe('Our form');
    expect(rubric && indicatorsOf(rubric).map(({ name }) => name)).toEqual(['Clear goals']);
  });

  it('saves what is typed while it is typed, without leaving the field', async () => {
    const id = await copied();
    open(id);
    await page.getByRole('textbox', { name: 'Title' }).fill('Ours, revised');
    await vi.waitFor(async () => expect((await draftOf(id))?.title).toBe('Ours, revised'), { timeout: 1000 });
    await saved();
  });

  it('moves, removes and brings back, with the focus on what moves', async () => {
    const id = await copied();
    const services = open(id);
    const names = async () => sectionsOf((await draftOf(id))!).map(({ name }) => name);
    await vi.waitFor(async () => expect(await names()).toHaveLength(5));
    const [first = '', second = ''] = await names();
    const down = page.getByRole('button', { name: `Move ${first} down` });
    await down.click();
    await vi.waitFor(async () => expect((await names()).slice(0, 2)).toEqual([second, first]));
    await expect.element(down).toHaveFocus();
    await page.getByRole('button', { name: `Remove ${first}` }).click();
    await vi.waitFor(async () => expect(await names()).toHaveLength(4));
    services.notify.mock.lastCall?.[1]?.run();
    await vi.waitFor(async () => expect((await names()).slice(0, 2)).toEqual([second, first]));
  });

  it('takes the last indicator of a dimension over the edge into the next one', async () => {
    const id = await copied();
    open(id);
    const [one] = sectionsOf((await draftOf(id))!);
    const name = one?.indicators[0]?.name ?? '';
    await page
      .getByRole('button', { name: `Move ${name} down` })
      .last()
      .click();
    await vi.waitFor(async () => {
      const [first, second] = sectionsOf((await draftOf(id))!);
      expect([first?.indicators.length, second?.indicators[0]?.name]).toEqual([0, name]);
    });
  });

  it('leads from a problem to its place, and does not publish before it is mended', async () => {
    const id = await copied();
    open(id);
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('');
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Show: The rubric has no title.' }).click();
    await expect.element(title).toHaveFocus();
    await title.fill('Ours');
    await page.getByRole('tab', { name: 'Checks' }).click();
    await expect.element(page.getByText('Nothing is missing.', { exact: false })).toBeVisible();
  });

  it('asks whether a reworded indicator still means the same; the answer decides its identity', async () => {
    const rubric = await published();
    const [one] = indicatorsOf(rubric);
    const services = open(await idOf(reviseRubric(school.store, me(), rubric)));
    await page
      .getByRole('button', { name: one?.name ?? '', expanded: false })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Indicator', exact: true }).fill('Reworded');
    await expect.element(page.getByText('reworded', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText(`Before: ${one?.name}`)).toBeVisible();
    await expect.element(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await dialog.getByRole('radio', { name: 'Yes, only the words changed' }).click();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await vi.waitFor(() => expect(services.go).toHaveBeenCalled());
    const versions = await schoolRubrics(school.store);
    const next = versions.find(({ parent }) => parent === rubric.id);
    expect(next && indicatorsOf(next)[0]).toMatchObject({ id: one?.id, name: 'Reworded' });
  });

  it('says that another scale is another indicator', async () => {
    const rubric = await published();
    const [one] = indicatorsOf(rubric);
    open(await idOf(reviseRubric(school.store, me(), rubric)));
    await page
      .getByRole('button', { name: one?.name ?? '', expanded: false })
      .first()
      .click();
    await page.getByRole('radio', { name: 'Named levels' }).click();
    await expect.element(page.getByText('The scale changed, so this counts as a new indicator.')).toBeVisible();
  });

  it('shows one part at a time on a narrow screen', async () => {
    await page.viewport(390, 844);
    open(await copied());
    await expect.element(page.getByRole('tab', { name: 'Edit' })).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
    await page.getByRole('tab', { name: 'As the observer sees it' }).click();
    await expect.element(page.getByText('80 of 100 points')).toBeVisible();
    expect(page.getByRole('textbox', { name: 'Title' }).query()).toBeNull();
  });

  it('explains a draft that is not there', async () => {
    const { ready } = open('nope');
    await expect.element(page.getByRole('heading', { level: 1, name: 'This rubric draft is not here' })).toBeVisible();
    expect(ready).toHaveBeenCalledWith('rubricEdit', 'This rubric draft is not here');
  });
});
