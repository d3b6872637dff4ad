import type { Id } from './ids.ts';
import type { Band, Level, Rubric, Scale } from './rubric.ts';
import {
  bandsInOrder,
  inOrder,
  sectionsOf,
  weightSum,
  type DraftIndicator,
  type RubricDraft,
  type WithId,
} from './rubric-draft.ts';
import { changedIndicators, isUnchanged } from './rubric-publish.ts';
import { LEVEL_LIMITS } from './rubric-scale.ts';

/** A place of the editor that a problem names. */
export type DraftPlace =
  | { part: 'title' | 'weights' | 'dimensions' | 'bands' }
  | { part: 'dimension' | 'indicator' | 'bonus' | 'band' | 'prompt'; id: Id };

/** What can be wrong with a draft. */
export type DraftProblemName =
  | 'title-empty'
  | 'unchanged'
  | 'no-indicators'
  | 'dimension-empty'
  | 'dimension-name-empty'
  | 'dimension-name-double'
  | 'indicator-name-empty'
  | 'indicator-name-double'
  | 'weight-not-positive'
  | 'weights-sum'
  | 'levels-too-few'
  | 'level-label-empty'
  | 'level-label-double'
  | 'level-points-double'
  | 'levels-all-zero'
  | 'points-max'
  | 'points-step'
  | 'bonus-name-empty'
  | 'bonus-max'
  | 'band-label-empty'
  | 'band-label-double'
  | 'band-from-double'
  | 'band-from-outside'
  | 'band-rank-order'
  | 'bands-gap'
  | 'prompt-label-empty'
  | 'meaning-open';

/** One problem: `stop` keeps a draft from being published, `warn` is said and left to the person. */
export interface DraftProblem {
  name: DraftProblemName;
  severity: 'stop' | 'warn';
  place: DraftPlace;
  /** Names and numbers for the sentence. */
  details: Record<string, string | number>;
}

/**
 * Everything that is wrong with a draft, in the order of the form. `parent` is the version that it starts from, where there is
 * one. Empty = it can be published without a remark.
 */
export function checkRubricDraft(draft: RubricDraft, parent: Rubric | null): DraftProblem[] {
  return [
    ...(draft.title.trim() ? [] : [stop('title-empty', { part: 'title' })]),
    ...(isUnchanged(draft, parent) ? [stop('unchanged', { part: 'title' })] : []),
    ...dimensionProblems(draft),
    ...weightProblems(draft),
    ...bonusProblems(draft),
    ...bandProblems(draft),
    ...promptProblems(draft),
    ...changedIndicators(draft, parent)
      .filter(({ meaning }) => meaning === null)
      .map(({ id, now }) => stop('meaning-open', { part: 'indicator', id }, { indicator: now.name })),
  ];
}

/** Whether a draft with these problems may be published. */
export function isPublishable(problems: readonly DraftProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warn');
}

function stop(name: DraftProblemName, place: DraftPlace, details: DraftProblem['details'] = {}): DraftProblem {
  return { name, severity: 'stop', place, details };
}

function warn(name: DraftProblemName, place: DraftPlace, details: DraftProblem['details'] = {}): DraftProblem {
  return { name, severity: 'warn', place, details };
}

function dimensionProblems(draft: RubricDraft): DraftProblem[] {
  const sections = sectionsOf(draft);
  const problems: DraftProblem[] = [];
  if (sections.every(({ indicators }) => indicators.length === 0)) {
    problems.push(stop('no-indicators', { part: 'dimensions' }));
  }
  const doubled = doubles(sections.map(({ name }) => name));
  sections.forEach(({ id, name, indicators }, i) => {
    const place: DraftPlace = { part: 'dimension', id };
    if (!name.trim()) problems.push(stop('dimension-name-empty', place, { n: i + 1 }));
    else if (doubled.has(i)) problems.push(warn('dimension-name-double', place, { dimension: name.trim() }));
    if (indicators.length === 0) problems.push(stop('dimension-empty', place, { dimension: name.trim(), n: i + 1 }));
    const sameNames = doubles(indicators.map((indicator) => indicator.name));
    indicators.forEach((indicator, k) =>
      problems.push(...indicatorProblems(indicator, { dimension: name.trim(), n: k + 1 }, sameNames.has(k))),
    );
  });
  return problems;
}

