// @ts-check
import { markOf, openBrowser } from '../browser.mjs';
import { ADDRESS, becomeReader, TODAY } from '../profiles.mjs';
import { spread } from '../report.mjs';

/** What is opened, until which mark, in the largest school that the figure is about. */
const VIEWS = /** @type {const} */ ([
  { name: 'group_heatmap', size: 100_060, view: 'scores', mark: 'group-heatmap', budget: 250 },
  { name: 'quota_table', size: 20_000, view: 'quotas', mark: 'group-quotas', budget: 250 },
  { name: 'coverage', size: 20_000, view: '', mark: 'group-coverage', budget: 200 },
]);

/**
 * From the list of groups to the drawn map, table and coverage of the whole school, as somebody who sees all of it. The map is
 * that of 60 teachers with 100,000 observations over 16 semesters, each time of another semester; tables are of 200 teachers.
 * @param {import('../run.mjs').Tools} tools
 * @returns {Promise<import('../report.mjs').Figure[]>}
 */
export async function groups({ profile, quick }) {
  const figures = [];
  for (const size of new Set(VIEWS.map((view) => view.size))) {
    const { path, filled } = await profile(size);
    const { page, close } = await openBrowser(path);
    try {
      await page.goto(TODAY);
      await markOf(page, 'ready:today');
      await becomeReader(page, filled.readers.office);
      const semesters = await page.evaluate(prepare);
      await page.goto(`${ADDRESS}#/groups`);
      await page.reload();
      for (const each of VIEWS.filter((view) => view.size === size)) {
        const runs = [];
        for (let i = 0; i <= (quick ? 5 : 20); i += 1)
          runs.push(await open(page, each, semesters[i % semesters.length]));
        const [first, ...others] = runs;
        const { n, ...detail } = spread(others);
        const pass = detail.median <= each.budget;
        const value = detail.median;
        figures.push({
          name: each.name,
          value,
          unit: 'ms',
          n,
          detail: { ...detail, first, budget: `≤ ${each.budget} ms`, pass },
        });
      }
    } finally {
      await close();
    }
  }
  return figures;
}

/**
 * @param {import('../browser.mjs').Page} page
 * @param {{ view: string, mark: string }} what
 * @param {string | undefined} semester
 */
async function open(page, { view, mark }, semester) {
  await page.evaluate(() => (location.hash = '#/groups'));
  await page.getByRole('link', { name: /^Whole school/ }).waitFor();
  await page.waitForTimeout(400);
  const query = new URLSearchParams(view ? { view, semester: semester ?? '' } : {});
  const started = await page.evaluate((hash) => {
    const now = performance.now();
    location.hash = hash;
    return now;
  }, `#/groups/school?${query}`);
  const drawn = (await markOf(page, mark, started)) - started;
  // What is drawn below must not compete with the next run.
  await page.waitForTimeout(300);
  return drawn;
}

/** In the page: a quota for everybody, and the ids of the school's semesters. @returns {Promise<string[]>} */
async function prepare() {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve) => {
    const request = indexedDB.open('guanke');
    request.onsuccess = () => resolve(request.result);
  });
  const rule = {
    ...{ id: 'bench-quota', kind: 'quota', v: 1, author: 'bench', about: [], audience: 'school', created: 0 },
    ...{
      stamp: '000000000-0000-bench',
      name: '',
      task: 'observe',
      count: 10,
      unit: 'times',
      per: 'semester',
      posts: [],
    },
    ...{ seniority: { from: null, to: null }, lessonKinds: [], places: [], counts: 'lesson', attendance: true },
    ...{ from: null, to: null },
  };
  const transaction = db.transaction('records', 'readwrite');
  const records = transaction.objectStore('records');
  records.put({ id: rule.id, kind: 'quota', doc: { stored: rule } });
  /** @type {any[]} */
  const rows = await new Promise((resolve) => {
    const request = records.index('kind').getAll('semester');
    request.onsuccess = () => resolve(request.result);
  });
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  db.close();
  return rows.map((row) => row.id);
}
