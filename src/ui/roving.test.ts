import { expect, test } from 'vitest';
import { rovingTarget } from './roving.ts';

test('arrows go to the neighbour and round at the ends', () => {
  expect(rovingTarget('ArrowRight', 0, 3)).toBe(1);
  expect(rovingTarget('ArrowDown', 2, 3)).toBe(0);
  expect(rovingTarget('ArrowLeft', 0, 3)).toBe(2);
});

test('Home and End go to the first and last that may be used', () => {
  const skip = (index: number) => index === 0 || index === 3;
  expect(rovingTarget('Home', 2, 4, { skip })).toBe(1);
  expect(rovingTarget('End', 1, 4, { skip })).toBe(2);
});

test('skipped items are passed over', () => {
  expect(rovingTarget('ArrowRight', 0, 4, { skip: (index) => index === 1 })).toBe(2);
});

test('arrows of the other axis and other keys lead nowhere', () => {
  expect(rovingTarget('ArrowDown', 0, 3, { axis: 'horizontal' })).toBeUndefined();
  expect(rovingTarget('ArrowLeft', 0, 3, { axis: 'vertical' })).toBeUndefined();
  expect(rovingTarget('a', 0, 3)).toBeUndefined();
});

test('a row of nothing, or of nothing usable, has no target', () => {
  expect(rovingTarget('ArrowRight', 0, 0)).toBeUndefined();
  expect(rovingTarget('Home', 0, 3, { skip: () => true })).toBeUndefined();
});
