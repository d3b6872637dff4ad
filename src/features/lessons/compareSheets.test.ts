import { describe, expect, it } from 'vitest';
import { aNotesSheet, aRubric, aSheet } from '../../../tests/builders/index.ts';
import { agreementCount, compare, comparisonsOf } from './compareSheets.ts';

const rubric = aRubric();
const all = { 'goal.1/0': 5, 'goal.2/0': 4, 'goal.3/0': 4, 'process.1/0': 3, 'process.2/0': 8.5, 'process.3/0': 9 };
const sheet = (scores: Record<string, number | 'na' | 'nl'>) => aSheet({ scores: { ...all, ...scores } });

describe('compare', () => {
  it('keeps each observer’s scores as they were given and tells the range of the totals', () => {
    const found = compare(rubric, [sheet({}), sheet({ 'goal.1/0': 4 })]);
    const [goal] = found.dimensions;
    expect(goal?.indicators[0]?.values.map((value) => value !== 'not-looked' && value.points)).toEqual([5, 4]);
    expect(found.range?.from).toBeLessThan(found.range?.to ?? 0);
    expect(found.tallies.map(({ total }) => total)).toEqual([found.range?.to, found.range?.from]);
  });

  it('leaves the total of a focus or of an unfinished form out of the range', () => {
    const focus = sheet({ 'goal.2/0': 'nl' });
    const open = aSheet({ scores: { 'goal.1/0': 5 } });
    expect(compare(rubric, [sheet({}), focus, open]).range).toBeNull();
    expect(compare(rubric, [sheet({}), focus, sheet({})]).range).not.toBeNull();
  });

  it('says same, so many levels apart or so many points apart, and which is wide', () => {
    const found = compare(rubric, [
      sheet({}),
      sheet({ 'goal.1/0': 4, 'goal.2/0': 2, 'process.2/0': 8, 'process.3/0': 5 }),
    ]);
    const by = new Map(found.dimensions.flatMap(({ indicators }) => indicators.map((i) => [i.id, i.difference])));
    expect(by.get('goal.1')).toEqual({ type: 'levels', by: 1, wide: false });
    expect(by.get('goal.2')).toEqual({ type: 'levels', by: 2, wide: true });
    expect(by.get('goal.3')).toEqual({ type: 'same', wide: false });
    expect(by.get('process.2')).toMatchObject({ type: 'points', by: 0.5, wide: false });
    expect(by.get('process.3')).toMatchObject({ type: 'points', by: 4, wide: true });
    expect(agreementCount(found)).toEqual({ compared: 6, same: 2, wide: 2 });
  });

  it('compares nothing that fewer than two observers scored', () => {
    const found = compare(rubric, [sheet({}), sheet({ 'goal.1/0': 'na', 'goal.2/0': 'nl' })]);
    const [first, second] = found.dimensions[0]?.indicators ?? [];
    expect(first?.difference).toBeNull();
    expect(second?.values[1]).toBe('not-looked');
    expect(second?.difference).toBeNull();
  });
});

describe('comparisonsOf', () => {
  it('is for versions that at least two were scored on, and for rubrics that this device knows', () => {
    const known = (id: string | null) => (id === rubric.id ? rubric : null);
    expect(comparisonsOf([sheet({}), sheet({}), aNotesSheet()], known)).toHaveLength(1);
    expect(comparisonsOf([sheet({}), aNotesSheet()], known)).toEqual([]);
    expect(comparisonsOf([aSheet({ rubric: 'else@1' }), aSheet({ rubric: 'else@1' })], known)).toEqual([]);
    expect(comparisonsOf([sheet({}), aSheet({ scores: {} })], known)).toEqual([]);
  });
});
