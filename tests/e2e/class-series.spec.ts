import { expect, test } from './fixtures.ts';

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('a class is reached from Today, from the calendar, from its group and from a record of it', async ({ page }) => {
    await page.goto('./');
    const upcoming = page.locator('main a[href^="#/lessons/classes/"]').first();
    const href = (await upcoming.getAttribute('href')) ?? '';
    await upcoming.click();
    await expect(page.getByRole('heading', { name: 'Sign-in' })).toBeVisible();
    const topic = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';

    await page.goto('./#/lessons?view=calendar');
    const planned = page.getByRole('gridcell').getByRole('button', { name: /class(es)? planned/ });
    if ((await planned.count()) === 0) await page.getByRole('button', { name: 'Later month' }).click();
    await planned.first().click();
    await expect(page.getByText('Planned', { exact: true }).first()).toBeVisible();
    expect(href).toMatch(/^#\/lessons\/classes\/.+/);
    expect(topic).not.toBe('');

    await page.goto('./#/groups');
    await page
      .getByRole('link', { name: /^English/ })
      .first()
      .click();
    const held = page.getByRole('table', { name: /^Open and demonstration lessons, / });
    const row = held
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: /records?: open/ }) })
      .first();
    await row.getByRole('link', { name: /records?: open/ }).click();
    await page.getByRole('link', { name: 'Sign-in, debrief and materials' }).click();
    await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
  });

  test('series stand with their classes and who was there; a new one takes classes and is undone', async ({ page }) => {
    await page.goto('./#/lessons/classes');
    await page.getByRole('radio', { name: 'Series' }).click();
    const demonstration = page.getByRole('table', { name: /^Classes of the series Demonstration lessons/ });
    await expect(demonstration.getByRole('row').nth(1)).toBeVisible();
    expect(page.url()).toContain('view=series');

    await page.getByRole('button', { name: 'New series' }).click();
    const dialog = page.getByRole('dialog', { name: 'New series' });
    await dialog.getByLabel('Kind', { exact: true }).selectOption('Open lesson');
    await dialog.getByRole('button', { name: 'Make the series' }).click();
    await expect(dialog.getByText('Give the series a name.')).toBeVisible();
    await dialog.getByLabel('Name').fill('Wednesday open lessons');
    await dialog.getByRole('checkbox', { name: /Put the \d+ class/ }).uncheck();
    await dialog.getByRole('button', { name: 'Make the series' }).click();
    const table = page.getByRole('table', { name: 'Classes of the series Wednesday open lessons' });
    await expect(table.getByText('No class in it yet.')).toBeVisible();

    await page.getByRole('button', { name: 'Add them' }).click();
    await expect(table.getByRole('rowheader').first()).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(table.getByText('No class in it yet.')).toBeVisible();

    await page.getByRole('button', { name: 'More about Wednesday open lessons' }).click();
    await page.getByRole('menuitem', { name: 'Delete the series' }).click();
    await expect(table).toBeHidden();
  });

  test('the map of scores adds up semesters, and a name leads to the growth page', async ({ page }) => {
    await page.goto('./#/groups');
    await page
      .getByRole('link', { name: /^English/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Scores by dimension' }).click();
    const lessons = async () =>
      (await page.locator('tbody td.count').allTextContents()).reduce((sum, text) => sum + Number(text), 0);
    await expect(page.locator('tbody td.count').first()).toBeVisible();
    const one = await lessons();
    await page.getByLabel('Semester').selectOption('Last 4 semesters');
    await expect(page.getByRole('table', { name: /Mean score by dimension, .+ – .+:/ })).toBeVisible();
    const four = await lessons();
    await page.getByLabel('Semester').selectOption('All semesters');
    await expect.poll(lessons).toBeGreaterThan(four);
    expect(four).toBeGreaterThan(one);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await expect(page).toHaveURL(/#\/teachers\//);
    await page.goBack();
    await expect(page.getByLabel('Semester')).toHaveValue('all');
  });
});

test('a period without a number is chosen by its name, and the form says it', async ({ page, shell, observe }) => {
  await page.goto('./');
  await shell.goTo('#/settings/lists', 'lists');
  await page.getByRole('button', { name: /^Start with a usual day/ }).click();
  await expect(page.getByLabel('Period 1 begins')).toBeVisible();
  await page.getByRole('button', { name: /^Add early reading/ }).click();
  await expect(page.getByLabel('Early reading begins')).toBeVisible();
  await shell.goTo('#/', 'today');
  await observe.start();
  await observe.chooseTeacher('Lin Yue');
  await page.getByLabel('Period').selectOption('~Early reading');
  await observe.begin();
  await observe.note('Everybody reads aloud.');
  await observe.finishAndSeal();
  await expect(page.getByText(/Early reading/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.getByText(/Early reading/).nth(1)).toBeAttached();
});
