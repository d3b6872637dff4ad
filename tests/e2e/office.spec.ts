import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Today at a time of day on this device. */
function todayAt(hours: number, minutes: number): Date {
  const at = new Date();
  at.setHours(hours, minutes, 0, 0);
  return at;
}
/** The day some days ago, as a date field takes it. */
function daysAgo(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() - days);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}
const row = (page: Page, teacher: string) => page.getByRole('listitem').filter({ hasText: teacher });
async function edit(page: Page, teacher: string) {
  await page.getByRole('button', { name: `Edit ${teacher}` }).click();
  return page.getByRole('dialog', { name: `Edit ${teacher}` });
}
async function more(page: Page, item: string) {
  await page.getByRole('button', { name: 'More for the roster' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('bell times, classes and rooms of the school fill a new observation: date and period from the clock, pupils from the class', async ({
  page,
  shell,
  observe,
}) => {
  await page.addInitScript(
    (ahead) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + ahead;
    },
    todayAt(9, 5).getTime() - Date.now(),
  );
  await page.goto('./');
  await shell.goTo('#/settings', 'settings');
  await page.getByRole('link', { name: 'School lists' }).click();
  await shell.expectReady('lists');
  await page.getByRole('button', { name: /^Start with a usual day/ }).click();
  await expect(page.getByLabel('Period 1 begins')).toHaveValue('09:00');

  await page.getByRole('tab', { name: /^Grades/ }).click();
  await page.getByRole('button', { name: 'Grades 1–6' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of Grade 6' })).toBeVisible();

  await page.getByRole('tab', { name: /^Classes/ }).click();
  await page.getByRole('button', { name: 'Paste a column' }).click();
  await page.getByRole('textbox', { name: 'One entry a line' }).fill('Class\tPupils\n3 (1)\t38\n3 (2)\t41');
  await expect(page.getByText('2 new entries: 3 (1) and 3 (2)')).toBeVisible();
  await page.getByRole('button', { name: 'Add 2 entries' }).click();
  await expect(page.getByText('2 classes, 79 pupils')).toBeVisible();
  await expect(page.getByLabel('Grade of 3 (2)')).toHaveValue(/.+/);

  await page.getByRole('button', { name: 'Remove 3 (1)' }).click();
  await expect(page.getByText('1 class, 41 pupils')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 classes, 79 pupils')).toBeVisible();

  await page.getByRole('tab', { name: /^Rooms/ }).click();
  await page.getByRole('textbox', { name: 'New room' }).fill('Science lab');
  await page.getByRole('textbox', { name: 'New room' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of Science lab' })).toBeVisible();

  await shell.goTo('#/', 'today');
  await observe.start();
  await expect(page.getByLabel('Date')).toHaveValue(daysAgo(0));
  await expect(page.getByLabel('Period')).toHaveValue('1');
  const klass = page.getByRole('combobox', { name: 'Class', exact: true });
  await klass.fill('3 (2');
  await page.getByRole('option', { name: /3 \(2\)/ }).click();
  await expect(page.getByRole('spinbutton', { name: 'Pupils present' })).toHaveValue('41');
  await page.getByRole('combobox', { name: 'Room', exact: true }).fill('sci');
  await page.getByRole('option', { name: 'Science lab' }).click();
  await expect(page.getByRole('combobox', { name: 'Room', exact: true })).toHaveValue('Science lab');
});

test('a teacher who changes group keeps earlier lessons in the old one; later lessons count for the new one', async ({
  page,
  shell,
  observe,
}) => {
  for (const [date, topic] of [
    [daysAgo(10), 'Before the change'],
    [daysAgo(1), 'After the change'],
  ] as const) {
    await page.goto('./');
    await page.getByRole('button', { name: 'Record a lesson afterwards' }).click();
    await page.getByLabel('Date').fill(date);
    await observe.chooseTeacher('Li Wei');
    await page.getByRole('textbox', { name: 'Topic' }).fill(topic);
    await observe.begin();
    await observe.note('Seen');
    await observe.finish();
    await observe.seal();
  }

  await shell.goTo('#/teachers', 'teachers');
  const dialog = await edit(page, 'Li Wei');
  await dialog.getByRole('button', { name: 'Move from English department to another group' }).click();
  await dialog.getByLabel('New group').selectOption({ label: 'Mathematics department' });
  await dialog.getByLabel('From this day on').fill(daysAgo(5));
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog.getByLabel('In English department until')).toHaveValue(daysAgo(6));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'Li Wei')).toContainText('Mathematics department');

  await shell.goTo('#/lessons', 'lessons');
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const group = page.getByRole('combobox', { name: 'Group', exact: true });
  const main = page.getByRole('main');
  await group.selectOption({ label: 'English department' });
  await expect(main).toContainText('Before the change');
  await expect(main).not.toContainText('After the change');
  await group.selectOption({ label: 'Mathematics department' });
  await expect(main).toContainText('After the change');
  await expect(main).not.toContainText('Before the change');
});

test('who left stays with the records and is no longer offered; posts and groups are kept up on the roster', async ({
  page,
  shell,
  observe,
}) => {
  await page.goto('./');
  await shell.goTo('#/teachers', 'teachers');
  let dialog = await edit(page, 'Sun Lei');
  await dialog.getByRole('button', { name: 'Add a post' }).click();
  await dialog.getByLabel('Post 1', { exact: true }).selectOption({ label: 'Deputy head' });
  await dialog.getByRole('group', { name: 'Posts' }).getByLabel('From').fill(daysAgo(30));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  dialog = await edit(page, 'Sun Lei');
  await expect(dialog.getByLabel('Post 1', { exact: true })).toHaveValue('vice-principal');
  await dialog.getByRole('radio', { name: 'Left' }).click();
  await dialog.getByLabel('Left on').fill(daysAgo(2));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Sun Lei')).toHaveCount(0);
  await page.getByLabel('Status').selectOption({ label: 'Left the school' });
  await expect(row(page, 'Sun Lei')).toBeVisible();

  await more(page, 'Groups');
  const groups = page.getByRole('dialog', { name: 'Groups' });
  await groups.getByRole('textbox', { name: 'New group' }).fill('Choir');
  await groups.getByRole('button', { name: 'Add' }).click();
  await expect(groups.getByRole('textbox', { name: 'Name of Choir' })).toBeVisible();
  await groups.getByLabel('Leader of English department').selectOption({ label: 'Zhou Yan' });
  await groups.getByRole('button', { name: 'Remove English department' }).click();
  await expect(page.getByText(/Teachers belong or belonged to “English department”/)).toBeVisible();
  await groups.getByRole('button', { name: 'Close' }).last().click();

  await shell.goTo('#/', 'today');
  await observe.start();
  await page.getByRole('combobox', { name: 'Teacher', exact: true }).fill('Sun');
  await expect(page.getByRole('option', { name: /^Sun Lei/ })).toHaveCount(0);
});

test('a list pasted again shows each change first, asks about doubtful rows, writes only what differs, and is undone as one', async ({
  page,
  shell,
}) => {
  await page.goto('./');
  await shell.goTo('#/teachers', 'teachers');
  await more(page, 'Paste a list');
  const dialog = page.getByRole('dialog', { name: 'Paste a list' });
  const rows = [
    ['Staff number', 'Name', 'Subject', 'Teaching group'],
    ['T01', 'Chen Jing', 'Mathematics', 'Mathematics department'],
    ['T02', 'Li Wei', 'English', 'Mathematics department'],
    ['T03', 'Zhao Mingming', 'Mathematics', ''],
    ['T09', 'Ana Reyes', 'Art', 'Arts'],
  ];
  await dialog
    .getByRole('textbox', { name: 'List of teachers' })
    .fill(rows.map((cells) => cells.join('\t')).join('\n'));
  await expect(dialog).toContainText('1 new · 1 changed · 1 the same');
  await expect(dialog).toContainText('Group: English department → Mathematics department');
  await expect(dialog).toContainText('Number T03 is Zhao Min’s in the roster.');
  await expect(dialog).toContainText('1 row waits for your answer');
  await dialog.getByLabel('Row 4: who is this?').selectOption({ label: 'The same person; change the entry' });
  await expect(dialog).toContainText('Name: Zhao Min → Zhao Mingming');
  await dialog.getByRole('button', { name: 'Update the roster' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'Ana Reyes')).toContainText('Arts');
  await expect(row(page, 'Zhao Mingming')).toBeVisible();
  await expect(row(page, 'Li Wei')).toContainText('Mathematics department');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Ana Reyes')).toHaveCount(0);
  await expect(row(page, 'Zhao Mingming')).toHaveCount(0);
  await expect(row(page, 'Li Wei')).toContainText('English department');
});
