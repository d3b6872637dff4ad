// @ts-check
/** Brings the page into the scoring step of a stated sheet: 25 indicators with levels, ten notes. */
import { markOf } from '../browser.mjs';
import { TODAY } from '../profiles.mjs';

/** Milliseconds of rest after a tap. */
const PAUSE = 300;
const LEVELS = 5;

/** Times of the taps on score buttons, noted by the page itself. @typedef {{ at: number, handler: number, key: string, painted: number, put: number, durable: number, strict: boolean }} Tap */

/** @param {import('../browser.mjs').Opened} opened */
export async function openStatedSheet({ context, page }) {
  await context.addInitScript(noteTaps);
  await page.goto(TODAY);
  await page.getByRole('button', { name: 'Start observing' }).click();
  await page.getByRole('combobox', { name: 'Rubric', exact: true }).selectOption({ label: 'Stated sheet' });
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  for (let i = 0; i < 10; i += 1) {
    await note.fill(
      `Note ${i + 1}: waits six seconds, then calls on a pupil at the window who explains the third step. `.repeat(2),
    );
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.waitForFunction(
      (field) => /** @type {HTMLTextAreaElement} */ (field).value === '',
      await note.elementHandle(),
    );
  }
  await markOf(page, 'ready:observe');
  const first = page.getByRole('radiogroup', { name: 'Indicator 1.1', exact: true });
  // The app remembers that this person scored at once the last time.
  const scoreNow = page.getByRole('button', { name: 'Score now' });
  await scoreNow.or(first).waitFor();
  if (await scoreNow.isVisible()) await scoreNow.click();
  await first.waitFor();
  return page.getByRole('radiogroup', { name: /^Indicator \d\.\d$/ });
}

/**
 * Taps score buttons as a finger does, each time another indicator or another level; the first few warm up and do not count.
 * @param {import('../browser.mjs').Opened} opened
 * @param {number} count
 * @param {() => Promise<void>} [between] done after each tap
 * @returns {Promise<Tap[]>}
 */
export async function tapScores(opened, count, between) {
  const groups = await openStatedSheet(opened);
  const { page } = opened;
  // A tablet has no pointer: the one that clicked so far would hover on its last button, and each tap would draw that anew.
  await page.mouse.move(0, 0);
  const indicators = await groups.count();
  // Found once: finding a button by its role is work for the page.
  const levels = await groups.getByRole('radio').elementHandles();
  const warm = 5;
  for (let i = 0; i < count + warm; i += 1) {
    const at = (i % indicators) * LEVELS + ((i + Math.floor(i / indicators)) % LEVELS);
    const level = levels[at];
    if (!level) throw new Error('The sheet has fewer score buttons than it should.');
    await level.scrollIntoViewIfNeeded();
    await page.waitForTimeout(PAUSE / 2);
    const box = await level.boundingBox();
    if (!box) throw new Error('A score button is not on the screen.');
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    // Nothing is asked of the page while it answers the tap: a question would be part of what is measured.
    await page.waitForTimeout(PAUSE);
    await page.waitForFunction(whole, i, { timeout: 20_000, polling: 100 });
    await between?.();
  }
  return (await page.evaluate(() => tapsOf())).slice(warm);
}

/** In the page: whether more than `n` taps are painted and on the disk. @param {number} n */
function whole(n) {
  return tapsOf().filter((tap) => tap.durable > 0 && tap.painted > 0).length > n;
}

/** In the page, before the app: notes for each tap when it was painted, put and on the disk. */
function noteTaps() {
  /** @type {Tap[]} */
  const taps = [];
  Object.assign(window, { tapsOf: () => taps });
  addEventListener(
    'click',
    (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('[role="radio"]')) return;
      const tap = {
        at: event.timeStamp,
        handler: performance.now(),
        key: '',
        painted: 0,
        put: 0,
        durable: 0,
        strict: false,
      };
      taps.push(tap);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (tap.painted = performance.now());
        port2.postMessage(0);
      });
    },
    { capture: true },
  );
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (
    /** @type {{ type?: string, key: string } | undefined} */ value,
    /** @type {[key?: IDBValidKey]} */ ...rest
  ) {
    const tap = taps.at(-1);
    if (this.name === 'entries' && value?.type === 'score' && tap && tap.put === 0) {
      tap.put = performance.now();
      tap.key = value.key;
      tap.strict = this.transaction.durability === 'strict';
      this.transaction.addEventListener('complete', () => (tap.durable = performance.now()));
    }
    return put.call(this, value, ...rest);
  };
}

/** Only in the page. @returns {Tap[]} */
function tapsOf() {
  throw new Error('Defined by noteTaps in the page.');
}
