import '../../ui/styles.ts';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { aTeacher } from '../../../tests/builders/index.ts';
import type { OwnTrend } from '../../analysis/observer-trends.ts';
import type { ObserverUse } from '../../analysis/observer-use.ts';
import type { ObserverSeverity, SchoolGrowth } from '../../analysis/school-growth.ts';
import { useLocale, type Locale } from '../../i18n/locale.svelte.ts';
import type { RubricReport } from '../../analysis/rubric-report.ts';
import { observerRows } from './observerRows.ts';
import ObserversTable from './ObserversTable.svelte';

const names = ['Wang', 'Lin', 'Zhou'];
const people = names.map((name) => aTeacher({ id: name, name }));

function use(observer: string, more: Partial<ObserverUse> = {}): ObserverUse {
  const spread = { points: 12, usual: 14, sheets: 9, hardly: false };
  const counts = { sheets: 9, lessons: 9, teachers: 4, scores: 180 };
  return { observer, ...counts, steps: { used: 4, offered: 5 }, spread, ...more };
}
function severity(observer: string, points: number, reach: number, more: Partial<ObserverSeverity> = {}) {
  const bounds = { severity: points, se: reach / 2, lower: points - reach, upper: points + reach };
  return { observer, ...bounds, lessons: 9, teachers: 4, sheets: 9, ...more };
}
const trend = (observer: string, verdict: OwnTrend['verdict']): OwnTrend => {
  return { observer, verdict, drift: 1.5, lower: 0.5, upper: 2.5, semesters: 6, lessons: 9 };
};

/** Mean squares of an observer in the Rasch model of a form. */
const fit = (observer: string, infit: number, count = 180) => {
  return { observer, measure: 0, se: 0.1, infit, outfit: infit, extreme: false, count };
};

async function cellsOf(
  {
    uses = names.map((name) => use(name)),
    severities = [] as ObserverSeverity[],
    trends = [] as OwnTrend[],
    fits = [] as ReturnType<typeof fit>[],
  },
  language: Locale = 'en',
) {
  useLocale(language);
  const found = { p: 0.01, drift: true, observers: trends, n: { sheets: 99, observers: 3, semesters: 6 } };
  const answer = { use: uses, trends: [{ families: ['form'], found }], sets: 1 };
  const model = { families: ['form'], observers: severities } as unknown as SchoolGrowth;
  const rows = observerRows(people, answer, model, ['form'], { found: { observers: fits } } as unknown as RubricReport);
  const screen = await render(ObserversTable, { caption: 'Observers', rows });
  const lines = screen.getByRole('row').elements().slice(1);
  return lines.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? ''));
}

it('keeps the order of the roster, however strict somebody is', async () => {
  const severities = [severity('Wang', 1, 3), severity('Lin', 9, 2), severity('Zhou', -5, 2)];
  expect((await cellsOf({ severities })).map((row) => row[0])).toEqual(names);
});

it('says stricter or milder only where the interval leaves no doubt, with lessons and teachers', async () => {
  const severities = [severity('Wang', 3, 2), severity('Lin', -4, 2), severity('Zhou', 1, 3)];
  expect((await cellsOf({ severities })).map((row) => row[1])).toEqual([
    'about 3 points stricter than the average observer (between 1 and 5) 9 lessons, 4 teachers',
    'about 4 points milder than the average observer (between 2 and 6) 9 lessons, 4 teachers',
    'not clearly stricter or milder (between 2 points milder and 4 stricter) 9 lessons, 4 teachers',
  ]);
});

it('does not say anything of severity from four lessons, or of one teacher only', async () => {
  const severities = [
    severity('Wang', 9, 1, { lessons: 4 }),
    severity('Lin', 9, 1, { teachers: 1 }),
    severity('Zhou', 9, 1, { lessons: 5, teachers: 2 }),
  ];
  const cells = await cellsOf({ severities });
  expect(cells[0]?.[1]).toBe('not enough to say 4 lessons, 4 teachers');
  expect(cells[1]?.[1]).toBe('not enough to say 9 lessons, 1 teacher');
  expect(cells[2]?.[1]).toMatch(/^about 9 points stricter/);
});

it('tells the use of the scale and sheets whose scores hardly differ', async () => {
  const spread = { points: 4, usual: 14, sheets: 9, hardly: true };
  const cells = await cellsOf({
    uses: [use('Wang'), use('Lin', { spread }), use('Zhou', { lessons: 3, spread: null })],
  });
  expect(cells[0]?.[2]).toBe('4 of 5 steps used 180 scores');
  expect(cells[0]?.[3]).not.toContain('hardly');
  expect(cells[1]?.[3]).toContain('Scores hardly differ within a sheet.');
  expect(cells[2]?.slice(2, 4)).toEqual(['not enough to say 180 scores', 'not enough to say 0 sheets']);
});

it('tells how the scores fit what was to be expected', async () => {
  const fits = [fit('Wang', 1), fit('Lin', 1.6), fit('Zhou', 0.4)];
  const told = (await cellsOf({ fits })).map((row) => row[4]);
  expect(told).toEqual([
    'scores as others would 180 scores',
    'scores are often surprising 180 scores',
    'scores follow what was expected almost exactly 180 scores',
  ]);
});

it('tells no fit under thirty scores, five lessons or two teachers', async () => {
  const few = await cellsOf({
    uses: [use('Wang'), use('Lin', { lessons: 4 }), use('Zhou', { teachers: 1 })],
    fits: [fit('Wang', 2, 29), fit('Lin', 2), fit('Zhou', 2)],
  });
  expect(few.map((row) => row[4])).toEqual([
    'not enough to say 29 scores',
    'not enough to say 180 scores',
    'not enough to say 180 scores',
  ]);
});

it('tells a drift in points a semester, none, or that there is too little', async () => {
  const trends = [trend('Wang', 'stricter'), trend('Lin', 'none'), trend('Zhou', 'too-little')];
  expect((await cellsOf({ trends })).map((row) => row[5])).toEqual([
    'stricter by about 1.5 points a semester 6 semesters',
    'no drift seen 6 semesters',
    'not enough to say 6 semesters',
  ]);
});

it('leaves out who has never scored, and speaks Chinese', async () => {
  const cells = await cellsOf({ uses: [use('Lin')], severities: [severity('Lin', 3, 2)] }, 'zh-Hans');
  expect(cells).toHaveLength(1);
  expect(cells[0]?.[1]).toMatch(/^比一般听课人约严 3 分（1～5 分之间）/);
});
