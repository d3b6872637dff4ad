import { describe, expect, test } from 'vitest';
import { FOUR_LEVELS, HALF_POINTS, LEVELS } from '../../tests/builders/index.ts';
import {
  addLevel,
  countedFrom,
  countsFromLowest,
  pointsScale,
  presetScale,
  sameScale,
  scaleLike,
  weightWith,
  withLevels,
  type LevelScale,
} from './rubric-scale.ts';

const levels = LEVELS as LevelScale;
const four = FOUR_LEVELS as LevelScale;

describe('scales', () => {
  test('the usual grades count as on paper, 1–4 from the lowest level', () => {
    const grades = presetScale('grades', ['优', '良', '中', '差']);
    expect(grades.levels.map(({ label, points }) => [label, points])).toEqual([
      ['优', 5],
      ['良', 4],
      ['中', 3],
      ['差', 2],
    ]);
    expect(countsFromLowest(grades)).toBe(false);
    expect(presetScale('four', [])).toMatchObject({ floor: 1, levels: [{ label: '4' }, {}, {}, { label: '1' }] });
  });

  test('the same values in another order, with other names, are the same scale', () => {
    expect(sameScale(levels, { ...levels, levels: [...levels.levels].reverse() })).toBe(true);
    expect(sameScale(levels, withLevels(levels, levels.levels.slice(1)))).toBe(false);
    expect(sameScale(HALF_POINTS, { type: 'points', max: 10, step: 1 })).toBe(false);
    expect(sameScale(levels, HALF_POINTS)).toBe(false);
  });

  test('a floor that is the lowest level follows it; one of 0 stays 0', () => {
    expect(withLevels(four, four.levels.slice(0, 3)).floor).toBe(2);
    expect(withLevels(levels, levels.levels.slice(0, 2)).floor).toBe(0);
    expect(countedFrom(levels, true).floor).toBe(2);
    expect(countedFrom(four, false).floor).toBe(0);
  });

  test('a further level never shares its points: below the lowest, or above the highest when nothing is left below', () => {
    expect(addLevel(levels, '').levels.at(-1)).toMatchObject({ points: 1 });
    const zero = addLevel(addLevel(levels, ''), '');
    expect(zero.levels.at(-1)).toMatchObject({ points: 0 });
    expect(addLevel(zero, 'Best').levels[0]).toMatchObject({ label: 'Best', points: 6 });
  });

  test('points by number take the highest level as their maximum', () => {
    expect(pointsScale(levels)).toEqual({ type: 'points', max: 5, step: 1 });
    expect(pointsScale(HALF_POINTS)).toBe(HALF_POINTS);
  });

  test('a scale taken over leaves each indicator its own descriptions', () => {
    const own: LevelScale = { type: 'levels', floor: 0, levels: [{ label: 'Top', text: 'Mine', points: 5 }] };
    const taken = scaleLike(levels, own) as LevelScale;
    expect(taken.levels.map(({ label, text }) => [label, text])).toEqual([
      ['Excellent', 'Mine'],
      ['Good', ''],
      ['Fair', ''],
      ['Poor', ''],
    ]);
    expect(scaleLike(HALF_POINTS, own)).toEqual(HALF_POINTS);
  });

  test('a weight that was the most points follows the scale, any other stays', () => {
    expect(weightWith(5, levels, four)).toBe(4);
    expect(weightWith(7, levels, four)).toBe(7);
  });
});
