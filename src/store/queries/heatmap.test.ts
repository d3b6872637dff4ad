import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aMembership, aTeacher, semestersOf } from '../../../tests/builders/index.ts';
import type { Posting, Teacher } from '../../domain/people.ts';
import type { RatingRow } from '../../domain/rating.ts';
import { markDirty, rebuildDirty } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { recordRow } from '../write.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';
import { heatData } from './heatmap.ts';
import { ratesData } from './rates.ts';

const TODAY = '2025-11-20';
const person = (id: string, order: number, more: Partial<Teacher> = {}) => aTeacher({ id, name: id, order, ...more });
const dean: Posting = { post: 'dean', from: null, to: null };
const zhou = person('zhou', 2);
const lin = person('lin', 1);
const gao = person('gao', 3);
const office = person('office', 9, { posts: { dean } });

let store: Store;
let counter = 0;

function rating(teacher: string, date: string, fraction: number): RatingRow {
  const id = `${teacher}-${date}`;
  const scores = new Float32Array([fraction]);
  const form = { rubric: 'form@1', family: 'form', lessonKind: 'ordinary' as const, scored: 1, scores };
  return { id, lesson: id, teacher, observer: 'office', date, fraction, dimensions: { d: fraction }, ...form };
}
async function keepRatings(...rows: RatingRow[]): Promise<void> {
  await store.db.ratings.bulkPut(rows);
  await markDirty(store, rows);
}
/** Mean of the whole sheet by teacher, as the cells say it. */
async function means(me: Teacher, scope = 'maths'): Promise<Record<string, number>> {
  const data = await heatData(store, me, scope, '', TODAY);
  const cells = data?.cells.filter((cell) => cell.dimension === '*') ?? [];
  return Object.fromEntries(cells.map((cell) => [cell.teacher, cell.sum / cell.n]));
}

beforeEach(async () => {
  const opened = await openStore({ name: `heat-${(counter += 1)}`, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  const memberships = [
    aMembership({ id: 'm1', teacher: 'zhou', group: 'maths', role: 'leader' }),
    aMembership({ id: 'm2', teacher: 'lin', group: 'maths' }),
    aMembership({ id: 'm3', teacher: 'gao', group: 'maths', to: '2025-10-31' }),
    aMembership({ id: 'm4', teacher: 'gao', group: 'art', from: '2025-11-01' }),
  ];
  await store.db.records.bulkPut(
    [zhou, lin, gao, office, ...memberships, ...semestersOf('school-1', 2025)].map(recordRow),
  );
  await keepRatings(
    rating('lin', '2025-10-10', 0.8),
    rating('lin', '2025-05-10', 0.1),
    rating('gao', '2025-10-10', 0.6),
    rating('gao', '2025-11-10', 0.2),
  );
});
afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

it('has the members of the semester in roster order, who left the group in it among them', async () => {
  const data = await heatData(store, zhou, 'maths', '', TODAY);
  expect(data?.rows.map(({ teacher, part }) => [teacher.id, part])).toEqual([
    ['lin', false],
    ['zhou', false],
    ['gao', true],
  ]);
});

it('counts the chosen semester, and of who changed group the days in this one', async () => {
  expect(await means(zhou)).toEqual({ lin: 0.8, gao: 0.6 });
  expect(await means(office, 'art')).toEqual({ gao: 0.2 });
});

it('says the same from fresh tallies as from marks that are not rebuilt yet', async () => {
  const before = await means(zhou);
  await rebuildDirty(store);
  expect(await means(zhou)).toEqual(before);
  await keepRatings(rating('lin', '2025-10-11', 0.4));
  expect((await means(zhou))['lin']).toBeCloseTo(0.6, 10);
});

it('counts a lesson with two sheets once by their mean, as the growth page does', async () => {
  const second = { ...rating('lin', '2025-10-10', 0.4), id: 'second', observer: 'zhou' };
  await keepRatings(second, rating('lin', '2025-10-13', 0.3));
  const whole = async () =>
    (await heatData(store, zhou, 'maths', '', TODAY))?.cells.find(
      (cell) => cell.teacher === 'lin' && cell.dimension === '*',
    );
  for (const rebuilt of [false, true]) {
    if (rebuilt) await rebuildDirty(store);
    expect(await whole()).toMatchObject({ lessons: 2, n: 2 });
    expect((await means(zhou))['lin']).toBeCloseTo((0.6 + 0.3) / 2, 10);
  }
});

it('gives no cell of anybody whose scores are not open to the person, and no link', async () => {
  const data = await heatData(store, lin, 'maths', '', TODAY);
  expect(data?.rows.map(({ teacher, open, linked }) => [teacher.id, open, linked])).toEqual([
    ['lin', true, true],
    ['zhou', false, false],
    ['gao', false, false],
  ]);
  expect(await means(lin)).toEqual({ lin: 0.8 });
});

it('of the whole school is there for who sees it only, and counts every day of everybody', async () => {
  expect(await heatData(store, zhou, WHOLE_SCHOOL, '', TODAY)).toBeNull();
  const whole = await means(office, WHOLE_SCHOOL);
  expect(whole['gao']).toBeCloseTo(0.4, 10);
});

it('gives the headers behind rates to leaders only', async () => {
  expect(await ratesData(store, lin, 'maths', 4, TODAY)).toBeNull();
  expect(await ratesData(store, zhou, WHOLE_SCHOOL, 4, TODAY)).toBeNull();
  expect(await ratesData(store, zhou, 'maths', 4, TODAY)).not.toBeNull();
  expect((await ratesData(store, office, WHOLE_SCHOOL, 1, TODAY))?.semesters).toHaveLength(1);
});

it('adds up the semesters of a range, and says who was there for a part of it', async () => {
  const all = await heatData(store, zhou, 'maths', 'all', TODAY);
  // The present semester is the only one that the school has made; a rating before it belongs to none.
  expect(all?.terms.map(({ term }) => term)).toEqual([1]);
  await store.db.records.bulkPut(semestersOf('school-1', 2024).map(recordRow));
  await keepRatings(rating('lin', '2025-05-10', 0.1));
  const last = await heatData(store, zhou, 'maths', 'last-2', TODAY);
  expect(last?.terms.map(({ schoolYear, term }) => `${schoolYear}/${term}`)).toEqual(['2024/2', '2025/1']);
  const whole = last?.cells.filter((cell) => cell.teacher === 'lin' && cell.dimension === '*') ?? [];
  expect(whole.reduce((sum, cell) => sum + cell.sum, 0)).toBeCloseTo(0.9, 10);
  expect(last?.rows.map(({ teacher, part }) => [teacher.id, part])).toEqual([
    ['lin', false],
    ['zhou', false],
    ['gao', true],
  ]);
  expect((await heatData(store, zhou, 'maths', 'last-4', TODAY))?.terms).toHaveLength(3);
});

it('of a range gives nothing of whom the person may not read either', async () => {
  const range = await heatData(store, lin, 'maths', 'all', TODAY);
  expect(new Set(range?.cells.map(({ teacher }) => teacher))).toEqual(new Set(['lin']));
  expect(await heatData(store, lin, WHOLE_SCHOOL, 'all', TODAY)).toBeNull();
});
