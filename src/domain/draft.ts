import type { Id } from './ids.ts';
import type { Instant, PlainDate } from './date.ts';
import type { LessonKind, LessonType } from './lesson.ts';
import type { Scores, ScoreValue } from './score.ts';

/** What an observer is in this lesson. */
export const OBSERVER_ROLES = ['peer', 'leader', 'mentor', 'mentee', 'office', 'self'] as const;
export type ObserverRole = (typeof OBSERVER_ROLES)[number];

/** The fields of a draft that are saved one by one. */
export interface DraftFields {
  teacher: Id | null;
  guestName: string;
  guestSchool: string;
  /** The scheduled lesson that is observed; null = found or made at Finish from teacher, date and period. */
  lesson: Id | null;
  date: PlainDate;
  period: number | null;
  /** The name of a period without a number (早读); empty or absent where it has one or none is chosen. */
  periodName?: string;
  klass: string;
  subject: string;
  topic: string;
  lessonKind: LessonKind;
  lessonType: LessonType | null;
  pupils: number | null;
  room: string;
  /** Rubric version id; null = just notes. */
  rubric: Id | null;
  /** Up to three indicators; the rest is then "not looked at today". */
  focus: Id[];
  focusText: string;
  role: ObserverRole;
  /** Planned length in minutes. */
  minutes: number;
  strengths: string;
  suggestions: string;
  overall: string;
  bonus: Record<Id, number>;
  /** Recorded afterwards (补录): past date, no clock. */
  afterwards: boolean;
  /** Where the observer is in the screen. */
  step: 'prepare' | 'run' | 'score' | 'finish';
  /** Stages in order, as this lesson uses them. */
  stages: string[];
  /** Shown on the form while it is typed, so that no half-written note is lost. */
  unsentNote: string;
}

/** One saved thing of a draft: one row in `entries`, one put each. `at` is when it was made or last changed. */
export type DraftEntry = { draftId: Id; id: string; at: Instant } & (
  | { type: 'field'; name: keyof DraftFields; value: unknown }
  | { type: 'score'; key: string; value: ScoreValue | null }
  | { type: 'note'; t: number | null; text: string; indicators: Id[]; share: boolean | null; deleted: boolean }
  | { type: 'stage'; t: number; stage: string; deleted: boolean }
  | { type: 'clock'; clock: LessonClock }
);
export type NoteEntry = Extract<DraftEntry, { type: 'note' }>;
export type StageEntry = Extract<DraftEntry, { type: 'stage' }>;

/** Ids of the entries that exist once a draft. */
export const fieldEntryId = (name: keyof DraftFields): string => `field:${name}`;
export const scoreEntryId = (key: string): string => `score:${key}`;
export const CLOCK_ENTRY = 'clock';

/** The lesson clock: time counted before `since`, and since when it runs (null = paused or not begun). */
export interface LessonClock {
  /** When Begin was pressed; null before. */
  begunAt: Instant | null;
  /** Milliseconds counted before `since`. */
  counted: number;
  since: Instant | null;
  /** Milliseconds the lesson had already run at Begin ("began n minutes ago"). */
  offset: number;
  /** The latest instant at which the clock was seen right; guards against a clock that is set back. */
  seen: Instant;
}

export const STOPPED_CLOCK: LessonClock = { begunAt: null, counted: 0, since: null, offset: 0, seen: 0 };

/** Lesson time in ms at an instant, without the offset. A clock set back counts nothing instead of going backwards. */
export function runningMs(clock: LessonClock, now: Instant): number {
  if (clock.since === null) return clock.counted;
  const trusted = Math.max(now, clock.seen);
  return clock.counted + Math.max(0, trusted - clock.since);
}

/** Lesson time in ms as shown: running time plus the offset. */
export function lessonMs(clock: LessonClock, now: Instant): number {
  return runningMs(clock, now) + clock.offset;
}

