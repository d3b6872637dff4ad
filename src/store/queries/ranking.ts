import { mayRank } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { recordById } from '../write.ts';
import { readingSchool } from './access.ts';
import { membersOn } from './groupScope.ts';
import { roster } from './teachers.ts';

/** Whom a person may see ranked in a group today. */
export interface RankingScope {
  /** In roster order. */
  members: Teacher[];
  semesters: Semester[];
}

/**
 * The members of a group (or of the whole school, `WHOLE_SCHOOL`) where the person may see them ranked; null where the school has not turned it on or
 * the growth page of any of them stays closed to the person.
 */
export async function rankingScope(
  store: Store,
  me: Teacher,
  group: Id,
  today: PlainDate,
): Promise<RankingScope | null> {
  const id = (await store.db.meta.get('school'))?.value as Id | undefined;
  const [{ access, memberships, semesters }, teachers, school] = await Promise.all([
    readingSchool(store, me, today),
    roster(store),
    id ? recordById<School>(store, id) : null,
  ]);
  const members = membersOn(group, memberships, teachers, today).map(({ teacher }) => teacher);
  const ids = members.map((teacher) => teacher.id);
  return school && mayRank(access, school, ids) ? { members, semesters } : null;
}
