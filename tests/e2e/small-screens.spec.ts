import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { screensOfSample, visit } from './walk.ts';

/** Lets the page see a visual viewport whose foot is covered by a soft keyboard; `__keyboard(px)` opens and closes it. */
function emulateKeyboard(): void {
  const view = new EventTarget() as EventTarget & Record<string, number>;
  let covered = 0;
  Object.defineProperties(view, {
    height: { get: () => window.innerHeight - covered },
    width: { get: () => window.innerWidth },
    offsetTop: { get: () => 0 },
    offsetLeft: { get: () => 0 },
    pageTop: { get: () => window.scrollY },
    scale: { get: () => 1 },
  });
  Object.defineProperty(window, 'visualViewport', { get: () => view });
  Object.assign(window, {
    __keyboard(height: number) {
      covered = height;
      view.dispatchEvent(new Event('resize'));
    },
  });
}

function openKeyboard(page: Page, height: number): Promise<void> {
  return page.evaluate((px) => (window as unknown as { __keyboard: (height: number) => void }).__keyboard(px), height);
}

/** Whether the whole element lies above a line, in the window, and is what is hit there. */
async function expectVisibleAbove(target: Locator, line: number): Promise<void> {
  await expect
    .poll(() =>
      target.evaluate((element, y) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return (
          top >= 0 &&
          bottom <= y &&
          left >= 0 &&
          right <= window.innerWidth &&
          hit !== null &&
          (element.contains(hit) || hit.contains(element))
        );
      }, line),
    )
    .toBe(true);
}

for (const [width, height, keyboard] of [
  [1000, 600, 300],
  [390, 844, 340],
  [1180, 820, 400],
] as const) {
  test(`at ${width}×${height} with a soft keyboard of ${keyboard} px, note field, last note, clock and saved state are in sight`, async ({
    page,
    observe,
  }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(emulateKeyboard);
    await page.goto('./');
    await observe.start();
    await observe.chooseRubric('New-teacher basics');
    await observe.begin();
    for (let n = 1; n <= 12; n += 1) await observe.note(`Note number ${n}`);
    await observe.noteField.focus();
    await openKeyboard(page, keyboard);
    const line = height - keyboard;
    await expectVisibleAbove(observe.noteField, line);
    await expectVisibleAbove(observe.record.getByText('Note number 12', { exact: true }), line);
    await expectVisibleAbove(observe.clock, line);
    await expectVisibleAbove(observe.savedState, line);
    await observe.note('Typed above the keyboard');
    await expectVisibleAbove(observe.record.getByText('Typed above the keyboard', { exact: true }), line);
    await openKeyboard(page, 0);
    await expectVisibleAbove(page.getByRole('button', { name: 'Add note' }), height);
  });
}

test('on a phone, notes and rubric are one pane each, and a lesson is scored and sealed', async ({ page, observe }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await observe.start();
  await observe.chooseTeacher('Chen Jing');
  await observe.chooseRubric('100-point short form');
  await observe.begin();
  await observe.note('On a phone');
  const shown = page.getByRole('radiogroup', { name: 'Shown' });
  await shown.getByRole('radio', { name: 'Rubric' }).click();
  await expect(observe.noteField).toBeHidden();
  await observe.scoreNow();
  for (const item of ['Lesson design', 'Lesson content']) await observe.scorePoints(item, 17);
  await expect(page.getByText('2 of 5 scored')).toBeVisible();
  await observe.finish();
  await observe.sealButton.click();
  await page.getByRole('button', { name: 'Seal with these gaps' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chen Jing' })).toBeVisible();
});

test('no screen of a phone scrolls sideways, and nothing that is tapped is smaller than 44 px', async ({
  page,
  shell,
  observe,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  for (const [hash, route] of [
    ['#/lessons', 'lessons'],
    ['#/teachers', 'teachers'],
    ['#/settings', 'settings'],
    ['#/', 'today'],
  ] as const) {
    await shell.goTo(hash, route);
    expect(await sideways(page), route).toBe(0);
    expect(await tooSmall(page), route).toEqual([]);
  }
  await observe.start();
  await observe.chooseRubric('New-teacher basics');
  expect(await sideways(page), 'prepare').toBe(0);
  expect(await tooSmall(page), 'prepare').toEqual([]);
  await observe.begin();
  await observe.note('One');
  expect(await sideways(page), 'run').toBe(0);
  expect(await tooSmall(page), 'run').toEqual([]);
});

test.describe('with text at 200 %', () => {
  test.use({ start: 'sample' });

  for (const [width, height] of [
    [390, 844],
    [1180, 820],
  ] as const) {
    test(`no screen of ${width}×${height} scrolls sideways, and no button cuts off its words`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height });
      await page.goto('./');
      const screens = await screensOfSample(page, 'Start observing');
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      for (const screen of screens) {
        await visit(page, screen);
        expect.soft(await sideways(page), screen.name).toBe(0);
        expect.soft(await cutOff(page), screen.name).toEqual([]);
        expect.soft(await coveredInHead(page), screen.name).toEqual([]);
      }
    });
  }
});

/** Buttons of a screen's head on which something else lies. */
function coveredInHead(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main header :is(button, a[href])')]
      .filter((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there !== null && !element.contains(there);
      })
      .map((element) => element.getAttribute('aria-label') ?? element.innerText),
  );
}

/** Buttons, tabs and choices in sight whose words do not fit into them. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], [role=radio], [role=tab]')]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.visually-hidden'),
      )
      .filter(
        (element) =>
          getComputedStyle(element).display !== 'inline' &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
      )
      .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''),
  );
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Buttons, links, fields and radios in sight that offer less than 44 × 44 px; links inside sentences are text. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role=radio]')]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
          !element.closest('p, .visually-hidden') &&
          !element.matches('.visually-hidden'),
      )
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
      .map(
        ({ element, box }) =>
          `${element.getAttribute('aria-label') ?? element.textContent?.trim()} ${Math.round(box.width)}×${Math.round(box.height)}`,
      ),
  );
}
