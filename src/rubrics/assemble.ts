import type { Indicator, Level, Rubric, Scale } from '../domain/rubric.ts';
import type { RubricStructure } from './structure.ts';
import type { PromptText } from './text.ts';

/** A rubric's words by plain id, as `assembleRubric` reads them; every `RubricText` is one. */
interface Words {
  description: string;
  levels: readonly string[];
  dimensions: Record<string, string>;
  indicators: Record<string, { name: string; hint: string; levels: readonly string[] }>;
  bonus: Record<string, string>;
  bands: Record<string, string>;
  prompts: Record<string, PromptText>;
}

/**
 * Puts a structure and its words in one language together to a fresh rubric record that the school may see.
 * An id without words is a mistake in this room and throws (the types of the texts rule it out).
 */
export function assembleRubric(structure: RubricStructure, title: string, words: Words): Rubric {
  const indicatorById = (id: string): Indicator => {
    const text = worded(words.indicators, id);
    return {
      id,
      name: text.name,
      hint: text.hint,
      weight: structure.weight,
      scale: scaleOf(structure, words.levels, text.levels),
      notApplicable: structure.notApplicable.includes(id),
    };
  };
  return {
    id: structure.id,
    kind: 'rubric',
    v: 1,
    author: 'guanke',
    about: [],
    audience: 'school',
    created: 0,
    stamp: '',
    family: structure.family,
    parent: null,
    title,
    description: words.description,
    dimensions: structure.dimensions.map(({ id, indicators }) => ({
      id,
      name: worded(words.dimensions, id),
      indicators: indicators.map(indicatorById),
    })),
    bonus: structure.bonus.map(({ id, max }) => ({ id, name: worded(words.bonus, id), max })),
    bonusPassesTotal: structure.bonusPassesTotal,
    bands: structure.bands.map(({ id, from, rank }) => ({ id, label: worded(words.bands, id), from, rank })),
    prompts: structure.prompts.map(({ field, count }) => ({ field, count, ...worded(words.prompts, field) })),
  };
}

function scaleOf(structure: RubricStructure, labels: readonly string[], texts: readonly string[]): Scale {
  const { scale } = structure;
  if (scale.type === 'points') return { ...scale };
  const levels = scale.points.map((points, place): Level => {
    const label = labels[place];
    const text = texts[place];
    if (label === undefined || text === undefined)
      throw new Error(`${structure.id} lacks the words of level ${points}`);
    return { label, text, points };
  });
  return { type: 'levels', levels, floor: scale.floor };
}

function worded<T>(words: Record<string, T>, id: string): T {
  const found = words[id];
  if (found === undefined) throw new Error(`No words for ${id}`);
  return found;
}
