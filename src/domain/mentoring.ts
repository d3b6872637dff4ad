import { addDays, type PlainDate } from './date.ts';
import type { SheetHeader } from './header.ts';
import type { Id } from './ids.ts';
import { holds } from './people.ts';
import type { RecordBase } from './record.ts';

/** A goal of a pairing, tied to the indicators by which it will be seen. */
export interface Goal {
  text: string;
  indicators: Id[];
  /** The day it was reached; null = open. */
  done: PlainDate | null;
}

/** How many lessons each side observes of the other. */
export interface PairingQuotas {
  mentorObserves: number;
  menteeObserves: number;
  per: 'month' | 'semester';
}

/** A mentor–mentee pairing (师徒结对) in one domain. One pair of teachers may hold two, in opposite directions. */
export interface Pairing extends RecordBase<'pairing'> {
  mentor: Id;
  mentee: Id;
  /** What the mentor guides: classroom teaching, class teacher's work, digital skills … */
  domain: string;
  from: PlainDate;
  /** The agreed last day; null = open. */
  to: PlainDate | null;
  /** Agreed length in school years, 1 by default, up to 3. */
  schoolYears: number;
  plan: string;
  goals: Record<Id, Goal>;
  quotas: PairingQuotas;
  status: 'active' | 'ended';
  endedOn: PlainDate | null;
}

/** A meeting of a pairing. */
export interface Meeting extends RecordBase<'meeting'> {
  pairing: Id;
  date: PlainDate;
  minutes: number | null;
  place: string;
  topic: string;
  record: string;
}

/** An assessment of a pairing, under way or at its end. */
export interface Assessment extends RecordBase<'assessment'> {
  pairing: Id;
  date: PlainDate;
  type: 'interim' | 'final';
  /** The assessing teacher. */
  assessor: Id;
  /** The school's own words for the result (合格, 优秀 …). */
  result: string;
  text: string;
}

/** A next step (改进点): the agreed action of a teacher, closed with "seen in observation X". */
export interface NextStep extends RecordBase<'nextStep'> {
  teacher: Id;
  /** Who sees to it: the teacher, the mentor or the group leader. */
  owner: Id;
  action: string;
  due: PlainDate | null;
  /** Where it was agreed. */
  sheet: Id | null;
  lesson: Id | null;
  /** The sheet in which it was seen; null = not seen (yet). */
  seenIn: Id | null;
  closedOn: PlainDate | null;
  /** The pairing in which it was agreed; absent or null = in none. */
  pairing?: Id | null;
}

/** What is wrong with a pairing as typed, or null. */
export function checkPairing(
  pairing: Pick<Pairing, 'mentor' | 'mentee' | 'from' | 'to' | 'schoolYears'>,
): { reason: 'pairing-with-oneself' | 'pairing-ends-before-start' | 'pairing-years' } | null {
  if (pairing.mentor === pairing.mentee) return { reason: 'pairing-with-oneself' };
  if (pairing.to !== null && pairing.to < pairing.from) return { reason: 'pairing-ends-before-start' };
  if (![1, 2, 3].includes(pairing.schoolYears)) return { reason: 'pairing-years' };
  return null;
}

/** The last day of a pairing of so many school years: the day before the same date of that later year. */
export function pairingEnd(from: PlainDate, schoolYears: number): PlainDate {
  const year = String(Number(from.slice(0, 4)) + schoolYears);
  // 29 February has no anniversary in most years; its day before is 28 February either way.
  return from.endsWith('02-29') ? `${year}-02-28` : addDays(`${year}${from.slice(4)}`, -1);
}

/** Whether a pairing runs on a day: not deleted, begun, not past its agreed end, nor ended before. */
export function isPairingActive(pairing: Pairing, date: PlainDate): boolean {
  if (pairing.deleted || !holds(pairing, date)) return false;
  return pairing.status === 'active' || (pairing.endedOn !== null && date <= pairing.endedOn);
}

/**
 * The days on which a pairing ran, as far as they are known on a day; `to` null = it runs on. Null for one that has not begun, was
 * deleted, or ended on a day that nobody wrote down.
 */
export function daysOfPairing(pairing: Pairing, today: PlainDate): { from: PlainDate; to: PlainDate | null } | null {
  const { from, status, endedOn } = pairing;
  if (pairing.deleted || from > today || (status === 'ended' && endedOn === null)) return null;
  const ends = [pairing.to, status === 'ended' ? endedOn : null].flatMap((day) => day ?? []).sort();
  const to = ends[0] ?? null;
  return to !== null && to < from ? null : { from, to };
}

/** What a teacher is in a pairing, or null. */
export function roleInPairing(pairing: Pick<Pairing, 'mentor' | 'mentee'>, teacher: Id): 'mentor' | 'mentee' | null {
  if (pairing.mentor === teacher) return 'mentor';
  return pairing.mentee === teacher ? 'mentee' : null;
}

/** Which side of a pairing an observation counts for: the side of its observer; null when it is not between the two. */
export function sideOfObservation(
  pairing: Pairing,
  header: Pick<SheetHeader, 'observer' | 'teacher' | 'date'>,
): 'mentor' | 'mentee' | null {
  if (!isPairingActive(pairing, header.date)) return null;
  if (header.observer === pairing.mentor && header.teacher === pairing.mentee) return 'mentor';
  return header.observer === pairing.mentee && header.teacher === pairing.mentor ? 'mentee' : null;
}

/** Lessons each side has observed of the other between two days (a lesson counts once), with what was agreed. */
export function pairingProgress(
  pairing: Pairing,
  headers: readonly Pick<SheetHeader, 'observer' | 'teacher' | 'date' | 'lesson'>[],
  window: { from: PlainDate; to: PlainDate },
): Record<'mentor' | 'mentee', { done: number; needed: number; left: number }> {
  const lessons = { mentor: new Set<Id>(), mentee: new Set<Id>() };
  for (const header of headers) {
    const side = holds(window, header.date) ? sideOfObservation(pairing, header) : null;
    if (side) lessons[side].add(header.lesson);
  }
  const count = (side: 'mentor' | 'mentee', needed: number) => {
    const done = lessons[side].size;
    return { done, needed, left: Math.max(0, needed - done) };
  };
  return {
    mentor: count('mentor', pairing.quotas.mentorObserves),
    mentee: count('mentee', pairing.quotas.menteeObserves),
  };
}

/** Whether a next step is open, overdue (due before this day) or closed; closed without a sighting says so. */
export function stateOfStep(
  step: Pick<NextStep, 'due' | 'seenIn' | 'closedOn'>,
  today: PlainDate,
): 'open' | 'overdue' | 'seen' | 'closed-unseen' {
  if (step.closedOn !== null) return step.seenIn !== null ? 'seen' : 'closed-unseen';
  return step.due !== null && step.due < today ? 'overdue' : 'open';
}

/** Next steps that are not closed, the earliest due first, those without a day last. */
export function openSteps<S extends Pick<NextStep, 'id' | 'due' | 'closedOn' | 'deleted'>>(steps: readonly S[]): S[] {
  const day = (step: S) => step.due ?? '9999-12-31';
  return steps
    .filter((step) => !step.deleted && step.closedOn === null)
    .sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.id < b.id ? -1 : 1));
}
