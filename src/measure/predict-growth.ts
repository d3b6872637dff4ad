import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import quantile from '@stdlib/stats-base-dists-normal-quantile';
import { levelSum, product, quadratic } from './level-sum.ts';
import type { MixedModelFit, VarianceComponent } from './mixed-model.ts';

/** Where a prediction is wanted. */
export interface GrowthPoint {
  /** The group whose line is drawn, by its name. */
  group: string;
  /** Which of its levels; null for one of whom nothing is known: the mean line. */
  level: number | null;
  /** The fixed-effect columns at this point, as in `fixed.columns`; a leading 1 for the intercept may be written or left out. */
  fixed: readonly number[];
  /** By group, what its slope multiplies at this point; needed for every group with slopes that the answer looks at. */
  slopeAt?: Readonly<Record<string, number>>;
  /** Whether the new value is seen by an observer who is not known. */
  newObserver?: boolean;
}

export interface GrowthOptions {
  /** Of the intervals. */
  level?: number;
}

/** A place on a line, in the unit of y. */
export interface GrowthPrediction {
  fit: number;
  /** Standard error of `fit` as if the variances were known. */
  se: number;
  lower: number;
  upper: number;
  /** Where a new value of weight 1 would fall. */
  predictionLower: number;
  predictionUpper: number;
  /** Standard error that allows for the variances being estimates; never below `se`. */
  correctedSE: number;
  /** Degrees of freedom of the corrected bounds; null where the fit has none (normal quantile). */
  df: number | null;
  correctedLower: number;
  correctedUpper: number;
}

/** Groups that are new with every new value, whoever sees it. */
const ALWAYS_NEW = ['lesson'];

/**
 * A level's line at one place: x'β + b0 + b1·slope, with its band and with the interval for a new value.
 *
 * `se` is the standard error of prediction from the inverse of Henderson's equations (Henderson 1975), which holds the
 * coefficients' uncertainty, the level's, and what they share; `lower` and `upper` take the normal quantile. A new value adds σ²
 * and, where its observer is unknown, the variances of all other groups; the variance of a group named 'lesson' always, since a
 * new value comes from a new lesson. For `level` null the line is the mean one, and a new value adds the group's own variance too.
 *
 * When to use the corrected figures: in every school that is not large, since variances that are estimates make the plain
 * band too narrow. `correctedSE`² is se² + 2·δᵀVδ with δ the derivatives of the predicted value by the variance parameters and V their
 * asymptotic covariance (Kackar & Harville 1984; the factor 2 for the bias of the plug-in variance, Prasad & Rao 1990; δ as
 * observed, Kass & Steffey 1989). Where the fit was made with `smallSample`, the corrected bounds take Student's t with
 * 2·M²/Var(M̂) degrees of freedom (Satterthwaite 1946; Giesbrecht & Burns 1985), not under 2. A variance that was put to 0 adds nothing to
 * the correction.
 *
 * Throws TypeError for an unknown group, a level out of range, a wrong number of columns or a slope that is missing, RangeError for a place that is no number.
 *
 * Cost: (coefficients + variance parameters)².
 *
 * @example
 * const groups = [{ name: 'teacher', index: [0, 0, 1, 1, 2, 2, 3, 3], levels: 4 }];
 * const fit = fitMixedModel({ y: [1, 3, 2, 5, 4, 6, 9, 7], groups });
 * predictGrowth(fit, { group: 'teacher', level: 0, fixed: [] }); // { fit: 2.525, se: 1.056, lower: 0.455, upper: 4.595, predictionLower: -1.266 }
 */
