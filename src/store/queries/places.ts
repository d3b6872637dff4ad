import { holds, type Membership, type Teacher } from '../../domain/people.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { mayPairToday } from './rights.ts';

/** Which places beyond the first ones a person needs: what the school has not begun, or a post does not need, is absent. */
export interface Places {
  mentoring: boolean;
  groups: boolean;
}

/** Mentoring for whoever has a pairing or may make one; Groups for whoever leads a group or holds a post. */
export async function placesOf(store: Store, me: Teacher, today: PlainDate): Promise<Places> {
  const post = Object.values(me.posts).some((posting) => posting.post !== 'class-teacher' && holds(posting, today));
  const [pairings, memberships] = await Promise.all([
    recordsOfKind<Pairing>(store, 'pairing'),
    recordsOfKind<Membership>(store, 'membership'),
  ]);
  const own = pairings.some((pairing) => pairing.mentor === me.id || pairing.mentee === me.id);
  const leads = memberships.some((item) => item.teacher === me.id && item.role === 'leader' && holds(item, today));
  const may = await mayPairToday(store, me, today);
  return { mentoring: own || may, groups: post || leads };
}
