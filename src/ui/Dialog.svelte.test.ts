import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import ConfirmDialog from './ConfirmDialog.svelte';
import Dialog from './Dialog.svelte';

const html = (markup: string) => createRawSnippet(() => ({ render: () => markup }));
const dialog = () => page.getByRole('dialog', { name: 'Link the note' });

function opener(): HTMLButtonElement {
  const button = document.createElement('button');
  button.textContent = 'Open';
  document.body.append(button);
  button.focus();
  return button;
}

test('is modal, named by its title, and the focus starts on the title', async () => {
  await render(Dialog, { open: true, title: 'Link the note', children: html('<p>text</p>') });
  expect(dialog().element().matches(':modal')).toBe(true);
  await expect.element(page.getByRole('heading', { name: 'Link the note' })).toHaveFocus();
});

test('the focus starts where the content asks for it', async () => {
  await render(Dialog, { open: true, title: 'Link the note', children: html('<input aria-label="Name" autofocus />') });
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
});

test('Escape closes it, says so once, and the focus returns', async () => {
  const button = opener();
  const onclose = vi.fn();
  await render(Dialog, { open: true, title: 'Link the note', onclose, children: html('<p>text</p>') });
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(onclose).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(button);
  button.remove();
});

test('the focus returns when the caller closes it', async () => {
  const button = opener();
  const screen = await render(Dialog, { open: true, title: 'Link the note', children: html('<p>text</p>') });
  await screen.rerender({ open: false });
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(document.activeElement).toBe(button);
  button.remove();
});

test('locked, it stays until the work is done', async () => {
  await render(Dialog, { open: true, locked: true, title: 'Link the note', children: html('<p>text</p>') });
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Close' })).toBeDisabled();
});

test('a confirmation waits for the work and then closes', async () => {
  let finish = () => {};
  const onconfirm = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  await render(ConfirmDialog, {
    open: true,
    title: 'Delete the draft?',
    message: '12 notes go.',
    confirm: 'Delete',
    onconfirm,
  });
  const asked = page.getByRole('alertdialog', { name: 'Delete the draft?' });
  await expect.element(asked).toHaveAccessibleDescription('12 notes go.');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete' }).click({ force: true });
  expect(onconfirm).toHaveBeenCalledOnce();
  await expect.element(asked).toBeVisible();
  finish();
  await expect.element(asked).not.toBeInTheDocument();
});

test('a confirmation that answers false stays open', async () => {
  await render(ConfirmDialog, { open: true, title: 'Delete the draft?', confirm: 'Delete', onconfirm: () => false });
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.getByRole('alertdialog')).toBeVisible();
});

test('cancelling a confirmation does nothing but close it', async () => {
  const onconfirm = vi.fn();
  const oncancel = vi.fn();
  await render(ConfirmDialog, { open: true, title: 'Delete the draft?', confirm: 'Delete', onconfirm, oncancel });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
  expect(onconfirm).not.toHaveBeenCalled();
  expect(oncancel).toHaveBeenCalledOnce();
});