export function predictGrowth(
  fit: MixedModelFit,
  point: GrowthPoint,
  { level: share = 0.95 }: GrowthOptions = {},
): GrowthPrediction {
  const at = fit.effects.findIndex(({ name }) => name === point.group);
  const effects = fit.effects[at];
  const component = fit.components[at];
  if (!effects || !component) throw new TypeError(`no group ${point.group} in the fit`);
  const x = columnsOf(fit, point.fixed);
  const z = [1, slopeOf(point, component)] as const;
  const { value, variance, correction } = levelSum(fit, { group: point.group, level: point.level, x, z });
  let added = fit.residualVariance;
  if (point.level === null) added += spreadAt(component, z[1]);
  for (const other of fit.components) {
    if (other === component || !(point.newObserver || ALWAYS_NEW.includes(other.name))) continue;
    added += spreadAt(other, slopeOf(point, other));
  }
  const reach = quantile((1 + share) / 2, 0, 1);
  const se = Math.sqrt(variance);
  const correctedSE = Math.sqrt(variance + correction);
  const df = degreesOf(fit, at, point.level, x, z, variance);
  // Under 2 the t distribution has no variance and its bounds no use.
  const correctedReach = df === null ? reach : quantileOfT((1 + share) / 2, Math.max(2, df));
  const outer = reach * Math.sqrt(variance + added);
  return {
    fit: value,
    se,
    lower: value - reach * se,
    upper: value + reach * se,
    predictionLower: value - outer,
    predictionUpper: value + outer,
    correctedSE,
    df,
    correctedLower: value - correctedReach * correctedSE,
    correctedUpper: value + correctedReach * correctedSE,
  };
}

/** 2·M²/Var(M̂) of the error variance M. */
function degreesOf(
  { effects, parameters, residualVariance }: MixedModelFit,
  group: number,
  level: number | null,
  x: readonly number[],
  z: readonly number[],
  variance: number,
): number | null {
  const { errorSlopes, covariance, residual, withResidual } = parameters;
  const own = errorSlopes?.own[group];
  const withBeta = errorSlopes?.withBeta[group];
  if (!errorSlopes || !own || !withBeta || variance <= 0) return null;
  const names = x.length;
  const k = covariance.length;
  const slopes = errorSlopes.beta.map((matrix, a) => {
    let sum = 0;
    for (let i = 0; i < names; i++) for (let j = 0; j < names; j++) sum += x[i]! * matrix[i * names + j]! * x[j]!;
    if (level === null || level >= effects[group]!.intercept.length) return residualVariance * sum;
    const at = level * k + a;
    sum += own[at * 3]! + 2 * z[1]! * own[at * 3 + 1]! + z[1]! ** 2 * own[at * 3 + 2]!;
    z.forEach((zr, r) => {
      const row = (at * 2 + r) * names;
      sum += 2 * zr * product(x, withBeta.subarray(row, row + names));
    });
    return residualVariance * sum;
  });
  const spread =
    variance ** 2 * residual + 2 * variance * product(slopes, withResidual) + quadratic(covariance, slopes);
  return spread > 0 ? (2 * variance ** 2) / spread : null;
}

function columnsOf({ beta, intercept }: MixedModelFit, fixed: readonly number[]): number[] {
  const x = intercept && fixed.length === beta.length - 1 ? [1, ...fixed] : [...fixed];
  if (x.length !== beta.length) throw new TypeError(`${fixed.length} columns for ${beta.length} coefficients`);
  if (x.some((value) => !Number.isFinite(value))) throw new RangeError('fixed: not a finite number');
  return x;
}

/** A slope that was forgotten would pass for a level's line at 0. */
function slopeOf({ slopeAt }: GrowthPoint, { name, slopeVariance }: VarianceComponent): number {
  if (slopeVariance === undefined) return 0;
  const at = slopeAt?.[name];
  if (at === undefined) throw new TypeError(`slopeAt: nothing for ${name}, which has slopes`);
  if (!Number.isFinite(at)) throw new RangeError(`slopeAt: ${name} is not a finite number`);
  return at;
}

/** Variance of a group's effects where its slope multiplies by `at`. */
function spreadAt(
  { variance, slopeVariance = 0, covariance = 0 }: MixedModelFit['components'][number],
  at: number,
): number {
  return Math.max(0, variance + 2 * at * covariance + at * at * slopeVariance);
}
