import { describe, expect, it } from 'vitest';
import type { GrowthDot, GrowthFigure, SemesterMean } from '../../analysis/figure.ts';
import type { FamilyGrowth } from '../../analysis/growth.ts';
import { LESSON_KINDS } from '../../domain/lesson.ts';
import { figuresBeyondBreaks, growthView, legendSize, runsOff, valueRange } from './growthView.ts';
import { KIND_MARKS } from './kindMarks.ts';

let next = 0;
function dot(more: Partial<GrowthDot> = {}): GrowthDot {
  const n = (next += 1);
  return {
    sheet: `s${n}`,
    lesson: `l${n}`,
    observer: 'o',
    date: '2025-10-10',
    x: 0,
    step: 0,
    semester: 'a',
    value: 70,
    lessonKind: 'ordinary',
    family: 'f',
    rubric: 'r',
    scored: 20,
    ...more,
  };
}
function mean(more: Partial<SemesterMean> = {}): SemesterMean {
  return {
    semester: 'a',
    x: 0,
    mean: 70,
    lower: 60,
    upper: 80,
    bounded: false,
    lessons: 3,
    observers: 2,
    sheets: 3,
    ...more,
  };
}
function figure(more: Partial<GrowthFigure> = {}): GrowthFigure {
  return {
    stage: 'dots',
    flags: [],
    verdict: 'not-enough',
    semesters: [],
    line: null,
    n: { lessons: 0, observers: 0, sheets: 0 },
    dots: [],
    ...more,
  };
}
const axis = ['a', 'b', 'c'].map((semester, x) => ({ semester, x, n: { lessons: 0, observers: 0, sheets: 0 } }));

describe('growthView', () => {
  it('counts distinct lessons and observers of the figure at each semester, gaps too', () => {
    const dots = [dot({ lesson: 'x' }), dot({ lesson: 'x', observer: 'p' }), dot({ semester: 'c', x: 2 })];
    const { ticks } = growthView(figure({ dots }), axis, [0, 100]);
    expect(ticks.map(({ lessons, observers }) => [lessons, observers])).toEqual([
      [1, 2],
      [0, 0],
      [1, 1],
    ]);
  });

  it('tells a semester with another rubric from a semester without a lesson', () => {
    const { ticks } = growthView(figure({ dots: [dot()] }), axis, [0, 100], {
      dots: [dot({ semester: 'b', x: 1, family: 'g' })],
    });
    expect(ticks.map((tick) => tick.elsewhere)).toEqual([false, true, false]);
  });

  it('draws each sheet once, either as its own or as one of another rubric', () => {
    const own = dot();
    const other = dot({ family: 'g' });
    const view = growthView(figure({ dots: [own] }), axis, [0, 100], { dots: [own, other] });
    expect(view.kinds.flatMap(({ dots }) => dots)).toEqual([own]);
    expect(view.otherDots).toEqual([other]);
  });

  it('gives every kind that occurs a series, in the order of the kinds', () => {
    const dots = [dot({ lessonKind: 'open' }), dot(), dot({ lessonKind: 'drop-in' })];
    expect(growthView(figure({ dots }), axis, [0, 100]).kinds.map(({ kind }) => kind)).toEqual([
      'ordinary',
      'drop-in',
      'open',
    ]);
  });

  it('leaves room for dots outside every semester, and never has an empty axis', () => {
    expect(growthView(figure({ dots: [dot({ semester: null, x: -0.9 })] }), axis, [0, 100]).xRange).toEqual([
      -1.4, 2.5,
    ]);
    expect(growthView(figure(), [], [0, 100]).xRange).toEqual([0, 1]);
  });
});

describe('sheets of a joined rubric', () => {
  const moved = dot({ value: 88, family: 'g', moved: { points: -12, se: 1 } });
  const view = growthView(figure({ dots: [dot(), moved] }), axis, [0, 100]);

  it('are drawn once, at their own score, apart from the kinds', () => {
    expect(view.movedDots).toEqual([moved]);
    expect(view.kinds.flatMap(({ dots }) => dots)).toHaveLength(1);
  });

  it('have room on the axis for their own score and for the place where they count', () => {
    const [low, high] = valueRange([figure({ dots: [dot({ value: 60, moved: { points: -35, se: 1 } })] })]);
    expect(low).toBeLessThan(25);
    expect(high).toBeGreaterThan(60);
  });
});

