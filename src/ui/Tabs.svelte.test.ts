import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import './styles.ts';
import Tabs from './Tabs.svelte';

const panel = createRawSnippet<[string]>((id) => ({ render: () => `<p>Panel of ${id()}</p>` }));
const tabs = Array.from({ length: 12 }, (_, i) => ({ id: `t${i}`, label: `A longer name ${i}` }));
const row = () => page.getByRole('tablist').element();
const fades = () => ['before', 'after'].filter((side) => row().classList.contains(side));

test('a row that is wider than its place fades where tabs lie out of sight, and only there', async () => {
  await page.viewport(600, 400);
  await render(Tabs, { label: 'Views', tabs, value: 't0', panel });
  await expect.poll(fades).toEqual(['after']);
  row().scrollLeft = 200;
  await expect.poll(fades).toEqual(['before', 'after']);
  row().scrollLeft = 10_000;
  await expect.poll(fades).toEqual(['before']);
});

test('a row that fits does not fade', async () => {
  await page.viewport(600, 400);
  await render(Tabs, { label: 'Views', tabs: tabs.slice(0, 2), value: 't0', panel });
  await expect.element(page.getByText('Panel of t0')).toBeVisible();
  await expect.poll(fades).toEqual([]);
});

test.each(['t3', 't6', 't11'])('the tab %s that an address chose stands in sight, clear of the fade', async (value) => {
  await page.viewport(600, 400);
  await render(Tabs, { label: 'Views', tabs, value, panel });
  await expect.poll(() => fades().length).toBeGreaterThan(0);
  const shown = page.getByRole('tab', { selected: true }).element().getBoundingClientRect();
  const place = row().getBoundingClientRect();
  const [before, after] = ['before', 'after'].map((side) => (fades().includes(side) ? 40 : 0));
  expect(shown.left).toBeGreaterThanOrEqual(place.left + (before ?? 0) - 1);
  expect(shown.right).toBeLessThanOrEqual(place.right - (after ?? 0) + 1);
});
