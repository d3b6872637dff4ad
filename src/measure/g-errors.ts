import { firstRows, type GDesign, jointSource, type Source } from './g-design.ts';

/** What one source adds to the error of a person's mean, as a multiple of its variance. */
export interface ErrorShare {
  /** To the comparison of two persons. */
  relative: number;
  /** To the mean itself. */
  absolute: number;
}

/**
 * How much each source weighs in the error of the persons' means. With w the share of a person's scores in one cell of
 * the source: absolute is the mean over persons of Σ w², relative the mean over pairs of persons of ½ Σ (w − w′)². Balanced,
 * both are 1/n′ of Brennan 2001, ch. 4, the relative 0 for what all persons share. The person's own source has none.
 */
export function errorShares({ sources }: GDesign, person: Source): ErrorShare[] {
  return sources.map((source) => {
    if (source === person) return { relative: 0, absolute: 0 };
    const joint = jointSource(sources, person, source);
    const first = firstRows(joint);
    const sums = new Float64Array(source.levels);
    let squares = 0;
    joint.sizes.forEach((size, at) => {
      const row = first[at]!;
      const weight = size / person.sizes[person.cell[row]!]!;
      squares += weight * weight;
      sums[source.cell[row]!]! += weight;
    });
    const persons = person.levels;
    const between = sums.reduce((total, sum) => total + sum * sum, 0);
    const relative = (squares - between / persons) / (persons - 1);
    // The difference of two equal sums may be a rounding away from 0.
    return { absolute: squares / persons, relative: relative < 1e-12 ? 0 : relative };
  });
}
