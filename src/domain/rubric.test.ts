import { describe, expect, it } from 'vitest';
import { anIndicator, aRubric, aRubricOf, FOUR_LEVELS, HALF_POINTS, LEVELS } from '../../tests/builders/index.ts';
import { bandOf, indicatorsOf, isNotesOnly, isOnScale, scaleFloor, scaleMax, type Scale } from './rubric.ts';
import { rubricSchema } from './rubric.schema.ts';

const WHOLE: Scale = { type: 'points', max: 20, step: 1 };

describe('a scale', () => {
  it('of levels runs from its floor to its highest level, in whatever order they stand', () => {
    expect([scaleFloor(FOUR_LEVELS), scaleMax(FOUR_LEVELS)]).toEqual([1, 4]);
    expect([scaleFloor(LEVELS), scaleMax(LEVELS)]).toEqual([0, 5]);
  });
  it('of points runs from 0 to its max', () => {
    expect([scaleFloor(WHOLE), scaleMax(WHOLE)]).toEqual([0, 20]);
  });

  it.each<[string, Scale, number[], number[]]>([
    ['named levels: their points only', LEVELS, [5, 4, 3, 2], [0, 1, 6, 4.5, -5]],
    ['whole points', WHOLE, [0, 1, 20], [21, -1, 0.5, 19.999]],
    ['half points', HALF_POINTS, [0, 0.5, 9.5, 10], [10.5, 0.25, -0.5]],
  ])('offers %s', (_, scale, on, off) => {
    for (const value of on) expect(isOnScale(scale, value)).toBe(true);
    for (const value of [...off, NaN, Infinity, -Infinity]) expect(isOnScale(scale, value)).toBe(false);
  });
});

describe('a form', () => {
  it('lists its indicators in the order of the page', () => {
    expect(indicatorsOf(aRubric()).map((indicator) => indicator.id)).toEqual([
      'goal.1',
      'goal.2',
      'goal.3',
      'process.1',
      'process.2',
      'process.3',
    ]);
  });
  it('is notes only without an indicator or without a rubric', () => {
    expect(isNotesOnly(aRubric())).toBe(false);
    expect(isNotesOnly(aRubricOf([]))).toBe(true);
    expect(isNotesOnly(null)).toBe(true);
    expect(isNotesOnly(undefined)).toBe(true);
  });
});

describe('a band', () => {
  it.each([
    [100, 'a'],
    [90, 'a'],
    [89.99, 'b'],
    [75, 'b'],
    [74.99, 'c'],
    [60, 'c'],
    [59.99, 'd'],
    [0, 'd'],
  ])('of %d is %s', (total, band) => {
    expect(bandOf(aRubric(), total)?.id).toBe(band);
  });
  it('does not depend on the order in which bands are kept', () => {
    const rubric = aRubric();
    expect(bandOf({ bands: [...rubric.bands].reverse() }, 76)?.id).toBe('b');
  });
  it('holds a total that only the binary tail keeps below the cut', () => {
    expect(bandOf(aRubric(), 0.1 * 3 * 300 - 1e-13)?.id).toBe('a');
  });
  it('is none where the rubric has none or none reaches so low', () => {
    expect(bandOf({ bands: [] }, 90)).toBeNull();
    expect(bandOf({ bands: aRubric().bands.slice(0, 1) }, 80)).toBeNull();
  });
});

describe('the door', () => {
  it('takes a rubric, and unknown fields with it', () => {
    const parsed = rubricSchema.safeParse({ ...aRubric(), colour: 'teal' });
    expect(parsed.data).toMatchObject({ colour: 'teal' });
  });
  it.each([
    ['a weight of 0', anIndicator('x', { weight: 0 })],
    [
      'a scale with one level',
      anIndicator('x', { scale: { type: 'levels', floor: 1, levels: [{ label: '', text: '', points: 1 }] } }),
    ],
    ['a scale of no points', anIndicator('x', { scale: { type: 'points', max: 0, step: 1 } })],
    ['steps of a quarter', anIndicator('x', { scale: { type: 'points', max: 5, step: 0.25 as never } })],
  ])('refuses %s', (_, indicator) => {
    expect(rubricSchema.safeParse(aRubricOf([indicator])).success).toBe(false);
  });
});
