import { expect, test } from './fixtures.ts';

test.use({ start: 'sample' });

test('observers: one’s own figures first, then everybody in roster order, with chart, table and explanation', async ({
  page,
  shell,
}) => {
  await page.goto('./');
  await shell.goTo('#/groups/school', 'group');
  const members = page.getByRole('table', { name: /^Members and coverage/ }).getByRole('rowheader');
  await expect(members.first()).toBeVisible();
  const roster = (await members.getByRole('link').allInnerTexts()).map((name) => name.trim());

  await page.getByRole('tab', { name: 'Observers' }).click();
  const own = page.getByRole('region', { name: 'You', exact: true });
  await expect(own.getByRole('rowheader')).toHaveCount(1);
  await expect(own.getByText(/than the average observer|not clearly stricter or milder/)).toBeVisible();
  await expect(own.getByText(/^\d+ lessons, \d+ teachers$/)).toBeVisible();

  const everybody = page.getByRole('table', { name: 'Observers, in the order of the roster' });
  // Many are cut to those of whom there is enough to say, until all are asked for.
  await page.getByRole('button', { name: /^Show all \d+ observers$/ }).click();
  await expect(page.getByRole('button', { name: 'Show fewer' })).toBeVisible();
  const names = (await everybody.getByRole('rowheader').allInnerTexts()).map((name) => name.trim());
  expect(names.length).toBeGreaterThan(10);
  expect(names).toEqual(roster.filter((name) => names.includes(name)));
  await expect(everybody.getByText('not enough to say').first()).toBeVisible();

  const chart = page.getByRole('figure').filter({ hasText: 'How strict each observer is' });
  await expect(chart.getByRole('img')).toBeVisible();
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await expect(chart.getByRole('table').getByRole('rowheader')).toHaveText(names);
  const download = page.waitForEvent('download');
  await chart.getByRole('button', { name: 'Save picture' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);

  await expect(page.getByText('Being strict or mild is no fault', { exact: false })).toBeHidden();
  await page.getByText('What does this mean?').click();
  await expect(page.getByText('Being strict or mild is no fault', { exact: false })).toBeVisible();
});

test('comparability: counts who hangs together, for all years and for this one', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/groups/school?view=comparability', 'group');
  await expect(page.getByText(/^All \d+ teachers who were scored can be compared: \d+ observers/)).toBeVisible();
  await page.getByRole('radio', { name: 'This school year' }).click();
  await expect(page.getByText(/^(All )?\d+ teachers.* \d+ sheets/).first()).toBeVisible();
  await page.getByText('What does this say?').click();
  await expect(page.getByText(/^Two teachers can be compared when/)).toBeVisible();
});
