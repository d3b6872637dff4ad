import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { storedRows } from './records.ts';

const SAMPLE = 'guanke-sample';
test.use({ start: 'sample' });

/** The newest sheet of a lesson that at least two others scored on one rubric. */
async function sheetOfSharedLesson(page: Page): Promise<string> {
  const rows = (await storedRows(page, 'headers', SAMPLE)).filter(
    (row) => row['rubric'] !== '-' && row['teacher'] !== row['observer'],
  );
  const shared = rows.filter((row) =>
    rows.some(
      (other) =>
        other['observer'] !== row['observer'] && other['lesson'] === row['lesson'] && other['rubric'] === row['rubric'],
    ),
  );
  return String(shared.sort((a, b) => (String(a['date']) < String(b['date']) ? 1 : -1))[0]?.['id']);
}

test('a lesson with several sheets says how far they agree, and is held against agreed scores', async ({
  page,
  shell,
}) => {
  await shell.load('#/lessons', 'lessons');
  await shell.goTo(`#/lessons/${await sheetOfSharedLesson(page)}`, 'lesson');
  const card = page.getByRole('region', { name: 'Agreement of these sheets' });
  await expect(card).toContainText(/by chance about \d/);
  await expect(card.getByRole('heading', { name: 'Talk about these first' })).toBeVisible();
  await expect(card.getByRole('table', { name: /^Each observer beside the others/ })).toBeVisible();
  await card.getByText('What does this say?').click();
  await expect(card.getByText(/dealt them out to indicators at random/)).toBeVisible();

  const calibration = page.getByRole('region', { name: 'Calibration' });
  await calibration
    .getByRole('button', { name: /^Set the agreed scores/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Set the agreed scores' });
  await dialog.getByRole('button', { name: 'Save the agreed scores' }).click();
  await expect(dialog.getByText('Agree on at least one indicator.')).toBeVisible();
  for (const field of (await dialog.getByRole('group').getByRole('combobox').all()).slice(0, 8)) {
    await field.selectOption({ index: 1 });
  }
  await dialog.getByRole('button', { name: 'Save the agreed scores' }).click();
  await expect(dialog).toHaveCount(0);
  const table = calibration.getByRole('table', { name: 'All observers beside the agreed scores' });
  await expect(table.getByRole('row').nth(2)).toContainText(/\d of \d/);
  await calibration.getByRole('button', { name: 'Remove the agreed scores' }).click();
  await expect(table).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(table).toBeVisible();
});

test('the school’s page tells agreement beside chance, and more only where there are lessons enough', async ({
  page,
  shell,
}) => {
  await shell.load('#/groups/school?view=agreement', 'group');
  const table = page.getByRole('table', { name: /^How often two observers of one lesson agree/ });
  await expect(table.getByRole('rowheader', { name: /^All years/ })).toContainText(/lessons, \d+ observers/);
  await expect(table.getByText(/% by chance$/).first()).toBeVisible();
  await expect(
    page
      .getByRole('table', { name: /^By indicator/ })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();
  await expect(page.getByText(/Krippendorff/)).toBeHidden();
  await page.getByText('For specialists').click();
  await expect(page.getByText(/Krippendorff/)).toBeVisible();
});
