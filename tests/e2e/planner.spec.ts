import { expect, test } from './fixtures.ts';

const LANGUAGES = [
  { locale: 'en-GB', tab: 'How sure?', never: /lessons by \d+ different observers reach/, rubric: 'Rubric' },
  { locale: 'zh-CN', tab: '把握程度', never: /位不同的老师各听一节/, rubric: '评价表' },
  { locale: 'zh-TW', tab: '把握程度', never: /位不同的教師各觀一節/, rubric: '評量表' },
];

for (const { locale, tab, never, rubric } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ start: 'sample', locale });

    test('says how many lessons by how many observers are enough, and opens the report of the form', async ({
      page,
      shell,
    }) => {
      await page.goto('./');
      await shell.goTo('#/groups/school', 'group');
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await expect(page.getByText(never).first()).toBeVisible();
      const plans = page.getByRole('table').first();
      await expect(plans.getByRole('row')).toHaveCount(11);
      await page.getByRole('tab', { name: rubric, exact: true }).click();
      await expect(page.getByRole('table').nth(1)).toBeVisible();
      await expect(page.getByRole('row').nth(1)).toContainText('%');
    });
  });
}

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('the plan marks each cell in words, never with more observers than lessons, and draws the same numbers', async ({
    page,
    shell,
  }) => {
    await page.goto('./');
    await shell.goTo('#/groups/school?view=sure', 'group');
    const plans = page.getByRole('table', { name: 'How sure, by lessons and observers' });
    const first = plans.getByRole('row').nth(1).getByRole('cell');
    await expect(first.nth(0)).toHaveText(/^\s*0\.\d\d\s+(○ not yet|◐ feedback|● decisions|★ weighty decisions)\s*$/);
    await expect(first.nth(1)).toHaveText('–');
    const second = plans.getByRole('row').nth(2).getByRole('cell');
    const figure = (await second.nth(0).innerText()).trim().slice(0, 4);
    const chart = page.getByRole('figure').filter({ hasText: 'How sure, by number of lessons' });
    await chart.getByRole('button', { name: 'Show as table' }).click();
    await expect(chart.getByRole('row').nth(2)).toContainText(figure);
    await page.getByText('What does this say?').click();
    await expect(page.getByText(/only other observers even out the second/)).toBeVisible();
  });

  test('the report names ratings worth a second look with the way to their lesson, and keeps measures for specialists', async ({
    page,
    shell,
  }) => {
    await page.goto('./');
    await shell.goTo('#/groups/school?view=rubric', 'group');
    await expect(page.getByRole('table', { name: /^The indicators of .+, in the order of the form$/ })).toBeVisible();
    await expect(page.getByRole('table', { name: /^How the scale of \d+ indicators? is used/ }).first()).toBeVisible();
    await expect(page.getByRole('table', { name: 'Indicators in logits' })).toBeHidden();
    await page.getByText('For specialists').click();
    await expect(page.getByRole('table', { name: 'Indicators in logits' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Separation' }).getByRole('row')).toHaveCount(4);
    const odd = page.getByRole('table', { name: 'Ratings worth a second look' });
    await odd.getByRole('link').first().click();
    await expect(page).toHaveURL(/#\/lessons\//);
  });
});
