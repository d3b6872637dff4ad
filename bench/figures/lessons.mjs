// @ts-check
import { markOf, openBrowser } from '../browser.mjs';
import { ADDRESS, becomeReader } from '../profiles.mjs';
import { spread } from '../report.mjs';
import { filtersToTry } from './lessonFilters.mjs';
import { scrollThrough } from './scroll.mjs';

const SIZE = 100_000;

/**
 * From Today to the first painted rows of a narrowed list, as somebody who sees the whole school and as the leader of a
 * group, who sees a small part of it; then scrolling through the whole list.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function lessonsList({ profile, quick }) {
  const { path, filled } = await profile(SIZE);
  const opened = await openBrowser(path);
  const { page } = opened;
  /** @type {{ reader: string, filter: string, budget: number, rows: ReturnType<typeof spread>, ready: ReturnType<typeof spread> }[]} */
  const cases = [];
  const scrolled = [];
  try {
    for (const [reader, person] of Object.entries(filled.readers)) {
      await page.goto(`${ADDRESS}favicon.svg`);
      await becomeReader(page, person);
      await page.goto(`${ADDRESS}#/lessons`);
      await markOf(page, 'ready:lessons');
      for (const { name, hash, budget } of await page.evaluate(filtersToTry)) {
        const runs = [];
        for (let i = 0; i < (quick ? 3 : 12); i += 1) runs.push(await openList(page, hash));
        cases.push({
          reader,
          filter: name,
          budget,
          rows: spread(runs.map((run) => run.rows)),
          ready: spread(runs.map((run) => run.ready)),
        });
      }
      scrolled.push({ reader, ...(await scrollThrough(page, quick ? 2_000 : 8_000)) });
    }
  } finally {
    await opened.close();
  }
  const indexed = cases.filter(({ budget }) => budget === 150);
  const worst = Math.max(...indexed.map(({ rows }) => rows.median));
  return [
    {
      name: 'lessons_list',
      value: worst,
      unit: 'ms',
      n: indexed[0]?.rows.n ?? 0,
      detail: {
        median: worst,
        p95: Math.max(...indexed.map(({ rows }) => rows.p95)),
        budget: 'indexed ≤ 150 ms, other ≤ 500 ms',
        pass: cases.every(({ rows, budget }) => rows.median <= budget) && scrolled.every(({ blank }) => blank === 0),
        worstOfOthers: Math.max(...cases.filter(({ budget }) => budget === 500).map(({ rows }) => rows.median)),
        cases,
        scrolled,
      },
    },
  ];
}

/** Opens the list from Today; ms to the first painted rows, and to the mark. @param {import('../browser.mjs').Page} page @param {string} hash */
async function openList(page, hash) {
  const before = await page.evaluate(() => {
    const now = performance.now();
    location.hash = '#/';
    return now;
  });
  await markOf(page, 'ready:today', before);
  await page.waitForTimeout(250);
  const { started, rows } = await page.evaluate(untilRows, hash);
  return { rows, ready: (await markOf(page, 'ready:lessons', started)) - started };
}

/** In the page: goes to an address and waits for the end of the frame that shows the first rows. @param {string} hash */
async function untilRows(hash) {
  const started = performance.now();
  location.hash = hash;
  const rows = await new Promise((/** @type {(ms: number) => void} */ resolve) => {
    const look = () => {
      if (!document.querySelector('main [role="listitem"] a[href^="#/lessons/"]')) {
        requestAnimationFrame(look);
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - started);
      port2.postMessage(0);
    };
    look();
  });
  return { started, rows };
}
