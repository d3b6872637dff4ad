// @ts-check
/**
 * What a visit downloads, measured on the built app in gzip bytes. Run directly it checks the budgets:
 * `shell_js_gz` is the JavaScript loaded for Today, `precache_total` is everything that offline use needs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DIST } from './server.mjs';

const KB = 1024;

/** Upper limits in bytes. */
export const BUDGETS = { shell_js_gz: 120 * KB, precache_total: 2 * KB * KB };

/** @typedef {{ file: string, imports?: string[], isEntry?: boolean, isDynamicEntry?: boolean }} Chunk */

/**
 * Gzip bytes of the files loaded for Today: the entry, every chunk of the place (what follows when the page stands too), and all
 * that these import statically.
 * @returns {{ total: number, files: Record<string, number> }}
 */
export function shellSize() {
  /** @type {Record<string, Chunk>} */
  const chunks = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));
  const roots = Object.entries(chunks).filter(
    ([source, chunk]) => chunk.isEntry || (chunk.isDynamicEntry && source.startsWith('src/features/today/')),
  );
  const reached = new Set();
  const visit = (/** @type {string} */ source) => {
    if (reached.has(source)) return;
    reached.add(source);
    chunks[source]?.imports?.forEach(visit);
  };
  roots.forEach(([source]) => visit(source));
  const files = [...reached].flatMap((source) => chunks[source]?.file ?? []);
  return sizesOf([...new Set(files)].filter((file) => file.endsWith('.js')));
}

/**
 * Gzip bytes of all that the service worker keeps, and of itself.
 * @returns {{ total: number, files: Record<string, number> }}
 */
export function precacheSize() {
  const worker = readFileSync(join(DIST, 'sw.js'), 'utf8');
  const files = [...worker.matchAll(/\{url:"([^"]+)",revision:/g)].flatMap((match) => match[1] ?? []);
  if (files.length === 0) throw new Error('No precache list was found in dist/sw.js.');
  return sizesOf([...files, 'sw.js']);
}

/** @param {string[]} names */
function sizesOf(names) {
  const files = Object.fromEntries(names.map((name) => [name, gzipSync(readFileSync(join(DIST, name))).length]));
  return { total: Object.values(files).reduce((sum, size) => sum + size, 0), files };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured = { shell_js_gz: shellSize(), precache_total: precacheSize() };
  for (const [name, { total, files }] of Object.entries(measured)) {
    const budget = BUDGETS[/** @type {keyof typeof BUDGETS} */ (name)];
    console.log(`${name} ${(total / KB).toFixed(1)} KB of ${budget / KB} KB in ${Object.keys(files).length} files`);
    if (total <= budget) continue;
    const largest = Object.entries(files).toSorted(([, a], [, b]) => b - a);
    for (const [file, size] of largest.slice(0, 15)) console.log(`  ${(size / KB).toFixed(1)} KB  ${file}`);
    process.exitCode = 1;
  }
}
