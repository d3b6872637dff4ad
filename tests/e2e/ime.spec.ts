import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { putRow } from './records.ts';

/** Types through the input method, key by key, as pinyin is typed; nothing is committed. */
async function compose(cdp: CDPSession, texts: string[]): Promise<void> {
  for (const text of texts)
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

/** The Enter that an input method swallows to pick a candidate: key code 229. */
async function pressEnterInComposition(cdp: CDPSession): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

/** Presses a button by script, so that the focus stays where the composition is. */
function pressQuietly(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name }).evaluate((button: HTMLElement) => button.click());
}

test('text being composed is not cut by saves, clock ticks or live updates, and Enter only picks the candidate', async ({
  page,
  context,
  observe,
}) => {
  await page.goto('./');
  const draftId = await observe.start();
  await observe.begin();
  await observe.noteField.focus();
  await observe.noteField.pressSequentially('A');
  const cdp = await context.newCDPSession(page);

  await compose(cdp, ['f', 'fe', 'fen', 'fen c', 'fen ce', 'fen ceng']);
  await expect(observe.noteField).toHaveValue('Afen ceng');
  await pressQuietly(page, 'Introduction');
  await observe.expectSaved();
  await expect(observe.stage('Introduction')).toHaveAttribute('aria-pressed', 'true');
  const at = await page.evaluate(() => Date.now());
  await putRow(page, 'entries', { draftId, id: 'field:topic', at, type: 'field', name: 'topic', value: 'from afar' });
  await compose(cdp, ['fen ceng t', 'fen ceng ti', 'fen ceng ti wen']);
  await expect(observe.noteField).toHaveValue('Afen ceng ti wen');

  await pressEnterInComposition(cdp);
  await expect(observe.noteField).toHaveValue('Afen ceng ti wen');
  await expect(observe.record.locator('li')).toHaveCount(1);

  await cdp.send('Input.insertText', { text: '分层提问' });
  await expect(observe.noteField).toHaveValue('A分层提问');
  await observe.expectSaved();
  await page.reload();
  await expect(observe.noteField).toHaveValue('A分层提问');

  await observe.noteField.press('Enter');
  await expect(observe.noteField).toHaveValue('');
  await expect(observe.record).toContainText('A分层提问');
});

test('a composition in a field of the details is written once, at its end', async ({ page, context, observe }) => {
  await page.goto('./');
  await observe.start();
  const topic = page.getByRole('textbox', { name: 'Topic' });
  await topic.focus();
  const cdp = await context.newCDPSession(page);
  await compose(cdp, ['f', 'fen', 'fen shu']);
  await expect(topic).toHaveValue('fen shu');
  await pressEnterInComposition(cdp);
  await cdp.send('Input.insertText', { text: '分数' });
  await expect(topic).toHaveValue('分数');
  await observe.expectSaved();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('分数');
});
