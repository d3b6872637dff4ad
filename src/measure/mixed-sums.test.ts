import { describe, expect, it } from 'vitest';
import { levelLine } from './level-line.ts';
import { fitMixedModel } from './mixed-model.ts';
import { lineSumAt, type LineSum } from './mixed-sums.ts';
import { predictGrowth } from './predict-growth.ts';
import { seededRandom } from './random.ts';

const TEACHERS = 10;
const OBSERVERS = 4;
const COLUMNS = 2;

/** Ten teachers over five semesters, seen by four observers in turn; every second lesson counts double. */
function rowsOf(seed: number) {
  const random = seededRandom(seed);
  const rows = { y: [] as number[], t: [] as number[], teacher: [] as number[], observer: [] as number[] };
  const severity = Array.from({ length: OBSERVERS }, () => 4 * random.normal());
  for (let id = 0; id < TEACHERS; id++) {
    const [height, slope] = [60 + 6 * random.normal(), 1 + 1.5 * random.normal()];
    for (let n = 0; n < 12; n++) {
      const [t, observer] = [(n % 5) - 2, (id + n) % OBSERVERS];
      rows.y.push(height + slope * t - severity[observer]! + 3 * random.normal());
      rows.t.push(t);
      rows.teacher.push(id);
      rows.observer.push(observer);
    }
  }
  return { ...rows, weights: rows.y.map((_, i) => 1 + (i % 2)) };
}

const rows = rowsOf(11);
const ones = (level: number) => Array.from({ length: TEACHERS }, (_, i) => (i === level ? 1 : 0));
const sum = (weights: number[], fixed = 1): LineSum => ({
  group: 'teacher',
  weights,
  height: [fixed, 0],
  rise: [0, fixed],
});
const fitted = (sums: LineSum[], levels = TEACHERS) => {
  const fit = fitMixedModel(
    {
      y: rows.y,
      weights: rows.weights,
      fixed: { names: ['t'], columns: [rows.t] },
      groups: [
        { name: 'teacher', index: rows.teacher, levels, slope: rows.t },
        { name: 'observer', index: rows.observer, levels: OBSERVERS },
      ],
    },
    { smallSample: ['teacher'], sums },
  );
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
};

/** k'C⁻¹k of Henderson's equations written out whole, by Gauss elimination; `k` over coefficients, teachers (height, slope), observers. */
function dense(fit: ReturnType<typeof fitted>, k: readonly number[]): number {
  const order = COLUMNS + 2 * TEACHERS + OBSERVERS;
  const c = Array.from({ length: order }, () => new Array<number>(order).fill(0));
  rows.y.forEach((_, i) => {
    const z = new Array<number>(order).fill(0);
    [z[0], z[1]] = [1, rows.t[i]!];
    z[COLUMNS + 2 * rows.teacher[i]!] = 1;
    z[COLUMNS + 2 * rows.teacher[i]! + 1] = rows.t[i]!;
    z[COLUMNS + 2 * TEACHERS + rows.observer[i]!] = 1;
    for (let a = 0; a < order; a++)
      for (let b = 0; b < order; b++) c[a]![b]! += (z[a]! * z[b]! * rows.weights[i]!) / fit.residualVariance;
  });
  const [teacher, observer] = [fit.components[0]!, fit.components[1]!];
  const [v, s, r] = [teacher.variance, teacher.slopeVariance!, teacher.covariance!];
  const det = v * s - r * r;
  for (let id = 0; id < TEACHERS; id++) {
    const at = COLUMNS + 2 * id;
    c[at]![at]! += s / det;
    c[at + 1]![at + 1]! += v / det;
    c[at]![at + 1]! -= r / det;
    c[at + 1]![at]! -= r / det;
  }
  for (let id = 0; id < OBSERVERS; id++)
    c[COLUMNS + 2 * TEACHERS + id]![COLUMNS + 2 * TEACHERS + id]! += 1 / observer.variance;
  const x = solve(c, k);
  return k.reduce((total, value, i) => total + value * x[i]!, 0);
}

function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < a.length; column++) {
    const pivot = a
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    a.splice(a.indexOf(pivot), 1);
    a.splice(column, 0, pivot);
    for (const row of a) {
      if (row === pivot) continue;
      const by = row[column]! / pivot[column]!;
      for (let i = column; i < row.length; i++) row[i]! -= by * pivot[i]!;
    }
  }
  return a.map((row, i) => row.at(-1)! / row[i]!);
}

