import { expect, test } from './fixtures.ts';
import { RubricPage } from './pages/rubricPage.ts';

const FIRST = 'Clear, checkable goals';

test('a copied template is changed, published and observed with; the next version leaves the old sheet as it was', async ({
  page,
  observe,
}) => {
  const rubrics = new RubricPage(page);
  await page.goto('./');

  // The school's own version of the 100-point form, with another word for the best level of its first indicator.
  await rubrics.open('100-point lesson evaluation');
  await rubrics.copy();
  await rubrics.rename('Riverside form');
  await rubrics.openIndicator(FIRST);
  await rubrics.renameLevel(1, 'Outstanding');
  await expect(page.getByRole('radiogroup', { name: FIRST }).getByRole('radio', { name: 'Outstanding' })).toBeVisible();
  await rubrics.publish('Riverside form');
  await expect(page.getByText(/^Version 1, /)).toBeVisible();

  await observe.open({ teacher: 'Chen Jing', rubric: 'Riverside form' });
  await observe.scoreNow();
  await observe.score(FIRST, 'Outstanding');
  await observe.finish();
  await observe.sealButton.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Seal with these gaps' }).click();
  await expect(page).toHaveURL(/#\/lessons\//);
  const sheet = page.url();
  await expect(page.getByRole('main')).toContainText('Outstanding');

  // Version 2: reloading in the middle of an edit loses nothing.
  await rubrics.open('Riverside form');
  await rubrics.edit();
  await rubrics.openIndicator(FIRST);
  await rubrics.renameLevel(1, 'Excellent again');
  await page.reload();
  await rubrics.openIndicator(FIRST);
  await expect(page.getByRole('textbox', { name: 'Level 1', exact: true })).toHaveValue('Excellent again');
  await rubrics.publish('Riverside form');
  await expect(page.getByText(/^Version 2, /).first()).toBeVisible();

  await page.goto('about:blank');
  await page.goto(sheet);
  await expect(page.getByRole('main')).toContainText('Outstanding');
  await expect(page.getByRole('main')).not.toContainText('Excellent again');

  // New observations take the newest; the one before stands under "Older versions".
  await page.goto('./#/');
  await observe.start();
  const choice = page.getByRole('combobox', { name: 'Rubric', exact: true });
  const older = choice.locator('optgroup[label="Older versions"]').getByRole('option');
  await expect(older).toHaveText([/^Riverside form \(Version 1, /]);
  await observe.chooseRubric('Riverside form');
  await observe.begin();
  // "Score now" is remembered from the first lesson.
  await observe.score(FIRST, 'Excellent again');
});

test('a draft with a fault is not published; the check leads to its place', async ({ page }) => {
  await page.goto('./#/settings');
  await page.getByRole('button', { name: 'New rubric' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Short form');
  await page.getByRole('button', { name: 'Add a dimension' }).click();
  await page.getByRole('textbox', { name: 'Dimension 1' }).fill('Goals');
  await page.getByRole('button', { name: 'Add an indicator to Goals' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
  await dialog.getByRole('button', { name: /^Show: Indicator 1 in “Goals” has no name/ }).click();
  const name = page.getByRole('textbox', { name: 'Indicator', exact: true });
  await expect(page.getByRole('group', { name: 'Indicator 1', exact: true })).toBeVisible();
  await name.fill('Clear goals');
  await new RubricPage(page).publish('Short form');
});
