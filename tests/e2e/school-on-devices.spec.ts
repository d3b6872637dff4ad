import { readFileSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { baseAddress, expect, test, watch } from './fixtures.ts';
import { ExchangePage, type Carried } from './pages/exchangePage.ts';
import { ObservePage } from './pages/observePage.ts';
import { ShellPage } from './pages/shellPage.ts';
import { storedRows } from './records.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A device of its own: a fresh profile, with everything that it complains about. */
interface Device {
  page: Page;
  exchange: ExchangePage;
  complaints: string[];
}

const opened: Device[] = [];

async function newDevice(browser: Browser): Promise<Device> {
  const context = await browser.newContext({
    baseURL: baseAddress(),
    locale: 'en-GB',
    // Otherwise a context of a test begins with the test's own state.
    storageState: { cookies: [], origins: [] },
    viewport: { width: 1180, height: 820 },
  });
  const complaints = watch(context);
  const page = await context.newPage();
  const device = { page, exchange: new ExchangePage(page), complaints };
  opened.push(device);
  return device;
}

test.afterEach(async () => {
  for (const { page, complaints } of opened.splice(0)) {
    await page.context().close();
    expect(complaints).toEqual([]);
  }
});

/** Records Zhao Min's lesson of one slot: something on the sheet, something private. */
async function observe(device: Device, strengths: string, secret: string): Promise<void> {
  const { page } = device;
  const screen = new ObservePage(page);
  await new ShellPage(page).goTo('#/', 'today');
  await page.getByRole('button', { name: 'Record a lesson afterwards' }).click();
  await page.getByLabel('Date').fill('2026-03-05');
  await page.getByRole('combobox', { name: 'Period' }).selectOption('2');
  await screen.chooseTeacher('Zhao Min');
  await screen.begin();
  await screen.note(secret);
  await screen.finish();
  await screen.write('Strengths', strengths);
  await screen.seal();
}

/** Everything that a device holds, as text: what is not in it was never delivered. */
async function everythingOn(page: Page): Promise<string> {
  const tables = ['records', 'lessons', 'sheets', 'headers', 'ratings', 'workbooks', 'drafts', 'entries'];
  const rows = await Promise.all(tables.map((table) => storedRows(page, table)));
  return JSON.stringify(rows);
}

test('an office sets up, colleagues join, two observe one lesson and share: one lesson, two sheets, nothing else', async ({
  browser,
  page,
}) => {
  test.slow();
  await page.goto('./');
  const school = await new ExchangePage(page).giveSchool();
  const [chen, li, zhao, sun] = [
    await newDevice(browser),
    await newDevice(browser),
    await newDevice(browser),
    await newDevice(browser),
  ] as const;
  await chen.exchange.join(school, 'Chen Jing');
  await li.exchange.join(school, 'Li Wei');
  await zhao.exchange.join(school, 'Zhao Min');
  await sun.exchange.join(school, 'Sun Lei');

  await observe(chen, 'Clear questions', 'Secret of Chen');
  await observe(li, 'Calm pace', 'Secret of Li');
  const shared = [await chen.exchange.share(), await li.exchange.share()];

  await zhao.exchange.look(shared);
  await expect(zhao.exchange.dialog).toContainText('Chen Jing');
  await expect(zhao.exchange.dialog).toContainText('Li Wei');
  await zhao.exchange.takeIn();
  await zhao.exchange.done();
  await zhao.page
    .getByRole('link', { name: /Zhao Min/ })
    .first()
    .click();
  await expect(zhao.page.getByRole('main')).toContainText('Clear questions');
  await expect(zhao.page.getByRole('main')).toContainText('Calm pace');

  const held = await everythingOn(zhao.page);
  expect(held).toContain('Clear questions');
  expect(held).not.toContain('Secret of');
  expect(await everythingOn(sun.page)).not.toContain('Clear questions');
  await new ShellPage(sun.page).goTo('#/lessons', 'lessons');
  await expect(sun.page.getByRole('main')).not.toContainText('Zhao Min');
});

test('a shared file is taken in once, says so when it comes again, and can be taken back', async ({
  browser,
  page,
}) => {
  await page.goto('./');
  const school = await new ExchangePage(page).giveSchool();
  const [chen, zhao] = [await newDevice(browser), await newDevice(browser)] as const;
  await chen.exchange.join(school, 'Chen Jing');
  await zhao.exchange.join(school, 'Zhao Min');
  await observe(chen, 'Clear questions', 'Kept back');
  const before = await everythingOn(zhao.page);

  const shared = await chen.exchange.share();
  await zhao.exchange.look([shared]);
  await zhao.exchange.takeIn();
  await zhao.exchange.dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(zhao.page.getByText('Undone. Everything is as it was before.')).toBeVisible();
  await zhao.exchange.done();
  expect(await everythingOn(zhao.page)).toBe(before);

  await zhao.exchange.open([shared]);
  await zhao.exchange.look([shared]);
  await expect(zhao.exchange.dialog.getByText('Nothing new in this file')).toBeVisible();
  await expect(zhao.exchange.dialog.getByRole('button', { name: 'Take in' })).toHaveCount(0);
});

test('cancelling Share writes nothing; the dialog names what goes and what stays', async ({ browser, page }) => {
  await page.goto('./');
  const school = await new ExchangePage(page).giveSchool();
  const chen = await newDevice(browser);
  await chen.exchange.join(school, 'Chen Jing');
  await observe(chen, 'Clear questions', 'Only for me');
  const before = await everythingOn(chen.page);
  await chen.page.getByRole('button', { name: 'Share', exact: true }).click();
  const { dialog } = chen.exchange;
  await expect(dialog.getByRole('checkbox', { name: 'Zhao Min' })).toBeChecked();
  await expect(dialog).toContainText('Clear questions');
  await expect(dialog).toContainText('1 private note stays on this device');
  await expect(dialog).not.toContainText('Only for me');
  await expect(dialog).toContainText('cannot be called back');
  await chen.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await everythingOn(chen.page)).toBe(before);
});

