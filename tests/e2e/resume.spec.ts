import { expect, test } from './fixtures.ts';

test('a reload in the middle of a lesson keeps the clock running, the notes and the half-written note', async ({
  page,
  observe,
}) => {
  await page.clock.install({ time: new Date('2026-11-16T09:00:00') });
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await observe.note('First five minutes');
  await page.clock.fastForward('05:00');
  await expect.poll(() => observe.seconds()).toBeGreaterThanOrEqual(300);
  await observe.noteField.fill('Half a sentence that nobody has');
  await observe.expectSaved();

  await page.reload();
  await expect(observe.noteField).toHaveValue('Half a sentence that nobody has');
  await expect(observe.record).toContainText('First five minutes');
  await expect.poll(() => observe.seconds()).toBeGreaterThanOrEqual(300);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('text typed a moment before the screen is left is there when the draft is resumed', async ({ page, observe }) => {
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await observe.noteField.pressSequentially('typed and gone');
  await observe.leave();
  await observe.resumeDraft();
  await expect(observe.noteField).toHaveValue('typed and gone');
});

test('"Saved" is never shown for text that is not on the disk', async ({ page, observe }) => {
  await page.goto('./');
  await observe.start();
  await observe.begin();
  const shown = await observe.noteField.evaluate(async (field: HTMLTextAreaElement) => {
    const state = () => [...document.querySelectorAll('[role=status]')].map((node) => node.textContent).join();
    field.value = 'just typed';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    return state();
  });
  expect(shown).toContain('Saving…');
  await observe.expectSaved();
  await page.reload();
  await expect(observe.noteField).toHaveValue('just typed');
});

test('a draft is left on Today and resumed at the second where it was paused, however long that was ago', async ({
  page,
  observe,
}) => {
  await page.clock.install({ time: new Date('2026-11-16T09:00:00') });
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await page.clock.fastForward('03:10');
  await observe.pause();
  const paused = await observe.seconds();
  expect(paused).toBeGreaterThanOrEqual(190);
  await observe.leave();
  await page.clock.fastForward('30:00:00');
  await observe.resumeDraft();
  await page.clock.runFor(5_000);
  expect(await observe.seconds()).toBe(paused);
  await observe.resume();
  await page.clock.runFor(3_000);
  expect(await observe.seconds()).toBeGreaterThan(paused);
});

test('"the lesson began 5 minutes before" moves the clock and every note with it', async ({ page, observe }) => {
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await observe.note('At the very start');
  await observe.lessonBegan('5 minutes before I pressed Begin');
  await expect.poll(() => observe.seconds()).toBeGreaterThanOrEqual(300);
  await expect(observe.record.getByText(/^05:0\d$/)).toBeVisible();
  await page.reload();
  await expect.poll(() => observe.seconds()).toBeGreaterThanOrEqual(300);
});

test('a clock that the device sets back goes on from where it was and says so', async ({ page, observe }) => {
  await page.clock.install({ time: new Date('2026-11-16T09:00:00') });
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await page.clock.fastForward('10:00');
  await page.clock.runFor(2_000);
  await expect.poll(() => observe.seconds()).toBeGreaterThanOrEqual(600);
  await page.clock.setSystemTime(new Date('2026-11-16T08:00:00'));
  await page.clock.runFor(2_000);
  await expect(page.getByText(/The device.s clock was set back/)).toBeVisible();
  expect(await observe.seconds()).toBeGreaterThanOrEqual(590);
});

test('a clock left running over night stops where it was last seen and asks', async ({ page, observe }) => {
  await page.clock.install({ time: new Date('2026-11-16T09:00:00') });
  await page.goto('./');
  await observe.start();
  await observe.begin();
  await page.clock.runFor(30_000);
  await observe.leave();
  await page.clock.fastForward('14:00:00');
  await observe.resumeDraft();
  await expect(page.getByText('The clock was left running')).toBeVisible();
  expect(await observe.seconds()).toBeLessThan(60);
});
