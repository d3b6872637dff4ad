import type { AttendanceState } from '../../domain/classes.ts';
import type { Lesson } from '../../domain/lesson.ts';
import { wallTime } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { periodWords } from '../../parts/names.ts';

/** The word for present, on leave or absent. */
export function stateName(state: AttendanceState): string {
  return STATES[state]?.() ?? state;
}
const STATES: Record<AttendanceState, () => string> = {
  present: m.classes_present,
  leave: m.classes_leave,
  absent: m.classes_absent,
};

/** When on its day a class begins: the hour, the period, or both; empty when neither is known. */
export function hourWords({ schedule, ...lesson }: Pick<Lesson, 'schedule' | 'period' | 'periodName'>): string {
  const hour = schedule?.startTime ? wallTime(schedule.startTime) : '';
  return [hour, periodWords(lesson)].filter(Boolean).join(' · ');
}
