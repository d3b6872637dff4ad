// @ts-check
/**
 * Everything that must hold, in one run: what `npm test` and CI call. Prints each step with its time and ends with
 * `N passed, N failed`. A warning fails. A static check counts as one test. GUANKE_LONG=1 runs the full counts.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');
const reports = mkdtempSync(join(tmpdir(), 'guanke-verify-'));

/**
 * @typedef {{ passed: number, failed: number, skipped?: number }} Counts
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command a script of this folder, or a program of the installed packages
 * @property {string[]} [args]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {RegExp} [forbidden] output that fails the step although the program was content
 * @property {string} [needs] the step without which this one cannot run
 * @property {(ok: boolean) => Counts} [count] reads the counts of a test runner's report
 */

/** @type {Step[]} */
const STATIC = [
  { name: 'types in components', command: 'svelte-check', args: ['--fail-on-warnings', '--output', 'human'] },
  { name: 'lint and room rules', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'import cycles', command: 'oxlint', args: ['--deny-warnings'] },
  { name: 'format', command: 'prettier', args: ['--check', '.', '--log-level', 'warn'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
  { name: 'messages', command: 'check-messages.mjs' },
];

/** @type {Step[]} */
const RUNS = [
  { name: 'build', command: 'vite', args: ['build', '--logLevel', 'warn'], forbidden: /\S/ },
  { name: 'size budgets', command: 'size.mjs', needs: 'build' },
  vitest('unit tests', 'node'),
  vitest('browser tests', 'browser'),
  {
    name: 'end-to-end tests',
    needs: 'build',
    command: 'playwright',
    args: ['test', '--reporter', 'list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'playwright.json') },
    count: countPlaywright,
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = new Set();
const startedAt = performance.now();
process.chdir(ROOT);
process.env.CHROMIUM_PATH = await ensureChromium();

// The messages come first, since types, lint and tests read them. The static checks share the machine; whatever
// measures time or drives a browser runs alone.
await runAll([{ name: 'compiled messages', command: 'messages.mjs' }], 1);
await runAll(STATIC, 2);
await runAll(RUNS, 1);

rmSync(reports, { recursive: true, force: true });
console.log(`\nin ${seconds(startedAt)}${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * @param {Step[]} steps
 * @param {number} lanes how many run at the same time
 */
async function runAll(steps, lanes) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** @param {Step} step */
async function runStep(step) {
  if (step.needs && failedSteps.has(step.needs)) {
    total.failed += 1;
    console.log(`FAILED  ${step.name}  not run, because "${step.needs}" failed`);
    return;
  }
  const stepStartedAt = performance.now();
  const { code, output } = await run(step);
  const ok = code === 0 && !step.forbidden?.test(withoutNpmNotices(output));
  const counts = step.count?.(ok) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped ?? 0;
  const detail = step.count ? `  ${counts.passed} passed, ${counts.failed} failed` : '';
  const failed = counts.failed > 0;
  if (failed) {
    failedSteps.add(step.name);
    console.log(`\n${output.trimEnd()}\n`);
  }
  console.log(`${failed ? 'FAILED' : 'ok    '}  ${step.name}  ${seconds(stepStartedAt)}${detail}`);
}

/**
 * @param {Step} step
 * @returns {Promise<{ code: number, output: string }>}
 */
function run({ command, args = [], env }) {
  const script = command.endsWith('.mjs');
  const program = script ? process.execPath : join(BIN, command);
  const words = script ? [join(ROOT, 'scripts', command), ...args] : args;
  return new Promise((resolve) => {
    const child = spawn(program, words, { env: { ...process.env, NO_COLOR: '1', ...env } });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** What npm says about its own configuration is not a warning about the app. */
function withoutNpmNotices(/** @type {string} */ output) {
  return output.replaceAll(/^(npm (warn|notice)|\(node:\d+\)|\(Use `node).*$/gm, '');
}

/**
 * @param {string} name
 * @param {'node' | 'browser'} project
 * @returns {Step}
 */
function vitest(name, project) {
  const file = join(reports, `vitest-${project}.json`);
  return {
    name,
    command: 'vitest',
    args: ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    count: (ok) => atLeastOneFailure(ok, countVitest(file)),
  };
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function countVitest(file) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {boolean} ok
 * @returns {Counts}
 */
function countPlaywright(ok) {
  const stats = readReport(join(reports, 'playwright.json'))?.stats;
  if (!stats) return { passed: 0, failed: 1 };
  // A test that passed on a second try failed.
  const failed = stats.unexpected + stats.flaky;
  return atLeastOneFailure(ok, { passed: stats.expected, failed, skipped: stats.skipped });
}

/**
 * A runner can fail without a failing test: a file that does not load, an error outside every test, no test at all.
 * @param {boolean} ok
 * @param {Counts} counts
 * @returns {Counts}
 */
function atLeastOneFailure(ok, counts) {
  const healthy = ok && counts.passed > 0;
  return healthy ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
