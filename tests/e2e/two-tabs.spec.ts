import { expect, test } from './fixtures.ts';
import { ObservePage } from './pages/observePage.ts';
import { storedRows } from './records.ts';

test('what one tab writes shows in the other, and "Continue here" takes the draft over with nothing lost', async ({
  page,
  context,
  observe,
  shell,
}) => {
  await page.goto('./');
  const id = await observe.start();
  await observe.begin();
  await observe.note('Written in the first tab');

  const second = new ObservePage(await context.newPage());
  await second.page.goto(`./#/observe/${id}`);
  await expect(second.page.getByText('This draft is open in another tab')).toBeVisible();
  await expect(second.record).toContainText('Written in the first tab');
  await expect(second.noteField).toBeDisabled();

  await observe.note('Seen a moment later');
  await expect(second.record).toContainText('Seen a moment later');

  await observe.noteField.pressSequentially('half a thought');
  await second.page.getByRole('button', { name: 'Continue here' }).click();
  await expect(second.noteField).toBeEnabled();
  await expect(second.noteField).toHaveValue('half a thought');
  await expect(observe.noteField).toBeDisabled();
  await expect(page.getByText('This draft is open in another tab')).toBeVisible();

  await second.note('Written in the second tab');
  await expect(observe.record).toContainText('Written in the second tab');

  await page.getByRole('button', { name: 'Continue here' }).click();
  await observe.note('And back again');
  await expect(second.record).toContainText('And back again');
  await observe.expectSaved();

  await second.page.close();
  await shell.goTo('#/', 'today');
  await expect(page.getByText('4 notes')).toBeVisible();
});

test('when the tab that edits is closed, another tab can go on at once', async ({ page, context, observe }) => {
  await page.goto('./');
  const id = await observe.start();
  await observe.begin();
  const second = new ObservePage(await context.newPage());
  await second.page.goto(`./#/observe/${id}`);
  await expect(second.noteField).toBeDisabled();
  await observe.note('Last words of the first tab');
  await observe.expectSaved();
  await page.close();
  await second.page.getByRole('button', { name: 'Continue here' }).click();
  await second.note('First words of the second tab');
  await expect(second.record).toContainText('Last words of the first tab');
});

test('a teacher added in one tab is on the list in the other without a reload', async ({ page, context }) => {
  await page.goto('./#/teachers');
  const second = await context.newPage();
  await second.goto('./#/teachers');
  await expect(second.getByText('Chen Jing', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Add teacher' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Qian Duo');
  await page.getByRole('dialog').getByRole('button', { name: 'Add teacher', exact: true }).click();
  await expect(second.getByText('Qian Duo', { exact: true }).first()).toBeVisible();
});

test('an old tab saves what is typed, stops, and asks for a reload when a newer version opens the records', async ({
  page,
  context,
  observe,
}) => {
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await observe.noteField.pressSequentially('not to be lost');

  // A newer version of the app, as far as the old tab can tell: the same records with a higher version number.
  const newer = await context.newPage();
  await context.route('**/elsewhere', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:," />' }),
  );
  await newer.goto('./elsewhere');
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('guanke', 9990);
        request.onerror = () => reject(new Error('could not be opened'));
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );

  await expect(page.getByRole('heading', { name: 'Another tab has opened a newer version' })).toBeVisible();
  await expect(page.getByText('not to be lost')).toBeHidden();
  const unsent = (await storedRows(newer, 'entries')).find((row) => row['id'] === 'field:unsentNote');
  expect(unsent?.['value']).toBe('not to be lost');

  // This older version does not touch them after the reload either.
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('These records were written by a newer version of Guanke.')).toBeVisible();
});
