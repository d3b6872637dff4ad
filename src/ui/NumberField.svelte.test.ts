import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import NumberField from './NumberField.svelte';

const field = () => page.getByRole('spinbutton', { name: 'Questioning' });
const onchange = vi.fn();
beforeEach(() => void onchange.mockClear());
const score = { label: 'Questioning', min: 0, max: 5, step: 0.5, onchange };

test('says its value and its limits', async () => {
  await render(NumberField, { ...score, value: 3.5 });
  await expect.element(field()).toHaveAttribute('aria-valuenow', '3.5');
  await expect.element(field()).toHaveAttribute('aria-valuemin', '0');
  await expect.element(field()).toHaveAttribute('aria-valuemax', '5');
});

test('the buttons go one step and stop at the limits', async () => {
  await render(NumberField, { ...score, value: 4.5 });
  const more = page.getByRole('button', { name: 'More: Questioning' });
  await more.click();
  await expect.element(more).toBeDisabled();
  await page.getByRole('button', { name: 'Less: Questioning' }).click();
  expect(onchange.mock.calls).toEqual([[5], [4.5]]);
});

test('arrows step, Home and End go to the limits', async () => {
  await render(NumberField, { ...score, value: 2 });
  await field().click();
  await userEvent.keyboard('{ArrowUp}{ArrowDown}{End}{Home}');
  expect(onchange.mock.calls).toEqual([[2.5], [2], [5], [0]]);
});

test('nothing entered is nothing, not zero', async () => {
  await render(NumberField, { ...score, value: 2 });
  await userEvent.clear(field());
  expect(onchange.mock.calls).toEqual([[null]]);
  expect(field().element().hasAttribute('aria-valuenow')).toBe(false);
});

test('a number outside the scale stays with a sentence and is not taken; Escape brings the last good one back', async () => {
  await render(NumberField, { ...score, value: 4 });
  await userEvent.fill(field(), '7');
  await expect.element(field()).toBeInvalid();
  await expect.element(page.getByText('Enter a number from 0 to 5, in steps of 0.5.')).toBeVisible();
  expect(onchange).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).toHaveValue('4');
});

test('a decimal can be typed letter by letter', async () => {
  await render(NumberField, { ...score });
  await userEvent.type(field(), '3.5');
  await expect.element(field()).toHaveValue('3.5');
  expect(onchange.mock.lastCall).toEqual([3.5]);
  await expect.element(field()).toBeValid();
});

test('a decimal point left at the end goes on leaving', async () => {
  await render(NumberField, { ...score });
  await userEvent.type(field(), '3.');
  await userEvent.tab();
  await expect.element(field()).toHaveValue('3');
});
