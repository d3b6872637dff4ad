import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import Chart from './Chart.svelte';
import { chartPicture } from './chartPicture.ts';
import { readChartColours } from './chartColours.ts';
import type { ChartColours, ChartConfiguration } from './chartTypes.ts';
import './styles.ts';
import { setTheme } from './theme.svelte.ts';

const config = vi.fn((colours: ChartColours): ChartConfiguration => ({
  type: 'line',
  data: { labels: ['a', 'b'], datasets: [{ data: [1, 3], borderColor: colours.accent, borderWidth: 6 }] },
}));
const table = {
  columns: [{ header: 'Semester' }, { header: 'Mean', numeric: true }],
  rows: [
    ['Autumn', '3'],
    ['Spring', '4'],
  ],
};
const props = { title: 'All dimensions', sub: '4 lessons', summary: 'Rises from 1 to 3.', config, table };

/** How many different colours the canvas holds: 1 when nothing is drawn. */
function coloursOn(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

test('is a figure with its caption, and draws', async () => {
  const ondraw = vi.fn();
  await render(Chart, { ...props, ondraw });
  await expect.element(page.getByRole('figure')).toHaveTextContent('All dimensions');
  await expect.element(page.getByRole('img', { name: 'All dimensions. Rises from 1 to 3.' })).toBeVisible();
  await vi.waitFor(() => expect(ondraw).toHaveBeenCalledOnce());
  expect(coloursOn(document.querySelector('canvas')!)).toBeGreaterThan(2);
});

test('shows the same numbers as a table, and the chart again', async () => {
  await render(Chart, props);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect.element(page.getByRole('table', { name: 'All dimensions' })).toBeVisible();
  await expect.element(page.getByRole('rowheader', { name: 'Spring' })).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '4' })).toBeVisible();
  await page.getByRole('button', { name: 'Show as chart' }).click();
  await expect.element(page.getByRole('img')).toBeVisible();
});

test('a small chart has the same button', async () => {
  await render(Chart, { ...props, compact: true });
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect.element(page.getByRole('table')).toBeVisible();
});

test('is drawn anew in the colours of another theme', async () => {
  setTheme('light');
  const ondraw = vi.fn();
  await render(Chart, { ...props, ondraw });
  await vi.waitFor(() => expect(ondraw).toHaveBeenCalledOnce());
  const light = config.mock.lastCall?.[0].accent;
  setTheme('dark');
  await vi.waitFor(() => expect(ondraw).toHaveBeenCalledTimes(2));
  expect(config.mock.lastCall?.[0].accent).not.toBe(light);
  setTheme('system');
});

test('the picture is a PNG of one size with a ground and a title', async () => {
  const settings = { colours: readChartColours(), locale: 'en', textSize: 16 };
  const picture = await chartPicture(config(settings.colours), 'All dimensions', '4 lessons', settings);
  expect(picture.type).toBe('image/png');
  const bitmap = await createImageBitmap(picture);
  expect(bitmap.width).toBe(1920);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const pixel = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
  expect(pixel(2, 2)).toEqual([255, 255, 255, 255]);
  expect(pixel(1917, bitmap.height - 3)).toEqual([255, 255, 255, 255]);
  const title = context.getImageData(64, 56, 400, 50).data;
  expect(title.some((value, index) => index % 4 === 0 && value < 80)).toBe(true);
});
