import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import VirtualList from './VirtualList.svelte';
import './styles.ts';

/** Rows whose real heights (40, 60 or 80 px) differ from the estimate. */
const row = createRawSnippet<[unknown, number]>((item) => ({
  render: () =>
    `<button class="r" style="display:block;width:100%;height:${40 + (Number(item()) % 3) * 20}px">Row ${item()}</button>`,
}));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const props = { label: 'Lessons', itemKey: (item: unknown) => Number(item), estimate: 50, row };
const frame = () => page.getByRole('region', { name: 'Lessons' }).element();
const settled = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const style = document.createElement('style');
style.textContent = '.short { height: 400px }';
document.head.append(style);

async function renderSelf(count: number, more: object = {}) {
  const screen = await render(VirtualList, {
    ...props,
    items: numbers(count),
    scroll: 'self',
    class: 'short',
    ...more,
  });
  await settled();
  return screen;
}

/** The share of the frame's height at which a row is found, probed every 10 px. */
function coveredShare(): number {
  const { left, top, height } = frame().getBoundingClientRect();
  const probes = Array.from({ length: height / 10 - 1 }, (_, index) => top + 5 + index * 10);
  return probes.filter((y) => document.elementFromPoint(left + 50, y)?.matches('.r')).length / probes.length;
}

test('of 100,000 rows only those near the window exist', async () => {
  await renderSelf(100_000);
  const rows = page.getByRole('listitem').elements();
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.length).toBeLessThan(80);
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('100000');
});

test('no blank rows after jumps of any size', async () => {
  await renderSelf(100_000);
  for (const top of [500, 5_000, 2_500_000, 4_999_000, 0]) {
    frame().scrollTop = top;
    await settled();
    expect(coveredShare()).toBe(1);
  }
});

test('rows stand below each other without gap or overlap, whatever their heights', async () => {
  await renderSelf(500);
  frame().scrollTop = 3_000;
  await settled();
  const boxes = page
    .getByRole('listitem')
    .elements()
    .map((each) => each.getBoundingClientRect());
  for (const [index, box] of boxes.entries()) {
    const next = boxes[index + 1];
    if (next) expect(next.top).toBeCloseTo(box.bottom, 0);
  }
});

test('the end can be reached', async () => {
  await renderSelf(1_000);
  for (let i = 0; i < 5; i += 1) {
    frame().scrollTop = 1_000_000;
    await settled();
  }
  await expect.element(page.getByRole('button', { name: 'Row 999' })).toBeInViewport();
});

test('more is asked for near the end, once for each length', async () => {
  const onmore = vi.fn();
  const screen = await renderSelf(200, { onmore });
  expect(onmore).not.toHaveBeenCalled();
  frame().scrollTop = 1_000_000;
  await settled();
  frame().scrollTop = 9_000;
  await settled();
  expect(onmore).toHaveBeenCalledOnce();
  await screen.rerender({ items: numbers(210) });
  await settled();
  expect(onmore).toHaveBeenCalledTimes(2);
});

test('the row that holds the focus stays while one scrolls away', async () => {
  await renderSelf(5_000);
  const button = page.getByRole('button', { name: 'Row 3', exact: true });
  (button.element() as HTMLElement).focus();
  frame().scrollTop = 100_000;
  await settled();
  expect(document.activeElement?.textContent).toBe('Row 3');
  expect(coveredShare()).toBe(1);
});

test('an empty list is empty, and fills when items come', async () => {
  const screen = await renderSelf(0);
  expect(page.getByRole('listitem').elements()).toHaveLength(0);
  await screen.rerender({ items: numbers(3) });
  await expect.element(page.getByRole('button', { name: 'Row 2' })).toBeVisible();
});

test('a list filtered to fewer items shows them all', async () => {
  const screen = await renderSelf(5_000);
  frame().scrollTop = 100_000;
  await settled();
  await screen.rerender({ items: [7, 70, 700] });
  await settled();
  expect(
    page
      .getByRole('button')
      .elements()
      .map((each) => each.textContent),
  ).toEqual(['Row 7', 'Row 70', 'Row 700']);
});

test('it scrolls with the window too', async () => {
  await render(VirtualList, { ...props, items: numbers(2_000) });
  await settled();
  window.scrollTo(0, 50_000);
  await settled();
  await settled();
  expect(document.elementFromPoint(200, 300)?.matches('.r')).toBe(true);
  window.scrollTo(0, 0);
});
