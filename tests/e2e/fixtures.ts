import { test as base, type BrowserContext } from '@playwright/test';
import { expect } from './expect.ts';
import { FirstRunPage, PASTED_TEACHERS } from './pages/firstRunPage.ts';
import { ObservePage } from './pages/observePage.ts';
import { ShellPage } from './pages/shellPage.ts';

/** What is on the device when a test begins. */
type Start = 'nothing' | 'school' | 'sample';
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Fixtures {
  start: Start;
  /** Complaints on the console that a test provokes on purpose. */
  expectedComplaints: RegExp | null;
  /** What the pages complained about so far. */
  watched: string[];
  firstRun: FirstRunPage;
  observe: ObservePage;
  shell: ShellPage;
}

interface WorkerFixtures {
  states: (start: Exclude<Start, 'nothing'>) => Promise<State>;
}

/**
 * The test of this app: a device with a school is set up once a worker and then copied into the fresh profile of each
 * test. Every test also fails when the page complains on the console or asks another host for anything.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  actionTimeout: 20_000,
  start: ['school', { option: true }],
  expectedComplaints: [null, { option: true }],

  states: [
    async ({ browser }, use) => {
      const made = new Map<Start, Promise<State>>();
      async function make(start: Start): Promise<State> {
        const context = await browser.newContext({ baseURL: baseAddress(), locale: 'en-GB', serviceWorkers: 'block' });
        const firstRun = new FirstRunPage(await context.newPage());
        await firstRun.open();
        if (start === 'sample') await firstRun.exploreSample();
        else await firstRun.setUpSchool({ teachers: PASTED_TEACHERS });
        const state = await context.storageState({ indexedDB: true });
        await context.close();
        return state;
      }
      await use((start) => {
        const state = made.get(start) ?? make(start);
        made.set(start, state);
        return state;
      });
    },
    { scope: 'worker' },
  ],

  storageState: async ({ start, states }, use) => {
    await use(start === 'nothing' ? undefined : await states(start));
  },

  watched: [
    async ({ context, expectedComplaints }, use) => {
      const complaints = watch(context);
      await use(complaints);
      expect(complaints.filter((text) => !expectedComplaints?.test(text))).toEqual([]);
    },
    { auto: true },
  ],

  firstRun: async ({ page }, use) => use(new FirstRunPage(page)),
  observe: async ({ page }, use) => use(new ObservePage(page)),
  shell: async ({ page }, use) => use(new ShellPage(page)),
});

export { expect };

/** The address of the built app that is tested. */
export function baseAddress(): string {
  return process.env['GUANKE_BASE_URL'] ?? '';
}

/** Everything that the pages of a context complain about from now on: errors, warnings, and requests to other hosts. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !['localhost', '127.0.0.1', 'guanke.test'].includes(url.hostname))
      complaints.push(`request to ${url.origin}`);
  });
  return complaints;
}
