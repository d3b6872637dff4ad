import { expect, test } from 'vitest';
import { aRubric, anIndicator, aRubricOf, FOUR_LEVELS, HALF_POINTS, LEVELS } from '../../../tests/builders/index.ts';
import { offerOf } from '../../domain/rubric-versions.ts';
import { exampleScores } from './exampleScores.ts';
import { rubricChoices } from './versionWords.ts';

const first = aRubric({ id: 'a', title: 'Ours' });
const second = aRubric({ id: 'b', title: 'Ours', parent: 'a' });
const templates = [
  { id: 'builtin:x@1', title: 'Template' },
  { id: 'builtin:y@1', title: 'Unused' },
];

test('the newest version stands first, retired templates not at all, older versions in a group of their own', () => {
  const retired = { 'builtin:y': true };
  const choices = rubricChoices({ ...offerOf([first, second], retired), retired }, templates, null);
  expect(choices.slice(0, 2)).toEqual([
    { value: 'b', label: 'Ours' },
    { value: 'builtin:x@1', label: 'Template' },
  ]);
  expect(choices.slice(2)).toMatchObject([{ label: 'Older versions', options: [{ value: 'a' }] }]);
});

test('the rubric of a draft stays in the list when it is no longer offered', () => {
  const choices = rubricChoices({ current: [], older: [], retired: {} }, [], { id: 'gone', title: 'Gone' });
  expect(choices).toEqual([{ value: 'gone', label: 'Gone' }]);
});

test('the example is the second-best level, and four fifths of the points on a step of the scale', () => {
  const two = {
    ...LEVELS,
    levels: FOUR_LEVELS.type === 'levels' ? FOUR_LEVELS.levels.slice(0, 2) : [],
  } as typeof LEVELS;
  const rubric = aRubricOf([
    anIndicator('levels'),
    anIndicator('two', { scale: two }),
    anIndicator('points', { scale: HALF_POINTS }),
  ]);
  expect(exampleScores(rubric)).toEqual({ 'levels/0': 4, 'two/0': 4, 'points/0': 8 });
});
