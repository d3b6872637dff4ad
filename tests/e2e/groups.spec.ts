import { expect, test } from './fixtures.ts';

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('quotas are changed, and counted for everybody and for oneself', async ({ page, shell }) => {
    await page.goto('./');
    await shell.goTo('#/settings/quotas', 'quotas');
    await page.getByRole('button', { name: 'Change: Each teacher observes 3 lessons' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('spinbutton', { name: 'How many' }).fill('12');
    await expect(dialog.getByText('Each teacher observes 12 lessons a semester')).toBeVisible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Remove Each teacher observes 12/ }).click();
    await expect(page.getByText('Each teacher observes 12 lessons')).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Each teacher observes 12 lessons' })).toBeVisible();

    await shell.goTo('#/', 'today');
    const mine = page.getByRole('region', { name: 'My quotas' });
    await expect(mine.getByText(/^\d+ of \d+ lessons observed this semester$/)).toBeVisible();

    await shell.goTo('#/groups', 'groups');
    await page.getByRole('link', { name: /^Whole school/ }).click();
    await page.getByRole('tab', { name: 'Quotas' }).click();
    const table = page.getByRole('table', { name: /^Quotas, / });
    await expect(table.getByRole('cell', { name: /^\d+ of 12/ }).first()).toBeVisible();
  });

  test('the map of scores keeps the order of the roster, says what is too little, and leads to the growth page', async ({
    page,
    shell,
  }) => {
    await page.goto('./');
    await shell.goTo('#/groups/school', 'group');
    const names = async (tab: string, table: RegExp) => {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const headers = page.getByRole('table', { name: table }).getByRole('rowheader').getByRole('link');
      await expect(headers.first()).toBeVisible();
      return headers.allInnerTexts();
    };
    const roster = await names('Coverage', /^Members and coverage/);
    expect(await names('Scores by dimension', /^Mean score by dimension/)).toEqual(roster);
    const map = page.getByRole('table', { name: /^Mean score by dimension/ });
    await expect(map.getByText('too few').first()).toBeVisible();

    const semester = page.getByRole('combobox', { name: 'Semester' });
    const earlier = await semester.locator('option').nth(4).getAttribute('value');
    await semester.selectOption(earlier);
    await expect(page).toHaveURL(new RegExp(`semester=${earlier}`));
    await map.getByRole('rowheader').getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name: roster[0] ?? '' })).toBeVisible();
    await page.goBack();
    await expect(semester).toHaveValue(earlier ?? '');

    await page.getByRole('tab', { name: 'Pass rates' }).click();
    await expect(page.getByText(/^95% interval \d+% to \d+%$/).first()).toBeVisible();
  });

  test('an activity of the group is kept from its announcement to the four in place', async ({ page, shell }) => {
    await page.goto('./');
    await shell.goTo('#/groups', 'groups');
    await page.getByRole('link', { name: /My group/ }).click();
    await page.getByRole('tab', { name: 'Activities' }).click();
    await page.getByRole('button', { name: 'New activity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Topic' }).fill('Questions that make pupils think');
    await dialog.getByLabel('Starts at').fill('14:30');
    await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('60');
    await dialog.getByRole('button', { name: 'Create' }).click();

    await expect(page.getByText(/Still to record: /)).toBeVisible();
    await page.getByRole('textbox', { name: 'Agenda' }).fill('Reading, lesson, debrief');
    await page.getByRole('button', { name: 'All present' }).click();
    await expect(page.getByText(/^\d+ present, 0 on leave, 0 absent$/)).toBeVisible();
    const first = page.getByRole('region', { name: 'Attendance' }).getByRole('listitem').first().getByRole('button');
    await first.click();
    await expect(first).toHaveAccessibleName(/: on leave$/);
    await page.getByRole('textbox', { name: 'Resolutions and assessment' }).fill('Everybody tries one question.');
    await expect(page.getByText(/Four in place: /)).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Resolutions and assessment' })).toHaveValue(
      'Everybody tries one question.',
    );
    await page.getByRole('button', { name: 'Print the record form' }).click();
    const preview = page.getByRole('dialog', { name: /Group activity record/ });
    await expect(preview.getByRole('cell', { name: 'Questions that make pupils think' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(preview.getByRole('heading', { level: 2, name: 'Group activity record' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Agenda' })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await expect(preview).toHaveCount(0);

    await page.getByRole('button', { name: 'Remove this activity' }).click();
    await expect(page.getByRole('table', { name: /^Group activities/ })).toBeVisible();
    const made = page.getByRole('link', { name: 'Questions that make pupils think' });
    await expect(made).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(made).toBeVisible();
  });
});

test('a person who holds no post sees who is in the group, and neither counts nor scores of others', async ({
  page,
  shell,
}) => {
  await page.goto('./');
  await shell.goTo('#/groups', 'groups');
  await expect(page.getByRole('link', { name: /^Whole school/ })).toHaveCount(0);
  await page.getByRole('link', { name: /^Mathematics department/ }).click();
  await page.getByRole('tab', { name: 'Scores by dimension' }).click();
  await expect(page.getByText('Scores are shown to the group’s leader')).toBeVisible();
  await page.getByRole('tab', { name: 'Pass rates' }).click();
  await expect(page.getByText('Rates are shown to the group’s leader and the school’s leaders.')).toBeVisible();
});

test('a school without quotas takes the usual ones in one tap', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/settings/quotas', 'quotas');
  await page.getByRole('button', { name: 'Use the usual quotas' }).click();
  await expect(page.getByText('Each teacher observes 10 lessons a semester (signing in counts)')).toBeVisible();
  await shell.goTo('#/', 'today');
  await expect(page.getByRole('region', { name: 'My quotas' })).toBeVisible();
});
