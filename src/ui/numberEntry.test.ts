import { describe, expect, test } from 'vitest';
import { readNumber, stepNumber } from './numberEntry.ts';

const halves = { min: 0, max: 5, step: 0.5 };

describe('readNumber', () => {
  test.each([
    ['4.5', 4.5],
    ['4,5', 4.5],
    [' 4 ', 4],
    ['４．５', 4.5],
    ['.5', 0.5],
    ['5', 5],
    ['0', 0],
  ])('reads %j as %d', (text, value) => {
    expect(readNumber(text, halves)).toEqual({ value });
  });

  test.each([
    ['four', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['4..5', 'not-a-number'],
    ['-1', 'out-of-range'],
    ['5.5', 'out-of-range'],
    ['4.3', 'between-steps'],
  ])('refuses %j as %s', (text, reason) => {
    expect(readNumber(text, halves)).toEqual({ reason });
  });

  test('takes nothing as empty, never as zero', () => {
    expect(readNumber('  ', halves)).toEqual({ empty: true });
  });

  test('knows no bounds where none are given', () => {
    expect(readNumber('-120', { min: undefined, max: undefined, step: 1 })).toEqual({ value: -120 });
  });
});

describe('stepNumber', () => {
  test('steps without the noise of binary fractions', () => {
    const tenths = { min: 0, max: 1, step: 0.1 };
    expect(stepNumber(0.2, 1, tenths)).toBe(0.3);
    expect(stepNumber(stepNumber(0.5, 1, tenths), 1, tenths)).toBe(0.7);
  });

  test('stops at the limits', () => {
    expect(stepNumber(5, 1, halves)).toBe(5);
    expect(stepNumber(0.5, -10, halves)).toBe(0);
  });

  test('begins at the start given, else at the lower end, else at 0', () => {
    expect(stepNumber(null, 1, halves, 3)).toBe(3);
    expect(stepNumber(null, -1, { ...halves, min: 1 })).toBe(1);
    expect(stepNumber(null, 1, { min: undefined, max: undefined, step: 1 })).toBe(0);
  });

  test('never leaves the steps, even when the upper limit is between two', () => {
    expect(stepNumber(3, 1, { min: 0, max: 3.2, step: 0.5 })).toBe(3);
  });
});
