/**
 * Where each row of a long list stands, when only some heights are known: known ones are measured, the rest is estimated.
 * Reading an offset, finding the row at an offset and setting a height each cost O(log n) (a Fenwick tree of the
 * differences from the estimate). Lengths in px.
 */
export class RowOffsets {
  readonly #estimate: number;
  #tree: Float64Array;
  #difference: Float64Array;
  #count: number;

  /** @param estimate the height of a row that was not measured yet, more than 0 */
  constructor(count: number, estimate: number) {
    this.#estimate = estimate;
    this.#count = count;
    this.#tree = new Float64Array(count + 1);
    this.#difference = new Float64Array(count);
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.offset(this.#count);
  }

  /** The distance from the top of the list to the top of row `index`; for `count`, to the end. */
  offset(index: number): number {
    const until = Math.min(Math.max(index, 0), this.#count);
    let sum = until * this.#estimate;
    for (let i = until; i > 0; i -= i & -i) sum += this.#tree[i] ?? 0;
    return sum;
  }

  /** The height of row `index`. */
  height(index: number): number {
    return this.#estimate + (this.#difference[index] ?? 0);
  }

  /** Notes a measured height and returns how much the row grew; 0 for a row that does not exist. */
  setHeight(index: number, height: number): number {
    if (index < 0 || index >= this.#count) return 0;
    const growth = height - this.height(index);
    if (growth === 0) return 0;
    this.#difference[index] = (this.#difference[index] ?? 0) + growth;
    for (let i = index + 1; i <= this.#count; i += i & -i) this.#tree[i] = (this.#tree[i] ?? 0) + growth;
    return growth;
  }

  /** The row that covers the distance `offset` from the top; the first or last row beyond the ends, -1 in an empty list. */
  indexAt(offset: number): number {
    if (this.#count === 0) return -1;
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.offset(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The same list with another number of rows at its end; heights of the rows that stay are kept. */
  resized(count: number): RowOffsets {
    const next = new RowOffsets(count, this.#estimate);
    for (let i = 0; i < Math.min(count, this.#count); i += 1) {
      if (this.#difference[i]) next.setHeight(i, this.height(i));
    }
    return next;
  }
}
