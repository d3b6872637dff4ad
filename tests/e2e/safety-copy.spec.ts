import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { storedRows, type Row } from './records.ts';

// The records are lost below a running app, as a browser does it to a damaged database.
// The page without the app, on which they are lost, has no icon.
test.use({ start: 'nothing', expectedComplaints: /404/ });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TABLES = ['records', 'lessons', 'sheets', 'workbooks', 'drafts', 'entries'];

/** Everything on the disk that is not computed, each row as text. */
async function everythingOn(page: Page): Promise<Record<string, string[]>> {
  const tables = await Promise.all(TABLES.map((table) => storedRows(page, table)));
  const text = (rows: Row[]) => rows.map((row) => JSON.stringify(row, Object.keys(flatKeys(row)).sort())).sort();
  return Object.fromEntries(TABLES.map((table, i) => [table, text(tables[i] ?? [])]));
}

/** All names of fields in a row, at any depth. */
function flatKeys(value: unknown, found: Record<string, true> = {}): Record<string, true> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    found[key] = true;
    flatKeys(inner, found);
  }
  return found;
}

/** Throws every database of the address away and leaves all else, from a page without the app. */
async function loseRecords(page: Page): Promise<void> {
  await page.goto('./favicon.svg');
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name ?? '');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(new Error(`${name} was not deleted`));
      });
    }
  });
}

/** Waits until the copy has been written after everything before. */
async function expectCopied(page: Page): Promise<void> {
  await expect.poll(() => copiedAfter(page), { timeout: 20_000 }).toBe(true);
}

/** Whether the journal of this database says that it holds every write. */
async function copiedAfter(page: Page): Promise<boolean> {
  const meta = await storedRows(page, 'meta');
  const value = (name: string) => String(meta.find(({ key }) => key === name)?.['value']);
  const last = await page.evaluate(async (node) => {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('guanke-safety').catch(() => null);
    const folder = await all?.getDirectoryHandle(node).catch(() => null);
    let text = '';
    if (!folder) return text;
    for await (const file of (folder as unknown as { values: () => AsyncIterable<FileSystemFileHandle> }).values()) {
      text = await (await file.getFile()).text();
    }
    return text.trimEnd().split('\n').at(-1) ?? '';
  }, value('node'));
  return last.includes(`"sync":${value('writes')},`) && !last.includes('"full":0,') && last.includes('"todo":[]');
}

test('when the browser loses the database, the safety copy brings back everything, the draft included', async ({
  page,
  firstRun,
  observe,
  shell,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool({ teachers: 'Name\tSubject\nChen Jing\tMathematics\nLi Wei\tEnglish' });
  await observe.start();
  await observe.chooseTeacher('Chen Jing');
  await observe.chooseRubric('New-teacher basics');
  await observe.begin();
  await observe.note('Waits six seconds after each question');
  await observe.scoreNow();
  await observe.score('Goals clear to pupils', 'Secure');
  await observe.finish();
  await observe.write('Strengths', 'Clear goals');
  await observe.sealButton.click();
  await page.getByRole('button', { name: 'Seal with these gaps' }).click();
  await expect(page).toHaveURL(/#\/lessons\//);
  await shell.goTo('#/', 'today');
  await observe.start();
  await observe.chooseTeacher('Li Wei');
  await observe.begin();
  await observe.note('A draft that nobody has seen yet');
  await observe.expectSaved();
  await observe.leave();
  await shell.goTo('#/settings', 'settings');
  await expect(page.getByText(/Up to date, \d/)).toBeVisible();
  await expectCopied(page);
  const before = await everythingOn(page);

  await loseRecords(page);
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1, name: 'Your records are in a safety copy' })).toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: 'Riverside School' })).toBeVisible();
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    return (await axe.run(document)).violations.map(({ id }) => id);
  });
  expect(found).toEqual([]);
  await page.getByRole('button', { name: 'Bring them back' }).click();
  await expect(page.getByRole('button', { name: 'Start observing' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'My drafts' })).toContainText('Li Wei');
  expect(await everythingOn(page)).toEqual(before);
  await observe.resumeDraft('Li Wei');
  await expect(observe.record).toContainText('A draft that nobody has seen yet');

  // The restored database has a copy of its own, and the one it came from is gone.
  await expectCopied(page);
  await expect.poll(() => copyNames(page)).toHaveLength(1);
});

test('"Not now" leaves the copy as it is: it is offered again, and a new school does not touch it', async ({
  page,
  firstRun,
  observe,
  shell,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool({ name: 'Willow Street School' });
  await expectCopied(page);
  await loseRecords(page);
  for (let times = 0; times < 2; times += 1) {
    await page.goto('./');
    await page.getByRole('button', { name: 'Not now' }).click();
    await expect(page.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
  }
  await firstRun.setUpSchool({ name: 'Another School' });
  await expectCopied(page);
  expect(await copyNames(page)).toHaveLength(2);
  await shell.goTo('#/settings', 'settings');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Willow Street School');
  await page.keyboard.press('Escape');
  // It belongs to a school that is not here any more: the only way out is a file.
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toMatch(
    /^Willow Street School Safety copy \d{4}-\d{2}-\d{2}\.guanke\.gz$/u,
  );
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Earlier safety copies' })).toBeHidden();
  expect(await copyNames(page)).toHaveLength(1);
  await shell.goTo('#/', 'today');
  await observe.start();
});

test('when the browser refuses its database, the safety copy can be saved as a backup and restored from it', async ({
  page,
  firstRun,
  observe,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool();
  await observe.start();
  await observe.begin();
  await observe.note('Kept beside the database');
  await observe.expectSaved();
  await expectCopied(page);
  await page.addInitScript(() => {
    if (!sessionStorage.getItem('refused')) return;
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await page.evaluate(() => sessionStorage.setItem('refused', 'yes'));
  await page.goto('./');
  await page.reload();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await download).path();

  await page.evaluate(() => sessionStorage.clear());
  await loseRecords(page);
  await page.goto('./');
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles(file);
  await page.getByRole('button', { name: 'Join as Wang Fang' }).click();
  await observe.resumeDraft();
  await expect(observe.record).toContainText('Kept beside the database');
});

test('the sample school has no safety copy', async ({ page, firstRun, shell }) => {
  await firstRun.open();
  await firstRun.exploreSample();
  await shell.goTo('#/settings', 'settings');
  await expect(page.getByText('Space used')).toBeVisible();
  await expect(page.getByText('Safety copy', { exact: true })).toBeHidden();
  expect(await copyNames(page)).toEqual([]);
});

/** The safety copies of this address, by their folders. */
function copyNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const all = await root.getDirectoryHandle('guanke-safety').catch(() => null);
    if (all)
      for await (const name of (all as unknown as { keys: () => AsyncIterable<string> }).keys()) names.push(name);
    return names;
  });
}
