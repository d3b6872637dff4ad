import { factoriseInPlace, inverseFromFactor } from './blocks.ts';
import type { Block, Person } from './g-persons.ts';

/** The restricted likelihood at some variances, with what its derivatives need. */
export interface Evaluation {
  variances: readonly number[];
  logLikelihood: number;
  /** Per person: the inverse of the block W, and W⁻¹·M for the columns it touches (rows × columns). */
  inverses: Float64Array[];
  solved: Float64Array[];
  /** M'·W⁻¹·M of all columns. */
  cross: Float64Array;
  /** D·(D·M'W⁻¹M·D + I)⁻¹·D with D the standard deviations of the shared sources, 1 and no I for the mean. */
  inner: Float64Array;
  /** P·y, person by person. */
  residuals: Float64Array[];
  columns: number;
}

/**
 * log restricted likelihood, without its constant: −½(log|W| + log|D·M'W⁻¹M·D + I| + y'Py), where W are the persons' blocks and M the mean
 * and the shared sources (Henderson 1975; Searle, Casella & McCulloch 1992, ch. 6). Null when a block is not positive
 * definite.
 */
export function criterionAt(
  persons: readonly Person[],
  columns: number,
  blocks: readonly Block[],
  variances: readonly number[],
): Evaluation | null {
  const own = variances.filter((_, k) => !blocks[k]);
  const cross = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  let logs = 0;
  let squares = 0;
  const inverses: Float64Array[] = [];
  const solved: Float64Array[] = [];
  const weighted: Float64Array[] = [];
  for (const person of persons) {
    const { rows, touched, places, y } = person;
    const block = blockOf(person, own);
    if (!factoriseInPlace(block, rows)) return null;
    logs += logOf(block, rows);
    const inverse = inverseFromFactor(block, rows, rows);
    const wy = multiply(inverse, rows, y);
    const wm = new Float64Array(rows * touched.length);
    for (let i = 0; i < rows; i++) {
      squares += y[i]! * wy[i]!;
      for (const place of places[i]!) {
        right[touched[place]!]! += wy[i]!;
        for (let j = 0; j < rows; j++) wm[j * touched.length + place]! += inverse[j * rows + i]!;
      }
    }
    for (let i = 0; i < rows; i++) {
      for (const place of places[i]!) {
        const at = touched[place]! * columns;
        for (let c = 0; c < touched.length; c++) cross[at + touched[c]!]! += wm[i * touched.length + c]!;
      }
    }
    inverses.push(inverse);
    solved.push(wm);
    weighted.push(wy);
  }
  const inner = innerOf(cross, columns, blocks, variances);
  if (!inner) return null;
  const effects = multiply(inner.inverse, columns, right);
  squares -= effects.reduce((sum, effect, c) => sum + effect * right[c]!, 0);
  const residuals = persons.map(({ rows, touched }, p) => {
    const py = Float64Array.from(weighted[p]!);
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < touched.length; c++) py[i]! -= solved[p]![i * touched.length + c]! * effects[touched[c]!]!;
    }
    return py;
  });
  const logLikelihood = -0.5 * (logs + inner.log + squares);
  return { variances, logLikelihood, inverses, solved, cross, inner: inner.inverse, residuals, columns };
}

/** First derivatives of the log likelihood by the variances, and the average information. */
export function scoreAt(at: Evaluation, persons: readonly Person[], blocks: readonly Block[]) {
  const { columns, cross, inner, residuals } = at;
  const count = blocks.length;
  const sharedSums = new Float64Array(columns);
  persons.forEach(({ rows, places, touched }, p) => {
    for (let i = 0; i < rows; i++) for (const place of places[i]!) sharedSums[touched[place]!]! += residuals[p]![i]!;
  });
  const traces = blocks.map((block) => (block ? sharedTrace(block, cross, inner, columns) : 0));
  const quads = blocks.map((block) => (block ? sharedSums.subarray(...block).reduce((sum, r) => sum + r * r, 0) : 0));
  const information = blocks.map(() => new Array<number>(count).fill(0));
  /** M'·W⁻¹·f of every source. */
  const projected = blocks.map(() => new Float64Array(columns));
  persons.forEach((person, p) => {
    const { rows, touched, cells } = person;
    const wm = at.solved[p]!;
    let next = 0;
    let place = 0;
    const directions = blocks.map((block, k) => {
      if (block) {
        // In `places` the mean comes first, then the shared sources in their order.
        const column = ++place;
        return Float64Array.from(person.places, (places) => sharedSums[touched[places[column]!]!]!);
      }
      const cell = cells[next++]!;
      const sums = cellSums(cell, residuals[p]!);
      quads[k]! += sums.reduce((sum, r) => sum + r * r, 0);
      traces[k]! += ownTrace(cell, rows, at.inverses[p]!) - innerTrace(cell, person, wm, inner, columns);
      return Float64Array.from(cell, (c) => sums[c]!);
    });
    const weighted = directions.map((f) => multiply(at.inverses[p]!, rows, f));
    directions.forEach((f, k) => {
      for (let i = 0; i < rows; i++) {
        for (let c = 0; c < touched.length; c++) projected[k]![touched[c]!]! += wm[i * touched.length + c]! * f[i]!;
      }
      for (let l = 0; l < count; l++) {
        for (let i = 0; i < rows; i++) information[k]![l]! += 0.5 * f[i]! * weighted[l]![i]!;
      }
    });
  });
  const through = projected.map((m) => multiply(inner, columns, m));
  information.forEach((row, k) =>
    through.forEach((m, l) => {
      for (let c = 0; c < columns; c++) row[l]! -= 0.5 * projected[k]![c]! * m[c]!;
    }),
  );
  return { score: quads.map((quad, k) => 0.5 * (quad - traces[k]!)), information };
}

