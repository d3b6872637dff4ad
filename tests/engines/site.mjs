// @ts-check
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, serve } from '../../scripts/server.mjs';

/** Where a page notes what it complained about; read at the end of a test. */
export const COMPLAINTS = 'guanke.complaints';

/**
 * Runs in the page before the app, since no driver tells what a page writes on its console.
 * @param {string} key
 */
function listen(key) {
  const note = (/** @type {unknown} */ what) => {
    const all = JSON.parse(localStorage.getItem(key) ?? '[]');
    localStorage.setItem(key, JSON.stringify([...all, `${location.hash} ${String(what)}`]));
  };
  for (const kind of /** @type {const} */ (['error', 'warn'])) {
    const own = console[kind];
    console[kind] = (...args) => {
      note(args.join(' '));
      own.apply(console, args);
    };
  }
  addEventListener('error', (event) => note(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => note(event.reason));
}

/**
 * Serves a copy of the built app that notes its complaints.
 * @param {string} folder where the copy lies
 * @param {number} [port] any free one by default
 */
export async function serveWatched(folder, port = 0) {
  const copy = join(folder, 'site');
  cpSync(DIST, copy, { recursive: true });
  const page = join(copy, 'index.html');
  const text = readFileSync(page, 'utf8');
  if (!text.includes('<title>')) throw new Error('the page has no title to put the listener before');
  writeFileSync(page, text.replace('<title>', '<script src="./listen.js"></script><title>'));
  writeFileSync(join(copy, 'listen.js'), `(${listen})(${JSON.stringify(COMPLAINTS)})`);
  return serve({ folder: copy, port, host: '127.0.0.1' });
}
