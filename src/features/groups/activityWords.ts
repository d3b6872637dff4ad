import type { AttendanceState } from '../../domain/classes.ts';
import type { FOUR } from '../../domain/activity.ts';
import { dayAndMonth, list } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { LinkedLesson } from '../../store/queries/activities.ts';

type Part = (typeof FOUR)[number];

/** What of the "four in place" is still to be recorded, as a sentence. */
export function fourWords(missing: readonly Part[]): string {
  return m.groups_four_missing({ parts: list(missing.map((part) => PARTS[part]())) });
}
const PARTS: Record<Part, () => string> = {
  time: m.groups_four_time,
  content: m.groups_four_content,
  people: m.groups_four_people,
  assessment: m.groups_four_assessment,
};

/** The word for a teacher's attendance; undefined = not marked. */
export function attendanceName(state: AttendanceState | undefined): string {
  return state ? STATES[state]() : m.groups_activity_unmarked();
}
const STATES: Record<AttendanceState, () => string> = {
  present: m.groups_activity_present,
  leave: m.groups_activity_leave,
  absent: m.groups_activity_absent,
};

/** What a tap on a name makes of it: present, on leave, absent, not marked. */
export function nextState(state: AttendanceState | undefined): AttendanceState | undefined {
  if (state === undefined) return 'present';
  if (state === 'present') return 'leave';
  return state === 'leave' ? 'absent' : undefined;
}

/** A linked lesson in a line: its day, its teacher and its topic. */
export function lessonWords({ lesson, teacher }: LinkedLesson): string {
  const topic = lesson.topic || m.groups_no_topic();
  return m.groups_activity_lesson({ date: dayAndMonth(lesson.date), teacher, topic });
}
