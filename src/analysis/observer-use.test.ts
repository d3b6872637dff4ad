import { describe, expect, it } from 'vitest';
import { observerUse } from './observer-use.ts';
import { rating, rubric } from './school.fixture.ts';

const rubrics = new Map([['form@1', rubric()]]);
const points = (...each: number[]) => Float32Array.from(each, (value) => value / 5);
const sheets = (observer: string, ...scores: Float32Array[]) =>
  scores.map((each, i) => rating(0.5, '2020-10-10', { observer, teacher: `teacher-${i}`, scores: each }));
const of = (ratings: ReturnType<typeof sheets>, observer = 'zhou') =>
  observerUse({ ratings, rubrics }).find((each) => each.observer === observer);

describe('observerUse', () => {
  it('counts the steps that occur of those the scale offers, sheets, lessons, teachers and scores', () => {
    const found = of(sheets('zhou', points(5, 4, 3, 3), points(4, 4, NaN, 5)));
    expect(found).toMatchObject({ sheets: 2, lessons: 2, teachers: 2, scores: 7, steps: { used: 3, offered: 6 } });
  });

  it('counts a lesson that was recorded twice once', () => {
    const ratings = [...sheets('zhou', points(5, 4, 3, 3)), ...sheets('zhou', points(4, 4, 4, 4))];
    const lessonsAsOne = new Map([[ratings[1]!.lesson, ratings[0]!.lesson]]);
    expect(observerUse({ ratings, rubrics, lessonsAsOne })[0]).toMatchObject({ sheets: 2, lessons: 1 });
  });

  it('leaves self-observations and rehearsals out', () => {
    const scores = points(1, 2, 3, 4);
    expect(
      observerUse({
        ratings: [
          rating(0.5, '2020-10-10', { teacher: 'zhou', observer: 'zhou', scores }),
          rating(0.5, '2020-10-10', { lessonKind: 'rehearsal', scores }),
        ],
        rubrics,
      }),
    ).toEqual([]);
  });

  it('says that scores hardly differ within a sheet where the spread is clearly below what is usual', () => {
    const flat = sheets('zhou', ...Array.from({ length: 6 }, (_, i) => points(4, 4, 4, i % 2 ? 4 : 5)));
    const lively = sheets('wu', ...Array.from({ length: 12 }, (_, i) => points(1, 5, 2 + (i % 2), 4)));
    const found = of([...flat, ...lively]);
    expect(found?.spread).toMatchObject({ sheets: 6, hardly: true });
    expect(found!.spread!.points).toBeLessThan(found!.spread!.usual);
    expect(of([...flat, ...lively], 'wu')?.spread?.hardly).toBe(false);
  });

  it('says nothing of the kind from four sheets, where nobody differs, or of sheets with few scores', () => {
    const lively = sheets('wu', ...Array.from({ length: 12 }, () => points(1, 5, 2, 4)));
    const four = sheets('zhou', ...Array.from({ length: 4 }, () => points(4, 4, 4, 4)));
    expect(of([...four, ...lively])?.spread).toMatchObject({ sheets: 4, hardly: false });
    const same = Array.from({ length: 8 }, () => points(4, 4, 4, 4));
    expect(of([...sheets('zhou', ...same), ...sheets('wu', ...same)])?.spread).toMatchObject({
      points: 0,
      usual: 0,
      hardly: false,
    });
    expect(of(sheets('zhou', points(4, NaN, NaN, 1)))?.spread).toBeNull();
  });

  it('holds each sheet against the usual spread of its own rubric', () => {
    const narrow = Array.from({ length: 6 }, () => points(4, 4, 4, 5));
    const wide = sheets('wu', ...Array.from({ length: 6 }, () => points(0, 5, 0, 5)));
    const other = sheets('zhou', ...narrow).map((row) => ({ ...row, family: 'other' }));
    expect(of([...other, ...wide])?.spread?.hardly).toBe(false);
  });
});
