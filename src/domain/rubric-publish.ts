import { canonicalJson, contentHash } from './canonical.ts';
import { derivedIdOf, newId, type Id } from './ids.ts';
import { indicatorsOf, type Indicator, type Rubric, type Scale } from './rubric.ts';
import {
  bandsInOrder,
  inOrder,
  sectionsOf,
  type DraftIndicator,
  type Meaning,
  type RubricDraft,
  type WithId,
} from './rubric-draft.ts';
import { sameScale, sameScaleWords } from './rubric-scale.ts';

/** What a rubric version is: everything that its id is the hash of. */
export type RubricContent = Pick<
  Rubric,
  'family' | 'parent' | 'title' | 'description' | 'dimensions' | 'bonus' | 'bonusPassesTotal' | 'bands' | 'prompts'
>;

/** What a draft begins with. */
export type DraftStart = Omit<
  RubricDraft,
  'id' | 'kind' | 'v' | 'author' | 'about' | 'audience' | 'created' | 'stamp' | 'at' | 'heads' | 'deleted'
>;

/** An empty draft of a new rubric. */
export function draftFromNothing(): DraftStart {
  return {
    family: newId(),
    parent: null,
    title: '',
    description: '',
    dimensions: {},
    indicators: {},
    bonus: {},
    bonusPassesTotal: false,
    bands: {},
    prompts: [],
    outOf: 100,
  };
}

/**
 * A draft that starts from a version. As its next version it keeps the family and every id; as a copy it is a rubric of its
 * own with fresh ids and the given title, whose figures are never mixed with those of the original.
 */
export function draftFromRubric(rubric: Rubric, as: 'version' | 'copy', title = rubric.title): DraftStart {
  const idOf = as === 'version' ? (id: Id) => id : () => newId();
  const draft = draftFromNothing();
  draft.family = as === 'version' ? rubric.family : newId();
  draft.parent = rubric.id;
  draft.title = title;
  draft.description = rubric.description;
  rubric.dimensions.forEach(({ id, name, indicators }, order) => {
    const dimension = idOf(id);
    draft.dimensions[dimension] = { name, order };
    indicators.forEach((indicator, place) => {
      const { id: old, ...fields } = structuredClone(indicator);
      draft.indicators[idOf(old)] = { ...fields, dimension, order: place };
    });
  });
  rubric.bonus.forEach(({ id, name, max }, order) => (draft.bonus[idOf(id)] = { name, max, order }));
  for (const { id, label, from, rank } of rubric.bands) draft.bands[idOf(id)] = { label, from, rank };
  draft.bonusPassesTotal = rubric.bonusPassesTotal;
  draft.prompts = structuredClone(rubric.prompts);
  const weights = indicatorsOf(rubric).reduce((sum, { weight }) => sum + weight, 0);
  draft.outOf = weights > 0 ? Number(weights.toPrecision(12)) : 100;
  return draft;
}

const built = new WeakMap<DraftIndicator, Indicator>();

/** The content of a draft as it stands, with the draft's own ids. Names lose outer spaces. */
export function contentOfDraft(draft: RubricDraft): RubricContent {
  return {
    family: draft.family,
    parent: draft.parent,
    title: draft.title.trim(),
    description: draft.description.trim(),
    dimensions: sectionsOf(draft).map(({ id, name, indicators }) => ({
      id,
      name: name.trim(),
      indicators: indicators.map((indicator) => indicatorOf(indicator, draft.indicators[indicator.id] ?? indicator)),
    })),
    bonus: inOrder(draft.bonus).map(({ id, name, max }) => ({ id, name: name.trim(), max })),
    bonusPassesTotal: draft.bonusPassesTotal,
    bands: bandsInOrder(draft.bands).map(({ id, label, from, rank }) => ({ id, label: label.trim(), from, rank })),
    prompts: draft.prompts.map(({ field, label, hint, count }) => ({ field, label: label.trim(), hint, count })),
  };
}

