import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import {
  aPairing,
  aRubricOf,
  aSheetContent,
  aSnapshot,
  aTeacher,
  anIndicator,
  semestersOf,
} from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { sealSheet, type Sheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { seededRandom } from '../../measure/random.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import TeacherPage from './TeacherPage.svelte';

let school: TestStore;
let identity: Identity;
let me: string;

const form = (id: string, title: string): Rubric => {
  const points = { type: 'points' as const, max: 100, step: 1 as const };
  const rubric = aRubricOf([anIndicator(`${id}.1`, { scale: points })], { id: `${id}@1`, family: id, title });
  return { ...rubric, dimensions: rubric.dimensions.map((each) => ({ ...each, id: `${id} dimension` })) };
};
const [OLD, NEW] = [form('old', 'Old form'), form('new', 'New form')];
const DAYS = ['2022-10-10', '2023-03-10', '2023-10-10', '2024-03-10', '2024-10-10', '2025-03-10'];
/** The new form comes in the fourth semester and scores twelve points more strictly. */
const CHANGE = 3;
const MILDER = 12;

/** Twelve teachers over six semesters, two lessons each; `overlap` of them are seen with both forms in one semester. */
function sheetsOf(overlap: number): Sheet[] {
  const random = seededRandom(3);
  const sheets: Sheet[] = [];
  for (let teacher = 0; teacher < 12; teacher++) {
    const [height, slope] = [45 + 5 * random.normal(), teacher === 11 ? 5 : 2 + 2 * random.normal()];
    DAYS.forEach((day, step) => {
      for (const lesson of [0, 1]) {
        const truth = height + slope * step + 2 * random.normal();
        const both = step === CHANGE && teacher < overlap && lesson === 0;
        for (const rubric of [...(step < CHANGE || both ? [OLD] : []), ...(step >= CHANGE ? [NEW] : [])]) {
          const of = `${teacher} ${step} ${lesson} ${rubric.family}`;
          const content = aSheetContent({
            ...{ sheet: of, lesson: `lesson ${of}`, period: lesson + (rubric === OLD ? 1 : 4), notes: [] },
            teacher: teacher === 11 ? me : `t${teacher}`,
            observer: `o${(teacher + step + lesson) % 3}`,
            date: day,
            rubric: rubric.id,
            rubricFamily: rubric.family,
            scores: { [`${rubric.family}.1/0`]: Math.round(truth + (rubric === OLD ? MILDER : 0)) },
            snapshot: aSnapshot({ observerName: 'Zhou Min' }),
          });
          sheets.push(sealSheet(content, identity.person.id, '000000001-0000-test'));
        }
      }
    });
  }
  return sheets;
}

beforeEach(async () => {
  useLocale('en');
  school = await openSchool([OLD, NEW]);
  identity = (await identityOf(school.store))!;
  me = identity.teacher.id;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show(overlap: number) {
  await loadBatch(
    school.store,
    {
      records: [
        ...semestersOf(school.store.name, 2022, 2023, 2024),
        ...[OLD, NEW],
        aTeacher({ id: 'zhou', name: 'Zhou Min' }),
        aTeacher({ id: 'li', name: 'Li Wei' }),
        aPairing({ id: 'p1', mentor: 'zhou', mentee: me, from: '2022-09-01', to: '2024-08-31', domain: 'Classroom' }),
        aPairing({ id: 'p2', mentor: 'li', mentee: me, from: '2023-09-01', to: null, domain: 'Digital' }),
        aPairing({ id: 'p3', mentor: 'zhou', mentee: 'li', from: '2023-09-01', to: null }),
      ],
      sheets: sheetsOf(overlap),
    },
    new Map([OLD, NEW].map((rubric) => [rubric.id, rubric])),
  );
  const services = { ready: vi.fn<Services['ready']>() };
  await render(Fixture, { store: school.store, identity, page: TeacherPage, id: me, services });
  await expect.poll(() => services.ready.mock.calls.length).toBe(1);
}
const rows = () =>
  page
    .getByRole('table', { name: 'All dimensions' })
    .getByRole('row')
    .elements()
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim()));

it('joins two rubrics that five teachers were seen with into one line, and says what was moved and how it knows', async () => {
  await show(5);
  const moved = page.getByText(/^Scores of “Old form” \(6 lessons\) count here moved by \u2212\d/u);
  await expect.element(moved).toBeVisible();
  await expect.element(moved).toHaveTextContent('5 teachers were observed with both in one semester');
  await expect.element(page.getByText(/^Growing, by about/u)).toBeVisible();
  await expect.element(page.getByText('12 lessons · 3 observers').first()).toBeVisible();
  await expect.element(page.getByText('Lessons of “New form” only', { exact: false })).toBeVisible();
  await page.getByRole('combobox', { name: 'Rubric' }).selectOptions('Old form (6 lessons)');
  await expect.element(page.getByText('Lessons of “Old form” only', { exact: false })).toBeVisible();
  await expect.element(moved).toHaveTextContent('onto the scale of “New form”');
  await page.getByRole('button', { name: 'Show as table' }).first().click();
  const [head, ...body] = rows();
  expect(head?.slice(3, 5)).toEqual(['0–100', 'On this scale']);
  const old = body.filter((cells) => cells[1]?.includes('Old form'));
  expect(old).toHaveLength(6);
  for (const cells of old) {
    const by = Number(cells[4]) - Number(cells[3]);
    expect(Math.abs(by + MILDER)).toBeLessThan(3);
  }
  const now = body.filter((cells) => cells[1] === 'Ordinary lesson');
  expect(now).toHaveLength(6);
  expect(now.every((cells) => cells[3] === cells[4])).toBe(true);
  expect(body.every((cells) => cells.length === head?.length)).toBe(true);
});

it('breaks the line where two teachers only were seen with both, and moves nothing', async () => {
  await show(2);
  await expect.element(page.getByRole('combobox', { name: 'Rubric' })).toBeVisible();
  await page.getByText('How this picture was made').click();
  await expect.element(page.getByText(/^The line breaks before .* from Old form to New form/u)).toBeVisible();
  await expect.element(page.getByText(/^The line is drawn by one model|alone, without a comparison/u)).toBeVisible();
  expect(document.body.textContent).not.toContain('count here moved');
  await page.getByRole('button', { name: 'Show as table' }).first().click();
  expect(rows()[0]).not.toContain('On this scale');
});

it('says in the picture, in words and in the table who mentored when, and of nobody else', async () => {
  await show(5);
  await expect.element(page.getByText('count here moved', { exact: false })).toBeVisible();
  const picture = page.getByRole('img', { name: /^All dimensions/u });
  const label = picture.element().getAttribute('aria-label');
  expect(label).toContain('Mentored by Zhou Min · 1 Sept 2022 – 31 Aug 2024 · Classroom'.replace('Sept', sept()));
  expect(label).toContain(`Mentored by Li Wei · Since 1 ${sept()} 2023 · Digital`);
  expect(picture.element().getBoundingClientRect().height).toBe(340 + 2 * 24);
  await page.getByText('How this picture was made').click();
  await expect.element(page.getByText('not what came of it', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).first().click();
  expect(
    rows()
      .filter((cells) => cells[1]?.startsWith('Mentored'))
      .map((cells) => cells[1]),
  ).toEqual(['Mentored by Zhou Min', 'Mentored by Li Wei']);
});

/** September as this browser shortens it. */
function sept(): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'short' }).format(new Date(2022, 8, 1));
}