/** Σ over the person's own sources of variance · (same cell). */
function blockOf({ rows, cells }: Person, variances: readonly number[]): Float64Array {
  const block = new Float64Array(rows * rows);
  cells.forEach((cell, k) => {
    const variance = variances[k]!;
    if (variance === 0) return;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j <= i; j++) if (cell[i] === cell[j]) block[i * rows + j]! += variance;
    }
  });
  return block;
}

function innerOf(cross: Float64Array, columns: number, blocks: readonly Block[], variances: readonly number[]) {
  const scale = new Float64Array(columns).fill(1);
  blocks.forEach((block, k) => {
    if (block) scale.fill(Math.sqrt(variances[k]!), ...block);
  });
  const matrix = cross.map((value, at) => value * scale[Math.floor(at / columns)]! * scale[at % columns]!);
  for (let c = 1; c < columns; c++) matrix[c * columns + c]! += 1;
  if (!factoriseInPlace(matrix, columns)) return null;
  const log = logOf(matrix, columns);
  const inverse = inverseFromFactor(matrix, columns, columns);
  return { log, inverse: inverse.map((value, at) => value * scale[Math.floor(at / columns)]! * scale[at % columns]!) };
}

/** tr(Z'PZ) of a shared source: of M'W⁻¹M − M'W⁻¹M · inner · M'W⁻¹M, the diagonal of its columns. */
function sharedTrace(
  [from, to]: readonly [number, number],
  cross: Float64Array,
  inner: Float64Array,
  n: number,
): number {
  let trace = 0;
  for (let z = from; z < to; z++) {
    const row = cross.subarray(z * n, (z + 1) * n);
    const through = multiply(inner, n, row);
    trace += row[z]!;
    for (let c = 0; c < n; c++) trace -= row[c]! * through[c]!;
  }
  return trace;
}

/** tr(W⁻¹K): the sum of W⁻¹ over pairs of rows in the same cell. */
function ownTrace(cell: Int32Array, rows: number, inverse: Float64Array): number {
  let trace = 0;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) if (cell[i] === cell[j]) trace += inverse[i * rows + j]!;
  return trace;
}

/** tr(inner · M'W⁻¹KW⁻¹M): Σ over cells of s' · inner · s, with s the sum of the cell's rows of W⁻¹M. */
function innerTrace(cell: Int32Array, person: Person, wm: Float64Array, inner: Float64Array, columns: number): number {
  const { touched, rows } = person;
  const width = touched.length;
  const sums = new Float64Array((Math.max(...cell) + 1) * width);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < width; c++) sums[cell[i]! * width + c]! += wm[i * width + c]!;
  }
  let trace = 0;
  for (let start = 0; start < sums.length; start += width) {
    for (let a = 0; a < width; a++) {
      const at = touched[a]! * columns;
      let through = 0;
      for (let b = 0; b < width; b++) through += inner[at + touched[b]!]! * sums[start + b]!;
      trace += sums[start + a]! * through;
    }
  }
  return trace;
}

function cellSums(cell: Int32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(Math.max(...cell) + 1);
  for (let i = 0; i < cell.length; i++) sums[cell[i]!]! += values[i]!;
  return sums;
}

/** A square matrix in rows times a vector. */
function multiply(matrix: Float64Array, n: number, vector: Float64Array): Float64Array {
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

function logOf(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!);
  return 2 * sum;
}