test('a school is joined from pasted text, also with the keyboard alone', async ({ browser, page }) => {
  await page.goto('./');
  const school = await new ExchangePage(page).giveSchool();
  const { page: tablet, exchange } = await newDevice(browser);
  await tablet.goto('./');
  await expect(tablet.getByRole('button', { name: 'Join my school' })).toBeEnabled();
  await tablet.getByRole('button', { name: 'Join my school' }).press('Enter');
  const field = tablet.getByRole('textbox', { name: 'Or paste the text here' });
  await field.fill(`Here is our school:\n${school.buffer.toString('utf8')}\nSee you!`);
  await tablet.getByRole('button', { name: 'Read the text' }).press('Enter');
  await exchange.chooseMe('Sun Lei');
  await expect(tablet.getByRole('heading', { level: 1 })).toContainText('Sun Lei');
});

test('a backup brings everything back to an empty device, row for row', async ({ browser, page, observe: screen }) => {
  await page.goto('./');
  await screen.open({ teacher: 'Zhao Min' });
  await screen.note('A note of my own');
  await screen.finishAndSeal();
  await screen.start().catch(() => undefined);
  const exchange = new ExchangePage(page);
  const backup = await exchange.backUp();
  const before = await everythingOn(page);
  expect(before).toContain('A note of my own');

  const empty = await newDevice(browser);
  await empty.page.goto('./');
  await empty.page.getByRole('button', { name: 'Restore from a backup' }).click();
  const choosing = empty.page.waitForEvent('filechooser');
  await empty.page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles(backup);
  await expect(empty.page.getByRole('heading', { level: 1, name: 'Who are you?' })).toBeVisible();
  await empty.page.getByRole('button', { name: 'Join as Wang Fang' }).click();
  await expect(empty.page.getByRole('button', { name: 'Start observing' })).toBeVisible();
  expect(await everythingOn(empty.page)).toBe(before);
});

