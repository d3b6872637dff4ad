// @ts-check
/**
 * `npm run bench`: measures the built app and prints one JSON line a figure, then a table. `--quick` measures less often,
 * `--only name` (or several, with commas) measures just these. A missed budget is shown, and is no error.
 */
import { parseArgs } from 'node:util';
import { buildIfStale } from '../scripts/build.mjs';
import { serve } from '../scripts/server.mjs';
import { backup } from './figures/backup.mjs';
import { coldStart } from './figures/coldStart.mjs';
import { groups } from './figures/groups.mjs';
import { teacherGrowth } from './figures/growth.mjs';
import { lessonsList } from './figures/lessons.mjs';
import { MEASURE_FIGURES, measure as measureFits } from './figures/measure.mjs';
import { memory } from './figures/memory.mjs';
import { openShared } from './figures/openShared.mjs';
import { size } from './figures/size.mjs';
import { tapToDurable, tapToPaint } from './figures/taps.mjs';
import { weekView } from './figures/weekView.mjs';
import { PORT, profileWith } from './profiles.mjs';
import { print, table } from './report.mjs';

/** @typedef {{ profile: (observations: number) => Promise<import('./profiles.mjs').Profile>, quick: boolean }} Tools */
/** @typedef {{ names: string[], server: boolean, measure: (tools: Tools) => Promise<import('./report.mjs').Figure[]> }} Measurement */

/** @type {Measurement[]} */
const MEASUREMENTS = [
  { names: ['shell_js_gz', 'precache_total'], server: false, measure: size },
  { names: ['cold_start_offline_4x'], server: false, measure: coldStart },
  { names: ['tap_to_paint_4x'], server: true, measure: tapToPaint },
  { names: ['tap_to_durable'], server: true, measure: tapToDurable },
  { names: ['teacher_growth'], server: true, measure: teacherGrowth },
  { names: ['group_heatmap', 'quota_table', 'coverage'], server: true, measure: groups },
  { names: ['backup_20k', 'restore_20k'], server: true, measure: backup },
  { names: ['week_view'], server: true, measure: weekView },
  { names: ['open_shared_50'], server: true, measure: openShared },
  { names: MEASURE_FIGURES, server: false, measure: measureFits },
  { names: ['lessons_list'], server: true, measure: lessonsList },
  { names: ['memory_rss'], server: true, measure: memory },
];

const tell = (/** @type {string} */ text) => console.error(text);
const { quick, only } = options();
buildIfStale();
const figures = [];
for (const measurement of MEASUREMENTS) {
  if (only.length > 0 && !measurement.names.some((name) => only.includes(name))) continue;
  tell(`Measuring ${measurement.names.join(', ')} …`);
  for (const figure of await run(measurement)) {
    print(figure);
    figures.push(figure);
  }
}
tell(`\n${table(figures)}`);

/** Measures with a fresh copy of every profile asked for; they are removed after it. @param {Measurement} measurement */
async function run({ server, measure }) {
  /** @type {import('./profiles.mjs').Profile[]} */
  const used = [];
  /** @type {{ close: () => Promise<void> }[]} */
  const served = [];
  const stop = () => Promise.all(served.splice(0).map((server) => server.close()));
  const profile = async (/** @type {number} */ observations) => {
    await stop();
    const made = await profileWith(observations, tell);
    used.push(made);
    if (server) served.push(await serve({ port: PORT, host: '127.0.0.1' }));
    return made;
  };
  try {
    return await measure({ profile, quick });
  } finally {
    await stop();
    for (const made of used) made.remove();
  }
}

function options() {
  const known = MEASUREMENTS.flatMap(({ names }) => names);
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
    const chosen = values.only?.split(',').map((name) => name.trim()) ?? [];
    const unknown = chosen.filter((name) => !known.includes(name));
    if (unknown.length === 0) return { quick: values.quick === true, only: chosen };
    throw new Error(`There is no figure ${unknown.join(', ')}.`);
  } catch (error) {
    tell(`${/** @type {Error} */ (error).message} Usage: npm run bench -- [--quick] [--only ${known.join('|')}]`);
    process.exit(1);
  }
}
