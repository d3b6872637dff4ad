import { describe, expect, it } from 'vitest';
import type { Indicator, Rubric, Scale } from '../domain/rubric.ts';
import type { Scores } from '../domain/score.ts';
import { dimensionsOfSheet, indicatorNames, linesOfSheet, pointsAreTotal } from './sheetView.ts';

const levels: Scale = {
  type: 'levels',
  floor: 0,
  levels: [
    { label: 'Excellent', text: 'seen all the time', points: 5 },
    { label: 'Good', text: 'seen mostly', points: 4 },
  ],
};
const indicator = (id: string, scale: Scale = levels): Indicator => ({
  id,
  name: `Name ${id}`,
  hint: '',
  weight: 5,
  scale,
  notApplicable: true,
});
const rubric = {
  dimensions: [
    { id: 'd1', name: 'Goals', indicators: [indicator('a'), indicator('b')] },
    { id: 'd2', name: 'Methods', indicators: [indicator('c', { type: 'points', max: 20, step: 1 })] },
  ],
  bonus: [],
  bands: [],
} as unknown as Rubric;
const sheet = (scores: Scores, notes: { id: string; indicators: string[] }[] = []) => ({
  scores,
  notes: notes.map((note) => ({ ...note, t: 0, text: note.id })),
});

describe('dimensionsOfSheet', () => {
  it('gives the level its own label and text, and the points of a points scale without one', () => {
    const [goals, methods] = dimensionsOfSheet(sheet({ 'a/0': 4, 'c/0': 17 }), rubric);
    expect(goals!.indicators[0]).toMatchObject({
      state: 'scored',
      points: 4,
      max: 5,
      label: 'Good',
      text: 'seen mostly',
    });
    expect(methods!.indicators[0]).toMatchObject({ state: 'scored', points: 17, max: 20, label: '' });
  });

  it('tells apart not applicable, not scored and not looked at', () => {
    const [goals, methods] = dimensionsOfSheet(sheet({ 'a/0': 'na', 'c/0': 'nl' }), rubric);
    expect(goals!.indicators.map((item) => item.state)).toEqual(['not-applicable', 'unscored']);
    expect(methods!.indicators).toEqual([]);
    expect(methods!.notLooked).toEqual(['Name c']);
  });

  it('averages segments and names no level between two', () => {
    const [goals] = dimensionsOfSheet(sheet({ 'a/0': 4, 'a/1': 5 }), rubric);
    expect(goals!.indicators[0]).toMatchObject({ points: 4.5, label: '' });
  });

  it('shows a value outside the scale as such, and counts it nowhere', () => {
    const [goals] = dimensionsOfSheet(sheet({ 'a/0': 9 }), rubric);
    expect(goals!.indicators[0]).toMatchObject({ state: 'odd', points: 9 });
    expect(goals!.tally.scored).toBe(0);
  });

  it('puts the linked notes beside their indicator, one note beside several', () => {
    const [goals] = dimensionsOfSheet(
      sheet({}, [
        { id: 'n1', indicators: ['a', 'b'] },
        { id: 'n2', indicators: ['b'] },
      ]),
      rubric,
    );
    expect(goals!.indicators.map((item) => item.notes.map((note) => note.id))).toEqual([['n1'], ['n1', 'n2']]);
  });
});

describe('linesOfSheet', () => {
  const note = (id: string, t: number | null) => ({ id, t, text: id, indicators: [] });

  it('mixes marks, notes and private notes by lesson time, notes without time last', () => {
    const lines = linesOfSheet(
      {
        stages: [{ t: 50, stage: 'New content' }],
        notes: [note('late', 90), note('afterwards', null), note('early', 10)],
      },
      [note('mine', 60)],
    );
    expect(lines.map((line) => (line.type === 'stage' ? line.stage : line.text))).toEqual([
      'early',
      'New content',
      'mine',
      'late',
      'afterwards',
    ]);
    expect(lines.filter((line) => line.type === 'note' && line.private)).toHaveLength(1);
  });

  it('keeps the order in which notes of one moment were written', () => {
    const lines = linesOfSheet({ stages: [], notes: [note('b', null), note('a', null)] });
    expect(lines.map((line) => line.key)).toEqual(['b', 'a']);
  });
});

describe('pointsAreTotal', () => {
  it('is so when every scale begins at 0, and not when the lowest level has points', () => {
    expect(pointsAreTotal(rubric)).toBe(true);
    const floored = { dimensions: [{ id: 'd', name: '', indicators: [indicator('x', { ...levels, floor: 4 })] }] };
    expect(pointsAreTotal(floored)).toBe(false);
  });
});

describe('indicatorNames', () => {
  it('names indicators in the order of the form and leaves out unknown ones', () => {
    expect(indicatorNames(rubric, ['c', 'gone', 'a'])).toEqual(['Name a', 'Name c']);
    expect(indicatorNames(null, ['a'])).toEqual([]);
  });
});
