import '../ui/styles.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { teacherGrowth } from '../analysis/growth.ts';
import type { RatingRow } from '../domain/rating.ts';
import { semestersById } from '../domain/semester.ts';
import { useLocale } from '../i18n/locale.svelte.ts';
import { semestersOf } from '../../tests/builders/index.ts';
import GrowthChart from './GrowthChart.svelte';
import { growthView, valueRange } from './growth/growthView.ts';

afterEach(async () => {
  await cleanup();
  useLocale('en');
});

const semesters = semestersOf('school', 2023, 2024);
const dates = ['2023-10-10', '2023-11-10', '2024-03-10', '2024-04-10', '2025-03-10', '2025-04-10'];
const ratings = dates.map((date, n): RatingRow => ({
  id: `sheet-${n}`,
  lesson: `lesson-${n}`,
  teacher: 'lin',
  observer: n % 2 ? 'zhou' : 'wang',
  date,
  rubric: 'r@1',
  family: 'r',
  lessonKind: n === 3 ? 'open' : 'ordinary',
  fraction: 0.6 + n / 20,
  scored: 20,
  dimensions: {},
  scores: new Float32Array(),
}));

async function show(rows: RatingRow[], compact = false) {
  const growth = await teacherGrowth({ teacher: 'lin', ratings: rows, semesters, rubrics: new Map() });
  const ondraw = vi.fn<() => void>();
  await render(GrowthChart, {
    title: 'All dimensions',
    view: growthView(growth, growth.axis, valueRange([growth])),
    names: {
      semesters: semestersById(semesters),
      observers: new Map([
        ['zhou', 'Zhou Jian'],
        ['wang', 'Wang Min'],
      ]),
      families: new Map([['r', 'Form']]),
    },
    compact,
    ondraw,
  });
  return { growth, ondraw };
}

const cells = () =>
  page
    .getByRole('row')
    .elements()
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim()));

test('is a figure with its caption and counts, and says when it is drawn', async () => {
  const { ondraw } = await show(ratings);
  await expect.element(page.getByRole('figure')).toHaveTextContent('All dimensions');
  await expect.element(page.getByRole('figure')).toHaveTextContent('6 lessons · 2 observers');
  await expect.poll(() => ondraw.mock.calls.length).toBeGreaterThan(0);
  await expect.element(page.getByRole('img')).toHaveAttribute('aria-label', expect.stringContaining('6 lessons'));
});

test('shows the same numbers as a table: each semester with its mean, gaps, each sheet', async () => {
  const { growth } = await show(ratings);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect.element(page.getByRole('table', { name: 'All dimensions' })).toBeVisible();
  const rows = cells();
  expect(rows).toHaveLength(1 + growth.axis.length + ratings.length);
  expect(rows[0]).toEqual(['Semester or date', 'Lesson kind', 'Observer', '0–100', '95% interval', 'Line (95% band)']);
  expect(rows[1]).toEqual(
    expect.arrayContaining(['2023–2024, semester 1', 'Semester mean', '2 lessons · 2 observers', '62.5']),
  );
  expect(rows[2]?.slice(0, 4)).toEqual(['10 Oct 2023', 'Ordinary lesson', 'Wang Min', '60']);
  expect(rows.find((row) => row[0] === '2024–2025, semester 1')?.[2]).toBe('no lesson');
  await page.getByRole('button', { name: 'Show as chart' }).click();
  await expect.element(page.getByRole('img')).toBeVisible();
});

test('below the limits has no line and no mean, in the table neither', async () => {
  const { growth } = await show(ratings.slice(0, 2));
  expect(growth.stage).toBe('dots');
  await page.getByRole('button', { name: 'Show as table' }).click();
  expect(cells()[0]).toHaveLength(5);
  expect(cells().flat()).not.toContain('Semester mean');
  expect(cells()).toHaveLength(1 + 1 + 2);
});

test('as a small multiple says its verdict beside the counts', async () => {
  await show(ratings.slice(0, 2), true);
  await expect.element(page.getByRole('figure')).toHaveTextContent('not enough to say · 2 lessons · 2 observers');
});

test('follows the language', async () => {
  await show(ratings);
  useLocale('zh-Hans');
  await expect.element(page.getByRole('figure')).toHaveTextContent('6 节课 · 2 位听课教师');
});
