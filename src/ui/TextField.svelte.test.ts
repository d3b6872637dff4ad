import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { cdp, page, userEvent } from 'vitest/browser';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';

/** Composes text as an input method does; without a commit it stays half-composed. */
const compose = (text: string) =>
  cdp().send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
const commit = (text: string) => cdp().send('Input.insertText', { text });

for (const [name, Field] of [
  ['TextField', TextField],
  // The two share what is tested here; their other props differ.
  ['TextArea', TextArea as unknown as typeof TextField],
] as const) {
  test(`${name}: each typed letter is passed on`, async () => {
    const onvalue = vi.fn();
    await render(Field, { label: 'Note', onvalue });
    await userEvent.type(page.getByRole('textbox', { name: 'Note' }), 'ab');
    expect(onvalue.mock.calls).toEqual([['a'], ['ab']]);
  });

  test(`${name}: half-composed text is not passed on; the composed text is, once`, async () => {
    const onvalue = vi.fn();
    await render(Field, { label: 'Note', onvalue });
    await page.getByRole('textbox').click();
    await compose('zh');
    await compose('zhuiwen');
    expect(onvalue).not.toHaveBeenCalled();
    await commit('追问');
    await expect.element(page.getByRole('textbox')).toHaveValue('追问');
    expect(onvalue.mock.calls).toEqual([['追问']]);
  });

  test(`${name}: a value from outside never cuts a composition`, async () => {
    const screen = await render(Field, { label: 'Note', value: '' });
    await page.getByRole('textbox').click();
    await compose('zhui');
    await screen.rerender({ value: 'from elsewhere' });
    flushSync();
    await expect.element(page.getByRole('textbox')).toHaveValue('zhui');
    await commit('追');
    await expect.element(page.getByRole('textbox')).toHaveValue('追');
  });

  test(`${name}: a value from outside replaces the text otherwise`, async () => {
    const screen = await render(Field, { label: 'Note', value: 'one' });
    await screen.rerender({ value: '' });
    await expect.element(page.getByRole('textbox')).toHaveValue('');
  });

  test(`${name}: Enter calls onenter, but not the Enter that ends a composition`, async () => {
    const onenter = vi.fn();
    await render(Field, { label: 'Note', onenter });
    const box = page.getByRole('textbox');
    await box.click();
    await compose('zhui');
    const composing = new KeyboardEvent('keydown', {
      key: 'Enter',
      isComposing: true,
      bubbles: true,
      cancelable: true,
    });
    box.element().dispatchEvent(composing);
    expect(onenter).not.toHaveBeenCalled();
    await commit('追');
    await userEvent.keyboard('{Enter}');
    expect(onenter.mock.calls).toEqual([['追']]);
    await expect.element(box).toHaveValue('追');
  });

  test(`${name}: the error is described and marks the field invalid`, async () => {
    await render(Field, { label: 'Note', hint: 'As said', error: 'Write one word.' });
    const box = page.getByRole('textbox', { name: 'Note' });
    await expect.element(box).toBeInvalid();
    await expect.element(box).toHaveAccessibleDescription('As said Write one word.');
  });
}

test('TextArea: Shift+Enter makes a new line where Enter does something else', async () => {
  const onenter = vi.fn();
  await render(TextArea, { label: 'Note', onenter });
  await page.getByRole('textbox').click();
  await userEvent.keyboard('a{Shift>}{Enter}{/Shift}b');
  await expect.element(page.getByRole('textbox')).toHaveValue('a\nb');
  expect(onenter).not.toHaveBeenCalled();
});

test('TextArea: grows with its text up to its limit', async () => {
  const screen = await render(TextArea, { label: 'Note', rows: 1, maxRows: 4 });
  const height = () => page.getByRole('textbox').element().getBoundingClientRect().height;
  const one = height();
  await screen.rerender({ value: 'a\nb\nc' });
  await vi.waitFor(() => expect(height()).toBeGreaterThan(one + 20));
  await screen.rerender({ value: 'a\n'.repeat(50) });
  await vi.waitFor(() => expect(height()).toBeLessThan(one + 100));
});

test('TextField: the clear button empties the field and keeps the focus there', async () => {
  const onvalue = vi.fn();
  await render(TextField, { label: 'Topic', value: 'Fractions', clearable: true, onvalue });
  await page.getByRole('button', { name: 'Clear Topic' }).click();
  expect(onvalue.mock.calls).toEqual([['']]);
  await expect.element(page.getByRole('textbox')).toHaveFocus();
});
