import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factoriseInPlace, inverseFromFactor } from './blocks.ts';
import { cholesky } from './cholesky.ts';

/** A positive definite matrix of n rows: BᵀB + I. */
const matrices = fc.integer({ min: 1, max: 23 }).chain((n) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((b) => {
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) a[i * n + j]! += b[k * n + i]! * b[k * n + j]!;
      }
      a[i * n + i]! += 1;
    }
    return { n, a };
  }),
);

describe('factoriseInPlace', () => {
  it('is the Cholesky factor at every size, also between blocks of four', () => {
    fc.assert(
      fc.property(matrices, ({ n, a }) => {
        const plain = cholesky(a, n)!;
        const blocked = a.slice();
        expect(factoriseInPlace(blocked, n)).toBe(true);
        for (let i = 0; i < n; i++)
          for (let j = 0; j <= i; j++) expect(blocked[i * n + j]).toBeCloseTo(plain[i * n + j]!, 8);
      }),
    );
  });

  it('is false for a matrix that is not positive definite, unless the pivot is past the strict rows: then 0', () => {
    expect(factoriseInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    const loose = Float64Array.of(1, 2, 2, 1);
    expect(factoriseInPlace(loose, 2, 1)).toBe(true);
    expect(loose[3]).toBe(0);
  });
});

describe('inverseFromFactor', () => {
  it('is the inverse: A·A⁻¹ = I, symmetric', () => {
    fc.assert(
      fc.property(matrices, ({ n, a }) => {
        const factor = a.slice();
        factoriseInPlace(factor, n);
        const inverse = inverseFromFactor(factor, n, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += a[i * n + k]! * inverse[k * n + j]!;
            expect(sum).toBeCloseTo(Number(i === j), 7);
            expect(inverse[i * n + j]).toBe(inverse[j * n + i]);
          }
        }
      }),
    );
  });

  it('takes the leading rows of a larger factor', () => {
    const factor = Float64Array.of(4, 2, 1, 2, 5, 1, 1, 1, 3);
    factoriseInPlace(factor, 3);
    expect(Array.from(inverseFromFactor(factor, 2, 3), (value) => value * 16)).toEqual([5, -2, -2, 4]);
  });

  it('of no rows is empty', () => {
    expect(inverseFromFactor(new Float64Array(0), 0, 0)).toHaveLength(0);
  });
});
