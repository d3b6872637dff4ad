import { expect, test } from './fixtures.ts';

test.use({ start: 'sample' });

test('ranking: absent until the school turns it on, then with the places that the lessons allow', async ({
  page,
  shell,
}) => {
  await page.goto('./');
  await shell.goTo('#/groups/school', 'group');
  await expect(page.getByRole('tab', { name: 'Growth' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Ranking' })).toHaveCount(0);
  // An address that somebody kept shows nothing either.
  await shell.goTo('#/', 'today');
  await shell.goTo('#/groups/school?view=ranking', 'group');
  await expect(page.getByRole('tab', { name: 'Coverage' })).toHaveAttribute('aria-selected', 'true');

  await shell.goTo('#/settings', 'settings');
  const ranking = page.getByRole('switch', { name: 'Show a ranking of teachers' });
  await expect(ranking).not.toBeChecked();
  await ranking.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await shell.goTo('#/groups/school', 'group');
  await page.getByRole('tab', { name: 'Ranking' }).click();
  const table = page.getByRole('table', { name: /^Ranking, .+ \d+ teachers$/ });
  const rows = table.getByRole('row');
  await expect(rows.nth(1)).toContainText(/\d+ to \d+\s*estimate: 1 of \d+/);
  await expect(rows.nth(1)).toContainText(/95%: \d+\.\d to \d+\.\d/);
  await expect(page.getByText(/^Of \d+ pairs of teachers the lessons tell \d+ apart/)).toBeVisible();
  const ranked = await table.getByRole('rowheader').allInnerTexts();
  const without = page.getByRole('table', { name: /^Teachers without a place/ }).getByRole('rowheader');
  expect(ranked.filter((name) => name === '')).toEqual([]);
  for (const name of await without.allInnerTexts()) expect(ranked).not.toContain(name);

  const chart = page.getByRole('figure').filter({ hasText: 'Level of each teacher with its 95% band' });
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await expect(chart.getByRole('table').getByRole('rowheader')).toHaveText(ranked);
  const download = page.waitForEvent('download');
  await chart.getByRole('button', { name: 'Save picture' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);

  // Another semester is another list.
  const caption = await table.locator('caption').innerText();
  await page.getByLabel('Semester').selectOption({ index: 2 });
  await expect(table.locator('caption')).not.toHaveText(caption);

  const before = (await without.count()) + ranked.length;
  await page.getByRole('checkbox', { name: /^New teachers only/ }).check();
  await expect.poll(() => without.count()).toBeLessThan(before / 2);

  await shell.goTo('#/settings', 'settings');
  await ranking.click();
  await shell.goTo('#/groups/school', 'group');
  await expect(page.getByRole('tab', { name: 'Growth' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Ranking' })).toHaveCount(0);
});
