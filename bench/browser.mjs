// @ts-check
/** A Chromium of its own for each measurement, and what only its protocol can tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../scripts/chromium.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').CDPSession} CDPSession */
/** @typedef {import('@playwright/test').BrowserContext} BrowserContext */
/** @typedef {{ context: BrowserContext, page: Page, cdp: CDPSession, close: () => Promise<void> }} Opened */

/**
 * Starts a browser process on a profile, with one empty page.
 * @param {string} profile the folder of the profile
 * @returns {Promise<Opened>}
 */
export async function openBrowser(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureChromium(),
    args: CHROMIUM_ARGS,
    viewport: { width: 1180, height: 820 },
    hasTouch: true,
    locale: 'en-GB',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const cdp = await context.newCDPSession(page);
  return { context, page, cdp, close: () => context.close() };
}

/**
 * Slows the page's processor. It slows nothing but the page: neither disk nor other processes.
 * @param {CDPSession} cdp
 * @param {number} rate 4 = four times slower
 */
export async function slowDown(cdp, rate) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Waits until a performance mark is set, and answers when it was (ms since navigation).
 * @param {Page} page
 * @param {string} name
 * @param {number} [after] marks before this instant do not count
 */
export async function markOf(page, name, after = 0) {
  const found = await page.waitForFunction(
    ([mark, from]) => performance.getEntriesByName(String(mark)).findLast((entry) => entry.startTime >= Number(from)),
    /** @type {const} */ ([name, after]),
    { timeout: 30_000, polling: 20 },
  );
  return found.evaluate((entry) => /** @type {PerformanceEntry} */ (entry).startTime);
}

/**
 * Memory of the page after garbage collection, in MB: what its process holds in RAM, and the heap of JavaScript.
 * @param {Opened} opened
 * @param {string} profile
 */
export async function memoryOf({ cdp }, profile) {
  for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const sizes = renderersOf(profile).map(residentMb);
  return { rss: Math.max(0, ...sizes), heap: usedSize / 2 ** 20 };
}

/** The process ids of the page processes of a profile's browser (Linux; elsewhere none). @param {string} profile */
function renderersOf(profile) {
  const processes = pids().map((pid) => ({ pid, command: read(pid, 'cmdline'), parent: parentOf(pid) }));
  const browser = processes.find(
    ({ command }) => command.includes(`--user-data-dir=${profile}\0`) && !command.includes('--type='),
  );
  if (!browser) return [];
  const family = new Set([browser.pid]);
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes
    .filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}

function pids() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);
}

/** @param {number} pid */
function residentMb(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0) / 1024;
}

/** A file of a process; empty when it has ended. @param {number} pid @param {string} file */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
