import { createRawSnippet } from 'svelte';
import '../../ui/styles.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { cdp, page } from 'vitest/browser';
import PrintLayer from './PrintLayer.svelte';

const children = createRawSnippet(() => ({ render: () => '<p>on paper</p>' }));
const medium = (media: 'print' | '') => cdp().send('Emulation.setEmulatedMedia', { media });
const displayOf = (node: Element) => getComputedStyle(node).display;

afterEach(() => medium(''));

test('on paper there is the layer and nothing else; when it closes, paper shows the page again', async () => {
  const below = document.createElement('main');
  document.body.append(below);
  const { unmount } = await render(PrintLayer, { title: 'Record', onclose: vi.fn(), children });
  const layer = document.querySelector('.print-layer');
  if (!layer) throw new Error('no layer');
  await medium('print');
  await vi.waitFor(() => expect(displayOf(below)).toBe('none'));
  expect(displayOf(layer)).toBe('block');
  await unmount();
  expect(displayOf(below)).toBe('block');
  below.remove();
});

test('a page wider than the screen is shown whole, its true size is one tap away, and paper has it always', async () => {
  await page.viewport(390, 844);
  await render(PrintLayer, { title: 'Record', onclose: vi.fn(), children });
  const paper = document.querySelector<HTMLElement>('.paper')!;
  const width = () => paper.getBoundingClientRect().width;
  const a4 = (210 / 25.4) * 96;
  await expect.poll(width).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Actual size' }).click();
  await expect.poll(width).toBeCloseTo(a4, 0);
  await page.getByRole('button', { name: 'Whole width' }).click();
  await expect.poll(width).toBeLessThanOrEqual(390);
  await medium('print');
  await vi.waitFor(() => expect(getComputedStyle(paper).zoom).toBe('1'));
  await medium('');
  await page.viewport(1180, 820);
  await expect.element(page.getByRole('button', { name: 'Actual size' })).not.toBeInTheDocument();
});

test('what goes to paper does not hang on :has(), which older browsers drop with the whole rule', async () => {
  await render(PrintLayer, { title: 'Record', onclose: vi.fn(), children });
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const selectors = rules
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ conditionText }) => conditionText === 'print')
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSStyleRule)
    .map(({ selectorText }) => selectorText)
    .filter((text) => text.includes('print-layer'));
  expect(selectors.length).toBeGreaterThan(0);
  expect(selectors.filter((text) => text.includes(':has('))).toEqual([]);
});
