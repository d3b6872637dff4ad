// @ts-check
/**
 * Compiles the message files of `src/i18n/messages`; run it directly before type checks and tests.
 *
 * Two outputs are kept apart, so that a build never rewrites files that a running test reads: one module a language
 * for development and tests, which loads faster unbundled, and one module a message for builds, so that each lazy
 * chunk carries only its own sentences.
 *
 * The compiler runs in a process of its own: its database leaves timers behind that hold a process open for 30 s.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROJECT = join(ROOT, 'src/i18n/project.inlang');
const SOURCES = join(ROOT, 'src/i18n/messages');
const COMPILER = join(ROOT, 'node_modules/@inlang/paraglide-js/package.json');
const STAMP = '.stamp';

/** Where builds compile their messages, relative to the project. */
export const BUILD_MESSAGES = '.cache/paraglide';
/** Where development, tests and type checks read theirs, relative to the project. */
export const WORKING_MESSAGES = 'src/i18n/paraglide';

/** @type {Map<boolean, Promise<void>>} one compilation of each output at a time in this process */
const running = new Map();

/**
 * Compiles the messages unless the output already fits the sources. Files are replaced one by one and whole, so that
 * a reader at the same time never sees half a file; several processes may ask at once.
 * @param {boolean} forBuild which of the two outputs
 * @returns {Promise<void>} rejects with the compiler's words when a source cannot be compiled
 */
export function compileMessages(forBuild) {
  const before = running.get(forBuild) ?? Promise.resolve();
  const now = before.catch(() => {}).then(() => compileIfStale(forBuild));
  running.set(forBuild, now);
  return now;
}

/** @param {boolean} forBuild */
async function compileIfStale(forBuild) {
  const target = join(ROOT, forBuild ? BUILD_MESSAGES : WORKING_MESSAGES);
  const stamp = sourceStamp();
  if (isFresh(target, stamp)) return;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const fresh = mkdtempSync(join(ROOT, '.cache/compiling-'));
  try {
    const structure = forBuild ? 'message-modules' : 'locale-modules';
    const self = fileURLToPath(import.meta.url);
    await promisify(execFile)(process.execPath, [self, 'into', fresh, structure], { cwd: ROOT });
    // Somebody saved a message meanwhile: what was compiled is already old.
    if (sourceStamp() !== stamp) return await compileIfStale(forBuild);
    refuseIncomplete(fresh);
    locked(join(ROOT, `.cache/${forBuild ? 'build' : 'working'}-messages.lock`), () => {
      rmSync(join(target, STAMP), { force: true });
      replaceFiles(fresh, target);
      writeFileSync(join(target, STAMP), stamp);
    });
  } catch (error) {
    const words = /** @type {{ stderr?: string }} */ (error).stderr || error;
    throw new Error(`The messages could not be compiled: ${words}`, { cause: error });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {string} target
 * @param {string} stamp
 */
function isFresh(target, stamp) {
  const complete = ['messages.js', 'runtime.js', STAMP].every((file) => existsSync(join(target, file)));
  return complete && readFileSync(join(target, STAMP), 'utf8') === stamp;
}

/**
 * Runs `work` while no other process does. A lock older than ten seconds was left by a process that died.
 * @param {string} lock
 * @param {() => void} work
 */
function locked(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 10_000) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** All message files as paths relative to `src/i18n/messages`, sorted: `common/en.json`, … */
export function messageFiles() {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.json')).toSorted();
}

function sourceStamp() {
  const hash = createHash('sha256');
  const inputs = [join(PROJECT, 'settings.json'), COMPILER, ...messageFiles().map((file) => join(SOURCES, file))];
  for (const file of inputs) hash.update(`${file.slice(ROOT.length)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * @param {string} from
 * @param {string} to
 */
function replaceFiles(from, to) {
  const fresh = new Set(filesUnder(from));
  for (const file of fresh) {
    const path = join(to, file);
    const content = readFileSync(join(from, file));
    if (existsSync(path) && readFileSync(path).equals(content)) continue;
    mkdirSync(dirname(path), { recursive: true });
    renameSync(join(from, file), path);
  }
  for (const file of filesUnder(to)) if (!fresh.has(file)) rmSync(join(to, file));
}

/** @param {string} folder */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(folder.length + 1));
}

/**
 * @param {string} outdir
 * @param {'message-modules' | 'locale-modules'} outputStructure
 */
async function compileInto(outdir, outputStructure) {
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: PROJECT,
    outdir,
    outputStructure,
    // The app sets the locale itself (src/i18n/locale.svelte.ts); nothing is read from a URL or a cookie.
    strategy: ['custom-app', 'baseLocale'],
    isServer: 'false',
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
}

/**
 * Without its plugin the compiler says nothing and writes nothing.
 * @param {string} outdir
 */
function refuseIncomplete(outdir) {
  const keys = messageFiles().flatMap((file) => Object.keys(JSON.parse(readFileSync(join(SOURCES, file), 'utf8'))));
  const messages = join(outdir, 'messages');
  const words = filesUnder(messages).flatMap((file) => readFileSync(join(messages, file), 'utf8').match(/\w+/g) ?? []);
  const written = new Set(words);
  const missing = keys.find((key) => key !== '$schema' && !written.has(key));
  if (missing) throw new Error(`"${missing}" and maybe more was not written; is @inlang/plugin-message-format there?`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [mode, outdir, structure] = process.argv.slice(2);
  try {
    if (mode === 'into')
      await compileInto(outdir ?? '', structure === 'message-modules' ? structure : 'locale-modules');
    else await compileMessages(false);
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
