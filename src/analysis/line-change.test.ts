import { describe, expect, it } from 'vitest';
import type { FigureLine } from './figure.ts';
import { changeAlong } from './line-change.ts';

const line = (more: Partial<FigureLine> = {}): FigureLine => ({
  slope: { value: 2, lower: 0.5, upper: 3.5 },
  reliability: 0.7,
  points: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3].map((x) => {
    const value = 70 + 2 * x;
    return { x, value, lower: value - 4, upper: value + 4 };
  }),
  bounded: false,
  pulled: 0.2,
  ...more,
});

describe('the change along a line', () => {
  it('is the height at a semester, that at the end, and the slope times the time between with its interval', () => {
    expect(changeAlong(line(), 1)).toEqual({
      first: { x: 1, value: 72, lower: 68, upper: 76 },
      last: { x: 3, value: 76, lower: 72, upper: 80 },
      difference: { value: 4, lower: 1, upper: 7 },
    });
  });

  it('leaves the difference out where the slope is mostly that of the school', () => {
    const found = changeAlong(line({ reliability: 0.49 }), 1);
    expect(found?.first.value).toBe(72);
    expect(found?.difference).toBeNull();
    expect(changeAlong(line({ reliability: 0.5 }), 1)?.difference).not.toBeNull();
  });

  it.each([
    ['at the end of the line', 3],
    ['after it', 4],
    ['before it', -1],
  ])('is not told from a place %s', (_where, start) => {
    expect(changeAlong(line(), start)).toBeNull();
  });

  it('is not told of a line without points', () => {
    expect(changeAlong(line({ points: [] }), 0)).toBeNull();
  });
});