describe('valueRange', () => {
  it.each<[string, GrowthFigure[], [number, number]]>([
    ['nothing', [], [0, 100]],
    ['one value in the middle', [figure({ dots: [dot({ value: 50 })] })], [30, 70]],
    ['one value at the top', [figure({ dots: [dot({ value: 100 })] })], [60, 100]],
    ['one value at the bottom', [figure({ dots: [dot({ value: 0 })] })], [0, 40]],
    ['a wide spread', [figure({ dots: [dot({ value: 12 }), dot({ value: 97 })] })], [10, 100]],
  ])('of %s', (_name, figures, range) => {
    expect(valueRange(figures)).toEqual(range);
  });

  it('holds every dot, mean and band of all figures, within 0–100, 40 points at least', () => {
    for (let value = 0; value <= 100; value += 1) {
      for (const spread of [0, 3, 25, 60]) {
        const dots = [dot({ value }), dot({ value: Math.min(100, value + spread) })];
        const [low, high] = valueRange([figure({ dots })]);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(Math.min(100, value + spread));
        expect(high - low).toBeGreaterThanOrEqual(40);
      }
    }
  });

  it('is not stretched by an interval; the chart says that it runs off', () => {
    const wide = figure({ dots: [dot()], semesters: [mean({ lower: 0, upper: 100 })] });
    const yRange = valueRange([wide]);
    expect(yRange).toEqual([50, 90]);
    expect(runsOff({ figure: wide, yRange })).toBe(true);
    expect(runsOff({ figure: figure({ semesters: [mean(), mean({ lower: null, upper: null })] }), yRange })).toBe(
      false,
    );
  });
});

describe('legendSize', () => {
  const sizeOf = (of: GrowthFigure, beside = {}) => legendSize(growthView(of, axis, [0, 100], beside));
  const dots = [dot(), dot({ lessonKind: 'open' }), dot({ lessonKind: 'open' })];

  it('counts each kind of lesson and what stands beside it once', () => {
    expect(sizeOf(figure())).toBe(0);
    expect(sizeOf(figure({ dots }))).toBe(2);
    expect(sizeOf(figure({ dots }), { dots: [dot({ family: 'g' }), dot({ family: 'h' })] })).toBe(3);
  });

  it('leaves room for the line while it is being worked out', () => {
    const waiting = figure({ dots, semesters: [mean()], pending: true });
    const line = { slope: { value: 1, lower: 0, upper: 2 }, reliability: 1, points: [], bounded: false, pulled: 0 };
    expect(sizeOf(waiting)).toBe(5);
    expect(sizeOf({ ...waiting, pending: false, line })).toBe(sizeOf(waiting));
  });
});

describe('figuresBeyondBreaks', () => {
  it('gives the figures on the other side of a break, not those used side by side', () => {
    const family = (id: string) => ({ family: id }) as FamilyGrowth;
    const breaks = [{ reason: 'rubric-changed' as const, from: 'old', to: 'new', after: 'a', before: 'b', x: 0.5 }];
    const growth = { families: [family('new'), family('beside'), family('old')], breaks };
    expect(figuresBeyondBreaks(growth, 'new').map((item) => item.family)).toEqual(['old']);
    expect(figuresBeyondBreaks({ ...growth, breaks: [] }, 'new')).toEqual([]);
  });
});

describe('KIND_MARKS', () => {
  it('gives every lesson kind a shape of its own', () => {
    const looks = LESSON_KINDS.map(
      (kind) => `${KIND_MARKS[kind].shape} ${KIND_MARKS[kind].turn} ${KIND_MARKS[kind].filled}`,
    );
    expect(new Set(looks).size).toBe(LESSON_KINDS.length);
  });
});
