// @ts-check
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../browser.mjs';
import { ADDRESS } from '../profiles.mjs';
import { spread, tenths } from '../report.mjs';
import { beginWatch, endWatch, worst } from './watch.mjs';

const SHEETS = 20_000;
const BUDGET = { backup: 8, restore: 15, blocked: 50 };
/** What must be on the restored device as it was, by table. */
const TABLES = ['records', 'lessons', 'sheets', 'workbooks', 'headers', 'ratings', 'drafts', 'entries', 'blobs'];

/** @typedef {{ file: string, folder: string, rows: Record<string, number> }} Kept */

/**
 * A school of 20,000 sheets as one backup file, from the tap to the file, and back into an empty device, from the chosen file
 * to Today without the time in which a person reads the preview. Cancelling is tried in the midst of both.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function backup({ profile, quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'guanke-bench-'));
  try {
    const { path } = await profile(SHEETS);
    const kept = { file: join(folder, 'backup.guanke.gz'), folder, rows: {} };
    const written = await backUp(path, kept, quick ? 1 : 3);
    return [written, await restore(kept, quick ? 1 : 3)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} profile @param {Kept} kept @param {number} count @returns {Promise<import('../report.mjs').Figure>} */
async function backUp(profile, kept, count) {
  const { page, close } = await openBrowser(profile);
  page.setDefaultTimeout(180_000);
  try {
    await page.goto(`${ADDRESS}#/settings`);
    kept.rows = await page.evaluate(countRows, TABLES);
    const begin = page.getByRole('button', { name: 'Back up everything' });
    const dialog = page.getByRole('dialog');
    const save = dialog.getByRole('button', { name: 'Save file' });
    await begin.waitFor();
    await page.waitForTimeout(2000);
    // The first only brings the dialog's code; it is cancelled in the midst.
    await begin.click();
    await page.waitForTimeout(600);
    const cancelled = await timed(async () => {
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
    });
    const runs = [];
    for (let i = 0; i < count; i += 1) {
      await beginWatch(page);
      const ms = await timed(async () => {
        await begin.click();
        await save.waitFor();
      });
      runs.push({ ms, watched: await endWatch(page) });
      const waiting = page.waitForEvent('download');
      await save.click();
      await (await waiting).saveAs(kept.file);
      await dialog.waitFor({ state: 'hidden' });
    }
    const { median, least, n } = spread(runs.map((run) => run.ms / 1000));
    const blocked = worst(runs.map((run) => run.watched));
    return {
      name: 'backup_20k',
      value: median,
      unit: 's',
      n,
      detail: {
        ...{
          least,
          megabytes: tenths(statSync(kept.file).size / 2 ** 20),
          ...blocked,
          cancelledIn: Math.round(cancelled),
        },
        budget: `≤ ${BUDGET.backup} s, no task over ${BUDGET.blocked} ms`,
        pass: median <= BUDGET.backup && blocked.longestTask <= BUDGET.blocked,
      },
    };
  } finally {
    await close();
  }
}

/** @param {Kept} kept @param {number} count @returns {Promise<import('../report.mjs').Figure>} */
async function restore(kept, count) {
  const runs = [];
  for (let i = 0; i < count; i += 1) {
    runs.push(await inBrowser(join(kept.folder, `device-${i}`), (page) => restoreOnce(page, kept)));
  }
  const left = await inBrowser(join(kept.folder, 'cancelled'), (page) => cancelOnce(page, kept));
  const { median, least, n } = spread(runs.map((run) => (run.read + run.write) / 1000));
  const blocked = worst(runs.flatMap((run) => [run.reading, run.writing]));
  const equal = runs.every((run) => TABLES.every((table) => run.rows[table] === kept.rows[table]));
  return {
    name: 'restore_20k',
    value: median,
    unit: 's',
    n,
    detail: {
      least,
      read: spread(runs.map((run) => run.read / 1000)).median,
      write: spread(runs.map((run) => run.write / 1000)).median,
      reading: worst(runs.map((run) => run.reading)),
      writing: worst(runs.map((run) => run.writing)),
      ...{ equal, cancelledIn: left.ms, leftByCancel: left.rows },
      budget: `≤ ${BUDGET.restore} s, no task over ${BUDGET.blocked} ms`,
      pass: median <= BUDGET.restore && blocked.longestTask <= BUDGET.blocked && equal && left.rows === 0,
    },
  };
}

/** @template T @param {string} folder @param {(page: import('../browser.mjs').Page) => Promise<T>} work */
async function inBrowser(folder, work) {
  const { page, close } = await openBrowser(folder);
  page.setDefaultTimeout(180_000);
  try {
    return await work(page);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('../browser.mjs').Page} page @param {Kept} kept */
async function restoreOnce(page, kept) {
  const choose = await beforeTheFile(page);
  await beginWatch(page);
  const read = await timed(async () => {
    await choose(kept.file);
    await page.getByRole('heading', { level: 1, name: 'Who are you?' }).waitFor();
  });
  const reading = await endWatch(page);
  const join = page.getByRole('button', { name: /^Join as/ });
  await join.waitFor();
  await page.waitForTimeout(1500);
  await beginWatch(page);
  const write = await timed(async () => {
    await join.click();
    await page.getByRole('button', { name: 'Start observing' }).waitFor();
  });
  return { read, write, reading, writing: await endWatch(page), rows: await page.evaluate(countRows, TABLES) };
}

/** Cancels in the midst of writing. @param {import('../browser.mjs').Page} page @param {Kept} kept */
async function cancelOnce(page, kept) {
  const choose = await beforeTheFile(page);
  await choose(kept.file);
  await page.getByRole('button', { name: /^Join as/ }).click();
  await page.waitForFunction(halfDone, undefined, { polling: 20 });
  const ms = await timed(async () => {
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /^Join as/ }).waitFor();
  });
  const rows = await page.evaluate(countRows, TABLES);
  return { ms: Math.round(ms), rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
}

/** In the page: whether the bar of progress has passed three quarters. */
function halfDone() {
  const bar = document.querySelector('[role="progressbar"], progress');
  const value = Number(bar?.getAttribute('aria-valuenow') ?? /** @type {HTMLProgressElement | null} */ (bar)?.value);
  return value > 0.75;
}

/** @param {import('../browser.mjs').Page} page */
async function beforeTheFile(page) {
  await page.goto(ADDRESS);
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  const button = page.getByRole('button', { name: 'Choose a file' });
  await button.waitFor();
  await page.waitForTimeout(1000);
  return async (/** @type {string} */ file) => {
    const choosing = page.waitForEvent('filechooser');
    await button.click();
    await (await choosing).setFiles(file);
  };
}

/** Milliseconds that some work takes. @param {() => Promise<void>} work */
async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** In the page: how many rows each table holds. @param {string[]} tables @returns {Promise<Record<string, number>>} */
async function countRows(tables) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve) => {
    const request = indexedDB.open('guanke');
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = db.transaction(tables);
  const counts = await Promise.all(
    tables.map(async (table) => {
      const request = transaction.objectStore(table).count();
      return [table, await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))];
    }),
  );
  db.close();
  return Object.fromEntries(counts);
}
