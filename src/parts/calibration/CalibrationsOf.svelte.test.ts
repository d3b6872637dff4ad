import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aLesson, aRubric, aSheetContent, aSnapshot } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { sealSheet, type SheetContent } from '../../domain/sheet.ts';
import { setCalibration } from '../../store/commands/calibrations.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import Fixture from '../PageServices.fixture.svelte';
import CalibrationsOf from './CalibrationsOf.svelte';

let school: TestStore;
let identity: Identity;

beforeEach(async () => {
  school = await openSchool([aRubric()]);
  identity = (await identityOf(school.store))!;
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

const ALL = { 'goal.1/0': 5, 'goal.2/0': 4, 'goal.3/0': 4, 'process.1/0': 3, 'process.2/0': 8.5, 'process.3/0': 9 };
const NEAR = { 'goal.1': 5, 'goal.2': 4, 'goal.3': 4, 'process.1': 2, 'process.2': 8.5 };

async function calibration(
  lesson: string,
  date: string,
  key: Record<string, number>,
  more: Partial<SheetContent> = {},
) {
  const snapshot = aSnapshot({ topic: `Topic of ${lesson}` });
  const content = {
    sheet: `of-${lesson}`,
    lesson,
    teacher: 'lin',
    observer: identity.teacher.id,
    date,
    scores: ALL,
    snapshot,
  };
  const sheet = sealSheet(aSheetContent({ ...content, ...more }), 'person-2', '000000001-0000-test');
  const lessons = [aLesson({ id: lesson, teacher: 'lin', date })];
  await loadBatch(school.store, { lessons, sheets: [sheet] }, new Map([['small@1', aRubric()]]));
  await setCalibration(school.store, identity.person.id, {
    lesson,
    rubric: 'small@1',
    key,
    rule: { within: 0, share: 0.8 },
    note: '',
    setBy: 'someone',
    date,
  });
}

const show = (observer: string) =>
  // The fixture gives an id to every page; a part without one leaves it alone.
  render(Fixture, { store: school.store, identity, page: CalibrationsOf as never, more: { observer }, services: {} });

it('gives each calibration with its numbers, the latest first, and says in how many the rule was met', async () => {
  await calibration('first', '2025-10-08', NEAR);
  await calibration('second', '2025-11-08', { ...NEAR, 'goal.1': 4, 'goal.2': 5 });
  await calibration('third', '2025-12-08', { 'goal.1': 5 });
  await show(identity.teacher.id);
  const table = page.getByRole('table', { name: 'My calibrations so far' });
  const row = (n: number) => table.getByRole('row').nth(n);
  await expect
    .element(row(1))
    .toHaveTextContent(/Topic of third.*1 of 1.*–.*–.*not enough to say \(1 of 5 indicators\)/su);
  await expect.element(row(2)).toHaveTextContent(/Topic of second.*2 of 5.*Not yet within the rule/su);
  await expect.element(row(3)).toHaveTextContent(/Topic of first.*4 of 5.*0\.2 steps higher.*0\.4.*Within the rule/su);
  await expect.element(page.getByText('Within the rule in 1 of 2 calibrations.')).toBeVisible();
});

it('draws the difference and the shares, a dot a calibration with enough indicators, the earliest first', async () => {
  await calibration('first', '2025-10-08', NEAR);
  await calibration('second', '2025-11-08', { ...NEAR, 'goal.1': 4, 'goal.2': 5 });
  await calibration('third', '2025-12-08', { 'goal.1': 5 });
  await show(identity.teacher.id);
  const bias = page.getByRole('figure').filter({ hasText: 'Mean difference from the agreed scores' });
  await expect.element(bias.getByRole('img', { name: /5 indicators.*; .*5 indicators/u })).toBeVisible();
  await expect.element(bias.getByText('2 calibrations')).toBeVisible();
  await bias.getByRole('button', { name: 'Show as table' }).click();
  const rows = bias.getByRole('table').getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent(/8 Oct.*5\s*\+0\.2/u);
  await expect.element(rows.nth(2)).toHaveTextContent(/8 Nov.*5\s*\+0\.2/u);
  expect(rows.elements()).toHaveLength(3);
  const shares = page.getByRole('figure').filter({ hasText: 'How often the scores were as agreed' });
  await shares.getByRole('button', { name: 'Show as table' }).click();
  // Never without what chance gives.
  const header = shares.getByRole('table').getByRole('row').first();
  await expect.element(header).toHaveTextContent(/The same.*The same, by chance.*Within one step.*by chance/u);
  await expect.element(shares.getByRole('table').getByRole('row').nth(1)).toHaveTextContent(/80%.*100%/u);
});

it('says from when on there is something to draw, as long as there is one calibration', async () => {
  await calibration('first', '2025-10-08', NEAR);
  await calibration('third', '2025-12-08', { 'goal.1': 5 });
  await show(identity.teacher.id);
  await expect.element(page.getByText(/^From the second calibration with 5 indicators/)).toBeVisible();
  await expect.element(page.getByRole('figure')).not.toBeInTheDocument();
});

it('leaves out sheets on another form, which nothing was agreed on', async () => {
  await calibration('first', '2025-10-08', NEAR);
  await calibration('second', '2025-11-08', NEAR, { rubricFamily: 'other' });
  await show(identity.teacher.id);
  const table = page.getByRole('table', { name: 'My calibrations so far' });
  await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/Topic of first/u);
  expect(table.getByRole('row').elements()).toHaveLength(2);
});
