import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function choose(page: Page, field: string, name: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: field, exact: true });
  await box.fill(name);
  await page.getByRole('option', { name }).first().click();
}

/** Pairs two teachers of the school that the tests begin with, and stands on the page of the pairing. */
async function pair(page: Page, mentor: string, mentee: string): Promise<void> {
  await page.goto('./#/mentoring');
  await page.getByRole('button', { name: 'New pairing' }).click();
  await choose(page, 'Mentor', mentor);
  await choose(page, 'Mentee', mentee);
  await page.getByRole('button', { name: 'Make the pairing' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mentor} mentors ${mentee}` })).toBeVisible();
}

test('a pairing is made with plan, goal and quotas; goals are reached, and what was deleted comes back', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Mentoring' }).click();
  await page.getByRole('button', { name: 'New pairing' }).click();
  await page.getByRole('button', { name: 'Make the pairing' }).click();
  await expect(page.getByText('Choose the mentor.')).toBeVisible();
  await choose(page, 'Mentor', 'Li Wei');
  await choose(page, 'Mentee', 'Zhou Yan');
  await page.getByRole('combobox', { name: 'Domain' }).fill('Classroom teaching');
  await page.getByRole('radio', { name: '2 school years' }).click();
  await page.getByRole('spinbutton', { name: 'Lessons the mentor observes' }).fill('6');
  await page.getByRole('textbox', { name: 'Plan' }).fill('Questions first.');
  await page.getByRole('button', { name: 'Add a goal' }).click();
  await page.getByRole('textbox', { name: 'Goal 1' }).fill('Waits three seconds after a question');
  await page.getByRole('button', { name: 'Make the pairing' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Li Wei mentors Zhou Yan' })).toBeVisible();
  await expect(page.getByText('Each semester the mentor observes 6, the mentee 8')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Plan' })).toHaveValue('Questions first.');
  await page.getByRole('button', { name: 'Mark as reached' }).click();
  await expect(page.getByText(/^Reached /)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Mark as reached' })).toBeVisible();

  await page.getByRole('button', { name: 'More about this pairing' }).click();
  await page.getByRole('menuitem', { name: 'Delete the pairing' }).click();
  await expect(page).toHaveURL(/#\/mentoring$/);
  await expect(page.getByRole('link', { name: 'Li Wei mentors Zhou Yan' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Li Wei mentors Zhou Yan' })).toBeVisible();
});

test('what was typed for a new pairing is not lost when its dialog is closed by accident', async ({ page }) => {
  await page.goto('./#/mentoring');
  await page.getByRole('button', { name: 'New pairing' }).click();
  const plan = page.getByRole('textbox', { name: 'Plan' });
  await plan.fill('Questions first.');
  await page.keyboard.press('Escape');
  const asked = page.getByRole('alertdialog', { name: 'Close without saving?' });
  await asked.getByRole('button', { name: 'Keep writing' }).click();
  await expect(plan).toHaveValue('Questions first.');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await asked.getByRole('button', { name: 'Discard it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Nothing typed: nothing to ask.
  await page.getByRole('button', { name: 'New pairing' }).click();
  await expect(plan).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the record of a meeting is kept while it is typed, though the page is closed in the middle of it', async ({
  page,
}) => {
  await pair(page, 'Wang Fang', 'Sun Lei');
  await page.getByRole('button', { name: 'New meeting' }).click();
  await page.getByRole('textbox', { name: 'Topic' }).fill('The next lesson');
  const record = page.getByRole('textbox', { name: 'Record', exact: true });
  await record.fill('First line\n\nThird line  ');
  await expect(page.getByRole('dialog').getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'The next lesson' }).click();
  await expect(record).toHaveValue('First line\n\nThird line  ');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a lesson of the mentee counts by itself, a next step is closed with it, and the pairing ends with a text', async ({
  page,
  observe,
}) => {
  await pair(page, 'Wang Fang', 'Sun Lei');
  const address = page.url();
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByRole('textbox', { name: 'What to try' }).fill('Wait three seconds');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Wait three seconds');

  await observe.open({ teacher: 'Sun Lei' });
  await observe.note('He waited');
  await observe.finishAndSeal();
  await page.goto(address);
  await expect(page.getByText('You observed Sun Lei').first()).toBeVisible();
  await expect(page.getByText('1 of 4 this semester')).toBeVisible();

  await page.getByRole('button', { name: 'Close the step' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the step' }).click();
  await expect(page.getByRole('link', { name: /^Seen in the lesson of/ })).toBeVisible();

  await page.getByRole('button', { name: 'More about this pairing' }).click();
  await page.getByRole('menuitem', { name: 'End the pairing' }).click();
  await page.getByRole('textbox', { name: 'Assessment' }).fill('Ready to teach alone.');
  await page.getByRole('button', { name: 'End the pairing' }).click();
  await expect(page.getByText(/^Ended /).first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Ready to teach alone.');
});
