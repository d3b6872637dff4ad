// @ts-check
import { markOf, openBrowser, slowDown } from '../browser.mjs';
import { TODAY } from '../profiles.mjs';
import { ratio, spread } from '../report.mjs';

const SIZES = [0, 20_000, 100_000];
const SLOWER = 4;

/**
 * A new browser process, no network, no server: navigation to the painted Today. The sizes take turns, so that a busy
 * machine is equally unfair to each.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function coldStart({ profile, quick }) {
  const rounds = quick ? 3 : 12;
  const profiles = new Map();
  for (const size of SIZES) profiles.set(size, await profile(size));
  /** @type {Map<number, { ms: number, cpu: number, slowed: number }[]>} */
  const runs = new Map(SIZES.map((size) => [size, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const size of SIZES) runs.get(size)?.push(await start(profiles.get(size).path));
  const of = (/** @type {number} */ size) => spread((runs.get(size) ?? []).map(({ ms }) => ms));
  const cpu = (/** @type {number} */ size) => spread((runs.get(size) ?? []).map((run) => run.cpu));
  const [empty, middle, large] = [of(0), of(20_000), of(100_000)];
  return [
    {
      name: 'cold_start_offline_4x',
      value: middle.median,
      unit: 'ms',
      n: rounds,
      detail: {
        median: middle.median,
        p95: middle.p95,
        budget: '≤ 1000 ms at 20,000; at 100,000 ≤ 1.2×',
        pass: middle.median <= 1000 && large.median <= 1.2 * middle.median,
        at: { 0: empty, 20_000: middle, 100_000: large },
        cpuOfPage: { 0: cpu(0), 20_000: cpu(20_000), 100_000: cpu(100_000) },
        ratioOf100000: ratio(large.median, middle.median),
        ratioToEmpty: ratio(middle.median, empty.median),
        slowed: spread([...runs.values()].flat().map((run) => run.slowed)).median,
      },
    },
  ];
}

/**
 * One start: ms until Today was painted, the page's own processor time in it, and how much slower the page really ran.
 * @param {string} path
 */
async function start(path) {
  const { context, page, cdp, close } = await openBrowser(path);
  try {
    await context.setOffline(true);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const quick = await page.evaluate(spin);
    await slowDown(cdp, SLOWER);
    await page.goto(TODAY, { waitUntil: 'commit' });
    const ms = await markOf(page, 'ready:today');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const cpu = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    const slowed = (await page.evaluate(spin)) / quick;
    return { ms, cpu, slowed };
  } finally {
    await close();
  }
}

/** In the page: ms for a fixed piece of work, the best of three. */
function spin() {
  const times = [0, 1, 2].map(() => {
    const from = performance.now();
    let sum = 0;
    for (let i = 0; i < 2e7; i += 1) sum += i % 7;
    return sum < 0 ? 0 : performance.now() - from;
  });
  return Math.min(...times);
}
