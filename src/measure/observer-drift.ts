import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';
import { fitMixedModel, type MixedGroup, type MixedModelData, type MixedModelFit } from './mixed-model.ts';
import { unusable, type Outcome } from './outcome.ts';

/** Rows of lessons that observers scored over time. */
export interface ObserverDriftData {
  y: ArrayLike<number>;
  /** Row → teacher and observer, counted from 0. */
  teacher: ArrayLike<number>;
  observer: ArrayLike<number>;
  /** Time of each row; with uncorrelated slopes counted from the middle of the period, where drift and severity are told apart best. */
  t: ArrayLike<number>;
  /** Further fixed effects beside the intercept and t. */
  fixed?: MixedModelData['fixed'];
  weights?: ArrayLike<number>;
}

export interface ObserverDriftOptions {
  /** Whether an observer's severity and drift may be correlated: then two numbers are tested instead of one. */
  correlated?: boolean;
  /** Whether teachers have lines of their own, so that their growth is not taken for their observers' drift; true by default. */
  teacherSlopes?: boolean;
  /** Of the intervals of the observers' slopes. */
  level?: number;
  signal?: AbortSignal;
}

/** How one observer moved away from the others. */
export interface ObserverTrend {
  /** Predicted change of the observer's scores per unit of t, beside what all share; positive = milder over time. */
  slope: number;
  /** The same with the sign of severity: positive = stricter over time. */
  drift: number;
  se: number;
  /** Of `slope`. */
  lower: number;
  upper: number;
  rows: number;
}

/** Whether observers drift, and how. */
export interface ObserverDrift {
  /** −2 log of the REML likelihood ratio of the models without and with slopes of the observers; not below 0. */
  likelihoodRatio: number;
  p: number;
  /** The difference in variance parameters: 1, or 2 where severity and drift may be correlated. */
  df: 1 | 2;
  slopeVariance: number;
  /** By observer; all 0 where the slopes' variance is 0. */
  observers: ObserverTrend[];
  devianceWithout: number;
  devianceWith: number;
  fit: MixedModelFit;
}

/**
 * Whether observers became stricter or milder over time: a random slope on time for each observer, tested by the REML
 * likelihood ratio against common slopes.
 *
 * y = b0 + b1·t + fixed + (1 + t | teacher) + (1 | observer) + (0 + t | observer) + e. Both models have the same fixed effects, which the REML
 * ratio asks for. The variance is tested at its bound, so the ratio follows ½χ²(0) + ½χ²(1) and the p of one degree of freedom is
 * halved (Self & Liang 1987, case 5; Stram & Lee 1994); with `correlated` it is ½χ²(1) + ½χ²(2). p is never above .5 with one.
 * What all observers share cannot be told from the teachers' growth and is not drift here.
 *
 * Reasons: 'one-observer', 'no-time' (t never changes), and those of `fitMixedModel`. Throws as that does.
 *
 * Both models have teachers' lines of one structure: where one of them ends uncorrelated, so does the other.
 *
 * Cost: two fits, seldom three.
 *
 * @example
 * observerDrift({ y: [1, 2, 3], teacher: [0, 1, 2], observer: [0, 0, 0], t: [0, 1, 2] }).ok; // false
 */
export function observerDrift(data: ObserverDriftData, options: ObserverDriftOptions = {}): Outcome<ObserverDrift> {
  const { y, teacher, observer, t, fixed, weights } = data;
  const observers = levelsOf(observer);
  if (new Set(Array.from(observer)).size < 2) return unusable('one-observer', 'drift is seen between observers');
  if (new Set(Array.from(t)).size < 2) return unusable('no-time', 'every row has the same t');
  const teachers: MixedGroup = { name: 'teacher', index: teacher, levels: levelsOf(teacher) };
  const common: MixedGroup = { name: 'observer', index: observer, levels: observers };
  const own: MixedGroup = { ...common, slope: t, correlated: options.correlated ?? false };
  const stop = options.signal ? { signal: options.signal } : {};
  const fitOf = (group: MixedGroup, correlated: boolean) =>
    fitMixedModel(
      {
        y,
        ...(weights ? { weights } : {}),
        fixed: { names: ['t', ...(fixed?.names ?? [])], columns: [t, ...(fixed?.columns ?? [])] },
        groups: [options.teacherSlopes === false ? teachers : { ...teachers, slope: t, correlated }, group],
      },
      stop,
    );
  let without = fitOf(common, true);
  if (!without.ok) return without;
  let withSlopes = fitOf(own, true);
  if (!withSlopes.ok) return withSlopes;
  // Where one of the two could not keep the teachers' correlation, the other must not have it either: the models would not be nested.
  const [plain, sloped] = [isCorrelated(without), isCorrelated(withSlopes)];
  if (plain && !sloped) without = fitOf(common, false);
  if (sloped && !plain) withSlopes = fitOf(own, false);
  if (!without.ok) return without;
  if (!withSlopes.ok) return withSlopes;
  const { ok: _, ...fit } = withSlopes;
  const slopeVariance = fit.components[1]!.slopeVariance!;
  // Without a slope variance both are the same model, but for rounding.
  const likelihoodRatio = slopeVariance > 0 ? Math.max(0, without.deviance - fit.deviance) : 0;
  const df = options.correlated ? 2 : 1;
  return {
    ok: true,
    likelihoodRatio,
    p: boundaryP(likelihoodRatio, df),
    df,
    slopeVariance,
    observers: trendsOf(fit, options.level ?? 0.95),
    devianceWithout: without.deviance,
    devianceWith: fit.deviance,
    fit,
  };
}

function isCorrelated(fit: MixedModelFit): boolean {
  return fit.components[0]!.structure === 'correlated';
}

function levelsOf(index: ArrayLike<number>): number {
  let most = -1;
  for (let row = 0; row < index.length; row++) most = Math.max(most, index[row]!);
  return most + 1;
}

/** χ²(1) above x is 2Φ(−√x) and χ²(2) is exp(−x/2): exact far into the tail, where 1 − cdf is 0. */
function boundaryP(ratio: number, df: 1 | 2): number {
  const one = 2 * cdf(-Math.sqrt(ratio), 0, 1);
  return df === 1 ? one / 2 : (one + Math.exp(-ratio / 2)) / 2;
}

function trendsOf(fit: MixedModelFit, level: number): ObserverTrend[] {
  const effects = fit.effects[1]!;
  const reach = quantile((1 + level) / 2, 0, 1);
  return Array.from(effects.slope!, (slope, at) => {
    const se = Math.sqrt(Math.max(0, effects.error[3 * at + 2]!));
    return { slope, drift: -slope, se, lower: slope - reach * se, upper: slope + reach * se, rows: effects.rows[at]! };
  });
}
