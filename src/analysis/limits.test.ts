import { describe, expect, it } from 'vitest';
import { stageOf } from './limits.ts';

const stage = (...lessonsBySemester: number[]) => stageOf({ lessonsBySemester, observers: 2 }).stage;

describe('stageOf', () => {
  it('without any lesson is dots', () => {
    expect(stageOf({ lessonsBySemester: [], observers: 0 })).toEqual({
      stage: 'dots',
      flags: [],
      lessons: 0,
      semesters: 0,
    });
  });
  it('under 3 lessons is dots, however many semesters they lie in', () => {
    expect(stage(1)).toBe('dots');
    expect(stage(2)).toBe('dots');
    expect(stage(1, 1)).toBe('dots');
  });
  it('in one semester is dots up to 5 lessons and the term so far from 6', () => {
    expect(stage(3)).toBe('dots');
    expect(stage(5)).toBe('dots');
    expect(stage(6)).toBe('term');
    expect(stage(40)).toBe('term');
  });
  it('in two semesters is means from 3 lessons in all, and never a line', () => {
    expect(stage(1, 2)).toBe('means');
    expect(stage(5, 1)).toBe('means');
    expect(stage(20, 20)).toBe('means');
  });
  it('in three semesters is means with 3–5 lessons and a line from 6', () => {
    expect(stage(1, 1, 1)).toBe('means');
    expect(stage(2, 2, 1)).toBe('means');
    expect(stage(2, 2, 2)).toBe('line');
    expect(stage(1, 1, 4)).toBe('line');
  });
  it('in more semesters follows the same limits', () => {
    expect(stage(1, 1, 1, 1, 1)).toBe('means');
    expect(stage(1, 1, 1, 1, 1, 1)).toBe('line');
  });
  it('counts a semester without a lesson for nothing', () => {
    expect(stage(6, 0, 0)).toBe('term');
    expect(stage(3, 0, 3)).toBe('means');
    expect(stage(2, 0, 2, 0, 2)).toBe('line');
  });
  it('does not depend on the order of the semesters', () => expect(stage(4, 1, 1)).toBe(stage(1, 1, 4)));
  it('raises one-observer at every stage, and not without observers or with two', () => {
    for (const counts of [[1], [6], [3, 3], [2, 2, 2]]) {
      expect(stageOf({ lessonsBySemester: counts, observers: 1 }).flags).toEqual(['one-observer']);
      expect(stageOf({ lessonsBySemester: counts, observers: 2 }).flags).toEqual([]);
    }
  });
});
