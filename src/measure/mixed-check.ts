import type { MixedModelData } from './mixed-data.ts';

/** Throws where a column is ragged, not finite or points outside its levels; the weights, 1 where there are none. */
export function checkMixedModel({ y, weights, fixed, groups }: MixedModelData): Float64Array {
  const n = y.length;
  checkColumn('y', y, n);
  if (weights) checkColumn('weights', weights, n);
  const names = fixed?.names ?? [];
  const columns = fixed?.columns ?? [];
  if (names.length !== columns.length) throw new TypeError('fixed: one name for each column');
  columns.forEach((column, j) => checkColumn(`fixed column ${names[j]}`, column, n));
  for (const { name, index, levels, slope } of groups) {
    if (index.length !== n) throw new TypeError(`group ${name}: ${index.length} rows, y has ${n}`);
    if (!Number.isInteger(levels) || levels < 0) throw new RangeError(`group ${name}: levels is not a whole number`);
    for (let row = 0; row < n; row++) {
      const level = index[row]!;
      if (!Number.isInteger(level) || level < 0 || level >= levels) {
        throw new RangeError(`group ${name}: row ${row} is in level ${level} of ${levels}`);
      }
    }
    if (slope) checkColumn(`slope of ${name}`, slope, n);
  }
  if (new Set(groups.map(({ name }) => name)).size < groups.length) throw new TypeError('groups: two of one name');
  const used = new Float64Array(n).fill(1);
  if (weights) used.set(weights);
  return used;
}

function checkColumn(name: string, values: ArrayLike<number>, n: number): void {
  if (values.length !== n) throw new TypeError(`${name}: ${values.length} rows, y has ${n}`);
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(values[row])) throw new RangeError(`${name}: row ${row} is not a finite number`);
  }
}
