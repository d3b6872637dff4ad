import { expect, test } from './fixtures.ts';

test('an observation begins without any field and is finished with notes alone, once the teacher is named', async ({
  page,
  observe,
}) => {
  await observe.open();
  await observe.note('Pupils explain to each other');
  await expect(page.getByRole('button', { name: 'Score now' })).toHaveCount(0);
  await observe.finish();
  await expect(page.getByRole('radiogroup')).toHaveCount(0);

  await observe.sealButton.click();
  await expect(page.getByText('Whose lesson was it?').first()).toBeVisible();
  await expect(page.getByText(/Choose the teacher, or type a guest.s name\./)).toBeVisible();
  await expect(page).toHaveURL(/#\/observe\//);

  await observe.chooseTeacher('Sun Lei');
  await observe.seal();
  await expect(page.getByRole('heading', { level: 1, name: 'Sun Lei' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Pupils explain to each other');
});

test('a guest who is not on the roster can be observed', async ({ page, observe }) => {
  await observe.open();
  await observe.note('Guest from the next town');
  await observe.finish();
  await observe.nameGuest('Gao Ming');
  await observe.seal();
  await expect(page.getByRole('heading', { level: 1, name: 'Gao Ming' })).toBeVisible();
});

test('a lesson recorded afterwards has a past date and no clock, and says so on its page', async ({
  page,
  observe,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Record a lesson afterwards' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Record afterwards' })).toBeVisible();
  await page.getByLabel('Date').fill('2026-03-05');
  await observe.chooseTeacher('Li Wei');
  await observe.begin();
  await expect(observe.clock).toHaveCount(0);
  await observe.note('Written down in the evening');
  await observe.finishAndSeal();
  await expect(page.getByRole('main')).toContainText('Recorded afterwards');
  await expect(page.getByRole('main')).toContainText('5 March 2026');
});

test('deleting a note can be undone; a sealed sheet is reopened with one tap and sealed as revision 2', async ({
  page,
  observe,
}) => {
  await observe.open({ teacher: 'Zhao Min' });
  await observe.note('Kept all the same');
  await page.getByRole('button', { name: 'What to do with this note' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(observe.record).not.toContainText('Kept all the same');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(observe.record).toContainText('Kept all the same');
  await observe.finishAndSeal();

  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page).toHaveURL(/#\/observe\//);
  await expect(observe.savedState).toBeVisible();
  if (!(await observe.sealButton.isVisible())) await observe.finish();
  await observe.write('Strengths', 'Added on second thoughts');
  await observe.seal();
  await expect(page.getByRole('main')).toContainText('Added on second thoughts');
  await expect(page.getByRole('main')).toContainText('Revision 2');
});
