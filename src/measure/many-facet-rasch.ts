import { type Outcome, unusable } from './outcome.ts';
import { type ManyFacetData, type RaschDesign, raschDesign } from './rasch-design.ts';
import { type KeptRatings, measureRemoved, withoutExtremes } from './rasch-extremes.ts';
import { fairAverages } from './rasch-fair.ts';
import {
  type CategoryUse,
  raschFit,
  type RaschElementFit,
  type RaschSeparation,
  raschSeparation,
  type UnexpectedRating,
} from './rasch-fit.ts';
import { raschLayout } from './rasch-layout.ts';
import { type RaschSolution, solveRasch } from './rasch-newton.ts';
import { thresholdsOf } from './rasch-scale.ts';
import { centre, type RaschSubset, raschShifts } from './rasch-shifts.ts';

/** What the model says about one person or one element of a facet. Null where there is nothing to say. */
export interface RaschElement {
  /** Logits: ability of a person, severity or difficulty of anything else. Null without a usable rating. */
  measure: number | null;
  se: number | null;
  /** The four fit statistics are null for elements outside the joint estimate. */
  infit: number | null;
  outfit: number | null;
  infitZ: number | null;
  outfitZ: number | null;
  /** The mean rating that it would get (a person) or give with average elements of all other facets, on the scale of the scores. */
  fairAverage: number | null;
  /** All ratings at one end of the scale: the measure rests on a convention. */
  extreme: boolean;
  /** All its ratings, and their sum. */
  count: number;
  total: number;
}

/** One scale as it was used. */
export interface RaschScaleUse {
  /** The elements of the step facet that share it; null when all ratings do. */
  elements: number[] | null;
  thresholds: (number | null)[];
  /** From the kept ratings. */
  categories: CategoryUse[];
}

/** A fitted many-facet Rasch model. Measures and thresholds in logits. */
export interface ManyFacetRasch {
  persons: RaschElement[];
  /** By facet, as in the data. */
  facets: RaschElement[][];
  /**
   * τ_1 … τ_m, mean 0: the first is where `min` + 1 overtakes `min`. One list where all ratings share one scale, else a
   * list for each element of the step facet. Null beside a category that nobody used.
   */
  thresholds: (number | null)[] | (number | null)[][];
  scales: RaschScaleUse[];
  /** Persons, facet 0, facet 1 …; elements outside the joint estimate do not count. */
  separation: RaschSeparation[];
  /** Of the kept ratings. */
  logLikelihood: number;
  /** Ratings with |standardised residual| ≥ `o.unexpected`, the strangest first. */
  unexpected: UnexpectedRating[];
  /** More than one: measures of different subsets must not be compared. Elements outside the joint estimate are not listed. */
  subsets: RaschSubset[];
  /**
   * False where the likelihood has no finite maximum: some elements stand in perfect order, so that their distance is
   * unbounded. Then all measures are held by a weak prior; those with a large standard error mean "far apart", not a
   * distance.
   */
  converged: boolean;
  iterations: number;
  /** Ratings behind the joint estimate, and ratings of extreme elements that were left out of it. */
  ratings: number;
  ratingsLeftOut: number;
}

export interface ManyFacetOptions {
  /** From which standardised residual on a rating is listed. Default 3. */
  unexpected?: number;
  /** The others that a fair average imagines: of mean measure (default), or of measure 0. */
  fair?: 'mean' | 'zero';
  /** A step of fewer logits than this is the last; the error left is about its square. Default 1e-6. */
  tolerance?: number;
}

/**
 * The many-facet Rasch model (Linacre 1989, "Many-facet Rasch measurement"): log(P_k / P_k−1) = person − Σ facets −
 * τ_k, fitted by joint maximum likelihood, with the statistics of the FACETS program.
 *
 * When to use it: to see which indicators are hard, which ratings are odd, whether the scale is used as meant, and how
 * strict observers are, from all ratings of a school. A person should be a teacher in one semester, never a lesson,
 * which is nested in one observer.
 *
 * - Rating scale (Andrich 1978): one set of thresholds for all ratings with the same maximum. Partial credit (Masters
 *   1982): one for each element of `stepFacet`, each with mean 0.
 * - All sets have mean 0 except `floating`.
 * - Extreme totals are left out of the estimate and of all other statistics, then get a measure .3 score points from
 *   the edge (`extreme`).
 * - A category that nobody used has probability 0 and null thresholds; scores keep their numbers ("keep" in FACETS).
 * - Joint estimates are a little too far apart in small designs (Wright & Masters 1982, §4.4); as in FACETS they are
 *   not corrected.
 *
 * How it is solved: see `solveRasch` (a joint Newton step with the persons eliminated, about six of them). Cost: about
 * ten passes over the ratings, and in each step a Cholesky factor of the facets' elements and free thresholds; memory
 * about 120 bytes a rating.
 *
 * Not usable (`ok: false`): 'no-ratings', 'outside-scale' (a score that is no whole number of its scale),
 * 'no-variation' (all scores equal), 'all-extreme' (nothing is left without the extreme totals). Throws for columns of
 * unequal length, indices that are no whole numbers from 0, and scores that are not finite.
 *
 * @example
 * // three teachers, two observers: the second gives less
 * const fit = fitManyFacetRasch({
 *   person: [0, 0, 1, 1, 2, 2, 0, 1, 2], facets: [[0, 1, 0, 1, 0, 1, 0, 1, 1]],
 *   score: [1, 1, 3, 2, 3, 2, 2, 1, 3], min: 1, max: 3,
 * });
 * fit.facets[0][1]; // measure 2.863, se 0.928, total 9
 */