function indicatorProblems(
  indicator: WithId<DraftIndicator>,
  where: { dimension: string; n: number },
  double: boolean,
): DraftProblem[] {
  const place: DraftPlace = { part: 'indicator', id: indicator.id };
  const name = indicator.name.trim();
  const details = { ...where, indicator: name };
  const problems: DraftProblem[] = [];
  if (!name) problems.push(stop('indicator-name-empty', place, details));
  else if (double) problems.push(warn('indicator-name-double', place, details));
  if (!(indicator.weight > 0)) problems.push(stop('weight-not-positive', place, details));
  return [...problems, ...scaleProblems(indicator.scale, place, details)];
}

function scaleProblems(scale: Scale, place: DraftPlace, details: DraftProblem['details']): DraftProblem[] {
  if (scale.type === 'levels') return levelProblems(scale.levels, place, details);
  if (!(scale.max > 0)) return [stop('points-max', place, details)];
  const whole = Number.isInteger(scale.max / scale.step);
  return whole ? [] : [stop('points-step', place, { ...details, max: scale.max })];
}

function levelProblems(levels: readonly Level[], place: DraftPlace, details: DraftProblem['details']): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (levels.length < LEVEL_LIMITS.min) problems.push(stop('levels-too-few', place, details));
  if (levels.some(({ label }) => !label.trim())) problems.push(stop('level-label-empty', place, details));
  const label = levels[firstDouble(levels.map((level) => level.label))]?.label.trim();
  if (label) problems.push(stop('level-label-double', place, { ...details, label }));
  const points = levels[firstDouble(levels.map((level) => String(level.points)))]?.points;
  if (points !== undefined) problems.push(stop('level-points-double', place, { ...details, points }));
  else if (levels.length > 0 && levels.every((level) => level.points <= 0)) {
    problems.push(stop('levels-all-zero', place, details));
  }
  return problems;
}

function weightProblems(draft: RubricDraft): DraftProblem[] {
  const sum = weightSum(draft);
  const outOf = draft.outOf ?? 100;
  if (Object.keys(draft.indicators).length === 0 || Math.abs(sum - outOf) < 1e-6) return [];
  return [warn('weights-sum', { part: 'weights' }, { sum, outOf })];
}

function bonusProblems(draft: RubricDraft): DraftProblem[] {
  return inOrder(draft.bonus).flatMap(({ id, name, max }, i) => {
    const place: DraftPlace = { part: 'bonus', id };
    return [
      ...(name.trim() ? [] : [stop('bonus-name-empty', place, { n: i + 1 })]),
      ...(max > 0 ? [] : [stop('bonus-max', place, { bonus: name.trim(), n: i + 1 })]),
    ];
  });
}

const RANKS: readonly Band['rank'][] = ['top', 'good', 'pass', 'below'];

function bandProblems(draft: RubricDraft): DraftProblem[] {
  const bands = bandsInOrder(draft.bands);
  const bonus = Object.values(draft.bonus).reduce((sum, { max }) => sum + Math.max(0, max), 0);
  const highest = draft.bonusPassesTotal ? 100 + bonus : 100;
  const sameLabels = doubles(bands.map(({ label }) => label));
  const problems = bands.flatMap(({ id, label, from, rank }, i) => {
    const place: DraftPlace = { part: 'band', id };
    const above = bands[i - 1];
    const details = { band: label.trim(), from, n: i + 1 };
    const found: DraftProblem[] = [];
    if (!label.trim()) found.push(stop('band-label-empty', place, details));
    else if (sameLabels.has(i)) found.push(warn('band-label-double', place, details));
    if (from < 0 || from > highest) found.push(stop('band-from-outside', place, { ...details, highest }));
    if (above && above.from === from) {
      found.push(stop('band-from-double', place, { ...details, other: above.label.trim() }));
    } else if (above && RANKS.indexOf(above.rank) > RANKS.indexOf(rank)) {
      found.push(stop('band-rank-order', place, { ...details, other: above.label.trim() }));
    }
    return found;
  });
  const lowest = bands.at(-1);
  if (lowest && lowest.from > 0) problems.push(warn('bands-gap', { part: 'bands' }, { from: lowest.from }));
  return problems;
}

function promptProblems(draft: RubricDraft): DraftProblem[] {
  return draft.prompts
    .filter(({ label }) => !label.trim())
    .map(({ field }) => stop('prompt-label-empty', { part: 'prompt', id: field }));
}

/** Places of texts that an earlier one says already; empty texts are another problem. */
function doubles(texts: readonly string[]): Set<number> {
  const seen = new Set<string>();
  const places = new Set<number>();
  texts.forEach((text, i) => {
    const plain = text.trim();
    if (plain && seen.has(plain)) places.add(i);
    seen.add(plain);
  });
  return places;
}

function firstDouble(texts: readonly string[]): number {
  return [...doubles(texts)][0] ?? -1;
}
