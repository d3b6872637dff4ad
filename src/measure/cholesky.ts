/**
 * The Cholesky factor of a symmetric positive definite matrix: the lower triangle L with L·Lᵀ = A (Golub & Van Loan,
 * "Matrix computations", 4th ed., §4.2).
 *
 * `matrix` is n × n in rows; only its lower triangle is read. Null when the matrix is not positive definite (a pivot below
 * 1e-12 of its diagonal). Cost: n³/6 multiplications.
 *
 * @example
 * cholesky([4, 2, 2, 3], 2); // [2, 0, 1, √2]
 */
export function cholesky(matrix: ArrayLike<number>, n: number): Float64Array | null {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let value = matrix[row * n + column]!;
      for (let k = 0; k < column; k++) value -= factor[row * n + k]! * factor[column * n + k]!;
      if (column < row) factor[row * n + column] = value / factor[column * n + column]!;
      else {
        if (!(value > 1e-12 * Math.abs(matrix[row * n + row]!))) return null;
        factor[row * n + row] = Math.sqrt(value);
      }
    }
  }
  return factor;
}

/**
 * Solves A·x = b by the Cholesky factor L of A: forward, then backward. Cost: n² multiplications.
 *
 * @example
 * solveCholesky(cholesky([4, 2, 2, 3], 2)!, 2, [8, 8]); // [1, 2]
 */
export function solveCholesky(factor: Float64Array, n: number, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row]! -= factor[row * n + k]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row]! -= factor[k * n + row]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  return x;
}

/** log|A| from the Cholesky factor of A. */
export function logDeterminant(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!);
  return 2 * sum;
}
