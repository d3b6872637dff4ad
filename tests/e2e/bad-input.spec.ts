import type { Page } from '@playwright/test';
import { baseAddress, expect, test } from './fixtures.ts';
import { putRow, storedRows } from './records.ts';

test.describe('a disk that is full', () => {
  // The limit must stand before the first database is opened, since the browser remembers for a while how much room there was.
  test.use({ start: 'nothing', expectedComplaints: /quota|QuotaExceeded/i });

  test('what does not fit is marked "Not saved" with what to do, stays on the screen, and is saved once there is room', async ({
    page,
    context,
    firstRun,
    observe,
  }) => {
    const cdp = await context.newCDPSession(page);
    const origin = new URL(baseAddress()).origin;
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4_000_000 });
    await firstRun.open();
    await firstRun.setUpSchool();
    await observe.start();
    await observe.begin();
    await observe.note('There was room for this');
    await observe.expectSaved();
    await fillDisk(page);
    await observe.note('No room for this');
    await expect(observe.savedState).toHaveText('Not saved');
    await expect(page.getByText('This device has no room left.')).toBeVisible();
    await expect(observe.record).toContainText('No room for this');

    // The person frees some room; the browser itself takes a while to notice it.
    await page.evaluate(() => indexedDB.deleteDatabase('filler'));
    const again = page.getByRole('button', { name: 'Try again' });
    await expect(async () => {
      if (await again.isVisible()) await again.click();
      await expect(observe.savedState).toHaveText('Saved', { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await page.reload();
    await expect(observe.record).toContainText('No room for this');
    await expect(observe.record).toContainText('There was room for this');
  });
});

test('a write that fails once is retried after the database was opened anew; one that keeps failing is marked', async ({
  page,
  observe,
}) => {
  await observe.open();
  await failWrites(page, 1);
  await observe.note('Fails once');
  await observe.expectSaved();
  await failWrites(page, Infinity);
  await observe.note('Fails again and again');
  await expect(observe.savedState).toHaveText('Not saved');
  await expect(page.getByText('Not everything is saved yet')).toBeVisible();
  await expect(observe.record.getByText('Not saved')).toBeVisible();
  await failWrites(page, 0);
  await page.getByRole('button', { name: 'Try again' }).click();
  await observe.expectSaved();
  await expect(observe.record.getByText('Not saved')).toHaveCount(0);
  await page.reload();
  await expect(observe.record).toContainText('Fails once');
  await expect(observe.record).toContainText('Fails again and again');
});

test('when IndexedDB is refused the app says so in one screen and offers nothing that would lose records', async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await page.goto('./');
  await expect(page.getByText('The browser refuses to keep data for this address.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Start observing|Set up my school/ })).toHaveCount(0);
});

test('a database that never opens is given up with a sentence instead of an endless wait', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await page.goto('./');
  await expect(page.getByText('The records did not open within five seconds.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test.describe('a browser that forgets', () => {
  test.use({ start: 'nothing' });

  test('a test record that cannot be read again leaves only the sample school', async ({ page }) => {
    await page.addInitScript(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (value: { key?: string; value?: unknown }, key?: IDBValidKey) {
        if (value?.key === 'probe') value = { ...value, value: 'something else' };
        return put.call(this, value, key);
      };
    });
    await page.goto('./');
    await expect(page.getByText('This browser forgets what it is given.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Explore a sample school' })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Set up my school' })).toHaveCount(0);
  });
});

const STRANGE = [
  '<img src=x onerror="window.hurt = 1"><b>bold</b>',
  '👩‍🏫🧪 café ﷽',
  'שלום \u202eעולם\u202c abc',
  '{{constructor.constructor("window.hurt = 1")()}} ${1 + 1}',
];

test('markup, emoji and text in two directions are kept as they are and shown as text', async ({ page, observe }) => {
  await observe.open();
  for (const text of STRANGE) await observe.note(text);
  await page.reload();
  for (const text of STRANGE) await expect(observe.record.getByText(text, { exact: true })).toBeVisible();
  await observe.finish();
  await observe.nameGuest(STRANGE[0] ?? '');
  await observe.write('Strengths', STRANGE[2] ?? '');
  await observe.seal();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(STRANGE[0] ?? '');
  await expect(page.getByRole('main')).toContainText(STRANGE[2] ?? '');
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  await expect(page.locator('main img')).toHaveCount(0);
});

test('a note of 20,000 characters is kept to the last one, on the sheet too', async ({ page, observe }) => {
  const long = `${'课堂记录 '.repeat(3_999)}the end`;
  await observe.open({ teacher: 'Li Wei' });
  await observe.note(long);
  await observe.expectSaved();
  await page.reload();
  await expect(observe.record).toContainText('the end');
  const kept = (await storedRows(page, 'entries')).find((row) => row['type'] === 'note');
  expect(kept?.['text']).toBe(long);
  await observe.finishAndSeal();
  await expect(page.getByRole('main')).toContainText('the end');
});

test('a draft with a rubric that this device does not know is shown with its notes, and is not sealed without it', async ({
  page,
  observe,
}) => {
  const draftId = await observe.open({ teacher: 'Li Wei' });
  await observe.note('Still here');
  await observe.leave();
  const at = await page.evaluate(() => Date.now());
  await putRow(page, 'entries', { draftId, id: 'field:rubric', at, type: 'field', name: 'rubric', value: 'unknown@7' });
  await observe.resumeDraft('Li Wei');
  await expect(observe.record).toContainText('Still here');
  await expect(page.getByText('This device does not know the rubric of this sheet.')).toBeVisible();
  await observe.finish();
  await observe.sealButton.click();
  await expect(page.getByText('This device does not know the rubric of this sheet.')).toBeVisible();
  expect(await storedRows(page, 'sheets')).toEqual([]);
});

test('a score outside the scale is refused at sealing with the name of the indicator, and nothing is half-saved', async ({
  page,
  observe,
}) => {
  const draftId = await observe.open({ teacher: 'Li Wei', rubric: 'New-teacher basics' });
  await observe.leave();
  const at = await page.evaluate(() => Date.now());
  const key = 'new-teacher.prepare.1/0';
  await putRow(page, 'entries', { draftId, id: `score:${key}`, at, type: 'score', key, value: 9 });
  await observe.resumeDraft('Li Wei');
  await observe.finish();
  await observe.sealButton.click();
  const gaps = page.getByRole('button', { name: 'Seal with these gaps' });
  const refusal = page.getByText('“A usable lesson plan” has the score 9', { exact: false });
  await expect(gaps.or(refusal).first()).toBeVisible();
  if (await gaps.isVisible()) await gaps.click();
  await expect(refusal).toBeVisible();
  expect(await storedRows(page, 'sheets')).toEqual([]);
  expect(await storedRows(page, 'lessons')).toEqual([]);
});

test('an overlap of semesters is said, with both names, and never hinders', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/settings', 'settings');
  await page
    .getByRole('button', { name: /^Change / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const first = dialog.getByLabel('First day');
  const [year, ...rest] = (await first.inputValue()).split('-');
  await first.fill([Number(year) - 1, ...rest].join('-'));
  await expect(
    dialog
      .getByText('share days', { exact: false })
      .or(dialog.getByText('longer than a year', { exact: false }))
      .first(),
  ).toBeVisible();
});

test('a staff number that is taken is refused with the name of its owner', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/teachers', 'teachers');
  await page.getByRole('button', { name: 'Add teacher' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Somebody Else');
  await dialog.getByRole('textbox', { name: 'Staff number' }).fill('T02');
  await dialog.getByRole('button', { name: 'Add teacher', exact: true }).click();
  await expect(dialog.getByText('Li Wei', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(JSON.stringify(await storedRows(page, 'records'))).not.toContain('Somebody Else');
});

/** Takes all the room that is left, in a database of its own, down to the last bytes. */
function fillDisk(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('filler');
      request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the filler could not be opened'));
    });
    const put = (size: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = db.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').put(crypto.getRandomValues(new Uint8Array(size)));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (let size = 65_536; size >= 1; size = Math.floor(size / 8)) while (await put(size));
    db.close();
  });
}

/** Makes the next writes of entries fail, as a browser does that lost its storage for a moment. */
function failWrites(page: Page, times: number): Promise<void> {
  return page.evaluate((count) => {
    const state = window as unknown as { __failing?: number };
    const patched = state.__failing !== undefined;
    state.__failing = count;
    if (patched) return;
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (this.name === 'entries' && (state.__failing ?? 0) > 0) {
        state.__failing = (state.__failing ?? 0) - 1;
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      }
      return put.call(this, value, key);
    };
  }, times);
}
