import { mkdirSync } from 'node:fs';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { baseAddress, expect, test } from './fixtures.ts';
import { FirstRunPage } from './pages/firstRunPage.ts';
import { ObservePage } from './pages/observePage.ts';

const ROUNDS = 4;
const KILLS = (process.env['GUANKE_LONG'] ? 500 : 20) / ROUNDS;
const INDICATORS = ['A usable lesson plan', 'Goals clear to pupils', 'Command of content', 'Voice and language'];
/** Milliseconds in which what was saved is in the safety copy too. */
const COPIED_WITHIN = 1500;
const LEVELS = ['Not yet', 'Nearly there', 'Secure', 'Strong'];

test.use({ start: 'nothing' });
// A browser is started for every kill, on whatever machine this is.
test.slow();

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`killed ${KILLS} times at random moments, the browser has every entry that was shown as saved (${round})`, async (// eslint-disable-next-line no-empty-pattern -- the browser is launched and killed here
  {}, info) => {
    const random = seeded(round);
    const profile = info.outputPath('profile');
    mkdirSync(profile, { recursive: true });
    let confirmed = 0;
    const id = await prepareDraft(profile);
    const sheet = new Entries();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const context = await launch(profile);
      try {
        const observe = await openDraft(context, id, sheet);
        // Mostly counted from the first "Saved", so that there is something to lose however slow the machine is.
        const from = kill % 5 === 0 ? Promise.resolve() : sheet.nextSaved();
        const dead = killAfter(context, from, 50 + random() * 1000);
        await recordUntilDead(observe, sheet, random);
        await dead;
        confirmed += sheet.last.notes.length + sheet.last.scores.size;
      } finally {
        await context.close().catch(() => undefined);
      }
    }
    const context = await launch(profile);
    await openDraft(context, id, sheet);
    await context.close();
    // The kills came late enough that there was something to lose.
    expect(confirmed).toBeGreaterThan(0);
  });
}

/**
 * Opens the draft in a new browser and holds it against what the killed one had shown as saved. Now and then Chromium finds its own
 * database damaged by the kill and throws it away, whatever page it belongs to; then the safety copy must bring back all that
 * was saved before it was last written.
 */
async function openDraft(context: BrowserContext, id: string, sheet: Entries): Promise<ObservePage> {
  const page = context.pages()[0] ?? (await context.newPage());
  const observe = new ObservePage(page);
  await page.goto(`${baseAddress()}#/observe/${id}`);
  const scores = page.getByRole('radiogroup', { name: INDICATORS[0] ?? '', exact: true });
  const copy = page.getByRole('button', { name: 'Bring them back' });
  await expect(scores.or(copy).first()).toBeVisible();
  if (!(await copy.isVisible())) {
    await sheet.expectKept(observe, sheet.last);
    return observe;
  }
  const written = await lastCopied(page);
  console.log('Chromium threw its database away; the safety copy brings it back');
  await copy.click();
  await expect(scores).toBeVisible();
  await sheet.expectKept(observe, sheet.savedBefore(written - COPIED_WITHIN));
  return observe;
}

/** When the safety copy was last written, in milliseconds of the clock. */
function lastCopied(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const inside = <T>(folder: FileSystemDirectoryHandle) =>
      (folder as unknown as { values: () => AsyncIterable<T> }).values();
    const root = await navigator.storage.getDirectory();
    const times: number[] = [];
    for await (const copy of inside<FileSystemDirectoryHandle>(await root.getDirectoryHandle('guanke-safety'))) {
      for await (const file of inside<FileSystemFileHandle>(copy)) times.push((await file.getFile()).lastModified);
    }
    return Math.max(...times);
  });
}

/** What was on the screen when it said "Saved". */
interface Shown {
  at: number;
  notes: string[];
  scores: Map<string, string>;
}

/** What the screen showed: what stood there when it said "Saved", and what was added or changed since. */
class Entries {
  shown = { notes: [] as string[], scores: new Map<string, string>() };
  /** Every "Saved" so far, the last one at the end. */
  readonly #saved: Shown[] = [{ at: 0, notes: [], scores: new Map() }];
  #told: () => void = () => undefined;
  /** Every value given to an indicator: what came after a "Saved" may be what is on the disk as well. */
  readonly #given: { at: number; indicator: string; level: string }[] = [];

  get last(): Shown {
    return this.savedBefore(Infinity);
  }

