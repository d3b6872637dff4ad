import { mayPair, readerOf, type Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import { roleInPairing, type Pairing } from '../../domain/mentoring.ts';
import type { Membership, Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';

/** Whether a person may pair teachers on a day. */
export async function mayPairToday(store: Store, me: Teacher, today: PlainDate): Promise<boolean> {
  const id = (await store.db.meta.get('school'))?.value as Id | undefined;
  const [school, memberships] = await Promise.all([
    id ? recordById<School>(store, id) : null,
    recordsOfKind<Membership>(store, 'membership'),
  ]);
  const setUp = school?.author === personIdOfTeacher(me.id);
  return mayPair({ me: me.id, posts: Object.values(me.posts), memberships, today }, setUp);
}

/** What a person may follow and see: every pairing of the school, rights to sheets and growth pages, and pairings open to them. */
export interface Rights {
  pairings: Pairing[];
  access: Access;
  follows: (pairing: Pairing) => boolean;
}

/** Looks up what a person may follow on a day. */
export async function rightsOf(store: Store, me: Teacher, today: PlainDate): Promise<Rights> {
  const [pairings, memberships] = await Promise.all([
    recordsOfKind<Pairing>(store, 'pairing'),
    recordsOfKind<Membership>(store, 'membership'),
  ]);
  const reader = { me: me.id, posts: Object.values(me.posts), pairings, memberships, today };
  return { pairings, access: readerOf(reader), follows: followsOf(me, memberships, today) };
}

/** Which pairings a person may follow on a day. */
export function followsOf(
  me: Teacher,
  memberships: readonly Membership[],
  today: PlainDate,
): (pairing: Pairing) => boolean {
  // Without the pairings only rights by post are left: a second mentor reads a mentee's sheets, not the first one's goals.
  const byPost = readerOf({ me: me.id, posts: Object.values(me.posts), pairings: [], memberships, today });
  const person = personIdOfTeacher(me.id);
  // Whoever made a pairing goes on seeing what was agreed, though not the sheets: a clerk of the office has no post.
  return (pairing) =>
    roleInPairing(pairing, me.id) !== null ||
    pairing.author === person ||
    byPost.growth(pairing.mentee, false) === 'full';
}
