import { cholesky, solveCholesky } from './cholesky.ts';
import { type RaschLayout } from './rasch-layout.ts';
import { type RaschScale } from './rasch-scale.ts';

/** All unknowns: measures of the block's elements; then those of the element columns, followed by the free costs. */
export interface RaschPoint {
  block: Float64Array;
  columns: Float64Array;
}

/** The Newton equations of the joint likelihood. */
export interface RaschPass {
  /** The log likelihood at a point, less half the prior's squares. Also sets up the equations of that point. */
  at(point: RaschPoint): number;
  /** The Newton step from the point that was asked last; null where the information matrix is singular. */
  step(pinned: readonly number[]): RaschPoint | null;
}

/** Powers of e up to this are safe to multiply. */
const SAFE_EXPONENT = 300;

/**
 * Gradient and information of the joint likelihood, with each element of the block eliminated as soon as its ratings
 * have been seen: its row of the information matrix meets only the columns of its own ratings.
 *
 * `prior` is the precision of a normal prior at 0 on every unknown; 0 for none.
 *
 * One exp a rating: category weights are powers of exp(b) times a constant. (Where b is so large that a power might
 * overflow, the weights are taken relative to the largest.)
 */
export function raschPass(layout: RaschLayout, scales: readonly RaschScale[], prior: number): RaschPass {
  const { start, width } = layout;
  const blocks = start.length - 1;
  const gradient = new Float64Array(width);
  const schur = new Float64Array(width * width);
  const blockGradient = new Float64Array(blocks);
  const blockInformation = new Float64Array(blocks);
  const cross = crossRoom(layout, scales);
  const tables = scales.map(({ categories }) => ({
    // Counted from the lowest category in use: the same likelihood, smaller powers.
    points: Float64Array.from(categories, (category) => category - categories[0]!),
    costs: new Float64Array(categories.length),
    factors: new Float64Array(categories.length),
  }));
  const weight = new Float64Array(Math.max(1, ...tables.map(({ points }) => points.length)));
  const dense = new Float64Array(width);

  return { at, step };

  function at(point: RaschPoint): number {
    gradient.fill(0);
    schur.fill(0);
    for (const [s, { costs, factors }] of tables.entries()) {
      for (let j = 1; j < costs.length - 1; j++) costs[j] = point.columns[layout.thresholdStart[s]! + j - 1]!;
      for (let j = 0; j < costs.length; j++) factors[j] = Math.exp(-costs[j]!);
    }
    let likelihood = 0;
    for (let p = 0; p < blocks; p++) likelihood += blockAt(p, point);
    for (let c = 0; c < width; c++) {
      likelihood -= (prior / 2) * point.columns[c]! ** 2;
      gradient[c]! -= prior * point.columns[c]!;
      schur[c * width + c]! += prior;
    }
    return likelihood;
  }

  /** Adds the ratings of one element of the block; its share of the log likelihood. */
  function blockAt(p: number, point: RaschPoint): number {
    const { columns: column, category, scale: scaleOf, thresholdStart } = layout;
    const facets = layout.others.length;
    const values = point.columns;
    const own = point.block[p]!;
    let likelihood = 0;
    let score = 0;
    let information = 0;
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const first = i * facets;
      let b = own;
      for (let f = first; f < first + facets; f++) b += values[column[f]!]!;
      const s = scaleOf[i]!;
      const table = tables[s]!;
      const { points, costs } = table;
      const last = points.length - 1;
      const got = category[i]!;
      const top = weigh(table, b);
      let sum = weight[0]!;
      let mean = 0;
      let square = 0;
      for (let j = 1; j <= last; j++) {
        const part = points[j]! * weight[j]!;
        sum += weight[j]!;
        mean += part;
        square += points[j]! * part;
      }
      const share = 1 / sum;
      mean *= share;
      const variance = square * share - mean * mean;
      const residual = points[got]! - mean;
      likelihood += points[got]! * b - costs[got]! - top - Math.log(sum);
      score += residual;
      information += variance;

      for (let f = first; f < first + facets; f++) {
        const c = column[f]!;
        gradient[c]! += residual;
        dense[c]! += variance;
        // Columns of later facets are higher: only the lower triangle is kept.
        for (let g = first; g <= f; g++) schur[c * width + column[g]!]! += variance;
      }
      const from = thresholdStart[s]! - 1;
      for (let j = 1; j < last; j++) {
        const t = from + j;
        const row = t * width;
        const chance = weight[j]! * share;
        const pull = chance * (points[j]! - mean);
        weight[j] = chance;
        gradient[t]! += chance;
        dense[t]! -= pull;
        for (let f = first; f < first + facets; f++) schur[row + column[f]!]! -= pull;
        for (let k = 1; k < j; k++) schur[row + from + k]! -= chance * weight[k]!;
        schur[row + t]! += chance * (1 - chance);
      }
      if (got > 0 && got < last) gradient[from + got]!--;
    }
    blockGradient[p] = score - prior * own;
    blockInformation[p] = information + prior;
    eliminate(p);
    return likelihood - (prior / 2) * own * own;
  }

  /** The categories' weights at b, all divided by exp of the answer. */
  function weigh({ points, costs, factors }: ScaleTable, b: number): number {
    const n = points.length;
    if (Math.abs(b) * points[n - 1]! > SAFE_EXPONENT) {
      let top = 0;
      for (let j = 1; j < n; j++) top = Math.max(top, points[j]! * b - costs[j]!);
      for (let j = 0; j < n; j++) weight[j] = Math.exp(points[j]! * b - costs[j]! - top);
      return top;
    }
    const unit = Math.exp(b);
    let power = 1;
    weight[0] = 1;
    for (let j = 1; j < n; j++) {
      for (let k = points[j - 1]!; k < points[j]!; k++) power *= unit;
      weight[j] = power * factors[j]!;
    }
    return 0;
  }

  /** Takes one element of the block out of the equations; keeps its row of the information matrix for the way back. */
  function eliminate(p: number): void {
    const { column, value } = cross;
    const [from, to] = [cross.start[p]!, cross.start[p + 1]!];
    const score = blockGradient[p]!;
    const information = blockInformation[p]!;
    for (let a = from; a < to; a++) {
      const c = column[a]!;
      value[a] = dense[c]!;
      dense[c] = 0;
    }
    for (let a = from; a < to; a++) {
      const row = column[a]! * width;
      const share = value[a]! / information;
      gradient[column[a]!]! -= share * score;
      for (let d = from; d <= a; d++) schur[row + column[d]!]! -= share * value[d]!;
    }
  }

  function step(pinned: readonly number[]): RaschPoint | null {
    const right = gradient.slice();
    for (const c of pinned) {
      for (let d = 0; d < width; d++) schur[Math.max(c, d) * width + Math.min(c, d)] = 0;
      schur[c * width + c] = 1;
      right[c] = 0;
    }
    if (!right.every(Number.isFinite)) return null;
    const factor = cholesky(schur, width);
    if (!factor) return null;
    const columns = solveCholesky(factor, width, right);
    const block = blockGradient.map((score, p) => {
      let rest = score;
      for (let a = cross.start[p]!; a < cross.start[p + 1]!; a++) rest -= cross.value[a]! * columns[cross.column[a]!]!;
      return rest / blockInformation[p]!;
    });
    return { block, columns };
  }
}

/** One scale at the point in question. */
interface ScaleTable {
  points: Float64Array;
  costs: Float64Array;
  /** exp(−cost). */
  factors: Float64Array;
}

/** The columns that each element of the block meets, sorted: they stay the same in all passes. */
function crossRoom(layout: RaschLayout, scales: readonly RaschScale[]) {
  const { start, columns, others, scale, thresholdStart, width } = layout;
  const facets = others.length;
  const from = new Int32Array(start.length);
  const seen = new Int32Array(width).fill(-1);
  const found: number[] = [];
  for (let p = 0; p < start.length - 1; p++) {
    const mine: number[] = [];
    const meet = (c: number) => {
      if (seen[c] === p) return;
      seen[c] = p;
      mine.push(c);
    };
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      for (let f = 0; f < facets; f++) meet(columns[i * facets + f]!);
      const s = scale[i]!;
      for (let j = 1; j < scales[s]!.categories.length - 1; j++) meet(thresholdStart[s]! + j - 1);
    }
    mine.sort((a, b) => a - b);
    for (const c of mine) found.push(c);
    from[p + 1] = found.length;
  }
  return { start: from, column: Int32Array.from(found), value: new Float64Array(found.length) };
}
