import { jointSource, type GDesign, firstRows, type Source } from './g-design.ts';

/** What an analysis of variance says of one source. */
export interface AnovaRow {
  df: number;
  sumOfSquares: number;
  meanSquare: number;
  /** The variance by expected mean squares, which may be negative. */
  raw: number;
}

/**
 * Whether every source has cells of one size and every two sources are crossed in full: then sums of squares add up and
 * mean squares have expectations in closed form.
 */
export function isBalanced({ sources }: GDesign): boolean {
  const levels = (facets: readonly string[]) =>
    facets.length === 0 ? 1 : sources.find((source) => sameSet(source.facets, facets))?.levels;
  return sources.every(
    (a) =>
      a.sizes.every((size) => size === a.sizes[0]) &&
      sources.every((b) => {
        const common = levels(a.facets.filter((facet) => b.facets.includes(facet)));
        return common !== undefined && jointSource(sources, a, b).levels * common === a.levels * b.levels;
      }),
  );
}

/**
 * Variance components of a balanced design: sums of squares from the lattice of sources, then expected mean squares, E(MS α) = Σ k(β)
 * σ²(β) over all β that contain α, with k the rows of a cell (Cornfield & Tukey 1956; Brennan 2001, ch. 3).
 * Negative values stand as they come out and go into the others as such (Brennan's rule, not Cronbach's).
 */
export function balancedComponents({ sources }: GDesign, y: Float64Array): AnovaRow[] {
  const n = y.length;
  const rows: AnovaRow[] = [];
  sources.forEach((source, i) => {
    let df = source.levels - 1;
    let sumOfSquares = squaresOf(source, y);
    sources.slice(0, i).forEach((coarser, j) => {
      if (!contains(source, coarser)) return;
      df -= rows[j]!.df;
      sumOfSquares -= rows[j]!.sumOfSquares;
    });
    // What is 0 in exact arithmetic may come out a rounding below.
    sumOfSquares = Math.max(0, sumOfSquares);
    rows.push({ df, sumOfSquares, meanSquare: sumOfSquares / df, raw: 0 });
  });
  for (let i = sources.length - 1; i >= 0; i--) {
    let value = rows[i]!.meanSquare;
    for (let j = i + 1; j < sources.length; j++) {
      if (contains(sources[j]!, sources[i]!)) value -= (n / sources[j]!.levels) * rows[j]!.raw;
    }
    rows[i]!.raw = value / (n / sources[i]!.levels);
  }
  return rows;
}

/**
 * Variance components of any design by the analogous sums of squares (Henderson 1953, method 1; urGENOVA, Brennan 2001, ch. 7):
 * T(α) = Σ (cell sum)² / cell size is set to its expectation, which is linear in the components. Unbiased, may be negative. Equals the closed form
 * where the design is balanced. Null when the equations do not determine every component.
 */
export function analogousComponents({ sources }: GDesign, y: Float64Array): number[] | null {
  const n = y.length;
  const ofMean = sources.map(({ sizes }) => sizes.reduce((sum, size) => sum + size * size, 0) / n);
  const equations = sources.map((a) => [
    ...sources.map((b, j) => coefficient(sources, a, b) - ofMean[j]!),
    squaresOf(a, y),
  ]);
  return solve(equations);
}

/** T(α) − T(mean); y has mean 0. */
function squaresOf({ cell, levels, sizes }: Source, y: Float64Array): number {
  const sums = new Float64Array(levels);
  for (let row = 0; row < y.length; row++) sums[cell[row]!]! += y[row]!;
  return sums.reduce((total, sum, at) => total + (sum * sum) / sizes[at]!, 0);
}

/** What σ²(b) counts in the expectation of T(a): Σ over cells of a of Σ (rows shared with a cell of b)² / rows of a. */
function coefficient(sources: readonly Source[], a: Source, b: Source): number {
  const joint = jointSource(sources, a, b);
  const first = firstRows(joint);
  return joint.sizes.reduce((sum, size, at) => sum + (size * size) / a.sizes[a.cell[first[at]!]!]!, 0);
}

export function contains(finer: Source, coarser: Source): boolean {
  return coarser !== finer && coarser.facets.every((facet) => finer.facets.includes(facet));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((facet) => b.includes(facet));
}

/** Gauss–Jordan with pivoting, in place; the right side is the last column. */
function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  const scale = Math.max(...rows.flatMap((row) => row.slice(0, n).map(Math.abs)));
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    if (!(Math.abs(rows[pivot]![column]!) > 1e-10 * scale)) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const by = rows[row]![column]! / rows[column]![column]!;
      if (by === 0) continue;
      for (let k = column; k <= n; k++) rows[row]![k]! -= by * rows[column]![k]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
