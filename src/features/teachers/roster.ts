import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, type Membership, type Teacher } from '../../domain/people.ts';
import type { Readings } from '../../parts/pinyin.ts';
import { searchTeachers } from '../../parts/teacherSearch.ts';

/** What the roster is narrowed to; empty = no narrowing. */
export interface RosterFilters {
  text: string;
  group: Id;
  /** Empty: those who are at the school. */
  status: 'left' | 'all' | '';
}

export const ROSTER_FIELDS = ['text', 'group', 'status'] as const;

/** The filters in an address; an unknown status is left out. */
export function rosterFilters(query: Record<(typeof ROSTER_FIELDS)[number], string>): RosterFilters {
  return { ...query, status: query.status === 'left' || query.status === 'all' ? query.status : '' };
}

/** The teachers that pass, in roster order; with a search, better answers first. Groups are those of the day. */
export function shownTeachers(
  roster: readonly Teacher[],
  { text, group, status }: RosterFilters,
  school: { memberships: readonly Membership[]; readings: ReadonlyMap<Id, Readings>; today: PlainDate },
): readonly Teacher[] {
  const members = group
    ? new Set(
        school.memberships
          .filter((m) => m.group === group && !m.deleted && holds(m, school.today))
          .map((m) => m.teacher),
      )
    : null;
  const passing = roster.filter((teacher) => {
    if (status === '' && teacher.status === 'left') return false;
    if (status === 'left' && teacher.status !== 'left') return false;
    return !members || members.has(teacher.id);
  });
  return searchTeachers(passing, text, school.readings);
}
