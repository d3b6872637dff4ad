import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Moves the focus with Tab alone until the target has it. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((found) => found.some((element) => element === document.activeElement));
}

function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

test('a lesson is observed, scored and sealed with the keyboard alone', async ({ page, observe }) => {
  const { keyboard } = page;
  await page.goto('./');
  await tabTo(button(page, 'Start observing'));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Prepare' })).toBeFocused();

  await tabTo(page.getByRole('combobox', { name: 'Teacher', exact: true }));
  await keyboard.type('Chen');
  await expect(page.getByRole('option', { name: /Chen Jing/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('Chen Jing');
  await tabTo(page.getByRole('combobox', { name: 'Rubric', exact: true }));
  await keyboard.type('New');
  await expect(page.getByRole('combobox', { name: 'Rubric', exact: true })).toHaveValue('builtin:new-teacher@1');
  await tabTo(button(page, 'Begin'));
  await keyboard.press('Enter');

  await tabTo(observe.noteField);
  await keyboard.type('Typed and added with Enter');
  await keyboard.press('Enter');
  await expect(observe.record).toContainText('Typed and added with Enter');
  await tabTo(observe.rubric.getByRole('button', { name: 'Feedback and correction' }));
  await keyboard.press('Space');
  await expect(observe.rubric.getByRole('button', { name: 'Feedback and correction' })).toContainText('1 note');

  await tabTo(button(page, 'Score now'));
  await keyboard.press('Enter');
  const first = page.getByRole('radiogroup', { name: 'A usable lesson plan' });
  await tabTo(first.getByRole('radio').first());
  await keyboard.press('Space');
  await keyboard.press('ArrowRight');
  await expect(first.getByRole('radio', { name: 'Nearly there' })).toBeChecked();
  // One tab stop a group: the next Tab is the next indicator.
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(
    page.getByRole('radiogroup', { name: 'Goals clear to pupils' }).getByRole('radio', { checked: true }),
  ).toHaveCount(1);

  await tabTo(button(page, 'Finish'));
  await keyboard.press('Enter');
  await tabTo(page.getByRole('textbox', { name: 'Strengths' }));
  await keyboard.type('Written without a mouse');
  await tabTo(observe.sealButton);
  await keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await tabTo(button(page, 'Seal with these gaps'));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Chen Jing' })).toBeFocused();
  await expect(page.getByRole('main')).toContainText('Written without a mouse');
});

test('dialogs close with Escape and give the focus back; menus are worked with arrows', async ({ page, observe }) => {
  await page.goto('./');
  await observe.start();
  await observe.begin();
  const details = page.getByRole('button', { name: 'Change the details of the lesson' });
  await tabTo(details);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Details of the lesson' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(details).toBeFocused();

  await tabTo(button(page, 'The lesson began earlier'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(button(page, 'The lesson began earlier')).toBeFocused();
  await expect(observe.clock).toBeVisible();
});
