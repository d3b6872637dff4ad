import type { Craft } from './craft.ts';
import type { DraftNote } from './notes.ts';
import type { Random } from './random.ts';
import { THEMES, type NoteTexts, type Theme } from './texts/shape.ts';

/** The narrative of a sheet. */
export interface Remarks {
  strengths: string;
  suggestions: string;
  overall: string;
}

/**
 * Strengths and suggestions, a remark a line: mostly the teacher's recurring sides, else what this lesson's notes saw.
 * A few sheets have no suggestion; a third have an overall sentence.
 */
export function drawRemarks(
  input: { texts: NoteTexts; craft: Craft | null; notes: readonly DraftNote[]; board: boolean },
  random: Random,
): Remarks {
  const { texts, craft, notes, board } = input;
  const fits = (theme: Theme) => board || theme !== 'board';
  const seen = (good: boolean) =>
    notes.flatMap((note) => (note.seen && note.seen.good === good ? [note.seen.theme] : []));
  const draw = (
    recurring: readonly Theme[],
    other: readonly Theme[],
    field: 'strengths' | 'suggestions',
    count: number,
  ) => {
    const lines = new Set<string>();
    for (let i = 0; i < count; i += 1) {
      const pools = [random.chance(0.62) ? recurring : other, other, recurring, THEMES];
      const themes = pools.map((pool) => pool.filter(fits)).find((pool) => pool.length > 0) ?? THEMES;
      lines.add(random.pick(texts.themes[random.pick(themes)][field]));
    }
    return [...lines].join('\n');
  };
  return {
    strengths: draw(craft?.strong ?? [], seen(true), 'strengths', random.int(1, 2)),
    suggestions: random.chance(0.1)
      ? ''
      : draw(craft?.weak ?? [], seen(false), 'suggestions', random.chance(0.35) ? 2 : 1),
    overall: random.chance(0.34) ? random.pick(texts.overall) : '',
  };
}
