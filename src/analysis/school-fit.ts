import { fitMixedModel, type MixedGroup, type MixedModelFit, type MixedModelOptions } from '../measure/mixed-model.ts';
import type { Outcome } from '../measure/outcome.ts';
import type { SchoolModelData } from './school-model.ts';

/** Teachers up to whom bands allow for few degrees of freedom: with more there are many, and they would take long to work out. */
const FEW_TEACHERS = 120;
/** The same where observers drift: few of them leave few degrees of freedom however many teachers there are. */
const FEW_TEACHERS_BESIDE_DRIFT = 300;
/** Observers up to whom drift is looked for: with more, the model with their slopes takes as long as ten without. */
const FEW_OBSERVERS = 120;
/**
 * −2 log of the REML likelihood ratio from which observers have slopes of their own: p = .10, halved at the boundary (Stram & Lee 1994). Milder
 * than the test that names drift (.05), since slopes that are not needed cost little, and missing ones make growth of what is none.
 */
const DRIFT_SEEN = 1.6423744151498;

/**
 * Fits the school's model; where observers became stricter or milder, with a slope of its own for each. A teacher's growth is then told from the
 * movement of those who happened to observe, and what few observers share with it widens the band. Slopes are not always there: where nobody
 * drifts they would narrow the bands of a small school, whose degrees of freedom they take.
 *
 * Reasons and errors as `fitMixedModel`. Cost: two fits up to 120 observers, one beyond.
 */
export function fitSchool(data: SchoolModelData, options: MixedModelOptions = {}): Outcome<MixedModelFit> {
  const [teachers, observers] = ['teacher', 'observer'].map((name) => data.groups.find((group) => group.name === name));
  const upTo = (few: number): MixedModelOptions =>
    (teachers?.levels ?? 0) <= few ? { ...options, smallSample: ['teacher'] } : options;
  const plain = fitMixedModel(data, upTo(FEW_TEACHERS));
  if (!plain.ok || !observers || observers.levels > FEW_OBSERVERS) return plain;
  const moving: MixedGroup = { ...observers, slope: data.t, correlated: false };
  const groups = data.groups.map((group) => (group === observers ? moving : group));
  const sloped = fitMixedModel({ ...data, groups }, { ...upTo(FEW_TEACHERS_BESIDE_DRIFT), start: plain });
  if (!sloped.ok) return sloped.reason === 'cancelled' ? sloped : plain;
  return hasDrift(sloped) && plain.deviance - sloped.deviance > DRIFT_SEEN ? sloped : plain;
}

/** Whether a fit of a school has slopes of the observers. */
export function hasDrift(fit: MixedModelFit): boolean {
  return (fit.components.find(({ name }) => name === 'observer')?.slopeVariance ?? 0) > 0;
}
