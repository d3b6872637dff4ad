import { type RaschDesign } from './rasch-design.ts';
import { isAlive, type RaschScale, raschScale, type RatingMoments, ratingMoments } from './rasch-scale.ts';

/** Where a total lies: all ratings at the bottom, all at the top, or in between. */
export type Edge = 'low' | 'high' | null;

/** An element that is not estimated together with the others. */
export interface Removed {
  set: number;
  element: number;
  edge: Edge;
}

/** The ratings from which a joint estimate can be made. */
export interface KeptRatings {
  /** 1 for each rating that stays in. */
  kept: Uint8Array;
  count: number;
  /** By set, 1 for each element that stays in. */
  inside: Uint8Array[];
  removed: Removed[];
  /** The scales with the categories that the kept ratings use. */
  scales: RaschScale[];
}

/** How far from its edge an extreme total is put, in score points: the default of FACETS and Winsteps. */
export const EXTREME_ADJUSTMENT = 0.3;

/**
 * Takes out elements whose ratings all lie at one end of the scale: no finite measure reproduces such a total, and it
 * tells nothing about the others (Wright & Masters 1982, §4.4). Without them others may become extreme, so this goes on
 * until nothing changes. What is kept does not depend on the order. Cost: a few passes over the ratings.
 */
export function withoutExtremes(design: RaschDesign): KeptRatings {
  const { n, sets, score, scaleOfRow } = design;
  const kept = new Uint8Array(n).fill(1);
  const inside = sets.map((set) => {
    const present = new Uint8Array(set.levels);
    for (let row = 0; row < n; row++) present[set.index[row]!] = 1;
    return present;
  });
  const removed: Removed[] = [];
  let scales = scalesInUse(design, kept);
  const first = sets.map((_, set) => totalsOf(design, set, kept, scales));
  let quiet = 0;
  for (let set = 0; quiet < sets.length; set = (set + 1) % sets.length) {
    const totals = totalsOf(design, set, kept, scales);
    const before = removed.length;
    for (let element = 0; element < sets[set]!.levels; element++) {
      if (inside[set]![element] === 0 || !isExtreme(totals, element)) continue;
      inside[set]![element] = 0;
      removed.push({ set, element, edge: edgeOf(totals, element) ?? edgeOf(first[set]!, element) });
    }
    quiet = removed.length === before ? quiet + 1 : 0;
    if (quiet > 0) continue;
    const { index } = sets[set]!;
    for (let row = 0; row < n; row++) if (inside[set]![index[row]!] === 0) kept[row] = 0;
    scales = scalesInUse(design, kept);
  }
  let count = 0;
  for (let row = 0; row < n; row++) count += kept[row]!;
  return { kept, count, inside, removed, scales };

  function scalesInUse({ scaleHigh }: RaschDesign, rows: Uint8Array): RaschScale[] {
    const counts = scaleHigh.map((high) => new Int32Array(high + 1));
    for (let row = 0; row < n; row++) counts[scaleOfRow[row]!]![score[row]!]! += rows[row]!;
    return scaleHigh.map((high, scale) => raschScale(high, counts[scale]!));
  }
}

/** Totals of the elements of one set, with the least and the most that they could be. */
interface Totals {
  total: Int32Array;
  low: Int32Array;
  high: Int32Array;
  /** The most by the scale as declared. */
  declared: Int32Array;
}

function totalsOf(design: RaschDesign, set: number, kept: Uint8Array, scales: readonly RaschScale[]): Totals {
  const { index, levels } = design.sets[set]!;
  const lowest = scales.map((scale) => scale.categories[0] ?? 0);
  const highest = scales.map((scale) => scale.categories[scale.categories.length - 1] ?? 0);
  const [total, low, high, declared] = Array.from({ length: 4 }, () => new Int32Array(levels)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let row = 0; row < design.n; row++) {
    if (kept[row] === 0) continue;
    const element = index[row]!;
    const scale = design.scaleOfRow[row]!;
    total[element]! += design.score[row]!;
    low[element]! += lowest[scale]!;
    high[element]! += highest[scale]!;
    declared[element]! += design.scaleHigh[scale]!;
  }
  return { total, low, high, declared };
}

function isExtreme({ total, low, high }: Totals, element: number): boolean {
  return total[element] === low[element] || total[element] === high[element];
}

/** Ratings that are all equal between the ends of their scale have no edge. */
function edgeOf({ total, low, high, declared }: Totals, element: number): Edge {
  if (low[element] === high[element]) {
    if (declared[element] === 0) return null;
    if (total[element] === declared[element]) return 'high';
    return total[element] === 0 ? 'low' : null;
  }
  if (total[element] === low[element]) return 'low';
  return total[element] === high[element] ? 'high' : null;
}

