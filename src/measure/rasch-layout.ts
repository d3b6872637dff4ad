import { type RaschDesign } from './rasch-design.ts';
import { type KeptRatings } from './rasch-extremes.ts';
import { isAlive } from './rasch-scale.ts';

/**
 * The kept ratings as the equations need them: the largest set is the *block* (its elements never meet in a rating, so
 * they can be eliminated one by one), ratings are sorted by it, and all other elements and free thresholds have a
 * column.
 */
export interface RaschLayout {
  /** The set that is eliminated, its elements that are inside, and where the ratings of each begin. */
  block: number;
  blockElements: number[];
  start: Int32Array;
  /** The original row of each sorted rating. */
  rows: Int32Array;
  others: number[];
  /** By sorted rating, one column for each of the other sets. */
  columns: Int32Array;
  /** By sorted rating: its scale and the place of its score among the scale's categories. */
  scale: Int32Array;
  category: Int32Array;
  /** Set and element behind each element column; thresholds come after them. */
  elements: { set: number; element: number }[];
  /** By scale: the column of its second category's cost. */
  thresholdStart: number[];
  width: number;
}

/** Sorts and numbers the kept ratings. Cost: a few passes; memory 20 bytes and 4 for each facet a rating. */
export function raschLayout(design: RaschDesign, { kept, count, inside, scales }: KeptRatings): RaschLayout {
  const { sets, n } = design;
  const sizes = inside.map((present) => present.reduce((sum, one) => sum + one, 0));
  const block = sizes.indexOf(Math.max(...sizes));
  const others = sets.map((_, set) => set).filter((set) => set !== block);
  const numbers = sets.map(({ levels }) => new Int32Array(levels));
  const blockElements: number[] = [];
  const elements: { set: number; element: number }[] = [];
  for (const [set, { levels }] of sets.entries()) {
    for (let element = 0; element < levels; element++) {
      if (inside[set]![element] === 0) continue;
      if (set === block) numbers[set]![element] = blockElements.push(element) - 1;
      else numbers[set]![element] = elements.push({ set, element }) - 1;
    }
  }
  const start = new Int32Array(blockElements.length + 1);
  const blockIndex = sets[block]!.index;
  for (let row = 0; row < n; row++) if (kept[row] === 1) start[numbers[block]![blockIndex[row]!]! + 1]!++;
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const next = start.slice();
  const rows = new Int32Array(count);
  for (let row = 0; row < n; row++) if (kept[row] === 1) rows[next[numbers[block]![blockIndex[row]!]!]!++] = row;

  const places = scales.map((scale) => {
    const place = new Int32Array(scale.high + 1);
    scale.categories.forEach((category, j) => (place[category] = j));
    return place;
  });
  const columns = new Int32Array(count * others.length);
  const scale = new Int32Array(count);
  const category = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    for (let f = 0; f < others.length; f++) {
      const set = others[f]!;
      columns[i * others.length + f] = numbers[set]![sets[set]!.index[row]!]!;
    }
    scale[i] = design.scaleOfRow[row]!;
    category[i] = places[scale[i]!]![design.score[row]!]!;
  }
  let width = elements.length;
  const thresholdStart = scales.map((one) => {
    const from = width;
    if (isAlive(one)) width += one.categories.length - 2;
    return from;
  });
  return {
    ...{ block, blockElements, start, rows, others, columns },
    ...{ scale, category, elements, thresholdStart, width },
  };
}
