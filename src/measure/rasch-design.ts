/** Ratings by many facets, a row a rating. All columns are equally long. */
export interface ManyFacetData {
  /** Who or what is rated, counted from 0: a teacher in one semester. Higher measures are better. */
  person: ArrayLike<number>;
  /** The other facets (observers, items …), counted from 0. Higher measures are more severe or more difficult. */
  facets: readonly ArrayLike<number>[];
  /** Whole numbers from `min` to `max`. */
  score: ArrayLike<number>;
  min: number;
  max: number;
  /** The highest score of each element of `stepFacet`, where they differ. */
  maxByItem?: ArrayLike<number>;
  /** The facet (its place in `facets`) whose elements have thresholds or maxima of their own; the last one if not given. */
  stepFacet?: number;
  /** One set of thresholds for all ratings with the same maximum, or one for each element of `stepFacet`. */
  model?: 'rating-scale' | 'partial-credit';
  /** The set that is not centred at 0. Default 'person'. */
  floating?: 'person' | number;
}

/** One set of elements: the persons, or one facet. */
export interface RaschSet {
  index: ArrayLike<number>;
  /** Elements; some may have no rating. */
  levels: number;
  /** 1 where more helps to a higher rating (persons), −1 where more hinders. */
  sign: 1 | -1;
  floating: boolean;
}

/** Checked data, with scores counted from `min`. */
export interface RaschDesign {
  n: number;
  min: number;
  /** Persons first, then the facets. */
  sets: RaschSet[];
  score: Int32Array;
  /** The scale of each rating, and the highest score of each scale. */
  scaleOfRow: Int32Array;
  scaleHigh: number[];
  /** The scale of each element of the step facet; null when all ratings share one scale. */
  scaleOfStep: number[] | null;
  /** The first rating that is no whole number of its scale; null when there is none. */
  outside: number | null;
}

/**
 * Checks ragged and non-finite input (TypeError, RangeError) and gives each rating its scale. Cost: one pass over the
 * ratings.
 */
export function raschDesign(data: ManyFacetData): RaschDesign {
  const { person, facets, score, min, max } = data;
  const n = score.length;
  const sets = [person, ...facets].map((index, place): RaschSet => {
    const name = place === 0 ? 'person' : `facets[${place - 1}]`;
    if (index.length !== n) throw new RangeError(`${name} has ${index.length} rows, score has ${n}`);
    const floating = (data.floating ?? 'person') === (place === 0 ? 'person' : place - 1);
    return { index, levels: levelsOf(index, name), sign: place === 0 ? 1 : -1, floating };
  });
  if (!sets.some((set) => set.floating)) throw new RangeError(`floating names no facet: ${String(data.floating)}`);
  if (!Number.isInteger(min) || !Number.isInteger(max) || max <= min) {
    throw new RangeError(`min and max must be whole numbers, min below max: ${min}, ${max}`);
  }
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(score[row]!)) throw new TypeError(`score[${row}] is not a finite number`);
  }
  const { scaleHigh, scaleOfStep } = scalesOf(data, sets);
  const steps = sets[stepPlace(data) + 1];
  const scaleOfRow = new Int32Array(n);
  const relative = new Int32Array(n);
  let outside: number | null = null;
  for (let row = 0; row < n; row++) {
    if (scaleOfStep) scaleOfRow[row] = scaleOfStep[steps!.index[row]!]!;
    const value = score[row]! - min;
    if (outside === null && !(Number.isInteger(value) && value >= 0 && value <= scaleHigh[scaleOfRow[row]!]!)) {
      outside = row;
    }
    relative[row] = value;
  }
  return { n, min, sets, score: relative, scaleOfRow, scaleHigh, scaleOfStep, outside };
}

/** The place of the step facet among the facets; −1 when there are no facets. */
function stepPlace(data: ManyFacetData): number {
  return data.stepFacet ?? data.facets.length - 1;
}

function levelsOf(index: ArrayLike<number>, name: string): number {
  let top = -1;
  for (let row = 0; row < index.length; row++) {
    const element = index[row]!;
    if (!Number.isInteger(element) || element < 0) throw new RangeError(`${name}[${row}] is not a whole number from 0`);
    if (element > top) top = element;
  }
  return top + 1;
}

function scalesOf(data: ManyFacetData, sets: readonly RaschSet[]): Pick<RaschDesign, 'scaleHigh' | 'scaleOfStep'> {
  const { min, max, maxByItem } = data;
  const partial = data.model === 'partial-credit';
  if (!partial && !maxByItem) return { scaleHigh: [max - min], scaleOfStep: null };
  const steps = sets[stepPlace(data) + 1];
  if (!steps || stepPlace(data) < 0) throw new RangeError('partial credit and maxByItem need a stepFacet');
  if (maxByItem && maxByItem.length < steps.levels) {
    throw new RangeError(`maxByItem has ${maxByItem.length} entries, the step facet ${steps.levels} elements`);
  }
  // Elements that the highest index leaves out still have their maximum, and so their place in the answer.
  steps.levels = Math.max(steps.levels, maxByItem?.length ?? 0);
  const highs = Array.from({ length: steps.levels }, (_, element) => (maxByItem?.[element] ?? max) - min);
  for (const high of highs) {
    if (!Number.isInteger(high) || high < 1) throw new RangeError('maxByItem must be whole numbers above min');
  }
  if (partial) return { scaleHigh: highs, scaleOfStep: highs.map((_, element) => element) };
  const scaleHigh = [...new Set(highs)];
  return { scaleHigh, scaleOfStep: highs.map((high) => scaleHigh.indexOf(high)) };
}
