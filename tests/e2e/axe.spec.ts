import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { baseAddress, expect, test } from './fixtures.ts';
import { ExchangePage } from './pages/exchangePage.ts';
import { FirstRunPage } from './pages/firstRunPage.ts';
import { ObservePage } from './pages/observePage.ts';
import { openedInSample, openFrom, screensOfSample, visit } from './walk.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the screen, in one line each. */
async function violations(page: Page): Promise<string[]> {
  await settleMotion(page);
  // Evaluated from outside, past the page's policy, which allows no script of others.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run(document);
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`).join(' | ')}`,
    );
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test.describe('with the sample school', () => {
      test.use({ start: 'sample' });

      test(`axe finds nothing on any screen, ${colorScheme}`, async ({ page }) => {
        test.slow();
        await page.goto('./');
        for (const screen of await screensOfSample(page, 'Start observing')) {
          await visit(page, screen);
          await expectNothing(page, screen.name);
        }
      });

      test(`axe finds nothing in any dialog or print preview, ${colorScheme}`, async ({ page }) => {
        test.slow();
        await page.goto('./');
        await expect(page.getByRole('button', { name: 'Start observing' })).toBeVisible();
        for (const opened of await openedInSample(page)) {
          await openFrom(page, opened);
          await expectNothing(page, opened.name);
        }
      });
    });

    test(`axe finds nothing where files go out and come in, ${colorScheme}`, async ({ page, browser }) => {
      test.slow();
      const storageState = { cookies: [], origins: [] };
      const context = await browser.newContext({ baseURL: baseAddress(), locale: 'en-GB', colorScheme, storageState });
      const tablet = await context.newPage();
      const [here, there] = [new ExchangePage(page), new ExchangePage(tablet)];
      await page.goto('./');
      const school = await here.giveSchool();

      await new FirstRunPage(tablet).open();
      await tablet.getByRole('button', { name: 'Join my school' }).click();
      await expect(tablet.getByRole('button', { name: 'Choose a file' })).toBeVisible();
      await expectNothing(tablet, 'join');
      const choosing = tablet.waitForEvent('filechooser');
      await tablet.getByRole('button', { name: 'Choose a file' }).click();
      await (await choosing).setFiles(school);
      await expect(tablet.getByRole('heading', { level: 1, name: 'Who are you?' })).toBeVisible();
      await expectNothing(tablet, 'who are you');
      await there.chooseMe('Chen Jing');

      await new ObservePage(tablet).open({ teacher: 'Zhao Min', rubric: 'New-teacher basics' });
      await new ObservePage(tablet).finish();
      await new ObservePage(tablet).sealButton.click();
      await tablet.getByRole('button', { name: 'Seal with these gaps' }).click();
      await tablet.getByRole('button', { name: 'Share', exact: true }).click();
      await expect(there.dialog.getByRole('button', { name: 'Save file' })).toBeEnabled();
      await expectNothing(tablet, 'share');
      const shared = await there.saved('Save file');
      await context.close();

      await here.look([shared, { name: 'holiday.jpg', mimeType: '', buffer: Buffer.from('JFIF') }]);
      await expect(here.dialog.getByRole('button', { name: 'Take in' })).toBeEnabled();
      await expectNothing(page, 'take-in preview');
      await here.takeIn();
      await expectNothing(page, 'taken in');
      await here.done();

      const backup = await here.backUp();
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      const restoring = page.waitForEvent('filechooser');
      await here.dialog.getByRole('button', { name: 'Choose files' }).click();
      await (await restoring).setFiles(backup);
      await expect(here.dialog.getByText('Nothing new in this file')).toBeVisible();
      await expectNothing(page, 'restore preview');
    });

    test(`axe finds nothing on the lock screen, ${colorScheme}`, async ({ page }) => {
      await page.clock.install({ time: new Date('2026-10-12T08:00:00') });
      await page.goto('./#/settings');
      await page.getByRole('button', { name: 'Set a PIN' }).click();
      await page.getByLabel('New PIN', { exact: true }).fill('2718');
      await page.getByLabel('New PIN again').fill('2718');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText('The PIN is set.')).toBeVisible();
      await page.clock.runFor(6 * 60_000);
      await expect(page.getByRole('heading', { level: 1, name: 'Records of Wang Fang' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('PIN', { exact: true }).fill('1111');
      await page.getByRole('button', { name: 'Unlock' }).click();
      await expect(page.getByText('That is not the PIN.')).toBeVisible();
      expect(await violations(page), 'wrong PIN').toEqual([]);
    });

    test.describe('on a new device', () => {
      test.use({ start: 'nothing' });

      test(`axe finds nothing in first run, ${colorScheme}`, async ({ page, firstRun }) => {
        await firstRun.open();
        expect.soft(await violations(page), 'welcome').toEqual([]);
        await page.getByRole('button', { name: 'Set up my school' }).click();
        expect.soft(await violations(page), 'school').toEqual([]);
        await page.getByRole('textbox', { name: 'School name' }).fill('Riverside');
        await firstRun.next('Semesters');
        expect.soft(await violations(page), 'semesters').toEqual([]);
        await firstRun.next('You');
        expect.soft(await violations(page), 'you').toEqual([]);
        await page.getByRole('textbox', { name: 'Your name' }).fill('Wang Fang');
        await firstRun.next('Teachers');
        await page.getByRole('textbox', { name: 'List of teachers' }).fill('Name\tMobile\nLi Wei\t13800138000\n\t1');
        expect.soft(await violations(page), 'teachers').toEqual([]);
      });
    });
  });
}

async function expectNothing(page: Page, name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([]);
}

/** Colours are measured when nothing fades any more. */
async function settleMotion(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
}
