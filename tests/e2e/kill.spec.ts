import { mkdirSync } from 'node:fs';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { baseAddress, expect, test } from './fixtures.ts';
import { FirstRunPage } from './pages/firstRunPage.ts';
import { ObservePage } from './pages/observePage.ts';

const ROUNDS = 4;
const KILLS = (process.env['GUANKE_LONG'] ? 500 : 20) / ROUNDS;
const INDICATORS = ['A usable lesson plan', 'Goals clear to pupils', 'Command of content', 'Voice and language'];
const LEVELS = ['Not yet', 'Nearly there', 'Secure', 'Strong'];

test.use({ start: 'nothing' });

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
        const observe = new ObservePage(context.pages()[0] ?? (await context.newPage()));
        await observe.page.goto(`${baseAddress()}#/observe/${id}`);
        await expect(observe.page.getByRole('radiogroup').first()).toBeVisible();
        await sheet.expectKept(observe);
        const dead = killAfter(context, 50 + random() * 1000);
        await recordUntilDead(observe, sheet, random);
        await dead;
        confirmed += sheet.confirm.notes.length;
      } finally {
        await context.close().catch(() => undefined);
      }
    }
    const context = await launch(profile);
    const observe = new ObservePage(context.pages()[0] ?? (await context.newPage()));
    await observe.page.goto(`${baseAddress()}#/observe/${id}`);
    await expect(observe.page.getByRole('radiogroup').first()).toBeVisible();
    await sheet.expectKept(observe);
    await context.close();
    // The kills came late enough that there was something to lose.
    expect(confirmed).toBeGreaterThan(0);
  });
}

/** What the screen showed: what stood there when it said "Saved", and what was added or changed since. */
class Entries {
  shown = { notes: [] as string[], scores: new Map<string, string>() };
  confirm = { notes: [] as string[], scores: new Map<string, string>() };
  /** Values given to an indicator since the last "Saved": each of them may be what is on the disk. */
  readonly since = new Map<string, Set<string>>();

  score(indicator: string, level: string): void {
    this.shown.scores.set(indicator, level);
    this.since.set(indicator, (this.since.get(indicator) ?? new Set()).add(level));
  }

  saved(): void {
    this.confirm = { notes: [...this.shown.notes], scores: new Map(this.shown.scores) };
    this.since.clear();
  }

  /** Holds the screen of a new browser against what the killed one had shown as saved. */
  async expectKept(observe: ObservePage): Promise<void> {
    const notes = await observe.record.locator('li p').allInnerTexts();
    expect(notes).toEqual(expect.arrayContaining(this.confirm.notes));
    const scores = await scoresOnScreen(observe);
    for (const [indicator, level] of this.confirm.scores) {
      const allowed = [level, ...(this.since.get(indicator) ?? [])];
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
  sheet.since.set(indicator, (sheet.since.get(indicator) ?? new Set()).add(level));
  await observe.level(indicator, level).click();
  sheet.score(indicator, level);
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

/** Sends SIGKILL to the whole browser process after some milliseconds; resolves when it was sent. */
async function killAfter(context: BrowserContext, milliseconds: number): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (!cdp) throw new Error('this browser cannot be asked for its process');
  const { processInfo } = (await cdp.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (!browser) throw new Error('the browser process was not found');
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
