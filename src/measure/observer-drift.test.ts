import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitMixedModel } from './mixed-model.ts';
import { observerDrift, type ObserverDriftData } from './observer-drift.ts';
import { seededRandom } from './random.ts';

interface Case extends Omit<ObserverDriftData, 'fixed' | 'weights'> {
  name: string;
  y: number[];
  observer: number[];
  t: number[];
  uncorrelated: { likelihoodRatio: number; p: number; slopeVariance: number; slopes: number[] };
  correlated: { likelihoodRatio: number; p: number };
}

const { cases, tolerance }: { cases: Case[]; tolerance: Record<'likelihoodRatio' | 'p' | 'variance', number> } =
  JSON.parse(readFileSync(new URL('../../tests/fixtures/measure/observer-drift.json', import.meta.url), 'utf8'));

function drift(...args: Parameters<typeof observerDrift>) {
  const found = observerDrift(...args);
  if (!found.ok) throw new Error(found.detail);
  return found;
}

describe.each(cases.map((one) => [one.name, one] as const))('%s, against lme4', (_, one) => {
  it('has the ratio, its halved p, the variance and the slopes', () => {
    const found = drift(one);
    const { likelihoodRatio, p, slopeVariance, slopes } = one.uncorrelated;
    expect(Math.abs(found.likelihoodRatio - likelihoodRatio)).toBeLessThan(tolerance.likelihoodRatio);
    expect(Math.abs(found.p - p)).toBeLessThan(tolerance.p);
    expect(Math.abs(found.slopeVariance - slopeVariance)).toBeLessThanOrEqual(
      tolerance.variance * slopeVariance + 1e-9,
    );
    found.observers.forEach(({ slope, drift: own, lower, upper }, observer) => {
      expect(slope).toBeCloseTo(slopes[observer]!, 4);
      expect(own).toBe(-slope);
      expect(upper - slope).toBeCloseTo(slope - lower, 12);
    });
  });

  it('mixes one and two degrees of freedom where severity and drift may be correlated', () => {
    const found = drift(one, { correlated: true });
    if (found.fit.components[1]!.structure !== 'correlated') return expect(found.likelihoodRatio).toBeLessThan(0.5);
    expect(Math.abs(found.likelihoodRatio - one.correlated.likelihoodRatio)).toBeLessThan(tolerance.likelihoodRatio);
    expect(Math.abs(found.p - one.correlated.p)).toBeLessThan(tolerance.p);
  });
});

describe('observerDrift', () => {
  const [one] = cases;

  it('finds an observer who is stricter every semester, with the sign of severity', () => {
    const y = one!.y.map((value, row) => (one!.observer[row] === 2 ? value - 0.5 * one!.t[row]! : value));
    const found = drift({ ...one!, y });
    const trends = found.observers.map((trend) => trend.drift);
    expect(trends.indexOf(Math.max(...trends))).toBe(2);
    expect(found.observers[2]!.upper).toBeLessThan(0);
  });

  it('takes the growth of teachers for drift only where teachers have no lines of their own', () => {
    const blocks = one!.y.map((_, row) => Math.floor(row / 36));
    const y = one!.y.map((value, row) => value + (blocks[row]! % 2 === 0 ? 0.3 : -0.3) * one!.t[row]!);
    const data = { ...one!, y, observer: blocks };
    expect(drift(data).likelihoodRatio).toBeLessThan(drift(data, { teacherSlopes: false }).likelihoodRatio);
  });

  // By chance only one of the two models can tie slopes to intercepts here: the difference would be taken for drift.
  it.each([8, 46, 144])('compares models whose teachers have lines of one structure (school %d)', (seed) => {
    const random = seededRandom(seed);
    const own = Array.from({ length: 12 }, () => ({ height: 8 * random.normal(), slope: 0.8 * random.normal() }));
    const rows = Array.from({ length: 144 }, (_, row) => ({
      teacher: Math.floor(row / 12),
      t: Math.floor((row % 12) / 3) - 1.5,
    }));
    const observer: number[] = [];
    const y = rows.map(({ teacher, t }) => {
      observer.push(Math.floor(5 * random.uniform()));
      return 60 + own[teacher]!.height + own[teacher]!.slope * t + 8 * random.normal();
    });
    const [teacher, t] = [rows.map((row) => row.teacher), rows.map((row) => row.t)];
    const devianceOf = (slopes: object) => {
      const teachers = { name: 'teacher', index: teacher, levels: 12, slope: t, correlated: false };
      const observers = { name: 'observer', index: observer, levels: 5, ...slopes };
      const fit = fitMixedModel({ y, fixed: { names: ['t'], columns: [t] }, groups: [teachers, observers] });
      return fit.ok ? fit.deviance : NaN;
    };
    const ratio = Math.max(0, devianceOf({}) - devianceOf({ slope: t, correlated: false }));
    expect(drift({ y, teacher, observer, t }).likelihoodRatio).toBeCloseTo(ratio, 6);
  });

  it('has p = .5 where the variance of the slopes is 0', () => {
    const none = cases.find(({ name }) => name === 'no drift')!;
    expect(drift(none)).toMatchObject({ likelihoodRatio: 0, p: 0.5, slopeVariance: 0 });
  });

  it.each([
    ['one observer', { observer: [0, 0, 0, 0] }, 'one-observer'],
    ['one time', { t: [1, 1, 1, 1] }, 'no-time'],
    ['equal scores', { y: [2, 2, 2, 2] }, 'no-variation'],
    ['no rows', { y: [], teacher: [], observer: [], t: [] }, 'one-observer'],
  ])('%s: no figure', (_, part, reason) => {
    const data = { y: [1, 2, 2, 4], teacher: [0, 0, 1, 1], observer: [0, 1, 0, 1], t: [0, 1, 2, 3], ...part };
    expect(observerDrift(data)).toMatchObject({ ok: false, reason });
  });

  it('throws for ragged rows', () => {
    expect(() => observerDrift({ y: [1, 2], teacher: [0], observer: [0, 1], t: [0, 1] })).toThrow(TypeError);
  });
});
