import { expect, test } from './fixtures.ts';
import { screensOfSample, visit } from './walk.ts';

test.use({ start: 'sample' });

test('every screen sets the window title, takes the focus to its h1, marks its place and that it stands, and keeps to the policy', async ({
  page,
}) => {
  // Every screen of the app, one after the other.
  test.slow();
  await page.goto('./');
  const screens = await screensOfSample(page, 'Start observing');
  const titles = new Map<string, string>();
  for (const screen of screens) {
    await visit(page, screen);
    await expect(page, screen.name).toHaveTitle(/\S – Guanke$/);
    await expect(page.getByRole('heading', { level: 1 }), screen.name).toBeFocused();
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    await expect(current, screen.name).toHaveCount(screen.route === 'observe' ? 0 : 1);
    titles.set(screen.route, await page.title());
  }
  expect(new Set(titles.values()).size, JSON.stringify([...titles])).toBe(titles.size);
});

test('on paper there is neither the mark of the sample school nor anything to tap', async ({ page }) => {
  await page.goto('./#/lessons/book');
  await expect(page.getByRole('button', { name: 'Print the book' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const name of [/Sample school/, 'Leave the sample school', 'Print the book'])
    await expect(page.getByText(name).filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Back' }).filter({ visible: true })).toHaveCount(0);
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
