import type { MixedModelFit } from './mixed-model.ts';

/** A sum of coefficients and effects of one level of a group, with what is not known of it. */
export interface LevelSum {
  value: number;
  /** Variance of value − truth from the inverse of Henderson's equations, as if the variance parameters were known. */
  variance: number;
  /** What `variance` lacks because they are not: 2·δᵀVδ (Kackar & Harville 1984, with the factor of Prasad & Rao 1990). */
  correction: number;
}

/**
 * x'β + z0·b0 + z1·b1 of one level, `x` as long as the fit's `beta`, `z` = [z0, z1]; z1 counts for nothing where the group has no
 * slopes. `level` null is the part that all levels share. Throws TypeError for an unknown group or level.
 *
 * Cost: (coefficients + variance parameters)².
 *
 * @example
 * const groups = [{ name: 'teacher', index: [0, 0, 1, 1, 2, 2, 3, 3], levels: 4 }];
 * const fit = fitMixedModel({ y: [1, 3, 2, 5, 4, 6, 9, 7], groups });
 * levelSum(fit, { group: 'teacher', level: 0, x: [1], z: [1, 0] }); // { value: 2.525 }
 */
export function levelSum(
  fit: MixedModelFit,
  { group, level, x, z }: { group: string; level: number | null; x: readonly number[]; z: readonly [number, number] },
): LevelSum {
  const effects = fit.effects.find(({ name }) => name === group);
  if (!effects) throw new TypeError(`no group ${group} in the fit`);
  let value = product(x, fit.beta);
  let variance = quadratic(fit.betaCov, x);
  const moves = fit.parameters.beta.map((row) => product(x, row));
  if (level !== null) {
    if (!(Number.isInteger(level) && level >= 0 && level < effects.intercept.length))
      throw new TypeError(`no level ${level} in ${group}`);
    const own = [z[0], effects.slope ? z[1] : 0] as const;
    value += own[0] * effects.intercept[level]! + own[1] * (effects.slope?.[level] ?? 0);
    const at = 3 * level;
    variance +=
      own[0] ** 2 * effects.error[at]! +
      2 * own[0] * own[1] * effects.error[at + 1]! +
      own[1] ** 2 * effects.error[at + 2]!;
    own.forEach((zr, r) => {
      if (zr === 0) return;
      const row = 2 * level + r;
      variance += 2 * zr * product(x, effects.errorWithBeta.subarray(row * x.length, (row + 1) * x.length));
      for (let i = 0; i < moves.length; i++) moves[i]! += zr * effects.sensitivity[row * moves.length + i]!;
    });
  }
  return {
    value,
    variance: Math.max(0, variance),
    correction: 2 * Math.max(0, quadratic(fit.parameters.covariance, moves)),
  };
}

/** Σ x·y. */
export function product(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** x'Mx. */
export function quadratic(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * product(matrix[i]!, x), 0);
}
