import { describe, expect, test } from 'vitest';
import { aRubric, anEnvelope, LEVELS } from '../../tests/builders/index.ts';
import { checkRubricDraft, isPublishable, type DraftProblemName } from './rubric-checks.ts';
import { changeDraft, type DraftChanges, type RubricDraft } from './rubric-draft.ts';
import { draftFromNothing, draftFromRubric } from './rubric-publish.ts';
import type { Level, Scale } from './rubric.ts';

const parent = aRubric();
const good: RubricDraft = {
  ...anEnvelope('rubricDraft'),
  ...draftFromRubric(parent, 'version', 'A small form, revised'),
};

const check = (changes: DraftChanges, from = good) => checkRubricDraft(changeDraft(from, changes), parent);
const levels = (list: Partial<Level>[]): Scale => ({
  type: 'levels',
  floor: 0,
  levels: list.map((level, i) => ({ label: `L${i}`, text: '', points: i + 1, ...level })),
});

/** The change of `goal.2`, an indicator that is new in the draft (so that no question about its meaning is asked). */
function goal(changes: Partial<RubricDraft['indicators'][string]>): DraftChanges {
  const base = good.indicators['goal.2']!;
  return { indicators: { 'goal.2': null, fresh: { ...base, ...changes } } };
}

const band = (id: string, changes: object) => ({ bands: { [id]: { ...good.bands[id]!, ...changes } } });

describe('checkRubricDraft', () => {
  test('a whole form with something new has no remark', () => {
    expect(check({})).toEqual([]);
  });

  const stops: [string, DraftChanges, DraftProblemName][] = [
    ['no title', { title: '  ' }, 'title-empty'],
    ['nothing new', { title: parent.title }, 'unchanged'],
    ['a dimension without a name', { dimensions: { goal: { name: ' ', order: 0 } } }, 'dimension-name-empty'],
    ['a dimension without indicators', { dimensions: { fresh: { name: 'Empty', order: 9 } } }, 'dimension-empty'],
    ['an indicator without a name', goal({ name: '' }), 'indicator-name-empty'],
    ['a weight of 0', { ...goal({ weight: 0 }), outOf: 45 }, 'weight-not-positive'],
    ['one level only', goal({ scale: levels([{}]) }), 'levels-too-few'],
    ['a level without a name', goal({ scale: levels([{}, { label: '' }]) }), 'level-label-empty'],
    ['two levels of one name', goal({ scale: levels([{ label: 'A' }, { label: ' A' }]) }), 'level-label-double'],
    ['two levels of the same points', goal({ scale: levels([{ points: 3 }, { points: 3 }]) }), 'level-points-double'],
    ['only a level of 0 points', goal({ scale: levels([{ points: 0 }, { points: -1 }]) }), 'levels-all-zero'],
    ['points up to 0', goal({ scale: { type: 'points', max: 0, step: 1 } }), 'points-max'],
    ['points that no step reaches', goal({ scale: { type: 'points', max: 7.5, step: 1 } }), 'points-step'],
    ['a bonus without a name', { bonus: { idea: { name: '', max: 2, order: 0 } } }, 'bonus-name-empty'],
    ['a bonus of 0', { bonus: { idea: { name: 'Idea', max: 0, order: 0 } } }, 'bonus-max'],
    ['a grade without a name', band('a', { label: ' ' }), 'band-label-empty'],
    ['two grades from one total', band('b', { from: 90 }), 'band-from-double'],
    ['a grade from below 0', band('d', { from: -1 }), 'band-from-outside'],
    ['a grade that no total reaches', band('a', { from: 101 }), 'band-from-outside'],
    ['a lower grade that counts for more', band('c', { rank: 'top' }), 'band-rank-order'],
    [
      'a prompt without a name',
      { prompts: [{ field: 'overall', label: '', hint: '', count: 0 }] },
      'prompt-label-empty',
    ],
    [
      'a reworded indicator without an answer',
      { indicators: { 'goal.1': { ...good.indicators['goal.1']!, name: 'Reworded' } } },
      'meaning-open',
    ],
  ];
  test.each(stops)('%s keeps it from being published', (_what, changes, name) => {
    const problems = check(changes);
    expect(problems.map((problem) => problem.name)).toContain(name);
    expect(isPublishable(problems)).toBe(false);
  });

  const warnings: [string, DraftChanges, DraftProblemName][] = [
    ['weights that do not add up', { outOf: 100 }, 'weights-sum'],
    ['two dimensions of one name', { dimensions: { process: { name: 'Goals', order: 1 } } }, 'dimension-name-double'],
    ['two indicators of one name', goal({ name: 'Indicator goal.1' }), 'indicator-name-double'],
    ['two grades of one name', band('b', { label: 'Excellent' }), 'band-label-double'],
    ['totals without a grade', { bands: { d: null } }, 'bands-gap'],
  ];
  test.each(warnings)('%s is said and left to the person', (_what, changes, name) => {
    const problems = check(changes);
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(isPublishable(problems)).toBe(true);
  });

  test('an empty draft asks for a title and an indicator, no more', () => {
    const empty: RubricDraft = { ...anEnvelope('rubricDraft'), ...draftFromNothing() };
    expect(checkRubricDraft(empty, null).map(({ name }) => name)).toEqual(['title-empty', 'no-indicators']);
  });

  test('a total that may pass 100 lets a grade begin above 100, up to the bonus', () => {
    expect(check({ bonusPassesTotal: true, ...band('a', { from: 102 }) })).toEqual([]);
    expect(check({ bonusPassesTotal: true, ...band('a', { from: 103 }) })).toHaveLength(1);
  });

  test('a changed scale needs no answer: it is another indicator', () => {
    const indicators = { 'goal.1': { ...good.indicators['goal.1']!, scale: levels([{}, {}]) } };
    expect(check({ indicators })).toEqual([]);
  });

  test('each problem names its place', () => {
    const problems = check({ ...goal({ name: '', scale: LEVELS }), ...band('a', { label: '' }) });
    expect(problems.map(({ place }) => place)).toEqual([
      { part: 'indicator', id: 'fresh' },
      { part: 'band', id: 'a' },
    ]);
    expect(problems[0]?.details).toMatchObject({ dimension: 'Goals', n: 2 });
  });
});
