// @ts-check
import { openBrowser, slowDown } from '../browser.mjs';
import { ratio, spread } from '../report.mjs';
import { tapBarePage } from './barePage.mjs';
import { tapScores } from './observing.mjs';

const SIZES = [1_000, 100_000];

/**
 * Score tap to painted feedback: from the event's own time to the end of the frame that shows it, by the page's clock and by
 * the browser's Event Timing (in steps of 8 ms, with presentation). The later of the two counts.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function tapToPaint({ profile, quick }) {
  const { path } = await profile(1_000);
  const opened = await openBrowser(path);
  try {
    await opened.context.addInitScript(noteEvents);
    await slowDown(opened.cdp, 4);
    const taps = await tapScores(opened, quick ? 20 : 75);
    const events = await opened.page.evaluate(() => eventsOf());
    const timed = taps.map((tap) => ({ tap, event: events.find(({ start }) => Math.abs(start - tap.at) < 1) }));
    const own = spread(taps.map(({ at, painted }) => painted - at));
    const presented = spread(timed.map(({ event }) => event?.duration ?? 16));
    const later = presented.p95 > own.p95 ? presented : own;
    const bare = await tapBarePage(opened, quick ? 10 : 30);
    return [
      {
        name: 'tap_to_paint_4x',
        value: later.p95,
        unit: 'ms',
        n: taps.length,
        detail: {
          median: later.median,
          p95: later.p95,
          budget: 'p95 ≤ 50 ms',
          pass: later.p95 <= 50,
          toEndOfFrame: own,
          eventTiming: presented,
          toHandler: spread(taps.map(({ at, handler }) => handler - at)),
          handlers: spread(timed.map(({ event }) => event?.handlers ?? 0)),
          barePage: bare,
          ratioToBarePage: ratio(own.p95, bare.toPaint.p95),
        },
      },
    ];
  } finally {
    await opened.close();
  }
}

/**
 * Score tap (the event's own time, before the browser hands it to the page) to the completed strict transaction, beside a raw
 * put into a bare database while the page rests, and beside the same tap in a bare page.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function tapToDurable({ profile, quick }) {
  const count = quick ? 20 : 100;
  const at = [];
  for (const size of SIZES) at.push([size, await durableAt((await profile(size)).path, count)]);
  const results = at.map(([, result]) => /** @type {Awaited<ReturnType<typeof durableAt>>} */ (result));
  const worst = results.toSorted((a, b) => b.tap.p95 - a.tap.p95)[0];
  if (!worst) throw new Error('Nothing was measured.');
  return [
    {
      name: 'tap_to_durable',
      value: Math.max(...results.map(({ tap }) => tap.median)),
      unit: 'ms',
      n: count,
      detail: {
        median: Math.max(...results.map(({ tap }) => tap.median)),
        p95: worst.tap.p95,
        budget: 'p50 ≤ 5 ms, p95 ≤ 30 ms',
        pass: results.every(({ tap, strict }) => tap.median <= 5 && tap.p95 <= 30 && strict),
        at: Object.fromEntries(at),
      },
    },
  ];
}

/** @param {string} path @param {number} count */
async function durableAt(path, count) {
  const opened = await openBrowser(path);
  try {
    /** @type {number[]} */
    const floor = [];
    const taps = await tapScores(opened, count, async () => {
      floor.push(await opened.page.evaluate(rawPut));
    });
    const tap = spread(taps.map(({ at, durable }) => durable - at));
    const raw = spread(floor);
    const bare = await tapBarePage(opened, 30);
    return {
      tap,
      toHandler: spread(taps.map(({ at, handler }) => handler - at)),
      toPut: spread(taps.map(({ at, put }) => put - at)),
      putToComplete: spread(taps.map(({ put, durable }) => durable - put)),
      floor: raw,
      ratio: ratio(tap.median, raw.median),
      barePage: bare,
      ratioToBarePage: ratio(tap.median, bare.toDurable.median),
      strict: taps.every(({ strict }) => strict),
    };
  } finally {
    await opened.close();
  }
}

/** In the page: ms from one put of an entry's size to its completed strict transaction, in a database of nothing else. */
async function rawPut() {
  const name = 'bench-floor';
  /** @type {{ bench?: Promise<IDBDatabase> }} */
  const kept = /** @type {never} */ (window);
  kept.bench ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: ['draftId', 'id'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await kept.bench;
  return new Promise((resolve) => {
    const from = performance.now();
    const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve(performance.now() - from);
    const row = { draftId: 'd', id: `score:${from}`, at: Date.now(), type: 'score', key: 'bench-25.1.1/0', value: 3 };
    transaction.objectStore('rows').put(row);
  });
}

/** In the page, before the app: keeps the browser's own times of clicks. */
function noteEvents() {
  /** @type {{ start: number, duration: number, handlers: number }[]} */
  const events = [];
  Object.assign(window, { eventsOf: () => events });
  const observer = new PerformanceObserver((list) => {
    for (const entry of /** @type {PerformanceEventTiming[]} */ (list.getEntries())) {
      if (entry.name !== 'click') continue;
      const { startTime: start, duration, processingStart, processingEnd } = entry;
      events.push({ start, duration, handlers: processingEnd - processingStart });
    }
  });
  observer.observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
}

/** Only in the page. @returns {{ start: number, duration: number, handlers: number }[]} */
function eventsOf() {
  throw new Error('Defined by noteEvents in the page.');
}
