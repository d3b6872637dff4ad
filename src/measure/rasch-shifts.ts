import { cholesky, solveCholesky } from './cholesky.ts';
import { type RaschDesign } from './rasch-design.ts';
import { type RaschLayout } from './rasch-layout.ts';
import { seededRandom } from './random.ts';

/** Elements that can be compared with each other. One element may belong to several subsets (an item that all share). */
export interface RaschSubset {
  persons: number[];
  facets: number[][];
}

/** What the ratings leave open. */
export interface RaschShifts {
  /** Columns (of the layout) that must be held for the rest to be determined. */
  pinned: number[];
  /** By open shift, by set, by element: how the measures (signed to help) move without any rating's logit changing. */
  basis: Float64Array[][];
  subsets: RaschSubset[];
}

/**
 * Which measures the ratings tie together. Adding a number to all persons and taking it from all observers changes
 * nothing; that shift is always open, one for each facet, and centring settles it. Where teachers of one school never
 * meet the observers of another, more shifts are open, and no comparison across is possible, although both use the same
 * items.
 *
 * Found exactly, as the null space of the design (the largest set eliminated as in the fit, then a pivoted factor of
 * the rest), which is the union–find of persons and observers for two facets, and for more facets sees what a
 * union–find over all elements misses (nested designs; Weeks & Williams 1964). Two elements of a set can be compared
 * when every open shift moves them alike; a subset is what one rating's elements can be compared with.
 */
export function raschShifts(design: RaschDesign, layout: RaschLayout): RaschShifts {
  const size = layout.elements.length;
  const { normal, counts, ratings } = normalEquations(layout, size);
  const pinned = openColumns(normal, ratings);
  const held = normal.slice();
  for (const c of pinned) {
    for (let d = 0; d < size; d++) held[c * size + d] = held[d * size + c] = c === d ? 1 : 0;
  }
  const factor = cholesky(held, size)!;
  const basis = pinned.map((c) => {
    const right = new Float64Array(size);
    for (let d = 0; d < size; d++) right[d] = -normal[d * size + c]!;
    for (const d of pinned) right[d] = d === c ? 1 : 0;
    return bySet(design, layout, counts, solveCholesky(factor, size, right));
  });
  return { pinned, basis, subsets: subsetsOf(design, layout, basis) };
}

/** XᵀX of the element columns with the block eliminated, as a full square; and the ratings of each block element and column. */
function normalEquations({ start, columns, others }: RaschLayout, size: number) {
  const facets = others.length;
  const normal = new Float64Array(size * size);
  const counts = new Int32Array(start.length - 1);
  const ratings = new Float64Array(size);
  const dense = new Float64Array(size);
  for (let p = 0; p < counts.length; p++) {
    const met: number[] = [];
    for (let i = start[p]! * facets; i < start[p + 1]! * facets; i++)
      if (dense[columns[i]!]!++ === 0) met.push(columns[i]!);
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      for (let f = 0; f < facets; f++) {
        for (let g = 0; g < facets; g++) normal[columns[i * facets + f]! * size + columns[i * facets + g]!]!++;
      }
    }
    counts[p] = start[p + 1]! - start[p]!;
    for (const c of met) for (const d of met) normal[c * size + d]! -= (dense[c]! * dense[d]!) / counts[p]!;
    for (const c of met) {
      ratings[c]! += dense[c]!;
      dense[c] = 0;
    }
  }
  return { normal, counts, ratings };
}

/** Symmetric elimination, the largest pivot for its ratings first; what is left when all pivots are rounding is open. */
function openColumns(normal: Float64Array, ratings: Float64Array): number[] {
  const size = ratings.length;
  const rest = normal.slice();
  const open = Array.from({ length: size }, (_, c) => c);
  for (;;) {
    let best = -1;
    let top = 1e-9;
    for (const [place, c] of open.entries()) {
      const pivot = rest[c * size + c]! / ratings[c]!;
      if (pivot > top) [best, top] = [place, pivot];
    }
    if (best < 0) return open;
    const [column] = open.splice(best, 1) as [number];
    const base = column * size;
    for (const c of open) {
      const share = rest[c * size + column]! / rest[base + column]!;
      if (share === 0) continue;
      for (let at = 0; at < open.length; at++) rest[c * size + open[at]!]! -= share * rest[base + open[at]!]!;
    }
  }
}

