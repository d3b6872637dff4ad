import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function announce(page: Page, topic: string): Promise<void> {
  await page.goto('./#/lessons/classes');
  await page.getByRole('button', { name: 'New class' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Demonstration lesson' });
  await dialog.getByRole('combobox', { name: 'Teacher', exact: true }).fill('Chen Jing');
  await page.getByRole('option', { name: 'Chen Jing' }).click();
  await dialog.getByRole('spinbutton', { name: 'Period' }).fill('2');
  await dialog.getByLabel('Begins at').fill('09:00');
  await dialog.getByRole('combobox', { name: 'Class', exact: true }).fill('Class 3 (2)');
  await dialog.getByRole('combobox', { name: 'Room' }).fill('Hall');
  await dialog.getByRole('textbox', { name: 'Topic' }).fill(topic);
  await dialog.getByRole('textbox', { name: 'Organiser' }).fill('Academic affairs office');
  await dialog.getByRole('button', { name: 'Announce the class' }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
}

test('a class is announced, colleagues sign in by a tap, and the debrief is kept while it is typed', async ({
  page,
}) => {
  await announce(page, 'Area of a triangle');

  // Zhao Min is in Chen Jing's group; Li Wei is not, and comes late.
  await page.getByRole('button', { name: 'Zhao Min', exact: true }).click();
  await expect(page.getByText('Present 1 · On leave 0 · Absent 0')).toBeVisible();
  await page.getByRole('combobox', { name: 'Somebody else came' }).fill('Li Wei');
  await page.getByRole('option', { name: 'Li Wei' }).click();
  await expect(page.getByText('Present 2 · On leave 0 · Absent 0')).toBeVisible();
  await page.getByRole('button', { name: 'On leave: Zhao Min' }).click();
  await expect(page.getByText('Present 1 · On leave 1 · Absent 0')).toBeVisible();

  await page.getByRole('textbox', { name: 'Minutes' }).fill('The cut-out came before the formula.');
  await page.getByRole('textbox', { name: 'What was agreed' }).fill('Everybody tries the cut-out.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Worksheet');
  await page.getByRole('button', { name: 'Add the material' }).click();
  await expect(page.getByText('Worksheet', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Minutes' })).toHaveValue('The cut-out came before the formula.');
  await expect(page.getByRole('button', { name: 'Li Wei', exact: true })).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Print the record' }).click();
  const paper = page.getByRole('dialog');
  await expect(paper.getByRole('table')).toContainText('Everybody tries the cut-out.');
  // The words of the form are narrow; the room is for what is written beside them.
  const [label, fact] = [paper.getByRole('rowheader', { name: 'Date' }), paper.getByRole('cell').first()];
  expect((await label.boundingBox())?.width).toBeLessThan(0.7 * ((await fact.boundingBox())?.width ?? 0));
  await expect(paper.getByRole('row', { name: /^Present 1/ })).toContainText('Li Wei');
  await expect(paper.getByRole('row', { name: /^On leave 1/ })).toContainText('Zhao Min');
});

test('the class stands in its week and in the list of the semester, and can be deleted and brought back', async ({
  page,
}) => {
  await announce(page, 'Angles');
  await page.getByRole('link', { name: 'Open and demonstration classes' }).click();
  await expect(page.getByRole('link', { name: /Chen Jing.*Angles/ })).toBeVisible();
  await page.getByRole('button', { name: 'The week after' }).click();
  await expect(page.getByRole('link', { name: /Angles/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'This week' }).click();
  await page.getByRole('radio', { name: 'List' }).click();
  await expect(page.getByRole('table', { name: /^Classes, / })).toContainText('Angles');
  await page.getByRole('link', { name: 'Angles' }).click();
  await page.getByRole('button', { name: 'More about this class' }).click();
  await page.getByRole('menuitem', { name: 'Delete the class' }).click();
  await expect(page.getByRole('link', { name: /Angles/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: /Angles/ })).toBeVisible();
});

test('an observation started from the class belongs to it', async ({ page, observe }) => {
  await announce(page, 'Fractions');
  const address = page.url();
  await page.getByRole('button', { name: 'Observe this class' }).click();
  await expect(page).toHaveURL(/#\/observe\//);
  await observe.begin();
  await observe.note('They fold paper');
  await observe.finishAndSeal();
  await page.goto(address);
  await expect(page.getByRole('link', { name: 'My sheet' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Observers’ sheets' })).toContainText('Wang Fang');
});
