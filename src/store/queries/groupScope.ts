import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, inRosterOrder, type Membership, type Teacher } from '../../domain/people.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';

/** Stands for the whole school where a group's id is asked for; ids of groups are UUIDs. */
export const WHOLE_SCHOOL = 'school';

/** Somebody who belongs to a group (or the school) on a day. */
export interface Member {
  teacher: Teacher;
  leads: boolean;
}

/** Who belongs to a group on a day, in roster order; of the whole school everybody but guests and who had left. */
export function membersOn(
  scope: Id,
  memberships: readonly Membership[],
  teachers: readonly Teacher[],
  date: PlainDate,
): Member[] {
  if (scope === WHOLE_SCHOOL) {
    const there = teachers.filter((teacher) => teacher.status !== 'guest' && !hasLeft(teacher, date));
    return inRosterOrder(there).map((teacher) => ({ teacher, leads: false }));
  }
  const now = memberships.filter((item) => item.group === scope && holds(item, date));
  const ids = new Set(now.map((item) => item.teacher));
  const leaders = new Set(now.filter((item) => item.role === 'leader').map((item) => item.teacher));
  return inRosterOrder(teachers.filter((teacher) => ids.has(teacher.id) && !hasLeft(teacher, date))).map((teacher) => ({
    teacher,
    leads: leaders.has(teacher.id),
  }));
}

/** A membership may have stayed open when its teacher left. */
function hasLeft(teacher: Teacher, date: PlainDate): boolean {
  return teacher.status === 'left' && (teacher.leftOn === null || teacher.leftOn < date);
}

/** Today's semester; between two the last that began; null before the first. */
export function semesterToCount(terms: readonly Semester[], today: PlainDate): Semester | null {
  return semesterOfDate(terms, today) ?? terms.filter((term) => term.start <= today).at(-1) ?? null;
}

/** The semester that a page was asked for, else the one to count; null before the first. */
export function chosenSemester(terms: readonly Semester[], id: Id, today: PlainDate): Semester | null {
  return terms.find((term) => term.id === id) ?? semesterToCount(terms, today);
}

/** The day that stands for a semester: today while it runs, else its nearest end. */
export function dayOfSemester(semester: Pick<Semester, 'start' | 'end'>, today: PlainDate): PlainDate {
  if (today < semester.start) return semester.start;
  return today > semester.end ? semester.end : today;
}
