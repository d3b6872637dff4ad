import type { Id } from '../domain/ids.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { RubricLocale, RubricTexts } from './text.ts';
import { BUILTINS } from './titles.ts';

export type { RubricLocale } from './text.ts';

/** Ids of the rubric versions that ship, in the order in which they are offered; notes only comes first. */
export const BUILTIN_IDS: readonly Id[] = BUILTINS.map(({ id }) => id);

/** Whether the id is that of a rubric version that ships. */
export function isBuiltin(id: Id): boolean {
  return BUILTIN_IDS.includes(id);
}

/** Ids and titles in the order in which they are offered; at hand at once, no text chunk is loaded. */
export function builtinTitles(locale: RubricLocale): { id: Id; title: string }[] {
  return BUILTINS.map(({ id, title }) => ({ id, title: title[locale] }));
}

/**
 * A rubric that ships, in the given language: ids, weights and points are the same in each.
 * Null for an unknown id; rejects when the language's chunk cannot be loaded.
 */
export async function loadBuiltinRubric(id: Id, locale: RubricLocale): Promise<Rubric | null> {
  const builtin = BUILTINS.find((item) => item.id === id);
  if (!builtin) return null;
  const [{ assembleRubric }, { STRUCTURES }, texts] = await loadParts(locale);
  return assembleRubric(STRUCTURES[builtin.name], builtin.title[locale], texts[builtin.name]);
}

/** Every rubric that ships, in the given language and in the order of `BUILTIN_IDS`; rejects like `loadBuiltinRubric`. */
export async function loadBuiltinRubrics(locale: RubricLocale): Promise<Rubric[]> {
  const [{ assembleRubric }, { STRUCTURES }, texts] = await loadParts(locale);
  return BUILTINS.map(({ name, title }) => assembleRubric(STRUCTURES[name], title[locale], texts[name]));
}

/** Structures and words stay out of the app's first load. */
function loadParts(locale: RubricLocale) {
  return Promise.all([import('./assemble.ts'), import('./structure.ts'), loadTexts(locale)]);
}

async function loadTexts(locale: RubricLocale): Promise<RubricTexts> {
  switch (locale) {
    case 'en':
      return (await import('./texts/en.ts')).TEXTS;
    case 'zh-Hans':
      return (await import('./texts/zh-Hans.ts')).TEXTS;
    case 'zh-Hant':
      return (await import('./texts/zh-Hant.ts')).TEXTS;
  }
}
