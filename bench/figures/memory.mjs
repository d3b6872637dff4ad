// @ts-check
import { markOf, memoryOf, openBrowser } from '../browser.mjs';
import { ADDRESS, becomeReader, TODAY } from '../profiles.mjs';
import { tenths } from '../report.mjs';
import { scrollThrough } from './scroll.mjs';

/**
 * Memory of the page's process after garbage collection with 100,000 observations stored: at Today, after the list was
 * scrolled, and after the growth page of its first teacher. There is no budget; it is to be seen when it grows.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function memory({ profile, quick }) {
  const { path, filled } = await profile(100_000);
  const opened = await openBrowser(path);
  const { page } = opened;
  try {
    await page.goto(`${ADDRESS}favicon.svg`);
    await becomeReader(page, filled.readers.office);
    await page.goto(TODAY);
    await markOf(page, 'ready:today');
    const today = await memoryOf(opened, path);
    await scrollThrough(page, quick ? 2_000 : 8_000);
    const lessons = await memoryOf(opened, path);
    await page.evaluate(() => (location.hash = '#/teachers'));
    await markOf(page, 'ready:teachers');
    await page.getByRole('list').getByRole('link').nth(3).click();
    await markOf(page, 'chart-drawn');
    const growth = await memoryOf(opened, path);
    const at = Object.entries({ today, lessons, growth });
    return [
      {
        name: 'memory_rss',
        value: tenths(Math.max(...at.map(([, { rss }]) => rss))),
        unit: 'MB',
        n: at.length,
        detail: {
          at: Object.fromEntries(at.map(([place, { rss, heap }]) => [place, { rss: tenths(rss), heap: tenths(heap) }])),
        },
      },
    ];
  } finally {
    await opened.close();
  }
}