/** A null vector of the element columns, spread to all sets; the block's elements follow from their ratings. */
function bySet(design: RaschDesign, layout: RaschLayout, counts: Int32Array, vector: Float64Array): Float64Array[] {
  const { start, columns, others, block, blockElements, elements } = layout;
  const sets = design.sets.map(({ levels }) => new Float64Array(levels));
  elements.forEach(({ set, element }, c) => (sets[set]![element] = vector[c]!));
  for (const [p, element] of blockElements.entries()) {
    let sum = 0;
    for (let i = start[p]! * others.length; i < start[p + 1]! * others.length; i++) sum += vector[columns[i]!]!;
    sets[block]![element] = -sum / counts[p]!;
  }
  return sets;
}

function subsetsOf(design: RaschDesign, layout: RaschLayout, basis: readonly Float64Array[][]): RaschSubset[] {
  const { block, blockElements, elements, start, columns, others } = layout;
  const members = design.sets.map((_, set) =>
    set === block ? blockElements : elements.filter((one) => one.set === set).map((one) => one.element),
  );
  // One mixture of all shifts tells apart what any of them tells apart.
  const { uniform } = seededRandom(1);
  const weights = basis.map(() => 1 + uniform());
  const classes = members.map((list, set) =>
    classesOf(
      list,
      (e) => basis.reduce((sum, shift, k) => sum + weights[k]! * shift[set]![e]!, 0),
      design.sets[set]!.levels,
    ),
  );
  if (classes.every(({ count }) => count === 1)) return [{ persons: members[0]!, facets: members.slice(1) }];
  const subsets = new Map<number, number[]>();
  for (const [p, element] of blockElements.entries()) {
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const mine = design.sets.map(() => classes[block]!.of[element]!);
      let key = mine[block]!;
      for (let f = 0; f < others.length; f++) {
        const set = others[f]!;
        mine[set] = classes[set]!.of[elements[columns[i * others.length + f]!]!.element]!;
        key = key * classes[set]!.count + mine[set]!;
      }
      if (!subsets.has(key)) subsets.set(key, mine);
    }
  }
  return Array.from(subsets.values(), (mine) => {
    const [persons, ...facets] = members.map((list, set) => list.filter((e) => classes[set]!.of[e] === mine[set]));
    return { persons: persons!, facets };
  });
}

function classesOf(members: readonly number[], value: (element: number) => number, levels: number) {
  const values = new Float64Array(levels);
  for (const element of members) values[element] = value(element);
  const sorted = [...members].sort((a, b) => values[a]! - values[b]!);
  const of = new Int32Array(levels);
  let count = 0;
  sorted.forEach((element, i) => {
    if (i > 0 && values[element]! - values[sorted[i - 1]!]! > 1e-6) count++;
    of[element] = count;
  });
  return { of, count: count + 1 };
}

/**
 * Moves the measures (signed to help, by set) along the open shifts so that those of the sets that do not float are as
 * small as can be, in squares: each such facet gets mean 0, and where subsets are apart, each of them by itself. In
 * place.
 */
export function centre(
  design: RaschDesign,
  layout: RaschLayout,
  basis: readonly Float64Array[][],
  measures: Float64Array[],
): void {
  const { block, blockElements, elements } = layout;
  const centred = [...elements, ...blockElements.map((element) => ({ set: block, element }))].filter(
    ({ set }) => !design.sets[set]!.floating,
  );
  const k = basis.length;
  if (k === 0) return;
  const normal = new Float64Array(k * k);
  const right = new Float64Array(k);
  for (const { set, element } of centred) {
    for (let a = 0; a < k; a++) {
      right[a]! -= basis[a]![set]![element]! * measures[set]![element]!;
      for (let b = 0; b <= a; b++) normal[a * k + b]! += basis[a]![set]![element]! * basis[b]![set]![element]!;
    }
  }
  const shares = solveCholesky(cholesky(normal, k)!, k, right);
  for (const [set, values] of measures.entries()) {
    for (let e = 0; e < values.length; e++) for (let a = 0; a < k; a++) values[e]! += shares[a]! * basis[a]![set]![e]!;
  }
}
