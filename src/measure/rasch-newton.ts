import { type RaschDesign } from './rasch-design.ts';
import { type RaschLayout } from './rasch-layout.ts';
import { raschPass, type RaschPoint } from './rasch-pass.ts';
import { type RaschScale } from './rasch-scale.ts';

/** How a joint estimate ended. */
export interface RaschSolution {
  /** Measures of the block's elements and of the element columns, signed so that all add to the rating's logit. */
  block: Float64Array;
  columns: Float64Array;
  logLikelihood: number;
  iterations: number;
  converged: boolean;
}

/** No step moves a measure by more logits than this. */
const LONGEST_STEP = 3;

/** Six to eight steps are usual; where measures run away, each step is one logit and the search would never end. */
const MOST_STEPS = 40;

/**
 * The joint maximum likelihood ("UCON") estimate of all measures and thresholds: where expected totals equal observed
 * ones for every element and category (Wright & Masters 1982, §4.4; Linacre 1989).
 *
 * Solved by a full Newton step on everything at once. The textbook way, one set in turn, needs many passes,
 * because persons and observers push each other to and fro; the joint step needs about six, as the log likelihood is
 * concave and the error squares itself. It is cheap because the persons' part of the information matrix is diagonal:
 * each person is eliminated by its own ratings (a bordered system), which leaves one Cholesky
 * factor of observers + items + thresholds. A step that lowers the likelihood is halved.
 *
 * The last step is the first one below the tolerance: what is left then is of the order of its square.
 *
 * `pinned` columns (one for each shift that the ratings leave open) keep their start. The scales' costs are updated in
 * place. `converged` is false when there is no finite maximum: some elements are in perfect order. A `prior` (precision
 * of a normal prior at 0 on every unknown; then nothing needs to be pinned) always has one.
 *
 * Cost of an iteration: one pass over the ratings, and for each person the square of the elements it meets.
 */
export function solveRasch(
  design: RaschDesign,
  layout: RaschLayout,
  scales: readonly RaschScale[],
  pinned: readonly number[],
  o: { tolerance: number; prior: number },
): RaschSolution {
  const pass = raschPass(layout, scales, o.prior);
  let at = startOf(design, layout, scales);
  let likelihood = pass.at(at);
  let iterations = 0;
  let converged = false;
  while (iterations < MOST_STEPS && !converged) {
    iterations++;
    const step = pass.step(pinned);
    if (!step) break;
    const longest = Math.max(maxAbs(step.block), maxAbs(step.columns));
    let share = Math.min(1, LONGEST_STEP / longest);
    let next = moved(at, step, share);
    let value = pass.at(next);
    // Rounding may lower a likelihood of −1e5 by 1e-9 at the very top.
    while (!(value >= likelihood - 1e-11 * Math.abs(likelihood)) && share > 1e-6) {
      share /= 2;
      next = moved(at, step, share);
      value = pass.at(next);
    }
    at = next;
    likelihood = value;
    converged = longest < o.tolerance;
  }
  for (const [s, { costs }] of scales.entries()) {
    for (let j = 1; j < costs.length - 1; j++) costs[j] = at.columns[layout.thresholdStart[s]! + j - 1]!;
  }
  const columns = at.columns.slice(0, layout.elements.length);
  const squares = sumOfSquares(at.block) + sumOfSquares(at.columns);
  const logLikelihood = likelihood + (o.prior / 2) * squares;
  return { block: at.block, columns, logLikelihood, iterations, converged };
}

function moved(at: RaschPoint, step: RaschPoint, share: number): RaschPoint {
  return {
    block: at.block.map((value, i) => value + share * step.block[i]!),
    columns: at.columns.map((value, i) => value + share * step.columns[i]!),
  };
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function maxAbs(values: Float64Array): number {
  let top = 0;
  for (const value of values) top = Math.max(top, Math.abs(value));
  return top;
}

/** Log odds of the share of points that each element got, and costs from the frequencies of the categories. */
function startOf(design: RaschDesign, layout: RaschLayout, scales: readonly RaschScale[]): RaschPoint {
  const { start, rows, columns: column, others, elements, thresholdStart, width } = layout;
  const facets = others.length;
  const got = new Float64Array(elements.length);
  const could = new Float64Array(elements.length);
  const block = new Float64Array(start.length - 1);
  const counts = scales.map((scale) => new Float64Array(scale.categories.length));
  let [allGot, allCould] = [0, 0];
  for (let p = 0; p < block.length; p++) {
    let [blockGot, blockCould] = [0, 0];
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const { categories } = scales[layout.scale[i]!]!;
      const points = design.score[rows[i]!]! - categories[0]!;
      const range = categories[categories.length - 1]! - categories[0]!;
      counts[layout.scale[i]!]![layout.category[i]!]!++;
      blockGot += points;
      blockCould += range;
      for (let f = 0; f < facets; f++) {
        got[column[i * facets + f]!]! += points;
        could[column[i * facets + f]!]! += range;
      }
    }
    block[p] = logOdds(blockGot, blockCould);
    allGot += blockGot;
    allCould += blockCould;
  }
  const columns = new Float64Array(width);
  const all = logOdds(allGot, allCould);
  elements.forEach((_, c) => (columns[c] = logOdds(got[c]!, could[c]!) - all));
  for (const [s, { categories }] of scales.entries()) {
    const last = categories.length - 1;
    if (last < 1) continue;
    const log = Array.from(counts[s]!, (count) => Math.log(count));
    for (let j = 1; j < last; j++) {
      const share = (categories[j]! - categories[0]!) / (categories[last]! - categories[0]!);
      columns[thresholdStart[s]! + j - 1] = (1 - share) * log[0]! + share * log[last]! - log[j]!;
    }
  }
  return { block, columns };
}

function logOdds(got: number, could: number): number {
  return Math.log(got / (could - got));
}
