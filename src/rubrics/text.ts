import type { NarrativePrompt } from '../domain/rubric.ts';
import type { BuiltinName, STRUCTURES } from './structure.ts';

/** The languages that built-in rubrics are written in. */
export type RubricLocale = 'en' | 'zh-Hans' | 'zh-Hant';

type Structure<N extends BuiltinName> = (typeof STRUCTURES)[N];
type DimensionId<N extends BuiltinName> = Structure<N>['dimensions'][number]['id'];
type IndicatorId<N extends BuiltinName> = Structure<N>['dimensions'][number]['indicators'][number];
type BonusId<N extends BuiltinName> = Structure<N>['bonus'][number]['id'];
type BandId<N extends BuiltinName> = Structure<N>['bands'][number]['id'];

/** One text a level, in the order of the structure's points; none on a scale of numbers. */
type LevelTexts<N extends BuiltinName> = Structure<N>['scale'] extends { points: infer P extends readonly number[] }
  ? { readonly [K in keyof P]: string }
  : readonly [];

/** The label above a narrative field and what to write there. */
export interface PromptText {
  label: string;
  hint: string;
}

/** The words of one rubric in one language. A missing or surplus id is a type error. */
export interface RubricText<N extends BuiltinName> {
  description: string;
  /** Labels of the levels, the same for every indicator. */
  levels: LevelTexts<N>;
  dimensions: Record<DimensionId<N>, string>;
  indicators: Record<IndicatorId<N>, { name: string; hint: string; levels: LevelTexts<N> }>;
  bonus: Record<BonusId<N>, string>;
  bands: Record<BandId<N>, string>;
  prompts: Record<NarrativePrompt['field'], PromptText>;
}

/** The words of every rubric in one language: what a language's lazy chunk exports. */
export type RubricTexts = { readonly [N in BuiltinName]: RubricText<N> };
