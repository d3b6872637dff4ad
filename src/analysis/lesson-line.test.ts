import { describe, expect, it } from 'vitest';
import { verdictOf, type GrowthLine, type GrowthSheet } from './estimator.ts';
import { lessonLine } from './lesson-line.ts';
import { lessonValues } from './lesson-values.ts';

const sheet = (semester: number, value: number, more: Partial<GrowthSheet> = {}, id = ''): GrowthSheet => ({
  sheet: `${semester}-${value}-${id}`,
  lesson: `${semester}-${value}-${id}`,
  observer: 'zhou',
  semester,
  value,
  fullness: 1,
  announced: false,
  ...more,
});
const estimate = (...sheets: GrowthSheet[]) => lessonLine.estimate({ sheets });
const line = (...sheets: GrowthSheet[]) => estimate(...sheets).line!;

describe('lessonValues', () => {
  it('makes one value of all sheets of a lesson', () => {
    const both = [sheet(0, 70, { lesson: 'a' }), sheet(0, 80, { lesson: 'a', observer: 'wu' })];
    expect(lessonValues(both)).toMatchObject([{ lesson: 'a', value: 75, fullSheets: 2, sheets: 2 }]);
    expect([...lessonValues(both)[0]!.shares]).toEqual([
      ['zhou', 0.5],
      ['wu', 0.5],
    ]);
  });
  it('counts a sheet by how full it is', () => {
    const both = [sheet(0, 70, { lesson: 'a' }), sheet(0, 100, { lesson: 'a', observer: 'wu', fullness: 0.25 })];
    expect(lessonValues(both)[0]!.value).toBeCloseTo(76, 10);
  });
  it('leaves out a value that is not a number', () => expect(lessonValues([sheet(0, NaN)])).toEqual([]));
  it('of nothing is nothing', () => expect(lessonValues([])).toEqual([]));
});

describe('semester means of the present estimator', () => {
  it('carry the t interval of their lessons', () => {
    const [term] = estimate(sheet(2, 20), sheet(2, 40, { observer: 'wu' }), sheet(2, 90)).semesters;
    expect(term).toMatchObject({ semester: 2, mean: 50, lessons: 3, observers: 2, sheets: 3, bounded: true });
    const [narrow] = estimate(sheet(0, 52), sheet(0, 54), sheet(0, 59)).semesters;
    expect(narrow!.lower).toBeCloseTo(46.0434, 3);
    expect(narrow!.upper).toBeCloseTo(63.9566, 3);
    expect(narrow!.bounded).toBe(false);
  });
  it('have no interval with one lesson', () => {
    expect(estimate(sheet(0, 70)).semesters).toEqual([
      { semester: 0, mean: 70, lower: null, upper: null, bounded: false, lessons: 1, observers: 1, sheets: 1 },
    ]);
  });
  it('have no interval when every lesson came out equal: none of no width is claimed', () => {
    const [term] = estimate(sheet(0, 85.1, {}, 'a'), sheet(0, 85.1, {}, 'b'), sheet(0, 85.1, {}, 'c')).semesters;
    expect(term).toMatchObject({ mean: 85.1, lower: null, upper: null });
  });
  it('count two observers of one lesson as one lesson', () => {
    const both = [sheet(0, 70, { lesson: 'a' }), sheet(0, 80, { lesson: 'a', observer: 'wu' })];
    expect(estimate(...both).semesters).toMatchObject([{ lessons: 1, observers: 2, sheets: 2, lower: null }]);
  });
  it('stay within 0–100 and say when the interval was cut', () => {
    const [term] = estimate(sheet(0, 90), sheet(0, 100)).semesters;
    expect(term).toMatchObject({ mean: 95, upper: 100, bounded: true });
    expect(term!.lower).toBeGreaterThanOrEqual(0);
  });
  it('leave a gap where a semester has no lesson', () => {
    expect(estimate(sheet(4, 70), sheet(1, 60)).semesters.map((term) => term.semester)).toEqual([1, 4]);
  });
});

