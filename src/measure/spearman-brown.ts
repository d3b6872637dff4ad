/**
 * The reliability of the mean of several measurements from the reliability of one: k·r/(1 + (k − 1)·r) (Spearman 1910,
 * "Correlation calculated from faulty data"; Brown 1910, "Some experimental results in the correlation of mental
 * abilities").
 *
 * `reliability` up to 1, of one measurement; `times` > 0, how many are averaged, may be a fraction (below 1: of fewer).
 * Null where there is no answer: a negative reliability so low that the formula has passed its pole at −1/(k − 1).
 *
 * @example
 * spearmanBrown(0.29, 4); // 0.6203209
 */
export function spearmanBrown(reliability: number, times: number): number | null {
  const below = 1 + (times - 1) * reliability;
  // At the pole itself a rounding must not decide between no answer and one of sixteen digits.
  return below > 1e-9 ? (times * reliability) / below : null;
}
