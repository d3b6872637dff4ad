import { readerOf, type Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { groupsAndMembers, semesters } from './teachers.ts';

/** The school as a list of lessons needs it: the calendar, who is in which group when, and what the reader may see. */
export interface ReadingSchool {
  semesters: Semester[];
  groups: Group[];
  memberships: Membership[];
  access: Access;
}

/** The school, and what the teacher who uses this device may read in it on a day. */
export async function readingSchool(store: Store, me: Teacher, today: PlainDate): Promise<ReadingSchool> {
  const [terms, { groups, memberships }, pairings] = await Promise.all([
    semesters(store),
    groupsAndMembers(store),
    recordsOfKind<Pairing>(store, 'pairing'),
  ]);
  const access = readerOf({ me: me.id, posts: Object.values(me.posts), pairings, memberships, today });
  return { semesters: terms, groups, memberships, access };
}
