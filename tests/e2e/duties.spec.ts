import type { Page } from '@playwright/test';
import { baseAddress, expect, test, watch } from './fixtures.ts';
import { ExchangePage } from './pages/exchangePage.ts';
import { storedRows } from './records.ts';

/** The line of a task in the table of one's duties. */
function line(page: Page, task: RegExp) {
  return page.getByRole('table', { name: /^Duties/ }).getByRole('row', { name: task });
}

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('the Five Ones are taken in one tap; what a teacher enters counts on Today and in the group, is changed, deleted and brought back', async ({
    page,
    shell,
  }) => {
    await page.goto('./');
    await shell.goTo('#/settings/quotas', 'quotas');
    await page.getByRole('button', { name: 'Add the Five Ones' }).click();
    await expect(page.getByText('Each teacher a semester: Papers or Forum talks, 1')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add the Five Ones' })).toHaveCount(0);

    await shell.goTo('#/', 'today');
    const mine = page.getByRole('region', { name: 'My quotas' });
    await mine.getByRole('link', { name: 'Courseware: 0 of 1 this semester' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Duties' })).toBeInViewport();
    const me = (await page.getByRole('heading', { level: 1 }).innerText()).trim();

    await page.getByRole('button', { name: 'Add: Papers or Forum talks, a semester' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('Say in a few words what it is.')).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Task' }).selectOption('Forum talks');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('How we read lessons');
    await dialog.getByRole('textbox', { name: 'Where' }).fill('Town hall');
    await dialog.getByRole('combobox', { name: 'Level' }).selectOption('City');
    await dialog.getByRole('textbox', { name: 'Note' }).fill('A note of my own');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const talks = line(page, /^Papers or Forum talks/);
    await expect(talks).toContainText('1 of 1');
    await expect(talks).toContainText('Town hall · City');

    await shell.goTo('#/', 'today');
    await expect(mine.getByText('Papers or Forum talks: 1 of 1 this semester')).toBeVisible();
    await shell.goTo('#/groups', 'groups');
    await page.getByRole('link', { name: /My group/ }).click();
    await page.getByRole('tab', { name: 'Quotas' }).click();
    const group = page.getByRole('table', { name: /^Quotas, / });
    await expect(group.getByRole('columnheader', { name: 'Papers or Forum talks, a semester' })).toBeVisible();
    const columns = await group.getByRole('columnheader').allInnerTexts();
    const column = columns.indexOf('Papers or Forum talks, a semester') - 1;
    const row = group.getByRole('row', { name: new RegExp(`^${me}`) });
    await expect(row.getByRole('cell').nth(column)).toContainText('1 of 1');

    await group.getByRole('link', { name: me }).click();
    await page.getByRole('button', { name: 'Change: How we read lessons' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('A note of my own');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('How our team reads lessons');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Print the contents page' }).click();
    const paper = page.getByRole('dialog', { name: /^Print preview: Duties of the semester/ });
    await expect(paper.getByRole('cell', { name: 'How our team reads lessons' })).toBeVisible();
    await expect(paper.getByText('A note of my own')).toHaveCount(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Change: How our team reads lessons' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(talks).toContainText('0 of 1');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(talks).toContainText('1 of 1');
    await expect(talks.getByRole('button', { name: 'Change: How our team reads lessons' })).toBeVisible();
  });
});

test('a task of the school’s own in hours counts what is entered under its name, and hours are asked for', async ({
  page,
  shell,
}) => {
  await page.goto('./');
  await shell.goTo('#/settings/quotas', 'quotas');
  await page.getByRole('button', { name: 'New quota' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'What is asked for' }).selectOption('Other tasks');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Name of the task' }).fill('Home visits');
  await dialog.getByRole('radio', { name: 'Hours' }).click();
  await dialog.getByRole('spinbutton', { name: 'How many' }).fill('10');
  await expect(dialog.getByText('Each teacher a semester: Home visits, 10 hours')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();

  await shell.goTo('#/', 'today');
  await page.getByRole('link', { name: /^Home visits \(hours\): 0 of 10/ }).click();
  await page.getByRole('button', { name: 'Add: Home visits (hours), a semester' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Three families');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter the hours, more than 0.')).toBeVisible();
  await dialog.getByRole('spinbutton', { name: 'Hours' }).fill('2.5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(line(page, /^Home visits/)).toContainText('2.5 of 10');

  await page.getByRole('button', { name: 'Add something else' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Library evening');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(line(page, /^Home visits/)).toContainText('2.5 of 10');
  await expect(line(page, /^Counts toward none of these/)).toContainText('Library evening');
});

test('a colleague without a post sees nobody else’s duties', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/teachers', 'teachers');
  await page.getByRole('link', { name: 'Li Wei' }).first().click();
  await expect(page.getByText(/growth page of .* is not open to you/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Duties' })).toHaveCount(0);
});

test('what a teacher hands in counts in the office, without the note; what is deleted later counts no more', async ({
  browser,
  page,
  shell,
}) => {
  test.slow();
  await page.goto('./');
  await shell.goTo('#/settings/quotas', 'quotas');
  await page.getByRole('button', { name: 'Add the Five Ones' }).click();
  await shell.goTo('#/teachers', 'teachers');
  await page.getByRole('button', { name: 'Edit Wang Fang' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add a post' }).click();
  await dialog.getByLabel('Post 1', { exact: true }).selectOption({ label: 'Deputy head' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const office = new ExchangePage(page);
  const school = await office.giveSchool();

  const context = await browser.newContext({
    baseURL: baseAddress(),
    locale: 'en-GB',
    storageState: { cookies: [], origins: [] },
  });
  const complaints = watch(context);
  const chen = await context.newPage();
  const device = new ExchangePage(chen);
  await device.join(school, 'Chen Jing');
  await chen.getByRole('link', { name: /^Courseware: 0 of 1/ }).click();
  await chen.getByRole('button', { name: 'Add: Courseware, a semester' }).click();
  await device.dialog.getByRole('textbox', { name: 'Title' }).fill('Area in slides');
  await device.dialog.getByRole('textbox', { name: 'Note' }).fill('Secret of Chen');
  await device.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(line(chen, /^Courseware/)).toContainText('1 of 1');
  await chen.getByRole('button', { name: 'Hand in' }).click();
  await expect(device.dialog.getByRole('list', { name: 'Exactly this goes out' })).toContainText('Area in slides');
  const file = await device.saved('Save file');
  expect(file.buffer.toString('utf8')).not.toContain('Secret of Chen');

  await office.open([file]);
  await shell.goTo('#/teachers', 'teachers');
  await page.getByRole('link', { name: 'Chen Jing' }).first().click();
  await expect(line(page, /^Courseware/)).toContainText('Area in slides');
  await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  expect(JSON.stringify(await storedRows(page, 'records'))).not.toContain('Secret of Chen');

  await chen.getByRole('button', { name: 'Change: Area in slides' }).click();
  await expect(device.dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('Secret of Chen');
  await device.dialog.getByRole('button', { name: 'Delete' }).click();
  await chen.getByRole('button', { name: 'Hand in' }).click();
  await expect(device.dialog.getByRole('list', { name: 'Exactly this goes out' })).toContainText('counts no more');
  await office.open([await device.saved('Save file')]);
  await shell.goTo('#/teachers', 'teachers');
  await page.getByRole('link', { name: 'Chen Jing' }).first().click();
  await expect(line(page, /^Courseware/)).toContainText('0 of 1');
  await context.close();
  expect(complaints).toEqual([]);
});