describe('the line of the present estimator', () => {
  it('runs through lessons that lie on one, from the first semester to the last', () => {
    const { slope, points, pulled } = line(...[0, 1, 2, 3, 4, 5].map((t) => sheet(t, 60 + 3 * t)));
    expect(slope.value).toBeCloseTo(3, 10);
    expect(points[0]).toMatchObject({ semester: 0 });
    expect(points[0]!.value).toBeCloseTo(60, 8);
    expect(points.at(-1)).toMatchObject({ semester: 5 });
    expect(points.at(-1)!.value).toBeCloseTo(75, 8);
    expect(pulled).toBe(0);
  });
  it('claims no certainty for lessons that lie on one', () => {
    const { slope } = line(...[0, 1, 2].map((t) => sheet(t, 60 + t)));
    expect(slope.upper - slope.lower).toBeGreaterThan(10);
  });
  it('has a band that is narrowest in the middle and holds the line', () => {
    const { points } = line(
      ...[0, 1, 2, 3, 4].flatMap((t) => [sheet(t, 58 + t, {}, 'a'), sheet(t, 64 - t / 2, {}, 'b')]),
    );
    const width = points.map(({ lower, upper }) => upper - lower);
    expect(Math.min(...width)).toBeLessThan(width[0]!);
    expect(width.indexOf(Math.min(...width))).toBe(8);
    for (const { value, lower, upper } of points) expect(lower < value && value < upper).toBe(true);
  });
  it('does not take a change of observer for growth', () => {
    const before = [0, 1, 2].flatMap((t) => [sheet(t, 60 + (t % 2)), sheet(t, 62 - (t % 2), {}, 'b')]);
    const after = [3, 4, 5].flatMap((t) => [
      sheet(t, 80 + (t % 2), { observer: 'wu' }),
      sheet(t, 82 - (t % 2), { observer: 'wu' }, 'b'),
    ]);
    expect(verdictOf('line', line(...before, ...after))).toBe('no-clear-change');
    // The same values through one pair of eyes do grow.
    const one = [...before, ...after].map((each) => ({ ...each, observer: 'zhou' }));
    expect(verdictOf('line', line(...one))).toBe('growing');
  });
  it('does not take ordinary lessons first and open lessons later for growth', () => {
    const noise = [0, 1.5, -1, 0.5, -1.5, 1, -0.5, 1];
    const lessons = noise.map((e, t) => sheet(t, (t < 4 ? 60 : 72) + e, { announced: t >= 4 }));
    expect(verdictOf('line', line(...lessons))).toBe('no-clear-change');
    expect(verdictOf('line', line(...lessons.map((each) => ({ ...each, announced: false }))))).toBe('growing');
  });
  it('keeps the level of its dots, whoever saw them', () => {
    const strict = [0, 1, 2, 3].map((t) => sheet(t, 50, { observer: 'strict' }));
    const mild = [0, 1, 2, 3].map((t) => sheet(t, 90, { observer: 'mild' }));
    for (const { value } of line(...strict, ...mild).points) expect(value).toBeCloseTo(70, 8);
  });
  it('stays within 0–100 and says when it was cut', () => {
    const cut = line(...[0, 1, 2, 3].flatMap((t) => [sheet(t, 97), sheet(t, 99)]));
    expect(cut.bounded).toBe(true);
    for (const { value, upper } of cut.points) expect(Math.max(value, upper)).toBeLessThanOrEqual(100);
  });
  it('is no change, and finite, when all scores are equal', () => {
    const flat = line(...[0, 1, 2, 3, 4, 5].map((t) => sheet(t, 80)));
    expect(flat.slope.value).toBeCloseTo(0, 12);
    expect(verdictOf('line', flat)).toBe('no-clear-change');
    const numbers = [flat.reliability, ...flat.points.flatMap(({ value, lower, upper }) => [value, lower, upper])];
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
  it('does not depend on the order of the sheets', () => {
    const sheets = [0, 1, 2, 3, 4].flatMap((t) => [sheet(t, 60 + t * t), sheet(t, 70 - t, { observer: 'wu' })]);
    const forward = line(...sheets).slope.value;
    expect(line(...sheets.reverse()).slope.value).toBeCloseTo(forward, 9);
  });
  it('weighs a lesson with five observers less than twice one', () => {
    const one = [sheet(0, 60), sheet(1, 60), sheet(2, 60), sheet(3, 60), sheet(4, 60)];
    const last = ['a', 'b', 'c', 'd', 'e'].map((observer) =>
      sheet(5, 90, { lesson: 'open', observer: 'zhou' }, observer),
    );
    const heavy = line(...one, ...last).slope.value;
    const light = line(...one, sheet(5, 90)).slope.value;
    expect(heavy).toBeGreaterThan(light);
    expect(heavy).toBeLessThan(1.5 * light);
  });
  it('takes the spread of observers and slopes from the school where it is known', () => {
    const lessons = [0, 1, 2, 3, 4, 5, 6, 7].map((t) =>
      sheet(t, 60 + 2 * t + (t % 3), { observer: t < 4 ? 'zhou' : 'wu' }),
    );
    const unknown = lessonLine.estimate({ sheets: lessons }).line!;
    const known = lessonLine.estimate({ sheets: lessons, school: { observerSd: 0, slopeSd: 0.5 } }).line!;
    expect(known.slope.upper - known.slope.lower).toBeLessThan(unknown.slope.upper - unknown.slope.lower);
    const se = 0.5 * Math.sqrt(1 / known.reliability - 1);
    expect((known.slope.upper - known.slope.lower) / 2 / se).toBeGreaterThan(1.96);
  });
  it('is null without lessons, with one, and with lessons of one semester only', () => {
    expect(estimate()).toEqual({ semesters: [], line: null });
    expect(estimate(sheet(0, 70)).line).toBeNull();
    expect(estimate(...[1, 2, 3, 4, 5, 6].map((v) => sheet(3, 70 + v))).line).toBeNull();
  });
});

describe('verdictOf', () => {
  const of = (lower: number, upper: number, reliability = 0.8): GrowthLine => ({
    slope: { value: (lower + upper) / 2, lower, upper },
    reliability,
    points: [],
    bounded: false,
    pulled: 0,
  });
  it('says growing or lower only when the interval excludes 0', () => {
    expect(verdictOf('line', of(0.1, 3))).toBe('growing');
    expect(verdictOf('line', of(-3, -0.1))).toBe('lower');
    expect(verdictOf('line', of(-0.1, 3))).toBe('no-clear-change');
    expect(verdictOf('line', of(0, 3))).toBe('no-clear-change');
  });
  it('says neither when the slope is not reliable: below .5, or no number', () => {
    expect(verdictOf('line', of(1, 3, 0.5))).toBe('growing');
    expect(verdictOf('line', of(1, 3, 0.499))).toBe('no-clear-change');
    expect(verdictOf('line', of(1, 3, NaN))).toBe('no-clear-change');
  });
  it('has not enough to say below the line, and without one', () => {
    for (const stage of ['dots', 'term', 'means'] as const) expect(verdictOf(stage, of(1, 3))).toBe('not-enough');
    expect(verdictOf('line', null)).toBe('not-enough');
  });
});
