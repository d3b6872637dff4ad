import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { screensOfSample, visit } from './walk.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the screen, in one line each. */
async function violations(page: Page): Promise<string[]> {
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
          await settleMotion(page);
          expect.soft(await violations(page), screen.name).toEqual([]);
        }
      });
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

/** Colours are measured when nothing fades any more. */
async function settleMotion(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
}
