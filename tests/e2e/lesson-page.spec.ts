import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { storedRows, type Row } from './records.ts';

const SAMPLE = 'guanke-sample';

/** How many pages the print view that is open takes on paper. */
async function pagesOnPaper(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
}

/** What stands on paper and nothing else: the text of the page as it prints. */
async function textOnPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: null });
  return text;
}

/** The headers of the sample school, newest first. */
async function headersOfSample(page: Page): Promise<Row[]> {
  const rows = await storedRows(page, 'headers', SAMPLE);
  return rows.sort((a, b) => (String(a['date']) < String(b['date']) ? 1 : -1));
}

test.describe('one’s own sheet', () => {
  test.beforeEach(async ({ page, observe }) => {
    await observe.open({ teacher: 'Chen Jing' });
    await observe.note('Pupils measure the table first');
    await observe.finish();
    await observe.write('Strengths', 'Everybody measured');
    await observe.seal();
    await expect(page.getByRole('heading', { level: 1, name: 'Chen Jing' })).toBeVisible();
  });

  test('is marked as signed on paper with a note, which counts as received and can be taken back', async ({ page }) => {
    await expect(page.getByText('Finished, not shared')).toBeVisible();
    await page.getByRole('button', { name: 'Signed on paper' }).click();
    const dialog = page.getByRole('dialog', { name: 'Signed on paper' });
    await dialog.getByRole('textbox').fill('Folder in the office');
    await dialog.getByRole('button', { name: 'Mark as signed' }).click();
    await expect(page.getByText('Folder in the office')).toBeVisible();
    await expect(page.getByText('Received', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByText('Folder in the office')).toBeVisible();
    await page.getByRole('button', { name: /Take back/u }).click();
    await expect(page.getByText('Finished, not shared')).toBeVisible();
  });

  test('holds next steps: agreed, closed, opened again by undo, deleted and brought back', async ({ page }) => {
    const steps = page.getByRole('region', { name: 'Next steps' });
    await steps.getByRole('button', { name: 'Add next step' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add next step' });
    await dialog.getByRole('button', { name: 'Save next step' }).click();
    await expect(dialog.getByText('A next step needs words.')).toBeVisible();
    await dialog.getByRole('textbox', { name: /What will be done/u }).fill('Let pupils explain');
    await dialog.getByRole('button', { name: 'Save next step' }).click();
    await expect(steps).toContainText('Let pupils explain');
    await expect(steps).toContainText('Chen Jing sees to it');
    await steps.getByRole('button', { name: 'Close…' }).click();
    await page.getByRole('radio', { name: 'Not seen; close it all the same' }).click();
    await page.getByRole('button', { name: 'Close next step' }).click();
    await expect(steps).toContainText('Closed without being seen');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(steps.getByText('Open', { exact: true })).toBeVisible();
    await steps.getByRole('button', { name: /More for/u }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(steps).toContainText('Nothing was agreed');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(steps).toContainText('Let pupils explain');
  });

  test('prints as the record form, on paper nothing but the form', async ({ page }) => {
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(page.getByRole('dialog', { name: /^Print preview: Chen Jing/u })).toBeVisible();
    const text = await textOnPaper(page);
    for (const words of ['Riverside School · Lesson observation record', 'Everybody measured'])
      expect(text).toContain(words);
    // A note that is linked to nothing is private; it comes onto paper only when it is asked for.
    expect(text).not.toContain('Pupils measure the table first');
    expect(text).toContain('Signatures');
    expect(text).not.toContain('Total');
    expect(text).not.toContain('Close preview');
    expect(text).not.toContain('Next steps');
    expect(await pagesOnPaper(page)).toBe(1);
    await page.getByRole('checkbox', { name: 'With my private notes' }).click();
    expect(await textOnPaper(page)).toContain('Pupils measure the table first');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeFocused();
  });

  test('stands in the observation book with cover, contents and its form', async ({ page, shell }) => {
    await shell.goTo('#/lessons', 'lessons');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'My observation book' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'My observation book' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Contents' })).toContainText('Chen Jing');
    await page.getByRole('button', { name: 'Print the book' }).click();
    const text = await textOnPaper(page);
    for (const words of ['Observation book', 'Wang Fang', 'Contents', 'Checked by', 'No. 1', '1 lesson observed'])
      expect(text).toContain(words);
    expect(await pagesOnPaper(page)).toBe(3);
  });
});

test('the blank form fills exactly one page, with and without a score table', async ({ page, shell }) => {
  await shell.load('#/lessons', 'lessons');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Print a blank form' }).click();
  await expect(page.getByRole('dialog', { name: /Lesson observation record/u })).toBeVisible();
  expect(await pagesOnPaper(page)).toBe(1);
  await page.getByRole('combobox', { name: 'Scores for' }).selectOption({ index: 1 });
  await expect(page.getByRole('columnheader', { name: 'Band' })).toBeVisible();
  expect(await pagesOnPaper(page)).toBe(1);
});

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('all observers’ sheets of a lesson stand side by side, differences in words, each in full behind its tab', async ({
    page,
    shell,
  }) => {
    await shell.load('#/lessons', 'lessons');
    const scored = (await headersOfSample(page)).filter((row) => row['rubric'] !== '-');
    const several = scored.filter((row, i) =>
      scored.some((other, j) => i !== j && other['lesson'] === row['lesson'] && other['rubric'] === row['rubric']),
    );
    await shell.goTo(`#/lessons/${String(several[0]?.['id'])}`, 'lesson');
    const table = page.getByRole('table', { name: /^Scores side by side/u });
    await expect(table).toBeVisible();
    await expect(table.getByRole('columnheader', { name: 'Difference' })).toBeVisible();
    await expect(table.getByText('Same').first()).toBeVisible();
    const tabs = page.getByRole('tab');
    await expect(tabs.first()).toHaveText('Side by side');
    expect(await tabs.count()).toBeGreaterThan(2);
    await tabs.first().press('ArrowRight');
    await expect(page.getByRole('heading', { name: 'The teacher’s answer' })).toBeVisible();
    await expect(table).toHaveCount(0);
  });

  test('the observed teacher receives, answers and reflects, and finds it again', async ({ page, shell }) => {
    await shell.load('#/lessons', 'lessons');
    // The tablet of a teacher who was observed: the person who uses it is that teacher.
    const headers = await headersOfSample(page);
    const mine = headers.find((row) => row['teacher'] !== '' && row['teacher'] !== row['observer']);
    await shell.goTo(`#/lessons/${String(mine?.['id'])}`, 'lesson');
    const name = await page.getByRole('heading', { level: 1 }).innerText();
    await shell.goTo('#/', 'today');
    await page.getByRole('button', { name: /^Observing as/u }).click();
    await page.getByRole('combobox', { name: 'Someone else' }).fill(name);
    await page.getByRole('option', { name }).first().click();
    await expect(page.getByRole('button', { name: `Observing as ${name}` })).toBeVisible();
    await shell.goTo(`#/lessons/${String(mine?.['id'])}`, 'lesson');
    const tab = page.getByRole('tab').nth(1);
    if (await tab.isVisible()) await tab.click();
    await page.getByRole('button', { name: 'Received' }).click();
    await expect(page.getByText(/Received \d/u)).toBeVisible();
    await page.getByRole('textbox', { name: /Answer to the observer/u }).fill('The projector was broken.');
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/u })).toBeVisible();
    await page.reload();
    if (await tab.isVisible()) await tab.click();
    await expect(page.getByRole('textbox', { name: /Answer to the observer/u })).toHaveValue(
      'The projector was broken.',
    );
  });

  test('the calendar is reached and moved through with the keyboard, and lists the chosen day', async ({
    page,
    shell,
  }) => {
    await shell.load('#/lessons', 'lessons');
    const [newest] = await headersOfSample(page);
    await page.getByRole('radio', { name: 'Calendar' }).click();
    const grid = page.getByRole('grid');
    await expect(grid).toBeVisible();
    const chosen = grid.locator('button[tabindex="0"]');
    await chosen.focus();
    const before = await chosen.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect(chosen).toBeFocused();
    expect(await chosen.innerText()).not.toBe(before);
    const day = Number(String(newest?.['date']).slice(8));
    await grid
      .getByRole('button', { name: new RegExp(` ${day} \\w+, [1-9]`, 'u') })
      .first()
      .click();
    await expect(
      page
        .getByRole('region', { name: /^Lessons on/u })
        .getByRole('link')
        .first(),
    ).toBeVisible();
    await page.reload();
    await expect(grid).toBeVisible();
  });
});
