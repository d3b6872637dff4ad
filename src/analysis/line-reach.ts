import type { MixedModelFit } from '../measure/mixed-model.ts';
import { predictGrowth } from '../measure/predict-growth.ts';
import { tReach } from '../measure/t-reach.ts';

/** Degrees of freedom of a school's model without a small-sample fit: so many that t is the normal. */
const MANY = 1e6;
/** Under 2 the t distribution has no variance and its bounds no use. */
const LEAST = 2;
/** So many semesters away that the height of a line adds nothing to its error. */
const FAR = 1e5;

/**
 * How many standard errors the 95 % band of a teacher's line reaches to each side: Student's t with Satterthwaite's degrees of freedom,
 * at the one of `places` (t, the slope's variable) where they are fewest. A height rests on few observers far more than on few
 * lessons: with three of them it is known less surely than its standard error says. The normal quantile where the fit has no
 * `smallSample` of teachers.
 *
 * `fixed` are the fixed-effect columns, the first of which is t. Cost: (coefficients + variance parameters)² a place.
 */
export function lineReach(
  fit: MixedModelFit,
  level: number,
  fixed: readonly number[],
  places: readonly number[],
): number {
  return tReach(Math.min(MANY, ...places.map((t) => degreesAt(fit, level, fixed, t) ?? MANY)));
}

/** Satterthwaite's degrees of freedom of the slope of a teacher's line: far away, all that is not known of the line is its slope. */
export function slopeDegrees(fit: MixedModelFit, level: number, fixed: readonly number[]): number | null {
  return degreesAt(fit, level, fixed, FAR);
}

function degreesAt(fit: MixedModelFit, level: number, fixed: readonly number[], t: number): number | null {
  const at = { group: 'teacher', level, fixed: [t, ...fixed.slice(1)], slopeAt: { teacher: t } };
  const { df } = predictGrowth(fit, at);
  return df === null ? null : Math.max(LEAST, df);
}
