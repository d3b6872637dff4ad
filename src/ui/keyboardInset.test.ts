import { expect, test } from 'vitest';
import { coveredHeight } from './keyboardInset.svelte.ts';

test('what the visual viewport lacks at the foot is the keyboard', () => {
  expect(coveredHeight(820, { height: 420, offsetTop: 0, scale: 1 })).toBe(400);
  expect(coveredHeight(820, { height: 420, offsetTop: 100, scale: 1 })).toBe(300);
});

test('a browser bar that comes and goes is no keyboard', () => {
  expect(coveredHeight(820, { height: 760, offsetTop: 0, scale: 1 })).toBe(0);
});

test('a pinch zoom is no keyboard', () => {
  expect(coveredHeight(820, { height: 410, offsetTop: 0, scale: 2 })).toBe(0);
});

test('no difference is no keyboard', () => {
  expect(coveredHeight(820, { height: 820, offsetTop: 0, scale: 1 })).toBe(0);
});