test.describe('files that are not what they should be', () => {
  const text = (name: string, content: string): Carried => ({ name, mimeType: '', buffer: Buffer.from(content) });

  test('each is refused with its own sentence, and nothing is written', async ({ page }) => {
    await page.goto('./');
    const exchange = new ExchangePage(page);
    const good = (await exchange.giveSchool()).buffer.toString('utf8');
    const before = await everythingOn(page);
    const bad: [Carried, RegExp][] = [
      [text('empty.guanke.txt', ''), /empty/i],
      [text('holiday.jpg', '\u00ff\u00d8\u00ff\u00e0 JFIF'), /not a Guanke file|no Guanke file/i],
      [text('cut.guanke.txt', good.slice(0, Math.floor(good.length / 2))), /incomplete|not complete|cut off|missing/i],
      [text('bent.guanke.txt', good.replace('Chen Jing', 'Chen Ping')), /damaged|changed/i],
      [text('newer.guanke.txt', good.replace('"guanke":1', '"guanke":99')), /newer/i],
    ];
    for (const [file, sentence] of bad) {
      await exchange.look([file]);
      await expect(exchange.dialog.getByRole('alert').filter({ hasText: sentence }), file.name).toBeVisible();
      await expect(exchange.dialog.getByRole('button', { name: 'Take in' })).toHaveCount(0);
      await exchange.done();
    }
    // A hundred megabytes of something else: known by its first bytes, so the answer comes at once.
    const huge = test.info().outputPath('huge.iso');
    await writeFile(huge, '');
    await truncate(huge, 100_000_000);
    await exchange.look(huge);
    await expect(exchange.dialog.getByText('This is not a Guanke file')).toBeVisible();
    await exchange.done();
    expect(await everythingOn(page)).toBe(before);
  });

  test('the sheet of another school is refused; its school file offers joining, previewed and undoable', async ({
    browser,
    page,
    firstRun,
  }) => {
    await page.goto('./');
    await expect(firstRun.page.getByRole('button', { name: 'Start observing' })).toBeVisible();
    const school = await new ExchangePage(page).giveSchool();
    const alone = await newDevice(browser);
    const own = new (await import('./pages/firstRunPage.ts')).FirstRunPage(alone.page);
    await own.open();
    await own.setUpSchool({ name: 'My own little school', me: 'Chen Jing' });
    const before = await everythingOn(alone.page);
    await alone.exchange.look([school]);
    await alone.exchange.dialog.getByRole('button', { name: 'Join my school' }).click();
    await expect(alone.exchange.dialog).toContainText('My own little school');
    await alone.exchange.dialog.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(alone.page.getByText('This device is now part of Riverside School')).toBeVisible();
    expect(await everythingOn(alone.page)).toContain('Riverside School');
    await alone.page.getByRole('button', { name: 'Undo' }).click();
    await expect(alone.page.getByText('Undone. Everything is as it was before.')).toBeVisible();
    expect(await everythingOn(alone.page)).toBe(before);
  });
});

test.describe('in the sample school', () => {
  test.use({ start: 'sample' });

  test('the dialogs have nothing that axe finds, and no backup is offered', async ({ page }) => {
    await page.goto('./#/settings');
    await expect(page.getByRole('button', { name: 'Give the school to a colleague' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Back up everything' })).toHaveCount(0);
    for (const name of ['Give the school to a colleague', 'Open a file']) {
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await page.evaluate(AXE);
      // Asked until it stands: what the dialog shows is being read, and colours change on the way.
      await expect
        .poll(
          async () => {
            await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
            return page.evaluate(async () => {
              const { axe } = window as unknown as { axe: typeof import('axe-core') };
              return (await axe.run('dialog')).violations.map(({ id }) => id);
            });
          },
          { message: name },
        )
        .toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
});
