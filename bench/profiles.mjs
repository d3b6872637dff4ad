// @ts-check
/**
 * Browser profiles with a filled database. Filling a large school takes minutes, so a profile is made once for each
 * version of the generator and of the store's layout, kept in .cache/bench, and copied for every measurement.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../scripts/server.mjs';
import { openBrowser } from './browser.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache/bench');
/** What decides which records and rows are made. */
const GENERATOR = [
  'src/sample',
  'src/store/migrations',
  'src/store/load.ts',
  'src/store/projections.ts',
  ...['header', 'lesson', 'rating', 'rubric', 'score', 'sheet'].map((name) => `src/domain/${name}.ts`),
  'bench/fill/fill.ts',
];

/** Records belong to the address, port included, so that it never changes. */
export const PORT = 4979;
export const ADDRESS = `http://localhost:${PORT}/`;
/** Today by its address. */
export const TODAY = `${ADDRESS}#/`;

/**
 * Schools by number of observations; a teacher has about 100 in each, so that only the school grows. The empty one is
 * set up and has nobody observed.
 * @type {Record<number, Partial<import('../src/sample/index.ts').SampleSize>>}
 */
const SCHOOLS = {
  0: { teachers: 48, groups: 6, semesters: 8, observations: 0, pairings: 12, classes: 0 },
  1_000: { teachers: 10, groups: 2, semesters: 16, observations: 1_000, pairings: 2, classes: 12 },
  10_000: { teachers: 100, groups: 6, semesters: 16, observations: 10_000, pairings: 25, classes: 120 },
  20_000: { teachers: 200, groups: 8, semesters: 16, observations: 20_000, pairings: 50, classes: 240 },
  // 100,000 observations of 60 teachers: many in each semester, for what a group's page reads.
  100_060: { teachers: 60, groups: 6, semesters: 16, observations: 100_000, pairings: 15, classes: 320 },
  100_000: { teachers: 1000, groups: 24, semesters: 16, observations: 100_000, pairings: 250, classes: 1200 },
};

/** @typedef {{ sheets: number, ratings: number, teachers: number, readers: { office: string, leader: string } }} Filled */
/** @typedef {{ path: string, filled: Filled, remove: () => void }} Profile */

/**
 * A profile of its own for one measurement: the database filled, the present build installed for offline use.
 * @param {number} observations one of the sizes above
 * @param {(text: string) => void} tell
 * @returns {Promise<Profile>}
 */
export async function profileWith(observations, tell) {
  const kept = join(CACHE, 'profiles', `${versionOfGenerator()}-${observations}`);
  if (!existsSync(join(kept, 'filled.json'))) await fill(kept, observations, tell);
  const path = join(CACHE, 'run', String(observations));
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  cpSync(kept, path, { recursive: true });
  const filled = /** @type {Filled} */ (JSON.parse(readFileSync(join(kept, 'filled.json'), 'utf8')));
  await install(path, filled.readers.leader);
  return { path, filled, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Makes somebody else the person of the device, in the page of the app.
 * @param {import('@playwright/test').Page} page
 * @param {string} person
 */
export async function becomeReader(page, person) {
  await page.evaluate(
    (value) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('guanke');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction('meta', 'readwrite');
          transaction.objectStore('meta').put({ key: 'me', value });
          transaction.oncomplete = () => resolve(request.result.close());
        };
      }),
    person,
  );
}

/** @param {string} kept @param {number} observations @param {(text: string) => void} tell */
async function fill(kept, observations, tell) {
  tell(`Filling ${observations} observations (once for this version of the generator) …`);
  const folder = buildFiller();
  const path = `${kept}.part`;
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  const server = await serve({ folder, port: PORT, host: '127.0.0.1' });
  const { page, close } = await openBrowser(path);
  const timer = setInterval(() => void page.title().then(tell, () => undefined), 15_000);
  try {
    page.setDefaultTimeout(0);
    await page.goto(ADDRESS);
    await page.waitForFunction(() => document.title === 'ready');
    const filled = await page.evaluate(
      (size) => /** @type {Window & { fillSchool?: (size: object) => Promise<unknown> }} */ (window).fillSchool?.(size),
      SCHOOLS[observations] ?? {},
    );
    await close();
    writeFileSync(join(path, 'filled.json'), JSON.stringify(filled));
  } finally {
    clearInterval(timer);
    await close();
    await server.close();
  }
  renameSync(path, kept);
}

function buildFiller() {
  const config = join(ROOT, 'bench/fill/vite.config.ts');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '-c', config, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new Error('The page that fills the databases could not be built.');
  return join(CACHE, 'fill');
}

/** Opens the app once, until everything that offline use needs is cached. @param {string} path @param {string} reader */
async function install(path, reader) {
  const server = await serve({ port: PORT, host: '127.0.0.1' });
  const { page, close } = await openBrowser(path);
  try {
    await page.goto(`${ADDRESS}favicon.svg`);
    await becomeReader(page, reader);
    await page.goto(ADDRESS);
    await page.evaluate(async () => {
      localStorage.setItem('guanke.active', 'guanke');
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await page.reload();
    await page.getByRole('button', { name: 'Start observing' }).waitFor({ timeout: 60_000 });
  } finally {
    await close();
    await server.close();
  }
}

function versionOfGenerator() {
  const hash = createHash('sha256').update(`${PORT} ${JSON.stringify(SCHOOLS)}`);
  for (const source of GENERATOR) for (const file of filesUnder(join(ROOT, source))) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (path.endsWith('.ts')) return path.endsWith('.test.ts') ? [] : [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.ts'))
    .map((entry) => join(path, entry.name))
    .sort()
    .flatMap(filesUnder);
}
