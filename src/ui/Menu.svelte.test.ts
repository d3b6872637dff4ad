import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import Menu from './Menu.svelte';
import './styles.ts';

const rename = vi.fn();
const remove = vi.fn();
beforeEach(() => void [rename, remove].forEach((spy) => spy.mockClear()));
const items = [
  { label: 'Rename', onselect: rename },
  { label: 'Open', href: '#/open' },
  { label: 'Delete', onselect: remove, disabled: true },
];
const trigger = () => page.getByRole('button', { name: 'More' });
const item = (name: string) => page.getByRole('menuitem', { name });

test('opens with the focus on its first row; arrows go round; Escape gives the focus back', async () => {
  await render(Menu, { label: 'More', items });
  await trigger().click();
  await expect.element(item('Rename')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(item('Delete')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  await expect.element(trigger()).toHaveFocus();
});

test('the up arrow opens it at its last row', async () => {
  await render(Menu, { label: 'More', items });
  (trigger().element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(item('Delete')).toHaveFocus();
});

test('a row does its work once and closes the menu', async () => {
  await render(Menu, { label: 'More', items });
  await trigger().click();
  await item('Rename').click();
  expect(rename).toHaveBeenCalledOnce();
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
});

test('a disabled row does nothing', async () => {
  await render(Menu, { label: 'More', items });
  await trigger().click();
  await item('Delete').click({ force: true });
  expect(remove).not.toHaveBeenCalled();
  await expect.element(page.getByRole('menu')).toBeVisible();
});

test('a press elsewhere closes it', async () => {
  await render(Menu, { label: 'More', items });
  await trigger().click();
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
});
