import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

const executablePath = await findChromium();
const long = Boolean(process.env['GUANKE_LONG']);

/** End-to-end tests on the built app, each with a fresh profile. The server is started by globalSetup on a free port. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: long ? 3_600_000 : 60_000,
  reporter: [['list']],
  use: {
    baseURL: process.env['GUANKE_BASE_URL'] ?? '',
    viewport: { width: 1180, height: 820 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [{ name: 'chromium' }],
});
