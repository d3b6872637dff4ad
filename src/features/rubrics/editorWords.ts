import type { DraftProblem, DraftProblemName } from '../../domain/rubric-checks.ts';
import type { Rubric, Scale } from '../../domain/rubric.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

type Details = DraftProblem['details'];

const text = (details: Details, key: string) => String(details[key] ?? '');
const count = (details: Details, key: string) => number(Number(details[key] ?? 0), 2);
const inside = (d: Details) => m.editor_in_dimension({ dimension: text(d, 'dimension') || m.editor_unnamed() });
const indicatorOf = (d: Details) =>
  text(d, 'indicator') || m.editor_indicator_n({ n: count(d, 'n'), inside: inside(d) });

const SENTENCES: Record<DraftProblemName, (d: Details) => string> = {
  'title-empty': () => m.editor_problem_title(),
  unchanged: () => m.editor_problem_unchanged(),
  'no-indicators': () => m.editor_problem_no_indicators(),
  'dimension-empty': (d) => m.editor_problem_dimension_empty({ dimension: dimensionOf(d) }),
  'dimension-name-empty': (d) => m.editor_problem_dimension_name({ n: count(d, 'n') }),
  'dimension-name-double': (d) => m.editor_problem_dimension_double({ dimension: dimensionOf(d) }),
  'indicator-name-empty': (d) => m.editor_problem_indicator_name({ n: count(d, 'n'), inside: inside(d) }),
  'indicator-name-double': (d) => m.editor_problem_indicator_double({ indicator: indicatorOf(d) }),
  'weight-not-positive': (d) => m.editor_problem_weight({ indicator: indicatorOf(d) }),
  'weights-sum': (d) => m.editor_problem_weights({ sum: count(d, 'sum'), outOf: count(d, 'outOf') }),
  'levels-too-few': (d) => m.editor_problem_levels_few({ indicator: indicatorOf(d) }),
  'level-label-empty': (d) => m.editor_problem_level_label({ indicator: indicatorOf(d) }),
  'level-label-double': (d) =>
    m.editor_problem_level_label_double({ indicator: indicatorOf(d), label: text(d, 'label') }),
  'level-points-double': (d) =>
    m.editor_problem_level_points_double({ indicator: indicatorOf(d), points: count(d, 'points') }),
  'levels-all-zero': (d) => m.editor_problem_levels_zero({ indicator: indicatorOf(d) }),
  'points-max': (d) => m.editor_problem_points_max({ indicator: indicatorOf(d) }),
  'points-step': (d) => m.editor_problem_points_step({ indicator: indicatorOf(d), max: count(d, 'max') }),
  'bonus-name-empty': (d) => m.editor_problem_bonus_name({ n: count(d, 'n') }),
  'bonus-max': (d) => m.editor_problem_bonus_max({ bonus: text(d, 'bonus') || count(d, 'n') }),
  'band-label-empty': (d) => m.editor_problem_band_label({ from: count(d, 'from') }),
  'band-label-double': (d) => m.editor_problem_band_double({ band: bandOf(d) }),
  'band-from-double': (d) =>
    m.editor_problem_band_from_double({ band: bandOf(d), other: text(d, 'other'), from: count(d, 'from') }),
  'band-from-outside': (d) => m.editor_problem_band_outside({ band: bandOf(d), highest: count(d, 'highest') }),
  'band-rank-order': (d) => m.editor_problem_band_rank({ band: bandOf(d), other: text(d, 'other') }),
  'bands-gap': (d) => m.editor_problem_bands_gap({ from: count(d, 'from') }),
  'prompt-label-empty': () => m.editor_problem_prompt(),
  'meaning-open': (d) => m.editor_problem_meaning({ indicator: indicatorOf(d) }),
};

/** A problem of a draft as a sentence that names its place. */
export function problemSentence({ name, details }: DraftProblem): string {
  return SENTENCES[name](details);
}

/** A scale in a few words: its levels with their points, or its range of points. */
export function scaleSummary(scale: Scale): string {
  if (scale.type === 'levels') {
    return scale.levels.map(({ label, points }) => `${label || '…'} ${number(points, 1)}`).join(' · ');
  }
  return scale.step === 1
    ? m.rubrics_points_scale({ max: number(scale.max) })
    : m.rubrics_half_points_scale({ max: number(scale.max, 1) });
}

/** The title of a copy. */
export function copyTitle(rubric: Pick<Rubric, 'title'>): string {
  return m.editor_copy_of({ title: rubric.title });
}

function dimensionOf(d: Details): string {
  return text(d, 'dimension') || m.editor_dimension_n({ n: count(d, 'n') });
}

function bandOf(d: Details): string {
  return text(d, 'band') || m.editor_band_n({ n: count(d, 'n') });
}
