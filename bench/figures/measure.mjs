// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { ratio, spread, tenths } from '../report.mjs';

/** @typedef {{ first: number, runs: number[], detail: Record<string, unknown> }} Measured */

const FIGURES = [
  { name: 'growth_fit_school_a', task: 'growthSchoolA', budget: 100 },
  { name: 'growth_fit_100k', task: 'growth100k', budget: 3000 },
  { name: 'growth_fit_100k_lessons', task: 'growth100kLessons', budget: 3000 },
  { name: 'rasch_fit_school_a', task: 'raschSchoolA', budget: 500 },
  { name: 'alpha_bootstrap', task: 'alphaBootstrap', budget: 300 },
];

/** The names of these figures. */
export const MEASURE_FIGURES = FIGURES.map(({ name }) => name);

/**
 * The numerics as the app's worker runs them: bundled, in a worker thread of their own, on the same engine as Chromium's. Each task
 * has a fresh worker; `first` is its first, cold run. Beside the fit of school A stands that of R's lme4 where it is installed.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function measure({ quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'guanke-measure-'));
  try {
    const file = join(folder, 'tasks.mjs');
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: fileURLToPath(new URL('../measure/tasks.ts', import.meta.url)),
        outDir: folder,
        rolldownOptions: { output: { entryFileNames: 'tasks.mjs', codeSplitting: false } },
      },
      ssr: { noExternal: true },
    });
    const figures = [];
    for (const { name, task, budget } of FIGURES) {
      const { first, runs, detail } = await inWorker(file, task, quick ? 3 : 9);
      const { n, ...times } = spread(runs);
      const beside = name === 'growth_fit_school_a' ? await lme4(folder, file, times.median) : {};
      figures.push({
        name,
        value: times.median,
        unit: 'ms',
        n,
        detail: {
          ...times,
          first: tenths(first),
          ...detail,
          ...beside,
          budget: `≤ ${budget} ms`,
          pass:
            times.median <= budget &&
            detail.deviancePass !== false &&
            detail.memoryPass !== false &&
            detail.refitPass !== false,
        },
      });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string} task @param {number} runs @returns {Promise<Measured>} */
function inWorker(file, task, runs) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { task, runs } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/**
 * The same fit by lme4, on the same machine in the same run.
 * @param {string} folder @param {string} tasks @param {number} ours
 */
async function lme4(folder, tasks, ours) {
  const script = join(folder, 'fit.R');
  const csv = join(folder, 'lessons.csv');
  const { detail } = await inWorker(tasks, 'lessonsOfSchoolA', 0);
  writeFileSync(script, LME4);
  writeFileSync(csv, String(detail.csv));
  const ran = spawnSync('Rscript', [script, csv], { encoding: 'utf8' });
  if (ran.error || ran.status !== 0) return { lme4: 'R with lme4 not installed' };
  const [ms = NaN, deviance = NaN] = ran.stdout.trim().split(/\s+/u).map(Number);
  return { lme4_ms: tenths(ms), lme4Deviance: deviance, toLme4: ratio(ours, ms) };
}

/** Median of five fits in ms, and the deviance. */
const LME4 = `
suppressMessages(library(lme4))
rows <- read.csv(commandArgs(trailingOnly = TRUE)[1])
times <- c()
for (i in 1:5) times <- c(times, system.time(fit <- lmer(y ~ t + (1 + t | teacher) + (1 | observer), rows))[["elapsed"]])
cat(1000 * median(times), sprintf("%.6f", REMLcrit(fit)), "\\n")
`;
