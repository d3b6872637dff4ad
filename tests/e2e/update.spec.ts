import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST, serve } from '../../scripts/server.mjs';
import { expect, test as base } from './fixtures.ts';

/** Puts a newer version into a served copy: its page carries a mark, and its worker other bytes. */
function publishNewer(folder: string): void {
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', '<meta name="newer" content="yes" /></head>'));
  const worker = join(folder, 'sw.js');
  const text = readFileSync(worker, 'utf8');
  const newer = text.replace(
    /(url:"index\.html",revision:")[^"]+|(revision:")[^"]+(",url:"index\.html")/,
    '$1$2newer$3',
  );
  if (newer === text) throw new Error('the worker lists no index.html');
  writeFileSync(worker, newer);
}

/** A copy of the built app on an address of its own with a school set up, into which a newer version can be published. */
interface ServedCopy {
  url: string;
  publishNewer: () => void;
}

const test = base.extend<{ served: ServedCopy }>({
  served: async ({ page, firstRun }, use, info) => {
    const folder = info.outputPath('dist');
    cpSync(DIST, folder, { recursive: true });
    const server = await serve({ folder, port: 0, host: '127.0.0.1' });
    try {
      await page.goto(server.url);
      await firstRun.setUpSchool();
      await use({ url: server.url, publishNewer: () => publishNewer(folder) });
    } finally {
      await server.close();
    }
  },
});

/** Looks for an update as the app does once an hour, and waits until the newer worker waits. */
function lookForUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

test.describe('a newer version', () => {
  test.use({ start: 'nothing' });

  test('is not even offered during an observation, waits on Today, and is used when the person says so', async ({
    page,
    served,
    observe,
  }) => {
    await observe.start();
    await observe.begin();
    await observe.noteField.fill('in the middle of it');
    served.publishNewer();
    await lookForUpdate(page);

    const offer = page.getByText('A new version is ready.', { exact: false });
    await observe.expectSaved();
    await expect(offer).toBeHidden();
    await expect(observe.noteField).toHaveValue('in the middle of it');
    await expect(page.locator('meta[name="newer"]')).toHaveCount(0);

    await observe.leave();
    await expect(offer).toBeVisible();
    await page.getByRole('button', { name: 'Update now' }).click();
    await expect(page.locator('meta[name="newer"]')).toHaveCount(1);
    await observe.resumeDraft();
    await expect(observe.noteField).toHaveValue('in the middle of it');
  });

  test('taken in one tab, it does not reload another tab in the middle of a lesson, only when the lesson is left', async ({
    page,
    context,
    served,
    observe,
  }) => {
    const second = await context.newPage();
    await second.goto(served.url);
    await observe.start();
    await observe.begin();
    served.publishNewer();
    await lookForUpdate(second);
    await second.getByRole('button', { name: 'Update now' }).click();
    await expect(second.locator('meta[name="newer"]')).toHaveCount(1);

    await observe.note('Written after the other tab took it');
    await observe.expectSaved();
    await expect(page.locator('meta[name="newer"]')).toHaveCount(0);
    await observe.leave();
    await expect(page.locator('meta[name="newer"]')).toHaveCount(1);
    await observe.resumeDraft();
    await expect(observe.record).toContainText('Written after the other tab took it');
  });
});
