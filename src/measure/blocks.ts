/**
 * The Cholesky factor of a symmetric positive definite matrix in place, four rows at a time: the inner loop reads one row
 * for four dot products, which is what a matrix of some hundred rows is limited by (Golub & Van Loan, "Matrix computations",
 * 4th ed., §4.2.9).
 *
 * `a` is n × n in rows; its lower triangle becomes L, the rest stays. Pivots in rows below `strict` must be positive, else the answer
 * is false; a later pivot that rounding made negative becomes 0. Cost: n³/6 multiplications.
 *
 * @example
 * factoriseInPlace(Float64Array.of(4, 2, 2, 3), 2); // true
 */
export function factoriseInPlace(a: Float64Array, n: number, strict = n): boolean {
  for (let top = 0; top < n; top += 4) {
    const rows = Math.min(4, n - top);
    if (rows === 4) fourRows(a, n, top);
    else for (let row = top; row < n; row++) oneRow(a, n, row, 0, top);
    for (let row = top; row < top + rows; row++) {
      oneRow(a, n, row, top, row);
      const pivot = a[row * n + row]! - squares(a, row * n, row * n + row);
      if (!(pivot > 0) && row < strict) return false;
      a[row * n + row] = Math.sqrt(Math.max(0, pivot));
    }
  }
  return true;
}

/** Columns 0 … top − 1 of rows top … top + 3, two columns at a time: eight products for six numbers read. */
function fourRows(a: Float64Array, n: number, top: number): void {
  const r0 = top * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  for (let column = 0; column < top; column += 2) {
    const c = column * n;
    const d = c + n;
    let s0 = a[r0 + column]!;
    let s1 = a[r1 + column]!;
    let s2 = a[r2 + column]!;
    let s3 = a[r3 + column]!;
    let t0 = a[r0 + column + 1]!;
    let t1 = a[r1 + column + 1]!;
    let t2 = a[r2 + column + 1]!;
    let t3 = a[r3 + column + 1]!;
    for (let k = 0; k < column; k++) {
      const v = a[c + k]!;
      const w = a[d + k]!;
      const x0 = a[r0 + k]!;
      const x1 = a[r1 + k]!;
      const x2 = a[r2 + k]!;
      const x3 = a[r3 + k]!;
      s0 -= x0 * v;
      s1 -= x1 * v;
      s2 -= x2 * v;
      s3 -= x3 * v;
      t0 -= x0 * w;
      t1 -= x1 * w;
      t2 -= x2 * w;
      t3 -= x3 * w;
    }
    const first = a[c + column]!;
    const cross = a[d + column]!;
    const second = a[d + column + 1]!;
    a[r0 + column] = s0 /= first;
    a[r1 + column] = s1 /= first;
    a[r2 + column] = s2 /= first;
    a[r3 + column] = s3 /= first;
    a[r0 + column + 1] = (t0 - cross * s0) / second;
    a[r1 + column + 1] = (t1 - cross * s1) / second;
    a[r2 + column + 1] = (t2 - cross * s2) / second;
    a[r3 + column + 1] = (t3 - cross * s3) / second;
  }
}

function oneRow(a: Float64Array, n: number, row: number, from: number, to: number): void {
  const r = row * n;
  for (let column = from; column < to; column++) {
    const c = column * n;
    let sum = a[r + column]!;
    for (let k = 0; k < column; k++) sum -= a[r + k]! * a[c + k]!;
    a[r + column] = sum / a[c + column]!;
  }
}

function squares(a: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += a[i]! * a[i]!;
  return sum;
}

/**
 * The inverse of A = L·Lᵀ for the leading `n` rows of a factor, full and symmetric, by rows: first L⁻¹, then L⁻ᵀ·L⁻¹. Every inner
 * loop runs along rows and takes four of them at once.
 *
 * `factor` has `stride` numbers a row; `work` holds n × n numbers and is overwritten. Cost: n³/3 multiplications.
 *
 * @example
 * inverseFromFactor(Float64Array.of(2, 0, 1, Math.SQRT2), 2, 2); // [0.375, -0.25, -0.25, 0.5]
 */
export function inverseFromFactor(
  factor: Float64Array,
  n: number,
  stride: number,
  out: Float64Array = new Float64Array(n * n),
  work: Float64Array = new Float64Array(n * n),
): Float64Array {
  work.fill(0, 0, n * n);
  out.fill(0, 0, n * n);
  for (let row = 0; row < n; row++) invertRow(factor, row, n, stride, work);
  for (let row = 0; row < n; row += 4) addSquare(work, row, Math.min(4, n - row), n, out);
  for (let row = 0; row < n; row++) for (let k = 0; k < row; k++) out[k * n + row] = out[row * n + k]!;
  return out;
}

/** Row `row` of L⁻¹ from the rows above it. */
function invertRow(factor: Float64Array, row: number, n: number, stride: number, inverse: Float64Array): void {
  const r = row * n;
  const f = row * stride;
  const diagonal = 1 / factor[f + row]!;
  let k = 0;
  for (; k + 3 < row; k += 4) {
    const a0 = factor[f + k]! * diagonal;
    const a1 = factor[f + k + 1]! * diagonal;
    const a2 = factor[f + k + 2]! * diagonal;
    const a3 = factor[f + k + 3]! * diagonal;
    const k0 = k * n;
    const k1 = k0 + n;
    const k2 = k1 + n;
    const k3 = k2 + n;
    for (let j = 0; j <= k + 3; j++) {
      inverse[r + j]! -= a0 * inverse[k0 + j]! + a1 * inverse[k1 + j]! + a2 * inverse[k2 + j]! + a3 * inverse[k3 + j]!;
    }
  }
  for (; k < row; k++) {
    const a0 = factor[f + k]! * diagonal;
    for (let j = 0; j <= k; j++) inverse[r + j]! -= a0 * inverse[k * n + j]!;
  }
  inverse[r + row] = diagonal;
}

/** Adds UᵀU of up to four rows of U to the lower triangle. */
function addSquare(u: Float64Array, row: number, rows: number, n: number, out: Float64Array): void {
  if (rows < 4) {
    for (let i = row; i < row + rows; i++) {
      for (let a = 0; a <= i; a++) {
        const v = u[i * n + a]!;
        for (let b = 0; b <= a; b++) out[a * n + b]! += v * u[i * n + b]!;
      }
    }
    return;
  }
  const u0 = row * n;
  const u1 = u0 + n;
  const u2 = u1 + n;
  const u3 = u2 + n;
  // Rows a and a + 1 together: what lies right of the diagonal in the first of them is overwritten by the mirror.
  for (let a = 0; a <= row + 3; a += 2) {
    const v0 = u[u0 + a]!;
    const v1 = u[u1 + a]!;
    const v2 = u[u2 + a]!;
    const v3 = u[u3 + a]!;
    const w0 = u[u0 + a + 1]!;
    const w1 = u[u1 + a + 1]!;
    const w2 = u[u2 + a + 1]!;
    const w3 = u[u3 + a + 1]!;
    const o = a * n;
    const p = o + n;
    for (let b = 0; b <= a + 1; b++) {
      const x0 = u[u0 + b]!;
      const x1 = u[u1 + b]!;
      const x2 = u[u2 + b]!;
      const x3 = u[u3 + b]!;
      out[o + b]! += v0 * x0 + v1 * x1 + v2 * x2 + v3 * x3;
      out[p + b]! += w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3;
    }
  }
}
