import type { Instant } from './date.ts';
import type { Id } from './ids.ts';
import type { LessonKind } from './lesson.ts';
import type { NextStep } from './mentoring.ts';
import type { RecordBase } from './record.ts';
import type { SharingDefault } from './school.ts';

/** What goes out: strengths, suggestions and evidence, or the scores too. */
export type ShareLevel = SharingDefault;

/** A sheet's revision handed to teachers. What was delivered cannot be called back. */
export interface Share extends RecordBase<'share'> {
  /** The sheet and the revision that was handed on. */
  sheet: Id;
  revision: Id;
  /** The receiving teachers. */
  to: Id[];
  level: ShareLevel;
  sharedAt: Instant;
}

/** The observed teacher's side of a sheet. Acknowledged (已阅) means received, not agreed. */
export interface Response extends RecordBase<'response'> {
  sheet: Id;
  teacher: Id;
  acknowledgedAt: Instant | null;
  answer: string;
  reflection: string;
  /** Signed on the printed form instead of here. */
  signedOnPaper: boolean;
  /** Where the signed form is kept, or who took it. */
  paperNote?: string;
}

/** Kinds of lesson whose point is the result: shared in full unless the observer chooses otherwise. */
const FULL_KINDS: readonly LessonKind[] = ['competition', 'trial'];

/** What Share offers first: full for competitions and trial lessons, else the school's default. */
export function firstShareLevel(lessonKind: LessonKind, school: SharingDefault): ShareLevel {
  return FULL_KINDS.includes(lessonKind) ? 'full' : school;
}

/** The most that a teacher has been given of a sheet; null = nothing. */
export function levelSharedWith(shares: readonly Share[], sheet: Id, teacher: Id): ShareLevel | null {
  const given = shares.filter((share) => !share.deleted && share.sheet === sheet && share.to.includes(teacher));
  if (given.length === 0) return null;
  return given.some((share) => share.level === 'full') ? 'full' : 'comments';
}

/** Whether a response acknowledges the sheet, here or on paper. */
export function isAcknowledged(response: Pick<Response, 'acknowledgedAt' | 'signedOnPaper' | 'deleted'>): boolean {
  return !response.deleted && (response.acknowledgedAt !== null || response.signedOnPaper);
}

export type SheetState = 'draft' | 'finished' | 'shared' | 'acknowledged' | 'closed';

/**
 * The state of a sheet, computed and never stored: finished with a sealed revision, shared once handed on, acknowledged
 * by the teacher, closed when next steps were agreed on it and all of them are closed.
 */
export function stateOfSheet(
  sheet: Id,
  facts: {
    revisions: number;
    shares: readonly Pick<Share, 'sheet' | 'deleted'>[];
    responses: readonly Pick<Response, 'sheet' | 'acknowledgedAt' | 'signedOnPaper' | 'deleted'>[];
    nextSteps: readonly Pick<NextStep, 'sheet' | 'closedOn' | 'deleted'>[];
  },
): SheetState {
  if (facts.revisions === 0) return 'draft';
  const acknowledged = facts.responses.some((response) => response.sheet === sheet && isAcknowledged(response));
  if (acknowledged) {
    const steps = facts.nextSteps.filter((step) => !step.deleted && step.sheet === sheet);
    return steps.length > 0 && steps.every((step) => step.closedOn !== null) ? 'closed' : 'acknowledged';
  }
  return facts.shares.some((share) => !share.deleted && share.sheet === sheet) ? 'shared' : 'finished';
}
