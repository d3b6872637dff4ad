import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from '@playwright/test';
import { DIST, serve } from '../../scripts/server.mjs';

test('the built page works under its strict Content-Security-Policy and asks no other host for anything', async ({
  page,
  baseURL,
}) => {
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).origin);
  });

  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual([new URL(baseURL ?? '').origin]);
});

test('inline script, eval and other hosts are refused by the page', async ({ page }) => {
  await page.goto('./');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    const foreign = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { inline: 'inlineRan' in window, foreign };
  });
  expect(ran).toEqual({ inline: false, foreign: false });
});

test('after one visit every file of the app, lazy parts too, is there without the network', async ({
  page,
  context,
}) => {
  await page.goto('./');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('./sw.js');
    await navigator.serviceWorker.ready;
    // The first worker serves the page that is already open; nobody has to reload before going offline.
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(DIST, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => file !== 'sw.js' && !file.startsWith('.vite/'));

  await context.setOffline(true);
  const missing = await page.evaluate(async (paths) => {
    const answers = await Promise.all(
      paths.map((path) =>
        fetch(`./${path}`).then(
          (answer) => answer.ok,
          () => false,
        ),
      ),
    );
    return paths.filter((_, index) => !answers[index]);
  }, files);
  await page.reload();

  expect(missing).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the built app works from a sub-path of any static host', async ({ page }) => {
  const server = await serve({ port: 0, host: '127.0.0.1', prefix: '/school/guanke/' });
  const lost: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) lost.push(response.url());
  });
  try {
    await page.goto(server.url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.register('./sw.js')).scope);
    expect(scope).toBe(server.url);
    expect(lost).toEqual([]);
  } finally {
    await server.close();
  }
});