/** A measure that was found with the others held fixed. */
export interface FixedMeasure {
  set: number;
  element: number;
  measure: number;
  se: number;
}

/**
 * Measures for the elements that were taken out: each is where the expected total equals the observed one, moved to at
 * least .3 score points from the edge, on its ratings by, with and on elements inside the joint estimate, which stay
 * fixed (as in Winsteps and FACETS). One without such ratings is measured against those measured before it; one that
 * hangs on nothing gets no measure.
 *
 * `measures` (by set, unsigned, read where `measured` is 1) and `measured` are added to.
 */
export function measureRemoved(
  design: RaschDesign,
  removed: readonly Removed[],
  scales: readonly RaschScale[],
  measures: readonly Float64Array[],
  measured: readonly Uint8Array[],
): FixedMeasure[] {
  const usable = borrowedScales(scales);
  const rowsOf = rowsOfRemoved(design, removed);
  const found: FixedMeasure[] = [];
  let waiting = removed.map((_, place) => place);
  for (let before = -1; before !== found.length;) {
    before = found.length;
    waiting = waiting.filter((place) => {
      const { set, element } = removed[place]!;
      const rows = rowsOf[place]!.filter((row) =>
        design.sets.every((other, at) => at === set || measured[at]![other.index[row]!] === 1),
      );
      if (rows.length === 0) return true;
      found.push({ set, element, ...measureAlone(design, set, rows, usable, measures) });
      return false;
    });
    for (const { set, element, measure } of found.slice(before)) {
      measures[set]![element] = measure;
      measured[set]![element] = 1;
    }
  }
  return found;
}

function rowsOfRemoved({ n, sets }: RaschDesign, removed: readonly Removed[]): number[][] {
  const rows = removed.map((): number[] => []);
  for (const [set, { index, levels }] of sets.entries()) {
    const place = new Int32Array(levels).fill(-1);
    for (const [at, one] of removed.entries()) if (one.set === set) place[one.element] = at;
    for (let row = 0; row < n; row++) {
      const at = place[index[row]!]!;
      if (at >= 0) rows[at]!.push(row);
    }
  }
  return rows;
}

/** Newton inside a bracket; the expected total rises with the measure. */
function measureAlone(
  { sets, score, scaleOfRow }: RaschDesign,
  set: number,
  rows: readonly number[],
  scales: readonly RaschScale[],
  measures: readonly Float64Array[],
): { measure: number; se: number } {
  const { sign } = sets[set]!;
  let [total, least, most] = [0, 0, 0];
  const rest = rows.map((row) => {
    const { categories } = scales[scaleOfRow[row]!]!;
    total += score[row]!;
    least += categories[0]!;
    most += categories[categories.length - 1]!;
    return sets.reduce((sum, other, at) => sum + (at === set ? 0 : other.sign * measures[at]![other.index[row]!]!), 0);
  });
  const target = Math.min(most - EXTREME_ADJUSTMENT, Math.max(least + EXTREME_ADJUSTMENT, total));
  const room = new Float64Array(Math.max(...scales.map((scale) => scale.high)) + 1);
  const moments: RatingMoments = { mean: 0, variance: 0, fourth: 0 };
  let help = 0;
  let information = 0;
  let [from, to] = [-Infinity, Infinity];
  for (let round = 0; round < 200; round++) {
    let expected = 0;
    information = 0;
    for (const [i, row] of rows.entries()) {
      ratingMoments(scales[scaleOfRow[row]!]!, rest[i]! + help, room, moments);
      expected += moments.mean;
      information += moments.variance;
    }
    const gap = target - expected;
    if (gap > 0) from = help;
    else to = help;
    const step = Math.max(-2, Math.min(2, gap / information));
    if (Math.abs(step) < 1e-10) break;
    const next = help + step;
    help = next > from && next < to ? next : (from + to) / 2;
  }
  return { measure: sign * help, se: 1 / Math.sqrt(information) };
}

/** The scales; one with a single used category gets the mean thresholds of the full scales of its length. */
export function borrowedScales(scales: readonly RaschScale[]): RaschScale[] {
  return scales.map((scale) => (isAlive(scale) ? scale : borrowed(scale.high, scales)));
}

function borrowed(high: number, scales: readonly RaschScale[]): RaschScale {
  const full = raschScale(high, new Uint8Array(high + 1).fill(1));
  const lenders = scales.filter((scale) => scale.high === high && scale.categories.length === high + 1);
  for (const { costs } of lenders) for (let k = 0; k <= high; k++) full.costs[k]! += costs[k]! / lenders.length;
  return full;
}
