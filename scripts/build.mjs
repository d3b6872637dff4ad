// @ts-check
/** Builds the app when `dist` is missing or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from './server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'public', 'index.html', 'package-lock.json', 'vite.config.ts', 'svelte.config.js', 'scripts'];
const GENERATED = [join(ROOT, 'src/i18n/paraglide'), join(ROOT, 'src/i18n/project.inlang')];

/** Builds if needed; ends the process with the build's exit code when it fails. */
export function buildIfStale() {
  if (!isStale()) return;
  console.log('Building the app …');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function isStale() {
  const built = join(DIST, 'index.html');
  if (!existsSync(built) || !existsSync(join(DIST, 'sw.js'))) return true;
  const builtAt = statSync(built).mtimeMs;
  return SOURCES.some((source) => newestUnder(join(ROOT, source)) > builtAt);
}

/**
 * @param {string} path
 * @returns {number} the latest modification in epoch ms
 */
function newestUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || GENERATED.includes(path)) return 0;
  if (!stat.isDirectory()) return /\.test\.ts$/.test(path) ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((entry) => newestUnder(join(path, entry))));
}
