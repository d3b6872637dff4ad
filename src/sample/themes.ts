import type { Id } from '../domain/ids.ts';
import { indicatorsOf, type Rubric } from '../domain/rubric.ts';
import { THEMES, type Theme } from './texts/shape.ts';

/** What the indicators of the built-in rubrics look at, by dimension and number; the first theme is the main one. */
const BUILTIN: Record<string, readonly (readonly Theme[])[]> = {
  'hundred-20.goal': [['goal'], ['goal', 'differ']],
  'hundred-20.content': [['content'], ['content'], ['content', 'lead-in']],
  'hundred-20.process': [['lead-in'], ['pace'], ['listen'], ['practice', 'check'], ['check']],
  'hundred-20.method': [['question'], ['thinking'], ['group', 'strategy'], ['differ'], ['feedback'], ['media']],
  'hundred-20.craft': [['language'], ['board'], ['climate'], ['routines']],
  'hundred-5.design': [['goal', 'lead-in', 'pace']],
  'hundred-5.content': [['content', 'thinking']],
  'hundred-5.method': [['question', 'group', 'practice', 'differ', 'feedback', 'check', 'strategy']],
  'hundred-5.craft': [['language', 'board', 'media']],
  'hundred-5.climate': [['climate', 'routines', 'listen']],
  'licc.learning': [['lead-in'], ['listen'], ['group'], ['strategy'], ['check', 'practice']],
  'licc.teaching': [['pace'], ['language', 'board'], ['question', 'feedback'], ['differ'], ['routines']],
  'licc.curriculum': [['goal'], ['content'], ['practice'], ['check'], ['media']],
  'licc.culture': [['thinking'], ['listen'], ['thinking'], ['climate'], []],
  'teach.culture': [['climate'], ['routines']],
  'teach.instruction': [
    ['goal', 'content', 'lead-in', 'language', 'board', 'media', 'pace'],
    ['check', 'question'],
    ['feedback'],
    ['thinking'],
  ],
  'teach.social': [['strategy'], ['practice', 'differ'], ['group', 'listen']],
  'icalt.climate': [['climate'], ['climate'], ['feedback'], ['listen']],
  'icalt.management': [['routines'], ['routines'], ['routines'], ['pace']],
  'icalt.clarity': [
    ['content', 'board', 'media'],
    ['feedback'],
    ['question'],
    ['check'],
    ['practice'],
    ['lead-in'],
    ['language'],
  ],
  'icalt.activation': [['group'], ['listen'], ['thinking'], ['question'], ['thinking'], ['listen'], ['goal']],
  'icalt.differentiation': [['check'], ['differ'], ['differ'], ['differ']],
  'icalt.strategies': [['strategy'], ['strategy'], ['strategy'], ['practice'], ['thinking'], ['strategy']],
  'new-teacher.prepare': [['pace'], ['goal'], ['content']],
  'new-teacher.present': [['language'], ['lead-in', 'media'], ['question'], ['board']],
  'new-teacher.manage': [['routines'], ['climate'], ['pace']],
  'new-teacher.learn': [
    ['practice', 'differ', 'group'],
    ['feedback', 'check'],
  ],
};

/** The themes of a built-in indicator; null when it is not one of them. */
export function themesOfIndicator(indicator: Id): readonly Theme[] | null {
  const dot = indicator.lastIndexOf('.');
  return BUILTIN[indicator.slice(0, dot)]?.[Number(indicator.slice(dot + 1)) - 1] ?? null;
}

/** A rubric seen through the themes. */
export interface ThemedRubric {
  rubric: Rubric;
  /** The main theme of each indicator, in the order of the form; null = none of them. */
  main: (Theme | null)[];
  /** The indicators that a note on a theme can be linked to. */
  byTheme: Map<Theme, Id[]>;
}

/** Ties a rubric to the themes. Indicators of a school's own rubric take the themes in turn. */
export function themeRubric(rubric: Rubric): ThemedRubric {
  const byTheme = new Map<Theme, Id[]>();
  const main = indicatorsOf(rubric).map((indicator, i) => {
    const themes = themesOfIndicator(indicator.id) ?? THEMES.slice(i % THEMES.length, (i % THEMES.length) + 1);
    themes.forEach((theme, rank) => {
      const known = byTheme.get(theme) ?? [];
      // Indicators whose main theme it is come first: most notes are linked to them.
      byTheme.set(theme, rank === 0 ? [indicator.id, ...known] : [...known, indicator.id]);
    });
    return themes[0] ?? null;
  });
  return { rubric, main, byTheme };
}