/** An untouched indicator stays the same object, so that a preview redraws only what was edited. */
function indicatorOf({ id, name, hint, weight, scale, notApplicable }: WithId<DraftIndicator>, key: DraftIndicator) {
  const known = built.get(key);
  if (known) return known;
  const made: Indicator = { id, name: name.trim(), hint: hint.trim(), weight, scale: tidyScale(scale), notApplicable };
  built.set(key, made);
  return made;
}

function tidyScale(scale: Scale): Scale {
  if (scale.type === 'points') return { type: 'points', max: scale.max, step: scale.step };
  const levels = scale.levels.map(({ label, text, points }) => ({ label: label.trim(), text: text.trim(), points }));
  return { type: 'levels', levels, floor: scale.floor };
}

/** A draft as a rubric to look at and to try; not a version of anything yet. */
export function previewOfDraft(draft: RubricDraft): Rubric {
  const { author, about, audience, created, stamp } = draft;
  return { id: draft.id, kind: 'rubric', v: 1, author, about, audience, created, stamp, ...contentOfDraft(draft) };
}

/** An indicator that a draft changes against the version it comes from. */
export interface ChangedIndicator {
  id: Id;
  before: Indicator;
  now: Indicator;
  /** `scale`: another id from now on, scores cannot be compared. `wording`: the editor has to say whether it is the same. */
  change: 'scale' | 'wording';
  /** What was answered; always `changed` for a scale, null while nobody answered. */
  meaning: Meaning | null;
}

/** Every indicator of the parent whose scale or wording the draft changes, in the order of the form. */
export function changedIndicators(draft: RubricDraft, parent: Rubric | null): ChangedIndicator[] {
  if (!parent || parent.family !== draft.family) return [];
  const before = new Map(indicatorsOf(parent).map((indicator) => [indicator.id, indicator]));
  return indicatorsOf(contentOfDraft(draft)).flatMap((now): ChangedIndicator[] => {
    const old = before.get(now.id);
    if (!old) return [];
    if (!sameScale(old.scale, now.scale)) {
      return [{ id: now.id, before: old, now, change: 'scale', meaning: 'changed' }];
    }
    if (sameWording(old, now)) return [];
    const meaning = draft.indicators[now.id]?.meaning ?? null;
    return [{ id: now.id, before: old, now, change: 'wording', meaning }];
  });
}

function sameWording(a: Indicator, b: Indicator): boolean {
  return a.name === b.name && a.hint === b.hint && sameScaleWords(b.scale, a.scale);
}

/** Whether publishing would say nothing new: a version like its parent. */
export function isUnchanged(draft: RubricDraft, parent: Rubric | null): boolean {
  if (!parent || parent.family !== draft.family) return false;
  const { family: _family, parent: _parent, ...now } = contentOfDraft(draft);
  const { title, description, dimensions, bonus, bonusPassesTotal, bands, prompts } = parent;
  const sorted = [...bands].sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1));
  const before = { title, description, dimensions, bonus, bonusPassesTotal, bands: sorted, prompts };
  return canonicalJson(now) === canonicalJson(before);
}

/**
 * The content of the version that a draft becomes: an indicator with another scale or meaning gets another id, derived from
 * what it says now, so that publishing twice gives the same version. All others keep theirs.
 */
export function contentToPublish(draft: RubricDraft, parent: Rubric | null): RubricContent {
  const content = contentOfDraft(draft);
  const renewed = new Set(
    changedIndicators(draft, parent)
      .filter(({ meaning }) => meaning === 'changed')
      .map(({ id }) => id),
  );
  const idOf = (indicator: Indicator) =>
    renewed.has(indicator.id) ? derivedIdOf('indicator', draft.family, contentHash(indicator)) : indicator.id;
  return {
    ...content,
    dimensions: content.dimensions.map((dimension) => ({
      ...dimension,
      indicators: dimension.indicators.map((indicator) => ({ ...indicator, id: idOf(indicator) })),
    })),
  };
}

/** The id of a rubric version: the hash of what it says. */
export function rubricIdOf(content: RubricContent): Id {
  return contentHash(content);
}
