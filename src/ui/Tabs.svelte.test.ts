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
