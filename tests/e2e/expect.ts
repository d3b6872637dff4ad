import { expect as strict } from '@playwright/test';

/** Waits longer than Playwright's own, since two browsers may share a slow machine. Nothing here measures time. */
export const expect = strict.configure({ timeout: 15_000 });
