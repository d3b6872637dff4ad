// @ts-check
/**
 * Finds the Chromium that the tests drive, and installs one where there is none.
 * Order: CHROMIUM_PATH, a chromium or chrome on the PATH, the one that Playwright downloaded.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Arguments for every test browser: quiet, without requests of its own, and working as root in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** @returns {Promise<string | undefined>} the path of an executable Chromium, or undefined */
export async function findChromium() {
  const fromEnvironment = process.env.CHROMIUM_PATH;
  if (fromEnvironment && isExecutable(fromEnvironment)) return fromEnvironment;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = NAMES.map((name) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  const { chromium } = await import('playwright');
  const downloaded = chromium.executablePath();
  return isExecutable(downloaded) ? downloaded : undefined;
}

/**
 * The path of Chromium, after installing it where it is missing: with apt-get as root on Debian, else with Playwright.
 * @returns {Promise<string>} throws when it cannot be installed
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('No Chromium found; installing it for the browser tests.');
  if (process.getuid?.() === 0 && run('apt-get', ['--version'], 'ignore')) {
    run('apt-get', ['update', '-q'], 'inherit');
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], 'inherit');
  }
  if (!(await findChromium())) run('npx', ['playwright', 'install', 'chromium'], 'inherit');
  const installed = await findChromium();
  if (!installed) throw new Error('Chromium could not be installed. Install it and set CHROMIUM_PATH to its path.');
  return installed;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} stdio
 */
function run(command, args, stdio) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio, env }).status === 0;
}
