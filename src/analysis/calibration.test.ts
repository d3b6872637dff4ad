import { describe, expect, it } from 'vitest';
import { aRubricOf, anIndicator, HALF_POINTS } from '../../tests/builders/index.ts';
import { DEFAULT_RULE } from '../domain/calibration.ts';
import { calibrationResult, proposedKey } from './calibration.ts';

const ids = Array.from({ length: 10 }, (_, i) => `i${i}`);
const form = aRubricOf(ids.map((id) => anIndicator(id)));
const key = Object.fromEntries(ids.map((id) => [id, 4]));
const scores = (values: (number | 'na')[]) => Object.fromEntries(values.map((value, i) => [`i${i}/0`, value]));

describe('calibrationResult', () => {
  it('passes within one level on eight of ten, and not on seven', () => {
    const eight = calibrationResult(form, key, scores([4, 4, 4, 4, 4, 5, 3, 5, 2, 2]), DEFAULT_RULE);
    expect(eight).toMatchObject({ agreed: 10, within: 8, exact: 5, needed: 8, passed: true });
    const seven = calibrationResult(form, key, scores([4, 4, 4, 4, 4, 5, 3, 2, 2, 2]), DEFAULT_RULE);
    expect(seven).toMatchObject({ within: 7, needed: 8, passed: false });
  });

  it('tells bias and spread in levels, positive for giving more', () => {
    const found = calibrationResult(form, key, scores([5, 5, 5, 5, 5, 4, 4, 4, 4, 4]), DEFAULT_RULE);
    expect(found.bias).toBeCloseTo(0.5, 12);
    expect(found.spread).toBeCloseTo(Math.sqrt(2.5 / 9), 12);
    expect(found.indicators[0]).toMatchObject({ key: 4, own: 5, difference: 1, within: true });
  });

  it('tells what is the same and near, beside what chance gives with these scores', () => {
    const { shares } = calibrationResult(form, key, scores([5, 5, 5, 5, 5, 4, 4, 4, 4, 2]), DEFAULT_RULE);
    // Of all twenty scores fourteen are 4, five 5, one 2.
    expect(shares).toMatchObject({ pairs: 10, same: 4, near: 9 });
    expect(shares?.sameByChance).toBeCloseTo((14 ** 2 + 5 ** 2 + 1) / 40, 12);
    expect(shares?.nearByChance).toBeCloseTo((14 ** 2 + 5 ** 2 + 1 + 2 * 14 * 5) / 40, 12);
  });

  it('counts only what has an agreed score and was scored, and takes the rule’s share of that', () => {
    const { i9: _, ...nine } = key;
    const found = calibrationResult(form, nine, scores([4, 4, 4, 4, 4, 'na', 'na']), { within: 0, share: 0.5 });
    expect(found).toMatchObject({ agreed: 9, within: 5, needed: 3, passed: true });
    expect(found.indicators).toHaveLength(5);
  });

  it('says nothing of an observer under five indicators', () => {
    const found = calibrationResult(form, key, scores([4, 4, 5, 4]), DEFAULT_RULE);
    expect(found).toMatchObject({ within: 4, passed: null, bias: null, spread: null, shares: null });
    expect(calibrationResult(form, {}, {}, DEFAULT_RULE)).toMatchObject({ indicators: [], passed: null });
  });

  it('leaves out an agreed score that the scale does not know', () => {
    expect(calibrationResult(form, { i0: 4.5, gone: 4 }, scores([4]), DEFAULT_RULE).agreed).toBe(0);
  });
});

describe('proposedKey', () => {
  it('is the median of what was given, and open where that is no value of the scale or nobody scored', () => {
    const found = proposedKey(form, [scores([5, 5, 3]), scores([4, 4]), scores([2])]);
    expect(found.get('i0')).toEqual({ given: [2, 4, 5], median: 4 });
    expect(found.get('i1')).toEqual({ given: [4, 5], median: null });
    expect(found.get('i2')?.median).toBe(3);
    expect(found.get('i3')).toEqual({ given: [], median: null });
    const points = aRubricOf([anIndicator('i0', { scale: HALF_POINTS })]);
    expect(proposedKey(points, [scores([5]), scores([6])]).get('i0')?.median).toBe(5.5);
  });
});
