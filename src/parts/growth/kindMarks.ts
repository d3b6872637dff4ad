import type { LessonKind } from '../../domain/lesson.ts';
import type { ChartColours } from '../../ui/chartTypes.ts';

/** How the dot of a lesson kind looks: a shape of its own and a colour, so that neither has to be told alone. */
export interface KindMark {
  shape: 'circle' | 'rect' | 'triangle' | 'rectRot' | 'star' | 'cross' | 'crossRot' | 'rectRounded';
  /** Degrees by which the shape is turned. */
  turn: number;
  /** Place in the eight data colours, or the ink of the text. */
  colour: number | 'ink';
  filled: boolean;
}

/** Unannounced lessons are hollow; whatever was announced and prepared is filled. No two kinds share shape and turn. */
export const KIND_MARKS: Record<LessonKind, KindMark> = {
  ordinary: { shape: 'circle', turn: 0, colour: 'ink', filled: false },
  'drop-in': { shape: 'rect', turn: 0, colour: 2, filled: false },
  open: { shape: 'triangle', turn: 0, colour: 1, filled: true },
  demonstration: { shape: 'rectRot', turn: 0, colour: 3, filled: true },
  observation: { shape: 'triangle', turn: 180, colour: 4, filled: true },
  seminar: { shape: 'triangle', turn: 90, colour: 5, filled: true },
  report: { shape: 'star', turn: 0, colour: 6, filled: true },
  showcase: { shape: 'triangle', turn: 270, colour: 7, filled: true },
  improvement: { shape: 'cross', turn: 0, colour: 1, filled: true },
  competition: { shape: 'rectRounded', turn: 0, colour: 5, filled: true },
  pass: { shape: 'crossRot', turn: 0, colour: 3, filled: false },
  trial: { shape: 'rectRot', turn: 0, colour: 6, filled: false },
  'same-topic': { shape: 'circle', turn: 0, colour: 4, filled: true },
  rehearsal: { shape: 'star', turn: 36, colour: 'ink', filled: false },
};

/** The colour of a mark in the present theme. */
export function markColour({ colour }: KindMark, colours: ChartColours): string {
  return colour === 'ink' ? colours.ink2 : (colours.data[colour] ?? colours.ink2);
}
