import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import Combobox from './Combobox.svelte';
import './styles.ts';

const options = [
  { id: 'w', label: '王敏', hint: 'Chinese', keywords: 'wm wangmin' },
  { id: 'l', label: 'Lin Yue', hint: 'Mathematics' },
  { id: 'z', label: 'Zhou Jian', hint: 'Mathematics' },
];
const input = () => page.getByRole('combobox', { name: 'Teacher' });
const shown = () =>
  page
    .getByRole('option')
    .elements()
    .map((option) => option.querySelector('.label')?.textContent);

const onchange = vi.fn();
beforeEach(() => void onchange.mockClear());

test('opens on a tap, narrows while typing, and Enter takes the first match', async () => {
  await render(Combobox, { label: 'Teacher', options, onchange });
  await input().click();
  await expect.element(input()).toHaveAttribute('aria-expanded', 'true');
  expect(shown()).toEqual(['王敏', 'Lin Yue', 'Zhou Jian']);
  await userEvent.keyboard('wm');
  expect(shown()).toEqual(['王敏']);
  await userEvent.keyboard('{Enter}');
  expect(onchange.mock.calls).toEqual([[options[0]]]);
  await expect.element(input()).toHaveValue('王敏');
  await expect.element(input()).toHaveAttribute('aria-expanded', 'false');
});

test('arrows move the active row, which the input names; the focus stays in the input', async () => {
  await render(Combobox, { label: 'Teacher', options, onchange });
  await userEvent.tab();
  await expect.element(input()).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  const active = input().element().getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(active)?.textContent).toContain('Lin Yue');
  await expect.element(input()).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
  expect(onchange.mock.calls).toEqual([[options[2]]]);
});

test('a tap on a row chooses it', async () => {
  await render(Combobox, { label: 'Teacher', options, onchange });
  await input().click();
  await page.getByRole('option', { name: 'Lin Yue' }).click();
  expect(onchange.mock.calls).toEqual([[options[1]]]);
  await expect.element(input()).toHaveValue('Lin Yue');
});

test('Escape closes the list first and takes back what was typed second', async () => {
  await render(Combobox, { label: 'Teacher', options, value: 'l', onchange });
  await input().click();
  await userEvent.keyboard('Zh{Escape}');
  await expect.element(input()).toHaveAttribute('aria-expanded', 'false');
  await expect.element(input()).toHaveValue('Zh');
  await userEvent.keyboard('{Escape}');
  await expect.element(input()).toHaveValue('Lin Yue');
  expect(onchange).not.toHaveBeenCalled();
});

test('an exact name that was typed is taken on leaving', async () => {
  await render(Combobox, { label: 'Teacher', options, onchange });
  await input().click();
  await userEvent.keyboard('lin yue');
  await userEvent.tab();
  expect(onchange.mock.calls).toEqual([[options[1]]]);
});

test('of two namesakes none is taken by name alone', async () => {
  await render(Combobox, { label: 'Teacher', options: [...options, { id: 'l2', label: 'Lin Yue' }], onchange });
  await input().click();
  await userEvent.keyboard('Lin Yue');
  await userEvent.tab();
  expect(onchange).not.toHaveBeenCalled();
});

test('other text stays on the screen with a sentence, and chooses nothing', async () => {
  await render(Combobox, { label: 'Teacher', options, onchange });
  await input().click();
  await userEvent.keyboard('Nobody');
  await expect.element(page.getByText('Nothing matches.')).toBeVisible();
  await userEvent.tab();
  await expect.element(input()).toHaveValue('Nobody');
  await expect.element(input()).toBeInvalid();
  await expect.element(page.getByText('“Nobody” is not in the list.', { exact: false })).toBeVisible();
  expect(onchange).not.toHaveBeenCalled();
});

test('emptying the field takes the choice back', async () => {
  await render(Combobox, { label: 'Teacher', options, value: 'l', onchange });
  await page.getByRole('button', { name: 'Clear Teacher' }).click();
  expect(onchange.mock.calls).toEqual([[null]]);
  await expect.element(input()).toHaveValue('');
  await expect.element(input()).toHaveFocus();
});

test('where free text is allowed each letter counts and Enter takes no row by itself', async () => {
  const ontext = vi.fn();
  await render(Combobox, { label: 'Teacher', options, allowText: true, ontext, onchange });
  await input().click();
  await userEvent.keyboard('Li{Enter}');
  expect(ontext.mock.calls).toEqual([['L'], ['Li']]);
  expect(onchange).not.toHaveBeenCalled();
  await userEvent.tab();
  await expect.element(input()).toHaveValue('Li');
});

test('a new name can be made from what was typed, but not one that is there', async () => {
  const oncreate = vi.fn();
  await render(Combobox, { label: 'Teacher', options, oncreate, createLabel: (text: string) => `Add ${text}` });
  await input().click();
  await userEvent.keyboard('Lin Yue');
  await expect.element(page.getByRole('option', { name: 'Lin Yue' })).toBeVisible();
  expect(page.getByRole('option', { name: 'Add' }).elements()).toHaveLength(0);
  await userEvent.keyboard('n');
  await page.getByRole('option', { name: 'Add Lin Yuen' }).click();
  expect(oncreate.mock.calls).toEqual([['Lin Yuen']]);
});

test('a long list draws a part and counts the rest', async () => {
  const many = Array.from({ length: 300 }, (_, i) => ({ id: String(i), label: `Teacher ${i}` }));
  await render(Combobox, { label: 'Teacher', options: many });
  await input().click();
  expect(shown()).toHaveLength(60);
  await expect.element(page.getByText('240 more. Type to narrow the list.')).toBeInTheDocument();
});

test('the list lies above everything and inside the window', async () => {
  await render(Combobox, { label: 'Teacher', options });
  await input().click();
  const list = page.getByRole('listbox').element();
  const box = list.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + 20, box.top + 20);
  expect(list.contains(top)).toBe(true);
  expect(box.bottom).toBeLessThanOrEqual(window.innerHeight);
});
