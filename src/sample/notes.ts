import type { Instant } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { Craft } from './craft.ts';
import { sampleId } from './ids.ts';
import type { Random } from './random.ts';
import { fill } from './texts.ts';
import { THEMES, type NoteTexts, type SubjectTexts, type Theme } from './texts/shape.ts';
import type { ThemedRubric } from './themes.ts';

/** A note as the observer wrote it. */
export interface DraftNote {
  id: Id;
  /** Lesson time in ms, whole seconds; null when recorded afterwards. */
  t: number | null;
  text: string;
  indicators: Id[];
  /** The theme and whether it went well; null for what simply happened. */
  seen: { theme: Theme; good: boolean } | null;
  shared: boolean;
}

/** What the notes of one sheet are drawn from. */
export interface NoteInput {
  texts: NoteTexts;
  subject: SubjectTexts;
  craft: Craft | null;
  /** Level of the lesson: decides how much goes well. */
  level: number;
  rubric: ThemedRubric | null;
  pupils: number;
  /** Beginnings of the five stages and the end, in minutes. */
  stages: readonly number[];
  afterwards: boolean;
  count: number;
  /** A measurement: short notes, each linked. */
  stated: boolean;
  at: Instant;
}

const WITHOUT_BOARD = THEMES.filter((theme) => theme !== 'board');

/** Notes of one sheet in the order of the lesson, no sentence twice. */
export function drawNotes(input: NoteInput, random: Random): DraftNote[] {
  const used = new Set<string>();
  const notes: DraftNote[] = [];
  for (let tries = 0; notes.length < input.count && tries < input.count * 8; tries += 1) {
    const drawn = random.chance(input.stated ? 0 : 0.32) ? drawScene(input, random) : drawSeen(input, random);
    if (used.has(drawn.pattern)) continue;
    used.add(drawn.pattern);
    notes.push(noteOf(input, drawn, random));
  }
  return notes.sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
}

interface Drawn {
  pattern: string;
  stage: number;
  seen: DraftNote['seen'];
}

/** What simply happened: of the stage, or of the subject. */
function drawScene({ texts, subject }: NoteInput, random: Random): Drawn {
  if (random.chance(0.5)) return { pattern: random.pick(subject.scenes), stage: random.int(1, 2), seen: null };
  const stage = random.pick([0, 0, 1, 1, 2, 2, 3, 4]);
  return { pattern: random.pick(texts.scenes[stage] ?? subject.scenes), stage, seen: null };
}

/** Something good or weak about one theme; the teacher's own sides recur. */
function drawSeen({ texts, subject, craft, level }: NoteInput, random: Random): Drawn {
  const recurring = craft !== null && random.chance(0.42);
  const side = random.chance(0.5 + 0.12 * level);
  const wanted = recurring ? random.pick(side ? craft.strong : craft.weak) : random.pick(THEMES);
  const theme = wanted === 'board' && !subject.board ? random.pick(WITHOUT_BOARD) : wanted;
  const good = recurring ? side : random.chance(Math.min(0.92, Math.max(0.3, 0.66 + 0.16 * level)));
  const words = texts.themes[theme];
  return { pattern: random.pick(good ? words.good : words.weak), stage: stageOf(theme, random), seen: { theme, good } };
}

function noteOf(input: NoteInput, { pattern, stage, seen }: Drawn, random: Random): DraftNote {
  const { texts, stages, afterwards, stated } = input;
  const slots = slotsFor(input, random);
  const tail = seen && !stated && random.chance(0.28) ? random.pick(texts.tails[seen.good ? 'good' : 'weak']) : '';
  const body = sentence(fill(pattern, slots));
  const [from, to] = [stages[stage] ?? 0, stages[stage + 1] ?? 40];
  const seconds = Math.round((from + random.next() * Math.max(0.5, to - from - 0.3)) * 60);
  const linkable = seen ? (input.rubric?.byTheme.get(seen.theme) ?? []) : [];
  const indicators =
    linkable.length > 0 && random.chance(stated ? 1 : 0.78)
      ? [random.chance(0.75) ? (linkable[0] ?? '') : random.pick(linkable)]
      : [];
  return {
    id: sampleId(random, input.at + seconds * 1000),
    t: afterwards ? null : seconds * 1000,
    text: tail ? `${body}${texts.joiner}${sentence(fill(tail, slotsFor(input, random)))}` : body,
    indicators,
    seen,
    shared: indicators.length > 0 || random.chance(input.rubric ? 0.35 : 0.75),
  };
}

const STAGE_OF: Partial<Record<Theme, number>> = {
  goal: 0,
  'lead-in': 0,
  practice: 2,
  differ: 2,
  feedback: 2,
  check: 3,
};

function stageOf(theme: Theme, random: Random): number {
  return STAGE_OF[theme] ?? random.int(1, 2);
}

function slotsFor({ texts, pupils }: NoteInput, random: Random) {
  return {
    who: random.pick(texts.who),
    n: random.int(3, 6),
    m: random.int(3, 9),
    k: random.int(Math.ceil(pupils * 0.35), Math.floor(pupils * 0.85)),
    g: random.int(3, 6),
  };
}

/** A sentence begins with a capital where the script has them. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
