import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import RadioGroup from './RadioGroup.svelte';
import './styles.ts';

const options = [
  { value: 'a', label: '优', detail: '5' },
  { value: 'b', label: '良', detail: '4' },
  { value: 'c', label: '中', detail: '3', disabled: true },
  { value: 'na', label: 'Not applicable', apart: true },
];
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const onchange = vi.fn();
beforeEach(() => void onchange.mockClear());

test('the group is named by its label, each radio by its own, with the detail as description', async () => {
  await render(RadioGroup, { label: 'Questioning', options });
  await expect.element(page.getByRole('radiogroup', { name: 'Questioning', exact: true })).toBeVisible();
  await expect.element(radio('优')).toHaveAccessibleDescription('5');
});

test('another element can name the group', async () => {
  const heading = document.createElement('h3');
  heading.id = 'waiting';
  heading.textContent = 'Waiting time';
  document.body.append(heading);
  await render(RadioGroup, { label: 'unused', labelledby: 'waiting', options });
  await expect.element(page.getByRole('radiogroup', { name: 'Waiting time', exact: true })).toBeVisible();
  expect(page.getByText('unused').elements()).toHaveLength(0);
  heading.remove();
});

test('a tap chooses, a second tap on the same changes nothing', async () => {
  await render(RadioGroup, { label: 'Questioning', options, onchange });
  await radio('良').click();
  await radio('良').click();
  expect(onchange.mock.calls).toEqual([['b']]);
  await expect.element(radio('良')).toBeChecked();
});

test('where it may be taken back, a second tap or Delete does so', async () => {
  await render(RadioGroup, { label: 'Questioning', options, deselect: true, onchange });
  await radio('良').click();
  await radio('良').click();
  await radio('优').click();
  await userEvent.keyboard('{Delete}');
  expect(onchange.mock.calls).toEqual([['b'], [null], ['a'], [null]]);
  await expect.element(radio('优')).not.toBeChecked();
});

test('one tab stop; arrows move and choose, passing what is disabled and going round', async () => {
  await render(RadioGroup, { label: 'Questioning', options, value: 'b', onchange });
  await userEvent.tab();
  await expect.element(radio('良')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(radio('优')).toHaveFocus();
  expect(onchange.mock.calls).toEqual([['na'], ['a']]);
  await userEvent.tab();
  expect(document.activeElement).toBe(document.body);
});

test('nothing changes its place or size when something is chosen', async () => {
  await render(RadioGroup, { label: 'Questioning', options });
  const boxes = () =>
    page
      .getByRole('radio')
      .elements()
      .map((each) => {
        const { left, top, width, height } = each.getBoundingClientRect();
        return [left, top, width, height];
      });
  const before = boxes();
  await radio('良').click();
  expect(boxes()).toEqual(before);
});

test('every radio is at least 44 by 44 px', async () => {
  await render(RadioGroup, { label: 'Questioning', options });
  for (const each of page.getByRole('radio').elements()) {
    const { width, height } = each.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
});
