import { expect, test } from './fixtures.ts';
import { screensOfSample, visit } from './walk.ts';

test.use({ start: 'sample' });

test('every screen sets the window title, takes the focus to its h1, marks that it stands, and keeps to the policy', async ({
  page,
}) => {
  await page.goto('./');
  const screens = await screensOfSample(page, 'Start observing');
  const titles = new Map<string, string>();
  for (const screen of screens) {
    await visit(page, screen);
    await expect(page, screen.name).toHaveTitle(/\S – Guanke$/);
    await expect(page.getByRole('heading', { level: 1 }), screen.name).toBeFocused();
    titles.set(screen.route, await page.title());
  }
  expect(new Set(titles.values()).size, JSON.stringify([...titles])).toBe(titles.size);
});

test('an address without a page, and a sheet, teacher or draft that is not here, are explained', async ({ page }) => {
  for (const hash of [
    '#/nowhere',
    '#/lessons/none',
    '#/teachers/none',
    '#/observe/none',
    '#/mentoring/none',
    '#/groups/none',
    '#/settings/rubrics/none',
  ]) {
    await page.goto('about:blank');
    await page.goto(`./${hash}`);
    await expect(page.getByRole('heading', { level: 1 }), hash).toBeVisible();
    await expect(page.getByText(/undefined|null|NaN|\[object/), hash).toHaveCount(0);
    await expect(page.getByRole('main'), hash).toContainText(/\p{L}{3,}.*\./su);
  }
});
