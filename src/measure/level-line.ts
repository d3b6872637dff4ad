import { levelSum } from './level-sum.ts';
import type { MixedModelFit } from './mixed-model.ts';

/** A line with what is not known of it: Var(a + b·x) = variance + 2·x·covariance + x²·slopeVariance. */
export interface LevelLine {
  /** Height of the line where the slope's variable is 0. */
  value: number;
  slope: number;
  variance: number;
  covariance: number;
  slopeVariance: number;
}

/** The line of one level of a group, as estimated and with the variances corrected for being estimates. */
export interface LevelLineFit extends LevelLine {
  /** As `predictGrowth`'s `correctedSE`: Kackar & Harville 1984 with the factor 2 of Prasad & Rao 1990. */
  corrected: Pick<LevelLine, 'variance' | 'covariance' | 'slopeVariance'>;
}

/**
 * The straight line of one level (one teacher) of a mixed model: x'β + b0 + (β_t + b1)·t, with the joint variance of its height
 * and slope, so that a whole band needs no further look at the fit. The same numbers as `predictGrowth` at any t
 * (Henderson 1975).
 *
 * `fixed` are the fixed-effect columns at t = 0, as in `fixed.columns`; `time` is the place of t among them, or −1 where the model
 * has no such column. `level` null is the mean line. Throws TypeError for an unknown group or level.
 *
 * @example
 * const t = [0, 1, 2, 0, 1, 2, 0, 1, 2];
 * const fit = fitMixedModel({ y: [1, 2, 4, 2, 3, 3, 4, 5, 7], fixed: { names: ['t'], columns: [t] },
 *   groups: [{ name: 'teacher', index: [0, 0, 0, 1, 1, 1, 2, 2, 2], levels: 3 }] });
 * levelLine(fit, { group: 'teacher', level: 0, fixed: [0], time: 0 }); // value 1.2169, slope 1.1667
 */
export function levelLine(
  fit: MixedModelFit,
  { group, level, fixed, time }: { group: string; level: number | null; fixed: readonly number[]; time: number },
): LevelLineFit {
  const lead = fit.intercept ? 1 : 0;
  if (fixed.length + lead !== fit.beta.length)
    throw new TypeError(`${fixed.length} columns for ${fit.beta.length - lead} coefficients`);
  const height = [...(fit.intercept ? [1] : []), ...fixed];
  const rise = height.map((_, column) => (time >= 0 && column === time + lead ? 1 : 0));
  const both = height.map((value, column) => value + rise[column]!);
  const of = (x: readonly number[], z: readonly [number, number]) => {
    const { correction, ...found } = levelSum(fit, { group, level, x, z });
    return { ...found, corrected: found.variance + correction };
  };
  const [a, b, sum] = [of(height, [1, 0]), of(rise, [0, 1]), of(both, [1, 1])];
  return {
    value: a.value,
    slope: b.value,
    variance: a.variance,
    slopeVariance: b.variance,
    covariance: (sum.variance - a.variance - b.variance) / 2,
    corrected: {
      variance: a.corrected,
      slopeVariance: b.corrected,
      covariance: (sum.corrected - a.corrected - b.corrected) / 2,
    },
  };
}
