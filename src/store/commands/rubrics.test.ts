import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRubric } from '../../../tests/builders/index.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import type { Id } from '../../domain/ids.ts';
import { indicatorsOf } from '../../domain/rubric.ts';
import { rubricIdOf } from '../../domain/rubric-publish.ts';
import {
  offeredRubrics,
  retiredRubrics,
  rubricById,
  rubricDraftById,
  rubricDraftsOf,
  schoolRubrics,
} from '../rubrics.ts';
import {
  copyRubric,
  publishRubric,
  reviseRubric,
  saveRubricDraft,
  setRubricDraftDeleted,
  setRubricRetired,
  startRubric,
} from './rubrics.ts';

const template = aRubric({ id: 'builtin:small@1', family: 'builtin:small' });
let school: Awaited<ReturnType<typeof openSchool>>;

beforeEach(async () => {
  school = await openSchool([template]);
});
afterEach(() => school.close());

async function idOf(started: ReturnType<typeof startRubric>): Promise<Id> {
  const result = await started;
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}

const copied = () => idOf(copyRubric(school.store, school.me, template, 'Ours'));
const draftOf = async (id: Id) => (await rubricDraftById(school.store, id))?.draft;

async function publish(id: Id) {
  const result = await publishRubric(school.store, school.me, id);
  if (!result.ok) throw new Error(result.reason);
  const rubric = await rubricById(school.store, result.rubric);
  if (!rubric) throw new Error('not there');
  return rubric;
}

test('a draft is its author’s, saved entry by entry, and read back as it was typed', async () => {
  const { store, me } = school;
  const id = await idOf(startRubric(store, me));
  await saveRubricDraft(store, id, { title: 'Form' });
  await saveRubricDraft(store, id, { dimensions: { d1: { name: '教学目标', order: 0 } } });
  await saveRubricDraft(store, id, { dimensions: { d2: { name: 'Process', order: 1 } } });
  await saveRubricDraft(store, id, { dimensions: { d1: null }, description: 'Line one\nline two' });
  const draft = await draftOf(id);
  expect(draft).toMatchObject({ title: 'Form', description: 'Line one\nline two', audience: 'author', author: me });
  expect(draft?.dimensions).toEqual({ d2: { name: 'Process', order: 1 } });
  expect(await rubricDraftsOf(store, me)).toHaveLength(1);
  expect(await rubricDraftsOf(store, 'somebody else')).toEqual([]);
});

test('a deleted draft is gone, refuses edits, and comes back whole', async () => {
  const id = await copied();
  await setRubricDraftDeleted(school.store, id, true);
  expect(await draftOf(id)).toBeUndefined();
  expect(await saveRubricDraft(school.store, id, { title: 'x' })).toMatchObject({ reason: 'rubric-draft-missing' });
  await setRubricDraftDeleted(school.store, id, false);
  expect((await draftOf(id))?.title).toBe('Ours');
});

test('publishing makes a version whose id is the hash of its content, and uses the draft up', async () => {
  const id = await copied();
  const rubric = await publish(id);
  const { family, parent, title, description, dimensions, bonus, bonusPassesTotal, bands, prompts } = rubric;
  const content = { family, parent, title, description, dimensions, bonus, bonusPassesTotal, bands, prompts };
  expect(rubric.id).toBe(rubricIdOf(content));
  expect(rubric).toMatchObject({ title: 'Ours', parent: template.id, author: school.me, audience: 'school' });
  expect(await draftOf(id)).toBeUndefined();
  expect(await publishRubric(school.store, school.me, id)).toMatchObject({ reason: 'rubric-draft-missing' });
  expect(await schoolRubrics(school.store)).toHaveLength(1);
});

test('what the checks would stop is refused, and nothing is written', async () => {
  const id = await copied();
  await saveRubricDraft(school.store, id, { title: '' });
  expect(await publishRubric(school.store, school.me, id)).toMatchObject({ reason: 'rubric-not-ready' });
  expect(await schoolRubrics(school.store)).toEqual([]);
  expect(await draftOf(id)).toBeDefined();
});

test('the next version keeps the family, names its parent, and leaves the version before as it was', async () => {
  const { store, me } = school;
  const first = await publish(await copied());
  const id = await idOf(reviseRubric(store, me, first));
  const [one] = indicatorsOf(first);
  const entry = (await draftOf(id))?.indicators[one?.id ?? ''];
  if (!one || !entry) throw new Error('no indicator');
  const reworded = { indicators: { [one.id]: { ...entry, name: 'Reworded' } } };
  await saveRubricDraft(store, id, reworded);
  expect(await publishRubric(store, me, id)).toMatchObject({ reason: 'rubric-not-ready' });
  await saveRubricDraft(store, id, { indicators: { [one.id]: { ...entry, name: 'Reworded', meaning: 'same' } } });
  const second = await publish(id);
  expect(second).toMatchObject({ family: first.family, parent: first.id });
  expect(indicatorsOf(second)[0]).toMatchObject({ id: one.id, name: 'Reworded' });
  expect(await rubricById(store, first.id)).toEqual(first);
  const offer = await offeredRubrics(store);
  expect(offer.current.map(({ rubric, number }) => [rubric.id, number])).toEqual([[second.id, 2]]);
  expect(offer.older.map(({ rubric }) => rubric.id)).toEqual([first.id]);
});

test('two people who go on from one version make two newest versions', async () => {
  const { store, me } = school;
  const first = await publish(await copied());
  const [a, b] = [await idOf(reviseRubric(store, me, first)), await idOf(reviseRubric(store, me, first))];
  await saveRubricDraft(store, a, { title: 'Ours A' });
  await saveRubricDraft(store, b, { title: 'Ours B' });
  await publish(a);
  await publish(b);
  const { current } = await offeredRubrics(store);
  expect(current.map(({ rubric, branch }) => [rubric.title, branch]).sort()).toEqual([
    ['Ours A', true],
    ['Ours B', true],
  ]);
});

test('a retired rubric is no longer offered, stays readable, and comes back', async () => {
  const { store } = school;
  const rubric = await publish(await copied());
  await setRubricRetired(store, rubric.family, true);
  await setRubricRetired(store, template.family, true);
  expect((await offeredRubrics(store)).current).toEqual([]);
  expect(await rubricById(store, rubric.id)).toEqual(rubric);
  await setRubricRetired(store, rubric.family, false);
  expect((await offeredRubrics(store)).current).toHaveLength(1);
  expect(await retiredRubrics(store)).toEqual({ [rubric.family]: false, [template.family]: true });
});
