import { describe, expect, test } from 'vitest';
import { shareOut } from './history.ts';

describe('sharing a number out', () => {
  test('parts add up exactly and follow the weights', () => {
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(shareOut(1500, [90, 60, 0, 30])).toEqual([750, 500, 0, 250]);
    for (let total = 0; total < 50; total += 1) {
      expect(shareOut(total, [7, 3, 11, 2]).reduce((sum, part) => sum + part, 0)).toBe(total);
    }
  });

  test('without any weight every part is zero', () => {
    expect(shareOut(5, [0, 0])).toEqual([0, 0]);
    expect(shareOut(5, [])).toEqual([]);
  });
});