export function fitManyFacetRasch(data: ManyFacetData, o: ManyFacetOptions = {}): Outcome<ManyFacetRasch> {
  const design = raschDesign(data);
  if (design.n === 0) return unusable('no-ratings', 'there are no ratings');
  if (design.outside !== null) {
    return unusable('outside-scale', `score[${design.outside}] is ${data.score[design.outside]!}`);
  }
  const rest = withoutExtremes(design);
  if (rest.count === 0) {
    const varies = design.score.some(
      (score, row) => score !== design.score[0] || design.scaleOfRow[row] !== design.scaleOfRow[0],
    );
    return varies
      ? unusable('all-extreme', 'every person or element has only ratings at one end of the scale')
      : unusable('no-variation', `all ${design.n} scores are equal`);
  }
  const layout = raschLayout(design, rest);
  const { pinned, basis, subsets } = raschShifts(design, layout);
  const tolerance = o.tolerance ?? 1e-6;
  const plain = solveRasch(design, layout, rest.scales, pinned, { tolerance, prior: 0 });
  const solution = plain.converged
    ? plain
    : solveRasch(design, layout, rest.scales, [], { tolerance, prior: WEAK_PRIOR });
  if (!solution.converged) return unusable('no-estimate', `no maximum after ${solution.iterations} steps`);
  const helping = spread(design, layout, solution);
  centre(design, layout, basis, helping);
  const fit = raschFit(design, layout, rest.scales, helping, o.unexpected ?? 3);
  const { elements, means } = assemble(design, rest, helping, fit.elements);
  const fair = fairAverages(design, rest, elements, o.fair === 'zero' ? means.map(() => 0) : means);
  for (const [set, list] of elements.entries()) list.forEach((element, e) => (element.fairAverage = fair[set]![e]!));
  const [persons, ...facets] = elements as [RaschElement[], ...RaschElement[][]];
  const lists = rest.scales.map(thresholdsOf);
  const { scaleOfStep } = design;
  return {
    ok: true,
    persons,
    facets,
    thresholds: scaleOfStep ? scaleOfStep.map((scale) => lists[scale]!) : lists[0]!,
    scales: lists.map((thresholds, scale) => ({
      elements: scaleOfStep ? scaleOfStep.flatMap((mine, element) => (mine === scale ? [element] : [])) : null,
      thresholds,
      categories: fit.categories[scale]!,
    })),
    separation: elements.map(separationOf),
    logLikelihood: solution.logLikelihood,
    unexpected: fit.unexpected,
    subsets,
    converged: plain.converged,
    iterations: solution.iterations,
    ratings: rest.count,
    ratingsLeftOut: design.n - rest.count,
  };
}

/** Precision of the prior that holds measures without a finite maximum: a standard deviation of 10 logits. */
const WEAK_PRIOR = 0.01;

/** Measures by set, signed to help, 0 for elements outside. */
function spread(design: RaschDesign, layout: ReturnType<typeof raschLayout>, solution: RaschSolution): Float64Array[] {
  const sets = design.sets.map(({ levels }) => new Float64Array(levels));
  layout.elements.forEach(({ set, element }, c) => (sets[set]![element] = solution.columns[c]!));
  layout.blockElements.forEach((element, p) => (sets[layout.block]![element] = solution.block[p]!));
  return sets;
}

/** The elements without fair averages, and the mean measure of each set inside. */
function assemble(
  design: RaschDesign,
  rest: KeptRatings,
  helping: readonly Float64Array[],
  fits: readonly (RaschElementFit | null)[][],
): { elements: RaschElement[][]; means: number[] } {
  // Adding 0 turns −0 into 0.
  const measures = helping.map((values, set) => values.map((value) => design.sets[set]!.sign * value + 0));
  const means = measures.map((values, set) => {
    const inside = [...values].filter((_, e) => rest.inside[set]![e] === 1);
    return inside.reduce((sum, value) => sum + value, 0) / inside.length;
  });
  const elements = design.sets.map((one, set) => {
    const count = new Int32Array(one.levels);
    const total = new Float64Array(one.levels);
    for (let row = 0; row < design.n; row++) {
      count[one.index[row]!]!++;
      total[one.index[row]!]! += design.score[row]! + design.min;
    }
    return Array.from({ length: one.levels }, (_, e): RaschElement => {
      const fit = fits[set]![e]!;
      const inside = fit ? { measure: measures[set]![e]!, ...fit } : NOTHING;
      return { ...inside, fairAverage: null, extreme: false, count: count[e]!, total: total[e]! };
    });
  });
  for (const { set, element, edge } of rest.removed) elements[set]![element]!.extreme = edge !== null;
  const found = measureRemoved(
    design,
    rest.removed,
    rest.scales,
    measures,
    rest.inside.map((present) => present.slice()),
  );
  for (const { set, element, measure, se } of found) Object.assign(elements[set]![element]!, { measure, se });
  return { elements, means };
}

const NOTHING = { measure: null, se: null, infit: null, outfit: null, infitZ: null, outfitZ: null };

function separationOf(elements: readonly RaschElement[]): RaschSeparation {
  const inside = elements.filter((element) => element.infit !== null);
  return raschSeparation(
    inside.map((element) => element.measure!),
    inside.map((element) => element.se!),
  );
}
