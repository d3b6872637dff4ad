import { contentHash } from './canonical.ts';
import type { Instant, PlainDate } from './date.ts';
import type { DraftEntry, ObserverRole } from './draft.ts';
import type { Id } from './ids.ts';
import type { LessonKind, LessonType } from './lesson.ts';
import type { RecordBase } from './record.ts';
import type { Scores } from './score.ts';

/** A note that goes out with a sheet. */
export interface Evidence {
  id: Id;
  /** Lesson time in ms; null when recorded afterwards. */
  t: number | null;
  text: string;
  indicators: Id[];
}

/** Names and facts of that day: old records keep the old names. */
export interface SheetSnapshot {
  teacherName: string;
  teacherTitle: string;
  guestSchool: string;
  groupNames: string[];
  observerName: string;
  klass: string;
  subject: string;
  topic: string;
  room: string;
  pupils: number | null;
  lessonType: LessonType | null;
  /** The name of a period without a number; absent where the period has one or is not known. */
  periodName?: string;
  rubricTitle: string;
}

/** What an observer wrote, before it is sealed. */
export interface SheetContent {
  sheet: Id;
  rev: number;
  /** The revision that this one replaces; null for the first. */
  supersedes: Id | null;
  /** Why a shared sheet was reopened; empty otherwise. */
  reopenReason: string;
  lesson: Id;
  /** The observed teacher; null for a guest. */
  teacher: Id | null;
  /** The observing teacher. */
  observer: Id;
  role: ObserverRole;
  date: PlainDate;
  period: number | null;
  lessonKind: LessonKind;
  /** Rubric version; null = notes only. */
  rubric: Id | null;
  rubricFamily: Id | null;
  focus: Id[];
  focusText: string;
  scores: Scores;
  bonus: Record<Id, number>;
  notes: Evidence[];
  stages: { t: number; stage: string }[];
  strengths: string;
  suggestions: string;
  overall: string;
  /** Observed minutes; null when not known. */
  minutes: number | null;
  afterwards: boolean;
  /** The day it was entered; differs from `date` when recorded afterwards. */
  entered: PlainDate;
  sealedAt: Instant;
  snapshot: SheetSnapshot;
  /**
   * Chance, sealed with the content and withheld with the scores: the id is a hash, and without it whoever has the comments
   * could try all scores until the hash is right. Absent in sheets of early versions.
   */
  salt?: string;
}

/** What of a sheet stays with its observer when only the comments are handed on. */
export const WITHHELD = ['scores', 'bonus'] as const;

/** A finished sheet: an immutable sealed revision. Its id is the hash of its content. */
export interface Sheet extends RecordBase<'sheet'>, SheetContent {
  /** A copy that was handed on without these fields: they are empty here, and the id is that of the whole. */
  withheld?: string[];
}

/** The observer's private side of a sheet: every entry of the draft, kept when it is finished. Never shared. */
export interface Workbook extends RecordBase<'workbook'> {
  sheet: Id;
  lesson: Id | null;
  entries: DraftEntry[];
}

const CONTENT_KEYS = [
  'sheet',
  'rev',
  'supersedes',
  'reopenReason',
  'lesson',
  'teacher',
  'observer',
  'role',
  'date',
  'period',
  'lessonKind',
  'rubric',
  'rubricFamily',
  'focus',
  'focusText',
  'scores',
  'bonus',
  'notes',
  'stages',
  'strengths',
  'suggestions',
  'overall',
  'minutes',
  'afterwards',
  'entered',
  'sealedAt',
  'snapshot',
  'salt',
  'author',
] as const;

/** The content hash of a sheet: 40 hex digits over everything that was written, with its author. */
export function sheetHash(content: SheetContent & { author: Id }): Id {
  const sealed = Object.fromEntries(CONTENT_KEYS.map((key) => [key, content[key]]));
  return contentHash(sealed).slice(0, 40);
}

function contentOf(content: SheetContent): SheetContent {
  const keys = CONTENT_KEYS.filter((key) => key !== 'author' && (key !== 'salt' || content.salt !== undefined));
  return Object.fromEntries(keys.map((key) => [key, content[key as keyof SheetContent]])) as unknown as SheetContent;
}

/** Whether this is a copy without the scores. */
export function isWithheld(sheet: Pick<Sheet, 'withheld'>): boolean {
  return Array.isArray(sheet.withheld) && sheet.withheld.length > 0;
}

/** The copy of a sheet that goes out as "comments only"; without the salt nobody finds the scores out from its id. */
export function withoutScores({ salt: _salt, ...sheet }: Sheet): Sheet {
  return { ...sheet, scores: {}, bonus: {}, withheld: [...WITHHELD] };
}

/** Whether a sheet's content still is what was sealed. A copy without the scores cannot be held against its hash and counts as whole. */
export function isIntact(sheet: Sheet): boolean {
  return isWithheld(sheet) || sheetHash(sheet) === sheet.id;
}

/** Seals content into an immutable revision. Only content is taken over, so an earlier revision can be passed with changes. */
export function sealSheet(content: SheetContent, author: Id, stamp: string): Sheet {
  return {
    id: sheetHash({ ...content, author }),
    kind: 'sheet',
    v: 1,
    author,
    about: content.teacher ? [content.teacher] : [],
    audience: 'parties',
    created: content.sealedAt,
    stamp,
    ...contentOf(content),
  };
}

/** The newest revisions of one sheet: those that no other supersedes. Two heads are a conflict, shown and never blended. */
export function headsOf<S extends Pick<Sheet, 'id' | 'supersedes' | 'rev'>>(revisions: readonly S[]): S[] {
  const superseded = new Set(revisions.map((revision) => revision.supersedes));
  return revisions
    .filter((revision) => !superseded.has(revision.id))
    .sort((a, b) => b.rev - a.rev || (a.id < b.id ? -1 : 1));
}

/** Whether the observer watched their own lesson: it never enters a growth figure. */
export function isSelfObservation(sheet: Pick<Sheet, 'teacher' | 'observer' | 'role'>): boolean {
  return sheet.role === 'self' || (sheet.teacher !== null && sheet.teacher === sheet.observer);
}
