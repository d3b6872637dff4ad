// @ts-check

/** Milliseconds to wait for what a test expects; a busy machine is slow. */
const PATIENCE = 45_000;

/**
 * Asks again and again until the answer is neither empty nor false; rejects with what was waited for.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask) {
  for (const end = Date.now() + PATIENCE; ;) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(100);
  }
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
