import { describe, expect, it } from 'vitest';
import { cholesky, logDeterminant, solveCholesky } from './cholesky.ts';
import { minimise } from './minimise.ts';

describe('cholesky', () => {
  it('gives the lower triangle whose square is the matrix', () => {
    // Golub & Van Loan's example: A = [4 12 −16; 12 37 −43; −16 −43 98].
    expect([...cholesky([4, 12, -16, 12, 37, -43, -16, -43, 98], 3)!]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });
  it('of a matrix that is not positive definite is null', () => {
    expect(cholesky([1, 2, 2, 1], 2)).toBeNull();
    expect(cholesky([1, 1, 1, 1], 2)).toBeNull();
    expect(cholesky([0], 1)).toBeNull();
    expect(cholesky([NaN], 1)).toBeNull();
  });
  it('solves and leaves the right side as it was', () => {
    const right = Object.freeze([8, 8]);
    const factor = cholesky([4, 2, 2, 3], 2)!;
    expect([...solveCholesky(factor, 2, right)].map((x) => Math.round(1e12 * x) / 1e12)).toEqual([1, 2]);
    expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(8), 12);
  });
});

describe('minimise', () => {
  it('finds the lowest place between the bounds', () => {
    expect(minimise((x) => (x - 2) ** 2, 0, 5)).toBeCloseTo(2, 3);
  });
  it('may answer with a bound', () => {
    expect(minimise((x) => x, 1, 3)).toBe(1);
    expect(minimise((x) => -x, 1, 3)).toBe(3);
  });
  it('takes the deeper of two valleys', () => {
    expect(minimise((x) => Math.min((x - 1) ** 2, (x - 8) ** 2 - 1), 0, 10)).toBeCloseTo(8, 3);
  });
  it('of a constant is some place between the bounds', () => {
    const place = minimise(() => 3, 0, 1);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThanOrEqual(1);
  });
});
