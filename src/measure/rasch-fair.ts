import { type RaschDesign } from './rasch-design.ts';
import { borrowedScales, type KeptRatings } from './rasch-extremes.ts';
import { type RatingMoments, ratingMoments } from './rasch-scale.ts';

/**
 * Fair averages: the mean rating of each element if all its ratings were with elements of the `reference` measure in
 * every other set (FACETS manual, "Fair average": by default the mean measure of the elements that are not extreme).
 * Where there are several scales, each element is taken on the scales of its own ratings.
 *
 * On the scale of the scores; null without a measure. Cost: one expectation for each element and scale.
 */
export function fairAverages(
  design: RaschDesign,
  { scales }: KeptRatings,
  elements: readonly (readonly { measure: number | null }[])[],
  reference: readonly number[],
): (number | null)[][] {
  const usable = borrowedScales(scales);
  const room = new Float64Array(Math.max(...usable.map((scale) => scale.high)) + 1);
  const moments: RatingMoments = { mean: 0, variance: 0, fourth: 0 };
  return design.sets.map((one, set) => {
    const others = design.sets.reduce((sum, other, at) => sum + (at === set ? 0 : other.sign * reference[at]!), 0);
    const counts = new Int32Array(one.levels * usable.length);
    for (let row = 0; row < design.n; row++) counts[one.index[row]! * usable.length + design.scaleOfRow[row]!]!++;
    return elements[set]!.map(({ measure }, e) => {
      if (measure === null) return null;
      let [sum, ratings] = [0, 0];
      for (const [s, scale] of usable.entries()) {
        const count = counts[e * usable.length + s]!;
        if (count === 0) continue;
        ratingMoments(scale, one.sign * measure + others, room, moments);
        sum += count * moments.mean;
        ratings += count;
      }
      return design.min + sum / ratings;
    });
  });
}
