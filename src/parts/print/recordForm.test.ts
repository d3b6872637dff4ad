import { describe, expect, it } from 'vitest';
import { aNotesSheet, aRubric, aSheet } from '../../../tests/builders/index.ts';
import { blankScoresOf, processOf, scoresOf } from './recordForm.ts';

const note = (id: string, t: number | null, indicators: string[] = []) => ({ id, t, text: id, indicators });

describe('processOf', () => {
  it('puts notes under their stages with the minutes of each, the last one up to the end of the lesson', () => {
    const sheet = aSheet({
      minutes: 40,
      stages: [
        { t: 60_000, stage: 'Opening' },
        { t: 600_000, stage: 'New content' },
      ],
      notes: [note('early', 0), note('b', 700_000, ['goal.1']), note('a', 120_000)],
    });
    const parts = processOf(sheet, aRubric());
    expect(parts.map(({ stage, minutes }) => [stage, minutes])).toEqual([
      ['', null],
      ['Opening', 9],
      ['New content', 30],
    ]);
    expect(parts.map(({ notes }) => notes.map(({ text }) => text))).toEqual([['early'], ['a'], ['b']]);
    expect(parts[2]?.notes[0]?.remarks).toEqual(['Indicator goal.1']);
  });

  it('leaves minutes out where the end is not known, and holds notes without a time', () => {
    const parts = processOf(aSheet({ minutes: null, notes: [note('late', null)] }), null);
    expect(parts).toMatchObject([{ stage: 'Opening', minutes: null, notes: [{ text: 'late', remarks: [] }] }]);
    expect(processOf(aSheet({ notes: [], stages: [] }), null)).toEqual([]);
  });
});

describe('scoresOf', () => {
  it('is nothing for notes only, for a sheet without a score and for an unknown rubric', () => {
    expect(scoresOf(aNotesSheet(), null)).toBeNull();
    expect(scoresOf(aSheet({ scores: {} }), aRubric())).toBeNull();
    expect(scoresOf(aSheet(), null)).toBeNull();
  });

  it('never shows what was not scored as zero, and marks an incomplete total', () => {
    const scores = scoresOf(aSheet({ scores: { 'goal.1/0': 5 } }), aRubric());
    expect(scores?.columns.map(({ given }) => given)).toEqual([100, null]);
    expect(scores).toMatchObject({ complete: false, band: '' });
  });
});

describe('scoresOf with a focus', () => {
  it('says how little of the form was looked at, and gives no band', () => {
    const scores = { 'goal.1/0': 5, 'goal.2/0': 'nl', 'goal.3/0': 'nl', 'process.1/0': 'nl' } as const;
    const rest = { 'process.2/0': 'nl', 'process.3/0': 'nl' } as const;
    expect(scoresOf(aSheet({ scores: { ...scores, ...rest } }), aRubric())).toMatchObject({
      total: 100,
      looked: { at: 1, of: 6 },
      band: '',
    });
  });
});

describe('blankScoresOf', () => {
  it('has every dimension with its most, and no value', () => {
    expect(blankScoresOf(aRubric())?.columns).toMatchObject([
      { name: 'Goals', given: null },
      { name: 'Process', given: null },
    ]);
    expect(blankScoresOf(aRubric({ dimensions: [] }))).toBeNull();
    expect(blankScoresOf(null)).toBeNull();
  });
});
