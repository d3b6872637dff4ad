// @ts-check
import { markOf } from '../browser.mjs';

/** Pixels a second: a hard flick. */
const SPEED = 6000;

/**
 * Scrolls through the whole list for a while and counts frames that were painted with a blank area: a place inside the list
 * and the window at which no row stands. Frames at the end of what is loaded, waiting for more, are counted too.
 * @param {import('../browser.mjs').Page} page
 * @param {number} milliseconds
 */
export async function scrollThrough(page, milliseconds) {
  const from = await page.evaluate(() => {
    const now = performance.now();
    location.hash = '#/settings';
    return now;
  });
  await markOf(page, 'ready:settings', from);
  await page.evaluate(() => (location.hash = '#/lessons'));
  await markOf(page, 'ready:lessons', from);
  await page.waitForTimeout(500);
  return page.evaluate(scroll, { milliseconds, speed: SPEED });
}

/** In the page. @param {{ milliseconds: number, speed: number }} options */
async function scroll({ milliseconds, speed }) {
  const list = document.querySelector('main [role="list"][style*="height"]');
  if (!list) throw new Error('There is no list.');
  const result = { frames: 0, blank: 0, waiting: 0, longestFrame: 0, pixels: 0 };
  const began = performance.now();
  let last = began;
  await new Promise((/** @type {(value: void) => void} */ resolve) => {
    const frame = () => {
      const now = performance.now();
      const passed = now - last;
      last = now;
      const before = window.scrollY;
      // A frame that came very late is not followed by a leap that no finger makes.
      window.scrollBy({ top: (speed * Math.min(passed, 50)) / 1000, behavior: 'instant' });
      result.frames += 1;
      result.pixels += Math.round(window.scrollY - before);
      result.longestFrame = Math.max(result.longestFrame, Math.round(passed));
      if (window.scrollY === before) result.waiting += 1;
      if (hasBlank()) result.blank += 1;
      if (now - began < milliseconds) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  return result;

  /** Whether there is a height in the window at which the list has no row. */
  function hasBlank() {
    const box = /** @type {Element} */ (list).getBoundingClientRect();
    const spans = [.../** @type {Element} */ (list).children]
      .map((row) => row.getBoundingClientRect())
      .sort((a, b) => a.top - b.top);
    let covered = Math.max(box.top, 0);
    for (const { top, bottom } of spans) {
      // Rows may stand a little apart.
      if (top > covered + 12) break;
      covered = Math.max(covered, bottom);
    }
    return covered + 12 < Math.min(box.bottom, window.innerHeight);
  }
}
