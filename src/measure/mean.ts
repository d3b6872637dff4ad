/**
 * The arithmetic mean: the sum of the values divided by how many there are.
 *
 * The sum is taken around the first value, so that a long list of equal values has exactly that value as its mean.
 * `NaN` for an empty list; a value that is not finite makes the mean not finite. Cost: one pass.
 *
 * @example
 * mean([2, 4, 9]); // 5
 */
export function mean(values: readonly number[]): number {
  const first = values[0];
  if (first === undefined) return NaN;
  let shift = 0;
  for (const value of values) shift += value - first;
  return first + shift / values.length;
}
