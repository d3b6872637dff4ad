import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { readingSchool } from './access.ts';
import { membersOn, WHOLE_SCHOOL } from './groupScope.ts';
import { roster } from './teachers.ts';

/** What a group's figures about observers may show to a person, and the names for it. */
export interface FiguresScope {
  /** The person leads the group today or sees the whole school: others may be named beside the person's own figures. */
  others: boolean;
  everything: boolean;
  /** Of the group today, or of the school; in roster order. */
  members: Teacher[];
  /** Everybody, also those who left. */
  teachers: Teacher[];
  groups: Group[];
  memberships: Membership[];
  semesters: Semester[];
}

/** Reads it for a group or the whole school (`WHOLE_SCHOOL`). */
export async function figuresScope(store: Store, me: Teacher, group: Id, today: PlainDate): Promise<FiguresScope> {
  const [{ access, groups, memberships, semesters }, teachers] = await Promise.all([
    readingSchool(store, me, today),
    roster(store),
  ]);
  const leads = memberships.some(
    (item) =>
      !item.deleted && item.group === group && item.teacher === me.id && item.role === 'leader' && holds(item, today),
  );
  return {
    others: access.everything || (group !== WHOLE_SCHOOL && leads),
    everything: access.everything,
    members: membersOn(group, memberships, teachers, today).map(({ teacher }) => teacher),
    teachers,
    groups,
    memberships,
    semesters,
  };
}
