import { describe, expect, it } from 'vitest';
import { seededRandom } from '../measure/random.ts';
import { rating, rubric } from './school.fixture.ts';
import { LEAST_DOUBLE_SCORED, schoolAgreement, type AgreementScope } from './school-agreement.ts';

const EVER: AgreementScope = { members: null, from: null, to: null };
const rubrics = new Map([['form@1', rubric()]]);
const scores = (...points: number[]) => Float32Array.from(points, (value) => value / 5);
/** Two sheets of one lesson; points of 5 on four indicators. */
function pair(lesson: string, a: number[], b: number[], more: Parameters<typeof rating>[2] = {}) {
  return [
    rating(0.5, '2020-10-10', { lesson, observer: 'zhou', scores: scores(...a), ...more }),
    rating(0.5, '2020-10-10', { lesson, observer: 'wu', scores: scores(...b), ...more }),
  ];
}
const of = (ratings: ReturnType<typeof pair>, scope = EVER, lessonsAsOne = new Map<string, string>()) =>
  schoolAgreement({ ratings, rubrics, lessonsAsOne }, scope);

describe('schoolAgreement', () => {
  it('counts lessons that two scored, whole and by indicator, with pairs and chance', () => {
    const [found] = of([...pair('one', [5, 4, 3, 2], [5, 3, 3, 5]), rating(0.8, '2020-10-11')]);
    expect(found).toMatchObject({ family: 'form', lessons: 1, sheets: 2, observers: 2, alpha: null, icc: null });
    expect(found?.shares).toMatchObject({ pairs: 4, same: 2, near: 3 });
    expect(found?.indicators.map(({ id, shares }) => [id, shares.pairs, shares.same])).toEqual([
      ['goals.1', 1, 1],
      ['goals.2', 1, 0],
      ['talk.1', 1, 1],
      ['talk.2', 1, 0],
    ]);
  });

  it('is empty where every lesson was seen by one observer, and skips what was not scored by both', () => {
    expect(of([rating(0.5, '2020-10-10')])).toEqual([]);
    const [found] = of(pair('one', [5, NaN, 3, NaN], [4, 4, NaN, NaN]));
    expect(found?.shares.pairs).toBe(1);
  });

  it('tells alpha and ICC from ten double-scored lessons on, and not before', () => {
    const { uniform } = seededRandom(7);
    const lessons = Array.from({ length: LEAST_DOUBLE_SCORED }, (_, i) => {
      const level = Math.floor(uniform() * 4);
      const draw = () => Array.from({ length: 4 }, () => level + Math.floor(uniform() * 2));
      return pair(`lesson-${i}`, draw(), draw());
    });
    const [few] = of(lessons.slice(1).flat());
    expect([few?.alpha, few?.icc]).toEqual([null, null]);
    const [enough] = of(lessons.flat());
    expect(enough?.alpha).toMatchObject({ lessons: 10, metric: 'interval', indicators: 4 });
    expect(enough!.alpha!.lower!).toBeLessThan(enough!.alpha!.value);
    expect(enough!.alpha!.upper!).toBeGreaterThan(enough!.alpha!.value);
    expect(enough!.icc!.two.value).toBeGreaterThan(enough!.icc!.one.value);
    expect(enough!.icc!.one.lessons).toBe(10);
  });

  it('has no coefficient without variation', () => {
    const [found] = of(Array.from({ length: 12 }, (_, i) => pair(`l${i}`, [4, 4, 4, 4], [4, 4, 4, 4])).flat());
    expect(found).toMatchObject({ lessons: 12, alpha: null, icc: null });
    expect(found?.shares.sameByChance).toBeCloseTo(found?.shares.same ?? 0, 9);
  });

  it('treats a lesson recorded twice as one, and one’s own lesson and rehearsals as none', () => {
    const rows = [
      rating(0.5, '2020-10-10', { lesson: 'b', observer: 'zhou', scores: scores(4, 4, 4, 4) }),
      rating(0.5, '2020-10-10', { lesson: 'a', observer: 'wu', scores: scores(4, 4, 4, 4) }),
      rating(0.5, '2020-10-10', { lesson: 'a', observer: 'lin', scores: scores(5, 5, 5, 5) }),
    ];
    expect(of(rows, EVER, new Map([['b', 'a']]))[0]).toMatchObject({ lessons: 1, sheets: 2 });
    expect(of(pair('r', [1, 1, 1, 1], [1, 1, 1, 1], { lessonKind: 'rehearsal' }))).toEqual([]);
  });

  it('is narrowed to days, and to a group’s members on the lesson’s day', () => {
    const rows = [
      ...pair('old', [1, 2, 3, 4], [1, 2, 3, 4], { date: '2019-10-10' }),
      ...pair('new', [1, 2, 3, 4], [1, 2, 3, 4]),
    ];
    expect(of(rows)[0]?.lessons).toBe(2);
    expect(of(rows, { members: null, from: '2020-09-01', to: '2021-07-05' })[0]?.lessons).toBe(1);
    const members = [{ teacher: 'lin', from: '2020-01-01', to: null }];
    expect(of(rows, { ...EVER, members })[0]?.lessons).toBe(1);
    expect(of(rows, { ...EVER, members: [{ ...members[0]!, teacher: 'someone' }] })).toEqual([]);
  });
});