describe('a sum of lines', () => {
  it.each([0, 4, 9])(
    'of teacher %i alone is that teacher’s line, plain and corrected, with its degrees of freedom',
    (level) => {
      const fit = fitted([sum(ones(level))]);
      const own = levelLine(fit, { group: 'teacher', level, fixed: [0], time: 0 });
      const found = fit.sums![0]!;
      for (const name of ['value', 'slope', 'variance', 'covariance', 'slopeVariance'] as const)
        expect(found[name]).toBeCloseTo(own[name], 8);
      for (const name of ['variance', 'covariance', 'slopeVariance'] as const)
        expect(found.corrected[name]).toBeCloseTo(own.corrected[name], 8);
      for (const t of [-2, 0.5, 3]) {
        const there = predictGrowth(fit, { group: 'teacher', level, fixed: [t], slopeAt: { teacher: t } });
        const here = lineSumAt(found, fit.parameters, t);
        expect(here.value).toBeCloseTo(there.fit, 8);
        expect(here.se).toBeCloseTo(there.correctedSE, 8);
        expect(here.df).toBeCloseTo(there.df!, 6);
        expect(here.lower).toBeCloseTo(there.correctedLower, 6);
        expect(here.upper).toBeCloseTo(there.correctedUpper, 6);
      }
    },
  );

  it('of several has the errors of Henderson’s equations written out whole, with what the lines share', () => {
    const weights = [0.25, 0.25, 0, 0, 0.25, 0, 0, 0.25, 0, 0];
    const fit = fitted([sum(weights)]);
    const found = fit.sums![0]!;
    const k = (t: number) => [1, t, ...weights.flatMap((weight) => [weight, weight * t]), 0, 0, 0, 0];
    for (const t of [-2, 0, 1.5]) {
      const variance = found.variance + 2 * t * found.covariance + t * t * found.slopeVariance;
      expect(variance).toBeCloseTo(dense(fit, k(t)), 8);
    }
    const slope = [0, 1, ...weights.flatMap((weight) => [0, weight]), 0, 0, 0, 0];
    expect(found.slopeVariance).toBeCloseTo(dense(fit, slope), 8);
    // As if the lines shared nothing, the mean of four would look twice as sure as one: it is not.
    const alone = [0, 1, 4, 7].map(
      (level) => levelLine(fit, { group: 'teacher', level, fixed: [0], time: 0 }).variance,
    );
    expect(found.variance).toBeGreaterThan(alone.reduce((total, value) => total + value, 0) / 16);
  });

  it('is the mean of the lines, and of a difference only what differs', () => {
    const fit = fitted([
      sum(ones(1).map((one, i) => (one || i === 3 ? 0.5 : 0))),
      sum(
        ones(1).map((one, i) => one - (i === 3 ? 1 : 0)),
        0,
      ),
    ]);
    const [a, b] = [1, 3].map((level) => levelLine(fit, { group: 'teacher', level, fixed: [0], time: 0 }));
    expect(fit.sums![0]!.value).toBeCloseTo((a!.value + b!.value) / 2, 9);
    expect(fit.sums![0]!.slope).toBeCloseTo((a!.slope + b!.slope) / 2, 9);
    expect(fit.sums![1]!.value).toBeCloseTo(a!.value - b!.value, 9);
    expect(fit.sums![1]!.slopeVariance).toBeCloseTo(
      dense(fit, [0, 0, ...ones(1).flatMap((one, i) => [0, one - (i === 3 ? 1 : 0)]), 0, 0, 0, 0]),
      8,
    );
  });

  it('knows of a teacher without lessons no more than the spread of the school', () => {
    const fit = fitted([sum([...ones(-1), 1], 0)], TEACHERS + 1);
    expect(fit.sums![0]).toMatchObject({ value: 0, slope: 0 });
    expect(fit.sums![0]!.variance).toBeCloseTo(fit.components[0]!.variance, 8);
    expect(fit.sums![0]!.slopeVariance).toBeCloseTo(fit.components[0]!.slopeVariance!, 8);
  });

  it('refuses an unknown group and a wrong number of weights or coefficients', () => {
    expect(() => fitted([{ ...sum(ones(0)), group: 'class' }])).toThrow(TypeError);
    expect(() => fitted([sum([1])])).toThrow(TypeError);
    expect(() => fitted([{ ...sum(ones(0)), height: [1] }])).toThrow(TypeError);
  });
});
