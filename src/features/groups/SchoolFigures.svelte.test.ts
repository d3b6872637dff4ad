import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { Teacher } from '../../domain/people.ts';
import { sealSheet } from '../../domain/sheet.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import { roster } from '../../store/queries/teachers.ts';
import PlannerView from './PlannerView.svelte';
import RubricView from './RubricView.svelte';

let school: TestStore;
let identity: Identity;
let people: Teacher[];

beforeEach(async () => {
  useLocale('en');
  school = await openTestStore([aRubric()]);
  await setUpSchool(school.store, aSchoolSetup({ post: 'principal' }));
  identity = (await identityOf(school.store))!;
  people = await roster(school.store);
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

/** A few scored sheets of the principal about each of the others: far too few for a figure of the school. */
async function fewSheets() {
  const others = people.filter(({ id }) => id !== identity.teacher.id);
  const sheets = others.map(({ id, name }, i) => {
    const content = aSheetContent({
      sheet: `sheet ${i}`,
      lesson: `lesson ${i}`,
      date: '2025-10-13',
      snapshot: aSnapshot({ teacherName: name }),
      teacher: id,
      observer: identity.teacher.id,
    });
    return sealSheet(content, identity.person.id, '000000001-0000-test');
  });
  await loadBatch(school.store, { records: [aRubric()], sheets }, new Map([['small@1', aRubric()]]));
  return sheets.length;
}

const show = (view: typeof PlannerView | typeof RubricView, more: Record<string, unknown>) =>
  render(Fixture, { store: school.store, identity, page: view as never, id: 'school', more, services: {} });
const choosing = { rubric: '', onrubric: () => undefined };

describe('how sure', () => {
  it('says of a small school that the sizes are the usual ones, and what they give', async () => {
    await fewSheets();
    await show(PlannerView, choosing);
    await expect.element(page.getByText('Usual sizes, not your school’s own')).toBeVisible();
    await expect
      .element(
        page.getByText('4 lessons by 4 different observers reach 0.80; one observer never does', { exact: false }),
      )
      .toBeVisible();
    const table = page.getByRole('table', { name: 'How sure, by lessons and observers' });
    const cells = [...table.element().querySelectorAll('tbody tr:nth-child(4) td')].map((cell) =>
      cell.textContent?.replaceAll(/\s+/g, ' ').trim(),
    );
    // 50 / (50 + 15/k + 35/4)
    expect(cells).toEqual(['0.67 ○ not yet', '0.75 ◐ feedback', '0.78 ◐ feedback', '0.80 ● decisions', '–']);
  });
});

describe('the report of a form', () => {
  it('says how much there is and how much it takes', async () => {
    const n = await fewSheets();
    await show(RubricView, choosing);
    await expect.element(page.getByText(`Not enough to say: ${n} scored sheets of 30`, { exact: false })).toBeVisible();
    await expect.element(page.getByRole('table')).not.toBeInTheDocument();
  });

  it('says that nothing was scored yet', async () => {
    await show(RubricView, choosing);
    await expect.element(page.getByText('No sheet has been scored yet.')).toBeVisible();
  });
});
