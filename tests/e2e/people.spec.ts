import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const FIVE_MINUTES = 5 * 60_000;

/** A page by its address; the test's own clock hides the marks by which other tests wait for it. */
async function go(page: Page, hash: string, heading: string | RegExp): Promise<void> {
  await page.goto(`./${hash}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

test('several people on one tablet: each has their own drafts, and a PIN hides them from the next person', async ({
  page,
  observe,
}) => {
  await page.clock.install({ time: new Date('2026-10-12T08:00:00') });
  await page.goto('./');
  const draft = await observe.start();
  await observe.begin();
  await observe.note('Only for Wang Fang');
  await observe.expectSaved();
  await go(page, '#/settings', 'Settings');

  await page.getByRole('button', { name: 'Set a PIN' }).click();
  await page.getByLabel('New PIN', { exact: true }).fill('2718');
  await page.getByLabel('New PIN again').fill('2719');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The two new PINs differ');
  await page.getByLabel('New PIN again').fill('2718');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The PIN is set.')).toBeVisible();

  await go(page, '#/', /Wang Fang|Chen Jing/);
  await page.getByRole('button', { name: 'Observing as Wang Fang' }).click();
  const teacher = page.getByRole('combobox', { name: 'Someone else' });
  await teacher.fill('Chen');
  await page.getByRole('option', { name: /Chen Jing/ }).click();
  await expect(page.getByRole('button', { name: 'Observing as Chen Jing' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Drafts' })).toHaveCount(0);
  await page.goto(`./#/observe/${draft}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This draft is no longer open' })).toBeVisible();
  await expect(page.getByText('Only for Wang Fang')).toHaveCount(0);

  await go(page, '#/', /Wang Fang|Chen Jing/);
  await page.getByRole('button', { name: 'Observing as Chen Jing' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Wang Fang/ })
    .click();
  await page.getByLabel('PIN', { exact: true }).fill('1111');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('That is not the PIN.')).toBeVisible();
  await page.getByLabel('PIN', { exact: true }).fill('2718');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('button', { name: 'Observing as Wang Fang' })).toBeVisible();

  await page.clock.runFor(FIVE_MINUTES + 10_000);
  await expect(page.getByRole('heading', { level: 1, name: 'Records of Wang Fang' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.getByLabel('PIN', { exact: true }).fill('2718');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('button', { name: 'Start observing' })).toBeVisible();

  // Before the tablet is handed on: at once, and a reload does not open it again.
  await page.getByRole('button', { name: 'Observing as Wang Fang' }).click();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Records of Wang Fang' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Records of Wang Fang' })).toBeVisible();
});

test('nothing locks while the lesson runs, however long nobody touches the tablet', async ({ page, observe }) => {
  await page.clock.install({ time: new Date('2026-10-12T08:00:00') });
  await page.goto('./');
  await go(page, '#/settings', 'Settings');
  await page.getByRole('button', { name: 'Set a PIN' }).click();
  await page.getByLabel('New PIN', { exact: true }).fill('2718');
  await page.getByLabel('New PIN again').fill('2718');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The PIN is set.')).toBeVisible();
  await go(page, '#/', /Wang Fang|Chen Jing/);
  await observe.start();
  await observe.begin();
  await page.clock.runFor(3 * FIVE_MINUTES);
  await expect(observe.noteField).toBeVisible();
  await observe.note('Still here');
  await observe.expectSaved();
});
