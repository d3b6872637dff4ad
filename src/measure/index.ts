/**
 * The numerics of Guanke: plain arrays in, figures out, no school and no browser. Every method returns `{ok: true, …}`, or
 * `{ok: false, reason, detail}` where the data are too few or unusable; only ragged or non-finite input throws, and no figure is ever NaN. Options and places that name nothing (a threshold of 2, a level that
 * a group does not have) are mistakes of the caller and throw, too.
 */
export type { Outcome, Unusable } from './outcome.ts';
export {
  connectivity,
  type Bridge,
  type Connectivity,
  type ConnectivityInput,
  type KeyObserver,
  type LinkSuggestion,
  type NodeId,
  type Subset,
} from './connectivity.ts';
export { copusShares, type CopusShare, type CopusShares } from './copus-shares.ts';
export { flandersAnalysis, type FlandersAnalysis, type FlandersOptions } from './flanders-analysis.ts';
export { stAnalysis, type StAnalysis, type StCode, type StThresholds } from './st-analysis.ts';
export { cohenKappa, type CohenKappa, type KappaWeights } from './cohen-kappa.ts';
export { fleissKappa, type FleissKappa } from './fleiss-kappa.ts';
export { icc, type Icc, type IccEstimate } from './icc.ts';
export { krippendorffAlpha, type AlphaOptions, type KrippendorffAlpha } from './krippendorff-alpha.ts';
export type { AlphaMetric } from './alpha-metric.ts';
export { percentAgreement, type PercentAgreement } from './percent-agreement.ts';
export { spearmanBrown } from './spearman-brown.ts';
export {
  fitMixedModel,
  type GroupEffects,
  type GroupStructure,
  type MixedGroup,
  type MixedModelData,
  type MixedModelFit,
  type MixedModelOptions,
  type VarianceComponent,
} from './mixed-model.ts';
export {
  observerDrift,
  type ObserverDrift,
  type ObserverDriftData,
  type ObserverDriftOptions,
  type ObserverTrend,
} from './observer-drift.ts';
export { predictGrowth, type GrowthOptions, type GrowthPoint, type GrowthPrediction } from './predict-growth.ts';
export {
  decisionGrid,
  decisionStudy,
  type DecisionComponent,
  type DecisionOptions,
  type DecisionStudy,
  type VisitPlan,
} from './decision-study.ts';
export {
  generalizability,
  type Facet,
  type GComponent,
  type Generalizability,
  type GeneralizabilityData,
  type GeneralizabilityOptions,
  type SourceFacet,
} from './generalizability.ts';
export {
  fitManyFacetRasch,
  type ManyFacetOptions,
  type ManyFacetRasch,
  type RaschElement,
  type RaschScaleUse,
} from './many-facet-rasch.ts';
export type { ManyFacetData } from './rasch-design.ts';
export type { CategoryUse, RaschSeparation, UnexpectedRating } from './rasch-fit.ts';
export type { RaschSubset } from './rasch-shifts.ts';
