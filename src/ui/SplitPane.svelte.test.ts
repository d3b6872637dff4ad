import { createRawSnippet } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import SplitPane from './SplitPane.svelte';
import './styles.ts';

const pane = (name: string) => createRawSnippet(() => ({ render: () => `<p>${name}</p>` }));
const onchange = vi.fn();
beforeEach(() => void onchange.mockClear());
const props = { start: pane('record'), end: pane('rubric'), ratio: 0.5, onchange };
const divider = () => page.getByRole('separator', { name: 'Divider between the two panes' });
const left = (text: string) => page.getByText(text).element().getBoundingClientRect().left;

test('the arrow keys move the divider and tell the share', async () => {
  await render(SplitPane, props);
  await userEvent.tab();
  await expect.element(divider()).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(divider()).toHaveAttribute('aria-valuenow', '52');
  expect(onchange.mock.calls).toEqual([[0.52]]);
});

test('no pane becomes narrower than its least width', async () => {
  await render(SplitPane, { ...props, least: 300 });
  await userEvent.tab();
  await userEvent.keyboard('{Home}');
  const { left: start, right } = page.getByText('record').element().getBoundingClientRect();
  expect(right - start).toBeGreaterThanOrEqual(299);
});

test('swapped, the first pane stands right, and the arrows follow the eye', async () => {
  await render(SplitPane, { ...props, swapped: true });
  expect(left('record')).toBeGreaterThan(left('rubric'));
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  expect(onchange.mock.calls).toEqual([[0.48]]);
});

test('dragging moves it, and the end of the drag is told once', async () => {
  await render(SplitPane, props);
  const node = divider().element();
  const { top, left: x } = node.getBoundingClientRect();
  const at = (clientX: number) => ({ clientX, clientY: top + 5, pointerId: 1, bubbles: true });
  node.setPointerCapture = () => {};
  node.dispatchEvent(new PointerEvent('pointerdown', at(x)));
  node.dispatchEvent(new PointerEvent('pointermove', at(x + 100)));
  node.dispatchEvent(new PointerEvent('pointermove', at(x + 50)));
  node.dispatchEvent(new PointerEvent('pointerup', at(x + 50)));
  expect(onchange).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(node.getBoundingClientRect().left).toBeCloseTo(x + 50, -1));
});

test('in a narrow place only the pane that is asked for is shown', async () => {
  await render(SplitPane, { ...props, splitFrom: 5_000, narrow: 'end' });
  await expect.element(page.getByText('rubric')).toBeVisible();
  await expect.element(page.getByText('record')).not.toBeVisible();
  expect(divider().elements()).toHaveLength(0);
});
