import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { readingSchool } from './access.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';

/** Whose lessons a group's agreement counts. */
export interface GroupAgreementScope {
  /** Teachers with the days they were in the group; null = the whole school. */
  members: { teacher: Id; from: PlainDate | null; to: PlainDate | null }[] | null;
  semesters: Semester[];
}

/**
 * The lessons of a group's teachers on the days they were in it, or of the whole school (`WHOLE_SCHOOL`). Null for who may not read
 * all of them: who neither leads the group today nor sees the whole school.
 */
export async function agreementScope(
  store: Store,
  me: Teacher,
  group: Id,
  today: PlainDate,
): Promise<GroupAgreementScope | null> {
  const { access, memberships, semesters } = await readingSchool(store, me, today);
  const own = memberships.filter((item) => item.group === group && !item.deleted);
  const leads = own.some((item) => item.teacher === me.id && item.role === 'leader' && holds(item, today));
  if (!access.everything && !(group !== WHOLE_SCHOOL && leads)) return null;
  const members = own.map(({ teacher, from, to }) => ({ teacher, from, to }));
  return { members: group === WHOLE_SCHOOL ? null : members, semesters };
}
