import { describe, expect, it } from 'vitest';
import { cholesky, solveCholesky } from './cholesky.ts';
import { groupedLine, type GroupedPoint } from './grouped-line.ts';
import { seededRandom } from './random.ts';

const WIDE = { groupSd: 10, noiseSd: [1e-6, 1e6] as const };

const points = (xs: number[], ys: number[], groups: number[] = xs.map(() => 0), weights = xs.map(() => 1)) => {
  const many = Math.max(...groups) + 1;
  return xs.map((x, i): GroupedPoint => ({
    x,
    y: ys[i]!,
    weight: weights[i]!,
    covariates: [],
    shares: Array.from({ length: many }, (_, group) => (groups[i] === group ? 1 : 0)),
  }));
};

/** Anscombe 1973, the first quartet; R's lm prints these figures. */
const ANSCOMBE = points(
  [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
);

/** Generalised least squares with the whole n × n matrix, written out plainly. */
function bruteForce(data: readonly GroupedPoint[], noiseSd: number, groupSd: number) {
  const n = data.length;
  const v = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const shared = data[i]!.shares.reduce((sum, share, group) => sum + share * data[j]!.shares[group]!, 0);
    return groupSd ** 2 * shared + (i === j ? noiseSd ** 2 / data[i]!.weight : 0);
  });
  const factor = cholesky(v, n)!;
  const columns = [data.map(() => 1), data.map((point) => point.x)];
  const solved = columns.map((column) => solveCholesky(factor, n, column));
  const times = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a, (x, i) => x * b[i]!).reduce((s, x) => s + x);
  const [a, b, d] = [times(solved[0]!, columns[0]!), times(solved[0]!, columns[1]!), times(solved[1]!, columns[1]!)];
  const y = data.map((point) => point.y);
  const [p, q] = [times(solved[0]!, y), times(solved[1]!, y)];
  return { slope: (a * q - b * p) / (a * d - b * b), se: Math.sqrt(a / (a * d - b * b)) };
}

describe('groupedLine', () => {
  it('with one group is ordinary least squares (Anscombe, R)', () => {
    const line = groupedLine(ANSCOMBE, WIDE)!;
    expect(line.slope.value).toBeCloseTo(0.5000909091, 9);
    expect(line.slope.se).toBeCloseTo(0.1179055, 7);
    expect(line.slope.df).toBeCloseTo(9, 9);
    expect(line.at(0).value).toBeCloseTo(3.0000909091, 9);
    expect(line.at(0).se).toBeCloseTo(1.1247468, 7);
    expect(line.noiseSd).toBeCloseTo(1.236603, 6);
  });

  it('weights as if a value of weight 2 were two values, but for the degrees of freedom', () => {
    const single = groupedLine(points([0, 1, 1, 2], [1, 3, 3, 4]), WIDE)!;
    const double = groupedLine(points([0, 1, 2], [1, 3, 4], [0, 0, 0], [1, 2, 1]), WIDE)!;
    expect(double.slope.value).toBeCloseTo(single.slope.value, 12);
    expect(double.slope.df).toBeCloseTo(1, 9);
    expect(single.slope.df).toBeCloseTo(2, 9);
  });

  it('equals generalised least squares with the whole matrix', () => {
    const { uniform, normal } = seededRandom(3);
    const groups = Array.from({ length: 20 }, () => Math.floor(4 * uniform()));
    const shift = [9, -4, 12, -15];
    const ys = groups.map((group, i) => 50 + i + shift[group]! + 5 * normal());
    const weights = groups.map(() => 1 + uniform());
    const data = points(
      groups.map((_, i) => i / 2),
      ys,
      groups,
      weights,
    );
    const line = groupedLine(data, WIDE)!;
    const brute = bruteForce(data, line.noiseSd, line.groupSd);
    expect(line.slope.value).toBeCloseTo(brute.slope, 9);
    expect(line.slope.se).toBeCloseTo(brute.se, 9);
  });

  it('follows the slope inside the groups when they are far apart', () => {
    // Each group falls by 1 a step; the second begins later and 40 higher.
    const data = points([0, 1, 2, 3, 4, 5], [50.1, 49, 47.9, 90.1, 89, 87.9], [0, 0, 0, 1, 1, 1]);
    expect(groupedLine(data, WIDE)!.slope.value).toBeCloseTo(-1, 0);
  });

  it('gives a slope that rests on two groups alone about one degree of freedom', () => {
    const data = points([0, 0, 0, 1, 1, 1], [50, 52, 48, 60, 62, 58], [0, 0, 0, 1, 1, 1]);
    const { slope } = groupedLine(data, WIDE)!;
    expect(slope.df).toBeLessThan(1.2);
    expect(slope.se).toBeGreaterThan(10);
  });

  it('believes no less spread of groups than it was told', () => {
    const data = points([0, 1, 2, 3], [1, 2.1, 2.9, 4], [0, 1, 0, 1]);
    expect(groupedLine(data, { groupSd: 7, noiseSd: [0.01, 100] })!.groupSd).toBeGreaterThanOrEqual(7);
  });

  it('does not claim certainty for values that lie on a line', () => {
    const { slope, noiseSd } = groupedLine(points([0, 1, 2, 3], [0, 2, 4, 6]), { groupSd: 1, noiseSd: [0.5, 50] })!;
    expect(noiseSd).toBe(0.5);
    expect(slope.value).toBeCloseTo(2, 12);
    expect(slope.se).toBeCloseTo(0.5 / Math.sqrt(5), 12);
  });

  it('takes a covariate out of the slope', () => {
    const data = points([0, 1, 2, 3, 4, 5], [10, 10, 10.2, 20, 19.9, 20]).map((point, i) => ({
      ...point,
      covariates: [i < 3 ? 0 : 1],
    }));
    const line = groupedLine(data, WIDE)!;
    expect(line.slope.value).toBeCloseTo(0.05, 6);
    expect(line.at(2.5).value).toBeCloseTo(15.0166667, 6);
  });

  it('is null where no line can be: no points, as few as effects, one x, a covariate that never changes', () => {
    expect(groupedLine([], WIDE)).toBeNull();
    expect(groupedLine(points([0, 1], [1, 2]), WIDE)).toBeNull();
    expect(groupedLine(points([1, 1, 1], [1, 2, 3]), WIDE)).toBeNull();
    const constant = points([0, 1, 2, 3], [1, 2, 3, 5]).map((point) => ({ ...point, covariates: [1] }));
    expect(groupedLine(constant, WIDE)).toBeNull();
  });

  it('is finite for equal values and for one group a value', () => {
    for (const data of [points([0, 1, 2], [5, 5, 5]), points([0, 1, 2, 3], [5, 6, 5, 7], [0, 1, 2, 3])]) {
      const { slope, at } = groupedLine(data, { groupSd: 10, noiseSd: [2, 50] })!;
      for (const { value, se, df } of [slope, at(1)]) {
        expect([value, se, df].every(Number.isFinite)).toBe(true);
        expect(se).toBeGreaterThan(0);
      }
    }
  });
});
