/**
 * A function that moves and stretches values so that they run from 0 to 1, for methods whose answer depends on neither:
 * sums of squares then neither overflow nor lose their digits to a large common part.
 *
 * `lowest` < `highest`, both finite. Where their distance is beyond the largest number, both are halved first.
 *
 * @example
 * unitRange(1, 5)(4); // 0.75
 */
export function unitRange(lowest: number, highest: number): (value: number) => number {
  const width = highest - lowest;
  if (Number.isFinite(width)) return (value) => (value - lowest) / width;
  return (value) => (value / 2 - lowest / 2) / (highest / 2 - lowest / 2);
}
