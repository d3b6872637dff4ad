import { describe, expect, test } from 'vitest';
import { aRubric, anEnvelope, anIndicator, FOUR_LEVELS, HALF_POINTS, LEVELS } from '../../tests/builders/index.ts';
import {
  bandsInOrder,
  changeDraft,
  inOrder,
  joinChanges,
  reverseChanges,
  sectionsOf,
  weightSum,
  type RubricDraft,
} from './rubric-draft.ts';
import { moved, movedIndicator, movedTo, withoutDimension } from './rubric-moves.ts';
import {
  changedIndicators,
  contentOfDraft,
  contentToPublish,
  draftFromNothing,
  draftFromRubric,
  isUnchanged,
  rubricIdOf,
  type DraftStart,
} from './rubric-publish.ts';
import { indicatorsOf } from './rubric.ts';
import { rubricSchema } from './rubric.schema.ts';

const parent = aRubric();
const asDraft = (start: DraftStart): RubricDraft => ({ ...anEnvelope('rubricDraft'), ...start });
const version = () => asDraft(draftFromRubric(parent, 'version'));
const order = (draft: RubricDraft) =>
  sectionsOf(draft).map(({ id, indicators }) => [id, ...indicators.map((i) => i.id)]);

/** The draft with changes of one indicator. */
function edit(draft: RubricDraft, id: string, changes: Partial<RubricDraft['indicators'][string]>): RubricDraft {
  return changeDraft(draft, { indicators: { [id]: { ...draft.indicators[id]!, ...changes } } });
}

describe('starting a draft', () => {
  test('the next version keeps family and every id, and says the same as its parent', () => {
    const draft = version();
    expect(draft).toMatchObject({ family: 'small', parent: 'small@1', outOf: 50 });
    expect(contentOfDraft(draft).dimensions).toEqual(parent.dimensions);
    expect(isUnchanged(draft, parent)).toBe(true);
  });

  test('a copy is a rubric of its own: fresh family, dimensions and indicators, the same words', () => {
    const copy = asDraft(draftFromRubric(parent, 'copy', 'Ours'));
    const content = contentOfDraft(copy);
    expect(copy.family).not.toBe('small');
    expect(content.title).toBe('Ours');
    expect(indicatorsOf(content).map(({ name }) => name)).toEqual(indicatorsOf(parent).map(({ name }) => name));
    const old = new Set(indicatorsOf(parent).map(({ id }) => id));
    expect(indicatorsOf(content).some(({ id }) => old.has(id))).toBe(false);
    expect(isUnchanged(copy, parent)).toBe(false);
    expect(changedIndicators(edit(copy, indicatorsOf(content)[0]!.id, { name: 'x' }), parent)).toEqual([]);
  });

  test('nothing in it is shared with the version: an edit never reaches a published rubric', () => {
    const draft = version();
    const scale = draft.indicators['goal.1']!.scale;
    expect(scale).toEqual(LEVELS);
    expect(scale).not.toBe(parent.dimensions[0]!.indicators[0]!.scale);
  });

  test('a draft from nothing is out of 100 and has no parent', () => {
    expect(draftFromNothing()).toMatchObject({ parent: null, outOf: 100, dimensions: {} });
  });
});

describe('changes', () => {
  test('an edit leaves the draft before it untouched, and its reverse brings it back', () => {
    const before = version();
    const changes = {
      title: 'New',
      indicators: { 'goal.1': null, fresh: { ...before.indicators['goal.2']!, name: 'Fresh' } },
    };
    const after = changeDraft(before, changes);
    expect(Object.keys(after.indicators)).toContain('fresh');
    expect(after.indicators['goal.1']).toBeUndefined();
    expect(before.indicators['goal.1']).toBeDefined();
    expect(changeDraft(after, reverseChanges(before, changes))).toEqual(before);
  });

  test('two edits joined are the two edits one after the other', () => {
    const draft = version();
    const a = { title: 'A', dimensions: { goal: { name: 'G', order: 0 } } };
    const b = { title: 'B', dimensions: { process: { name: 'P', order: 1 } } };
    expect(changeDraft(draft, joinChanges(a, b))).toEqual(changeDraft(changeDraft(draft, a), b));
  });

  test('weights are added without a binary tail', () => {
    const draft = edit(edit(version(), 'goal.1', { weight: 0.1 }), 'goal.2', { weight: 0.2 });
    expect(weightSum(draft)).toBe(40.3);
  });
});