  savedBefore(time: number): Shown {
    return this.#saved.findLast(({ at }) => at <= time) ?? { at: 0, notes: [], scores: new Map() };
  }

  /** To be noted before the tap: from then on it may be on the disk. */
  give(indicator: string, level: string): void {
    this.#given.push({ at: Date.now(), indicator, level });
  }

  saved(): void {
    this.#saved.push({ at: Date.now(), notes: [...this.shown.notes], scores: new Map(this.shown.scores) });
    this.#told();
  }

  /** Resolves when the screen says "Saved" the next time. */
  nextSaved(): Promise<void> {
    return new Promise((resolve) => (this.#told = resolve));
  }

  /** Holds the screen of a new browser against what must have been kept. */
  async expectKept(observe: ObservePage, kept: Shown): Promise<void> {
    const notes = await observe.record.locator('li p').allInnerTexts();
    expect(notes).toEqual(expect.arrayContaining(kept.notes));
    const scores = await scoresOnScreen(observe);
    for (const [indicator, level] of kept.scores) {
      const later = this.#given.filter((given) => given.indicator === indicator && given.at >= kept.at);
      const allowed = [level, ...later.map((given) => given.level)];
      expect(allowed, `${indicator}: was ${level}`).toContain(scores.get(indicator));
    }
    this.shown = { notes, scores };
    this.saved();
  }
}

async function scoresOnScreen(observe: ObservePage): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const indicator of INDICATORS) {
    const chosen = observe.page
      .getByRole('radiogroup', { name: indicator, exact: true })
      .getByRole('radio', { checked: true });
    if ((await chosen.count()) === 1) found.set(indicator, (await chosen.getAttribute('aria-label')) ?? '');
  }
  return found;
}

/** Scores and notes as fast as it goes, until the browser is gone. */
async function recordUntilDead(observe: ObservePage, sheet: Entries, random: () => number): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      if (random() < 0.3) await addNote(observe, sheet, `note ${sheet.shown.notes.length + 1}/${n}`);
      else await giveScore(observe, sheet, random);
      // Now and then the next tap does not wait for the disk.
      if (random() < 0.3) continue;
      if ((await observe.savedState.textContent({ timeout: 5_000 })) === 'Saved') sheet.saved();
    }
  } catch (error) {
    if (!/closed|crashed|disconnected|destroyed/i.test(String(error))) throw error;
  }
}

async function addNote(observe: ObservePage, sheet: Entries, text: string): Promise<void> {
  await observe.noteField.fill(text);
  await observe.noteField.press('Enter');
  sheet.shown.notes.push(text);
}

async function giveScore(observe: ObservePage, sheet: Entries, random: () => number): Promise<void> {
  const indicator = INDICATORS[Math.floor(random() * INDICATORS.length)] ?? '';
  const levels = LEVELS.filter((level) => level !== sheet.shown.scores.get(indicator));
  const level = levels[Math.floor(random() * levels.length)] ?? '';
  sheet.give(indicator, level);
  await observe.level(indicator, level).click();
  sheet.shown.scores.set(indicator, level);
}

/** A school and a lesson that is being scored; answers with the draft's id. The browser is closed in order. */
async function prepareDraft(profile: string): Promise<string> {
  const context = await launch(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  const observe = new ObservePage(page);
  await page.goto(baseAddress());
  await new FirstRunPage(page).setUpSchool();
  const id = await observe.start();
  await observe.chooseRubric('New-teacher basics');
  await observe.begin();
  await observe.scoreNow();
  await observe.expectSaved();
  await context.close();
  return id;
}

async function launch(profile: string): Promise<BrowserContext> {
  const executablePath = await findChromium();
  return chromium.launchPersistentContext(profile, {
    args: CHROMIUM_ARGS,
    locale: 'en-GB',
    viewport: { width: 1180, height: 820 },
    ...(executablePath ? { executablePath } : {}),
  });
}

/** Sends SIGKILL to the whole browser process some milliseconds after a moment; resolves when it was sent. */
async function killAfter(context: BrowserContext, from: Promise<void>, milliseconds: number): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (!cdp) throw new Error('this browser cannot be asked for its process');
  const { processInfo } = (await cdp.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (!browser) throw new Error('the browser process was not found');
  await from;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  process.kill(browser.id, 'SIGKILL');
}

/** mulberry32: the same kills in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