/** Begin: starts at 0. Beginning twice changes nothing. */
export function beginClock(clock: LessonClock, now: Instant): LessonClock {
  if (clock.begunAt !== null) return clock;
  return { ...clock, begunAt: now, counted: 0, since: now, seen: now };
}

/** Pause: freezes the time at this second. */
export function pauseClock(clock: LessonClock, now: Instant): LessonClock {
  return { ...clock, counted: runningMs(clock, now), since: null, seen: now };
}

/** Resume from the second at which it was paused. */
export function resumeClock(clock: LessonClock, now: Instant): LessonClock {
  return clock.since !== null || clock.begunAt === null ? clock : { ...clock, since: now, seen: now };
}

/**
 * The clock as it stood when the lesson was over: at `over` (Finish was pressed) or, without it, now. What is written after
 * Finish is no lesson time, so a clock that still runs is stopped there.
 */
export function endClock(clock: LessonClock, now: Instant, over: Instant | null): LessonClock {
  const untilNow = runningMs(clock, now);
  const counted = over === null ? untilNow : Math.min(untilNow, runningMs({ ...clock, seen: 0 }, over));
  return { ...clock, counted, since: null };
}

/**
 * What to do with a running clock when a draft is opened again or the device's time jumps. A set-back clock (more than
 * `tolerance` before the last instant seen) continues from where it was; a lesson that "ran" more than three planned
 * lengths is asked about. Returns the clock to go on with and why it changed.
 */
export function mendClock(
  clock: LessonClock,
  now: Instant,
  plannedMinutes: number,
  tolerance = 2000,
): { clock: LessonClock; problem: 'set-back' | 'left-running' | null } {
  if (clock.since === null) return { clock, problem: null };
  if (now < clock.seen - tolerance) {
    const counted = clock.counted + Math.max(0, clock.seen - clock.since);
    return { clock: { ...clock, counted, since: now, seen: now }, problem: 'set-back' };
  }
  const tooLong = Math.max(plannedMinutes, 20) * 3 * 60_000;
  if (now - clock.seen > tooLong) {
    const counted = clock.counted + Math.max(0, clock.seen - clock.since);
    return { clock: { ...clock, counted, since: null, seen: now }, problem: 'left-running' };
  }
  return { clock, problem: null };
}

/** A draft as read from its entries. */
export interface Draft {
  id: Id;
  fields: DraftFields;
  scores: Scores;
  notes: NoteEntry[];
  stages: StageEntry[];
  clock: LessonClock;
}

/** Folds the entries of a draft over its defaults; deleted notes and marks stay out, order is lesson time, then entry time. */
export function draftFromEntries(id: Id, defaults: DraftFields, entries: readonly DraftEntry[]): Draft {
  const draft: Draft = { id, fields: { ...defaults }, scores: {}, notes: [], stages: [], clock: STOPPED_CLOCK };
  for (const entry of entries) {
    if (entry.type === 'field') Object.assign(draft.fields, { [entry.name]: entry.value });
    else if (entry.type === 'score') {
      if (entry.value !== null) draft.scores[entry.key] = entry.value;
    } else if (entry.type === 'note') {
      if (!entry.deleted) draft.notes.push(entry);
    } else if (entry.type === 'stage') {
      if (!entry.deleted) draft.stages.push(entry);
    } else draft.clock = entry.clock;
  }
  // Notes without lesson time stand last, in the order in which they were written (ids rise with time).
  const place = (entry: { t: number | null }) => entry.t ?? Number.MAX_SAFE_INTEGER;
  const byTime = (a: { t: number | null; id: string }, b: { t: number | null; id: string }) =>
    place(a) - place(b) || (a.id < b.id ? -1 : 1);
  draft.notes.sort(byTime);
  draft.stages.sort(byTime);
  return draft;
}

/** Whether a note goes out with the sheet: marked so, or linked to an indicator and not kept private. */
export function isShared(note: Pick<NoteEntry, 'share' | 'indicators'>): boolean {
  return note.share ?? note.indicators.length > 0;
}
