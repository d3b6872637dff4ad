import { cholesky, solveCholesky } from './cholesky.ts';

/** The fixed part of a model, made ready for the equations. */
export interface FixedPart {
  /** Standardised columns that are kept, the intercept first. */
  columns: Float64Array[];
  /** All columns by name, the intercept first where there is one. */
  names: string[];
  /** Kept column → its place in `names`. */
  kept: number[];
  dropped: string[];
  /** Kept coefficients of the standardised columns → coefficients of all columns (all × kept, in rows). */
  back: Float64Array;
  /** 2·Σ log of the kept columns' scales: what standardising took off log|XᵀWX|. */
  logScale: number;
}

/** What is left of a column after those before it, as a share: below this it is aliased. */
const ALIASED = 1e-9;

/**
 * Centres (where there is an intercept) and scales the columns, and leaves out those that are a sum of earlier ones, in their order, so that
 * a rubric that every lesson of one kind used is dropped rather than crashing the fit.
 *
 * Cost: rows × kept × columns.
 */
export function fixedPart(
  names: readonly string[],
  columns: readonly ArrayLike<number>[],
  intercept: boolean,
  weights: Float64Array,
): FixedPart {
  const n = weights.length;
  const part: FixedPart = { columns: [], names: [], kept: [], dropped: [], back: new Float64Array(0), logScale: 0 };
  const means: number[] = [];
  const scales: number[] = [];
  const basis: Float64Array[] = [];
  const keep = (column: Float64Array, mean: number, scale: number, free: Float64Array): void => {
    part.kept.push(part.names.length - 1);
    part.columns.push(column);
    means.push(mean);
    scales.push(scale);
    basis.push(free);
    part.logScale += 2 * Math.log(scale);
  };
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (intercept) {
    part.names.push('(intercept)');
    const ones = new Float64Array(n).fill(1);
    keep(ones, 0, 1, scaled(ones, 1 / Math.sqrt(total)));
  }
  names.forEach((name, j) => {
    part.names.push(name);
    const raw = Float64Array.from(columns[j]!);
    const mean = intercept ? product(weights, raw) / total : 0;
    const column = raw.map((value) => value - mean);
    const scale = Math.sqrt(product(weights, column, column) / total);
    // What rounding leaves of a constant column is not a column.
    if (!(scale > 1e-12 * Math.sqrt(product(weights, raw, raw) / total))) return void part.dropped.push(name);
    const standard = scaled(column, 1 / scale);
    const free = residual(standard, basis, weights);
    const left = product(weights, free, free);
    if (left <= ALIASED * total) return void part.dropped.push(name);
    keep(standard, mean, scale, scaled(free, 1 / Math.sqrt(left)));
  });
  part.back = backward(part, means, scales, intercept);
  return part;
}

function backward(
  part: FixedPart,
  means: readonly number[],
  scales: readonly number[],
  intercept: boolean,
): Float64Array {
  const p = part.kept.length;
  const back = new Float64Array(part.names.length * p);
  part.kept.forEach((place, j) => {
    back[place * p + j] = 1 / scales[j]!;
    if (intercept && j > 0) back[j] = -means[j]! / scales[j]!;
  });
  return back;
}

/** A column less its projections on an orthonormal basis; twice, against rounding (Golub & Van Loan, §5.2.8). */
function residual(column: Float64Array, basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const free = column.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const axis of basis) {
      const share = product(weights, axis, free);
      for (let i = 0; i < free.length; i++) free[i]! -= share * axis[i]!;
    }
  }
  return free;
}

/** Σ w·x·y. */
export function product(weights: Float64Array, x: Float64Array, y?: Float64Array): number {
  let sum = 0;
  if (y) for (let i = 0; i < x.length; i++) sum += weights[i]! * x[i]! * y[i]!;
  else for (let i = 0; i < x.length; i++) sum += weights[i]! * x[i]!;
  return sum;
}

export function scaled(values: Float64Array, by: number): Float64Array {
  return values.map((value) => value * by);
}

/** The plain regression, which the mixed model is fitted around: residuals of unit spread keep every digit. */
export interface Offset {
  beta: Float64Array;
  scale: number;
  residual: Float64Array;
}

/** Null when nothing is left over. */
export function plainFit(y: ArrayLike<number>, { columns }: FixedPart, weights: Float64Array): Offset | null {
  const values = Float64Array.from(y);
  const p = columns.length;
  const cross = Float64Array.from({ length: p * p }, (_, at) =>
    product(weights, columns[Math.floor(at / p)]!, columns[at % p]!),
  );
  const right = Float64Array.from(columns, (column) => product(weights, column, values));
  const factor = cholesky(cross, p);
  const beta = factor ? solveCholesky(factor, p, right) : new Float64Array(p);
  const residual = values.slice();
  columns.forEach((column, j) => {
    for (let i = 0; i < residual.length; i++) residual[i]! -= beta[j]! * column[i]!;
  });
  let largest = 0;
  let left = 0;
  values.forEach((value) => (largest = Math.max(largest, Math.abs(value))));
  residual.forEach((value) => (left = Math.max(left, Math.abs(value))));
  if (!(left > 1e-13 * largest)) return null;
  let squares = 0;
  residual.forEach((value, i) => (squares += weights[i]! * (value / left) ** 2));
  const scale = left * Math.sqrt(squares / values.length);
  return { beta, scale, residual: residual.map((value) => value / scale) };
}
