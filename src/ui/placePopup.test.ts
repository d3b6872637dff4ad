import { expect, test } from 'vitest';
import { placePopup } from './placePopup.ts';

const screen = { left: 0, top: 0, width: 1180, height: 820 };
const anchor = { left: 100, top: 200, width: 300, height: 48 };

test('a popup stands below its anchor and as wide as it when it fills', () => {
  const place = placePopup(anchor, { width: 500, height: 200 }, screen, 820, 'fill');
  expect(place).toMatchObject({ left: 100, top: 254, bottom: undefined, width: 300 });
  expect(place.maxHeight).toBe(820 - 248 - 6 - 8);
});

test('it goes above when the soft keyboard leaves more room there', () => {
  const place = placePopup(anchor, { width: 300, height: 200 }, { ...screen, height: 320 }, 820, 'fill');
  expect(place).toMatchObject({ top: undefined, bottom: 820 - 200 + 6 });
  expect(place.maxHeight).toBe(200 - 6 - 8);
});

test('it stays below when it fits there, however much room is above', () => {
  const low = { ...anchor, top: 600 };
  expect(placePopup(low, { width: 300, height: 100 }, screen, 820, 'start').top).toBe(654);
});

test('it never leaves the visible part sideways', () => {
  const right = { ...anchor, left: 1100, width: 60 };
  expect(placePopup(right, { width: 200, height: 100 }, screen, 820, 'start').left).toBe(1180 - 8 - 200);
  const left = { ...anchor, left: 4, width: 40 };
  expect(placePopup(left, { width: 200, height: 100 }, screen, 820, 'end').left).toBe(8);
});

test('it follows the visible part of a zoomed page', () => {
  const zoomed = { left: 300, top: 100, width: 400, height: 300 };
  expect(placePopup(anchor, { width: 100, height: 50 }, zoomed, 820, 'start').left).toBe(308);
});
