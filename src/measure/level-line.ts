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
  const of = combinations(fit, group, level);
  const [a, b, sum] = [of(height, 1, 0), of(rise, 0, 1), of(both, 1, 1)];
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

/** Sums x'β + z0·b0 + z1·b1 of one level, with their variances. */
function combinations(fit: MixedModelFit, group: string, level: number | null) {
  const effects = fit.effects.find(({ name }) => name === group);
  if (!effects) throw new TypeError(`no group ${group} in the fit`);
  if (level !== null && !(level >= 0 && level < effects.intercept.length))
    throw new TypeError(`no level ${level} in ${group}`);
  const p = fit.beta.length;
  const count = fit.parameters.covariance.length;
  return (x: readonly number[], z0: number, z1: number) => {
    let value = product(x, fit.beta);
    let variance = quadratic(fit.betaCov, x);
    const moves = fit.parameters.beta.map((row) => product(x, row));
    if (level !== null) {
      value += z0 * effects.intercept[level]! + z1 * (effects.slope?.[level] ?? 0);
      const z = [z0, effects.slope ? z1 : 0];
      const at = 3 * level;
      variance +=
        z[0]! ** 2 * effects.error[at]! +
        2 * z[0]! * z[1]! * effects.error[at + 1]! +
        z[1]! ** 2 * effects.error[at + 2]!;
      z.forEach((zr, r) => {
        if (zr === 0) return;
        const row = 2 * level + r;
        variance += 2 * zr * product(x, effects.errorWithBeta.subarray(row * p, (row + 1) * p));
        for (let i = 0; i < count; i++) moves[i]! += zr * effects.sensitivity[row * count + i]!;
      });
    }
    variance = Math.max(0, variance);
    return { value, variance, corrected: variance + 2 * Math.max(0, quadratic(fit.parameters.covariance, moves)) };
  };
}

function product(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function quadratic(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * product(matrix[i]!, x), 0);
}
