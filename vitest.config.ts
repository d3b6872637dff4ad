import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';
import { messages, offline } from './vite.config.ts';

const BROWSER_TESTS = ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'];
const executablePath = await findChromium();

export default defineConfig({
  plugins: [messages(false), svelte(), offline()],
  test: {
    // test:long runs full counts; a test chooses its numbers by this variable.
    testTimeout: process.env['GUANKE_LONG'] ? 600_000 : 10_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...BROWSER_TESTS, 'tests/e2e/**', 'tests/boundaries/fixture/**'],
        },
      },
      {
        extends: true,
        // Pre-bundled, the icons would bring a second copy of the Svelte runtime.
        optimizeDeps: {
          exclude: ['@lucide/svelte'],
          // Found at start and not in the middle of a run, which would load the page of a test anew.
          include: ['pinyin-pro', '@stdlib/stats-base-dists-t-quantile'],
        },
        test: {
          name: 'browser',
          include: BROWSER_TESTS,
          setupFiles: ['tests/browser-setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 1180, height: 820 } }],
          },
        },
      },
    ],
  },
});