describe('order', () => {
  test('a dimension moves with its indicators, and stops at the ends', () => {
    const draft = version();
    const down = changeDraft(draft, moved(draft, 'dimensions', 'goal', 1));
    expect(order(down).map(([id]) => id)).toEqual(['process', 'goal']);
    expect(moved(draft, 'dimensions', 'goal', -1)).toEqual({});
  });

  test('an indicator goes up and down, and at the edge on into the neighbouring dimension', () => {
    const draft = version();
    const up = changeDraft(draft, movedIndicator(draft, 'goal.2', -1));
    expect(order(up)[0]).toEqual(['goal', 'goal.2', 'goal.1', 'goal.3']);
    const over = changeDraft(draft, movedIndicator(draft, 'goal.3', 1));
    expect(order(over)).toEqual([
      ['goal', 'goal.1', 'goal.2'],
      ['process', 'goal.3', 'process.1', 'process.2', 'process.3'],
    ]);
    const back = changeDraft(over, movedIndicator(over, 'goal.3', -1));
    expect(order(back)).toEqual(order(draft));
    expect(movedIndicator(draft, 'goal.1', -1)).toEqual({});
    expect(movedIndicator(draft, 'process.3', 1)).toEqual({});
  });

  test('moved by name an indicator goes to the end of a dimension, also of an empty one', () => {
    const draft = changeDraft(version(), { dimensions: { empty: { name: 'E', order: 9 } } });
    const there = changeDraft(draft, movedTo(draft, 'goal.1', 'empty'));
    expect(order(there).at(-1)).toEqual(['empty', 'goal.1']);
    expect(order(changeDraft(draft, movedTo(draft, 'goal.1', 'process')))[1]?.at(-1)).toBe('goal.1');
  });

  test('a dimension goes with its indicators, and comes back with them', () => {
    const draft = version();
    const changes = withoutDimension(draft, 'goal');
    const without = changeDraft(draft, changes);
    expect(order(without)).toEqual([['process', 'process.1', 'process.2', 'process.3']]);
    expect(order(changeDraft(without, reverseChanges(draft, changes)))).toEqual(order(draft));
  });

  test('an indicator whose dimension was removed elsewhere stands in the first one', () => {
    const draft = changeDraft(version(), { dimensions: { process: null } });
    expect(order(draft)[0]).toHaveLength(7);
  });

  test('equal places are told apart by id; bands stand highest first', () => {
    expect(inOrder({ b: { order: 0 }, a: { order: 0 } }).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(bandsInOrder(version().bands).map(({ from }) => from)).toEqual([90, 75, 60, 0]);
  });
});

describe('what changed against the parent', () => {
  const cases: [string, Partial<RubricDraft['indicators'][string]>, 'scale' | 'wording' | null][] = [
    ['the weight', { weight: 9 }, null],
    ['"not applicable"', { notApplicable: true }, null],
    ['the dimension', { dimension: 'process' }, null],
    ['the name', { name: 'Other' }, 'wording'],
    ['the hint', { hint: 'Look here' }, 'wording'],
    ['spaces around the name', { name: ' Indicator goal.1 ' }, null],
    ['a level’s description', { scale: withLevel(0, { text: 'All pupils' }) }, 'wording'],
    ['a level’s name', { scale: withLevel(0, { label: 'A' }) }, 'wording'],
    ['a level’s points', { scale: withLevel(0, { points: 6 }) }, 'scale'],
    ['the kind of scale', { scale: HALF_POINTS }, 'scale'],
    ['the floor', { scale: { ...LEVELS, floor: 2 } as typeof LEVELS }, 'scale'],
    ['the number of levels', { scale: FOUR_LEVELS }, 'scale'],
  ];

  test.each(cases)('%s: %j is %s', (_what, changes, expected) => {
    const found = changedIndicators(edit(version(), 'goal.1', changes), parent);
    expect(found.map(({ change }) => change)).toEqual(expected ? [expected] : []);
  });

  test('a new indicator is no change of an old one', () => {
    const draft = version();
    const added = changeDraft(draft, { indicators: { fresh: draft.indicators['goal.1']! } });
    expect(changedIndicators(added, parent)).toEqual([]);
  });

  test('reworded and said to be the same: the id stays; another meaning or scale: a new id, the same on each try', () => {
    const same = edit(version(), 'goal.1', { name: 'Reworded', meaning: 'same' });
    const other = edit(version(), 'goal.1', { name: 'Reworded', meaning: 'changed' });
    const scale = edit(version(), 'goal.1', { scale: FOUR_LEVELS });
    const first = (draft: RubricDraft) => indicatorsOf(contentToPublish(draft, parent))[0]!.id;
    expect(first(same)).toBe('goal.1');
    expect(first(other)).not.toBe('goal.1');
    expect(first(other)).toBe(first(other));
    expect(first(scale)).not.toBe('goal.1');
    expect(indicatorsOf(contentToPublish(scale, parent)).slice(1)).toEqual(indicatorsOf(parent).slice(1));
  });

  test('the id of a version is the hash of what it says: equal content, equal id', () => {
    const [a, b] = [contentToPublish(version(), parent), contentToPublish(version(), parent)];
    expect(rubricIdOf(a)).toBe(rubricIdOf(b));
    expect(rubricIdOf({ ...a, title: 'Other' })).not.toBe(rubricIdOf(a));
    expect(rubricSchema.safeParse({ ...anEnvelope('rubric'), ...a, id: rubricIdOf(a) }).success).toBe(true);
  });

  test('the answer never reaches the published content', () => {
    const draft = edit(version(), 'goal.1', { name: 'Reworded', meaning: 'same' });
    expect(contentToPublish(draft, parent).dimensions[0]!.indicators[0]).toEqual(
      anIndicator('goal.1', { name: 'Reworded' }),
    );
  });
});

function withLevel(i: number, changes: object): typeof LEVELS {
  if (LEVELS.type !== 'levels') throw new Error('levels');
  return { ...LEVELS, levels: LEVELS.levels.map((level, at) => (at === i ? { ...level, ...changes } : level)) };
}
