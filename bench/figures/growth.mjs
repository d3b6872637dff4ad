// @ts-check
import { markOf, openBrowser } from '../browser.mjs';
import { ADDRESS, becomeReader, TODAY } from '../profiles.mjs';
import { ratio, spread, tenths } from '../report.mjs';

const SIZES = [1_000, 10_000, 100_000];
const BUDGET = 150;
/** Sheets that a typical teacher has in every school measured here. */
const TYPICAL = 100;

/**
 * From the list of teachers to the drawn chart, for teachers with about as many sheets in each school, as somebody who
 * sees the whole school; beside a raw read of the same rating rows by the same index.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function teacherGrowth({ profile, quick }) {
  /** @type {Record<number, Awaited<ReturnType<typeof growthAt>>>} */
  const at = {};
  for (const size of SIZES) at[size] = await growthAt(await profile(size), quick ? 6 : 30);
  const medians = Object.values(at).map(({ chart }) => chart.median);
  return [
    {
      name: 'teacher_growth',
      value: Math.max(...medians),
      unit: 'ms',
      n: at[SIZES[0] ?? 0]?.chart.n ?? 0,
      detail: {
        median: Math.max(...medians),
        p95: Math.max(...Object.values(at).map(({ chart }) => chart.p95)),
        budget: `≤ ${BUDGET} ms at each size`,
        pass: medians.every((median) => median <= BUDGET),
        at,
        ratioOf100000: ratio(at[100_000]?.chart.median ?? NaN, at[1_000]?.chart.median ?? NaN),
      },
    },
  ];
}

/** @param {import('../profiles.mjs').Profile} profile @param {number} count */
async function growthAt({ path, filled }, count) {
  const { page, close } = await openBrowser(path);
  try {
    await page.goto(TODAY);
    await markOf(page, 'ready:today');
    await becomeReader(page, filled.readers.office);
    await page.goto(`${ADDRESS}#/teachers`);
    await page.reload();
    const teachers = await page.evaluate(typicalTeachers, { count: 10, typical: TYPICAL });
    const runs = [];
    for (let i = 0; i <= count; i += 1) {
      const id = teachers[i % teachers.length];
      if (id === undefined) throw new Error('Nobody in this school has enough sheets.');
      runs.push(await openGrowth(page, id));
    }
    const [first, ...others] = runs;
    return {
      chart: spread(others.map((run) => run.chart)),
      page: spread(others.map((run) => run.page)),
      floor: spread(others.map((run) => run.floor)),
      ratio: ratio(spread(others.map((run) => run.chart)).median, spread(others.map((run) => run.floor)).median),
      first: tenths(first?.chart ?? NaN),
      rows: spread(others.map((run) => run.rows)).median,
    };
  } finally {
    await close();
  }
}

/** @param {import('../browser.mjs').Page} page @param {string} id */
async function openGrowth(page, id) {
  const from = await page.evaluate(() => {
    const now = performance.now();
    location.hash = '#/teachers';
    return now;
  });
  await page.getByRole('list').getByRole('link').first().waitFor();
  await page.waitForTimeout(from < 5000 ? 2500 : 400);
  const started = await page.evaluate((hash) => {
    const now = performance.now();
    location.hash = hash;
    return now;
  }, `#/teachers/${id}`);
  const chart = (await markOf(page, 'chart-drawn', started)) - started;
  const ready = (await markOf(page, 'ready:teacher', started)) - started;
  // The small charts are drawn after the large one; the raw read must not compete with them.
  await page.waitForTimeout(400);
  return { chart, page: ready, ...(await page.evaluate(rawRead, id)) };
}

/** In the page: the raw read of a teacher's rating rows. @param {string} teacher */
async function rawRead(teacher) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve) => {
    const request = indexedDB.open('guanke');
    request.onsuccess = () => resolve(request.result);
  });
  const from = performance.now();
  /** @type {unknown[]} */
  const rows = await new Promise((resolve) => {
    const index = db.transaction('ratings').objectStore('ratings').index('[teacher+date]');
    const request = index.getAll(IDBKeyRange.bound([teacher, ''], [teacher, '\uffff']));
    request.onsuccess = () => resolve(request.result);
  });
  const floor = performance.now() - from;
  db.close();
  return { floor, rows: rows.length };
}

/** In the page: the teachers whose number of rating rows comes nearest to the typical one. @param {{ count: number, typical: number }} wanted */
async function typicalTeachers({ count, typical }) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve) => {
    const request = indexedDB.open('guanke');
    request.onsuccess = () => resolve(request.result);
  });
  /** @type {Map<string, number>} */
  const rows = new Map();
  await new Promise((resolve) => {
    const request = db.transaction('ratings').objectStore('ratings').index('[teacher+date]').openKeyCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(undefined);
      const teacher = String(/** @type {string[]} */ (cursor.key)[0]);
      rows.set(teacher, (rows.get(teacher) ?? 0) + 1);
      cursor.continue();
    };
  });
  db.close();
  return [...rows]
    .sort(([, a], [, b]) => Math.abs(a - typical) - Math.abs(b - typical))
    .slice(0, count)
    .map(([teacher]) => teacher);
}
