import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowOffsets } from './rowOffsets.ts';

test('before anything is measured every row has the estimated height', () => {
  const rows = new RowOffsets(4, 50);
  expect([0, 1, 4].map((index) => rows.offset(index))).toEqual([0, 50, 200]);
  expect(rows.total).toBe(200);
});

test('an empty list has no height and no row', () => {
  const rows = new RowOffsets(0, 50);
  expect(rows.total).toBe(0);
  expect(rows.indexAt(10)).toBe(-1);
});

test('a measured row moves only the rows below it', () => {
  const rows = new RowOffsets(4, 50);
  expect(rows.setHeight(1, 80)).toBe(30);
  expect([1, 2, 4].map((index) => rows.offset(index))).toEqual([50, 130, 230]);
});

test('a row that does not exist is ignored', () => {
  const rows = new RowOffsets(2, 50);
  expect(rows.setHeight(7, 90)).toBe(0);
  expect(rows.total).toBe(100);
});

test('distances beyond the ends belong to the first and the last row', () => {
  const rows = new RowOffsets(3, 50);
  expect([rows.indexAt(-10), rows.indexAt(0), rows.indexAt(50), rows.indexAt(9999)]).toEqual([0, 0, 1, 2]);
});

test('any heights, in any order: offsets are their running sum and indexAt is their inverse', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 80 }),
      fc.nat(),
      (heights, seed) => {
        const rows = new RowOffsets(heights.length, 64);
        const order = heights.map((_, index) => index).sort((a, b) => ((a * 7 + seed) % 11) - ((b * 7 + seed) % 11));
        for (const index of order) rows.setHeight(index, heights[index] ?? 0);
        let sum = 0;
        for (const [index, height] of heights.entries()) {
          expect(rows.offset(index)).toBe(sum);
          expect(rows.indexAt(sum)).toBe(index);
          expect(rows.indexAt(sum + height - 0.5)).toBe(index);
          sum += height;
        }
        expect(rows.total).toBe(sum);
      },
    ),
  );
});

test('growing and shrinking keep the heights of the rows that stay', () => {
  const rows = new RowOffsets(3, 50);
  rows.setHeight(0, 90);
  rows.setHeight(2, 10);
  expect(rows.resized(5).total).toBe(90 + 50 + 10 + 50 + 50);
  expect(rows.resized(2).total).toBe(140);
});
