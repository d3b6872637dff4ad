// @ts-check
/** What a tap costs on this machine in a page with five buttons and nothing else: the floor under both tap figures. */
import { PORT } from '../profiles.mjs';
import { spread } from '../report.mjs';

/** @typedef {{ at: number, handler: number, painted: number, durable: number }} BareTap */

/**
 * Taps the buttons of a bare page of the same origin; each tap colours its button and puts a row into a bare database.
 * @param {import('../browser.mjs').Opened} opened
 * @param {number} count
 */
export async function tapBarePage({ page }, count) {
  await page.goto(`http://localhost:${PORT}/favicon.svg`);
  await page.evaluate(drawButtons);
  const boxes = await Promise.all((await page.$$('button')).map((button) => button.boundingBox()));
  for (let i = 0; i < count; i += 1) {
    const box = boxes[i % boxes.length];
    if (!box) throw new Error('A button of the bare page is not on the screen.');
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(400);
  }
  const taps = await page.evaluate(() => bareTapsOf());
  return {
    toHandler: spread(taps.map(({ at, handler }) => handler - at)),
    toPaint: spread(taps.map(({ at, painted }) => painted - at)),
    toDurable: spread(taps.map(({ at, durable }) => durable - at)),
  };
}

/** In the page. */
async function drawButtons() {
  /** @type {BareTap[]} */
  const taps = [];
  Object.assign(window, { bareTapsOf: () => taps });
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve) => {
    const request = indexedDB.open('bench-bare');
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
  });
  const place = document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject');
  place.setAttribute('width', '100%');
  place.setAttribute('height', '100%');
  document.documentElement.removeAttribute('viewBox');
  document.documentElement.append(place);
  for (let i = 0; i < 5; i += 1) {
    const button = /** @type {HTMLButtonElement} */ (
      document.createElementNS('http://www.w3.org/1999/xhtml', 'button')
    );
    button.textContent = `Level ${i}`;
    button.style.cssText = 'height: 60px; width: 90px';
    place.append(button);
    button.addEventListener('click', (event) => {
      const tap = { at: event.timeStamp, handler: performance.now(), painted: 0, durable: 0 };
      taps.push(tap);
      const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => (tap.durable = performance.now());
      transaction.objectStore('rows').put({ id: `score:${tap.at}`, at: Date.now(), type: 'score', value: 3 });
      transaction.commit();
      button.style.background = button.style.background ? '' : 'teal';
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (tap.painted = performance.now());
        port2.postMessage(0);
      });
    });
  }
}

/** Only in the page. @returns {BareTap[]} */
function bareTapsOf() {
  throw new Error('Defined by drawButtons in the page.');
}
