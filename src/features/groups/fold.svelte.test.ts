import '../../ui/styles.ts';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aTeacher } from '../../../tests/builders/index.ts';
import type { ObserverUse } from '../../analysis/observer-use.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { ObserverRow } from './observerRows.ts';
import ObserversAll from './ObserversAll.svelte';

afterEach(cleanup);

/** Observers in roster order; those of an even number have enough lessons. */
function rowsOf(count: number): ObserverRow[] {
  return Array.from({ length: count }, (_, i) => {
    const lessons = i % 2 === 0 ? 9 : 2;
    const use: ObserverUse = {
      observer: `o${i}`,
      sheets: lessons,
      lessons,
      teachers: 4,
      scores: 100,
      steps: { used: 4, offered: 5 },
      spread: null,
    };
    const teacher = aTeacher({ id: `o${i}`, name: `Observer ${i}` });
    return { teacher, severity: null, use, fit: { use: 'few', scores: 0 }, trend: null, lessons, teachers: 4 };
  });
}

const names = () =>
  page
    .getByRole('rowheader')
    .elements()
    .map((cell) => cell.textContent?.trim());
const show = async (count: number) => {
  useLocale('en');
  await render(ObserversAll, { rows: rowsOf(count), counts: '' });
};

it('shows of many the first of whom there is enough to say, in roster order, and all at one tap', async () => {
  await page.viewport(1180, 820);
  await show(46);
  expect(names()).toEqual(Array.from({ length: 12 }, (_, i) => `Observer ${2 * i}`));
  const button = page.getByRole('button', { name: 'Show all 46 observers' });
  await expect.element(button).toHaveAttribute('aria-expanded', 'false');
  await button.click();
  expect(names()).toEqual(Array.from({ length: 46 }, (_, i) => `Observer ${i}`));
  await page.getByRole('button', { name: 'Show fewer' }).click();
  expect(names()).toHaveLength(12);
});

it('shows fewer on a phone, and all of a few without a button', async () => {
  await page.viewport(390, 844);
  await show(46);
  expect(names()).toHaveLength(5);
  await cleanup();
  await show(8);
  expect(names()).toHaveLength(8);
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});

it('is whole on paper', async () => {
  await page.viewport(1180, 820);
  await show(46);
  dispatchEvent(new Event('beforeprint'));
  expect(names()).toHaveLength(46);
  dispatchEvent(new Event('afterprint'));
  await expect.poll(names).toHaveLength(12);
});
