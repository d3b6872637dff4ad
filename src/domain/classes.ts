import type { Instant, PlainDate } from './date.ts';
import { derivedIdOf, type Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** Present, on leave (请假) or absent. */
export const ATTENDANCE_STATES = ['present', 'leave', 'absent'] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];

/** One teacher's sign-in at one open or demonstration class: one record a lesson and teacher. */
export interface Attendance extends RecordBase<'attendance'> {
  lesson: Id;
  teacher: Id;
  state: AttendanceState;
  /** When it was signed; null when entered by the host without a signature. */
  signedAt: Instant | null;
}

/** Minutes of the debrief (评课) of a lesson. */
export interface Minutes extends RecordBase<'minutes'> {
  lesson: Id;
  heldOn: PlainDate | null;
  place: string;
  text: string;
  /** What was agreed. */
  conclusions: string;
}

/** Lesson talk (说课): the teacher explains the design, before or after the lesson. */
export interface LessonTalk extends RecordBase<'lessonTalk'> {
  lesson: Id;
  teacher: Id | null;
  when: 'before' | 'after';
  text: string;
}

/** A file or link that belongs to a lesson: plan, slides, worksheet, photo. */
export interface Material extends RecordBase<'material'> {
  lesson: Id;
  name: string;
  /** Media type of the blob; empty for a link. */
  type: string;
  bytes: number;
  /** The bytes in the blob table; null when only named or linked. */
  blob: Id | null;
  link: string;
}

/** The id of a teacher's attendance at a lesson, so that two devices that sign somebody in agree. */
export function attendanceIdOf(lesson: Id, teacher: Id): Id {
  return derivedIdOf('attendance', lesson, teacher);
}

/** The id of the minutes of a lesson's debrief, so that two devices that write them end in one record. */
export function minutesIdOf(lesson: Id): Id {
  return derivedIdOf('minutes', lesson);
}

/**
 * Attendance of one lesson by teacher, where several lesson records may be one: present beats leave beats absent, since
 * somebody who signed anywhere was there; of equals the earliest signature.
 */
export function attendanceByTeacher(records: readonly Attendance[]): Map<Id, Attendance> {
  const byTeacher = new Map<Id, Attendance>();
  for (const record of records) {
    if (record.deleted) continue;
    const known = byTeacher.get(record.teacher);
    if (!known || comesBefore(record, known)) byTeacher.set(record.teacher, record);
  }
  return byTeacher;
}

/** How many were present, on leave and absent. */
export function countAttendance(states: Iterable<AttendanceState>): Record<AttendanceState, number> {
  const counts = { present: 0, leave: 0, absent: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

function comesBefore(a: Attendance, b: Attendance): boolean {
  const rank = ATTENDANCE_STATES.indexOf(a.state) - ATTENDANCE_STATES.indexOf(b.state);
  const signed = (a.signedAt ?? Infinity) - (b.signedAt ?? Infinity);
  // Infinity − Infinity is NaN and falls through to the id.
  return (rank || signed || (a.id < b.id ? -1 : 1)) < 0;
}
