import { readerOf, type Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Teacher } from '../../domain/people.ts';
import type { Store } from '../store.ts';
import { schoolFrame, type SchoolFrame } from './schoolFrame.ts';

/** The school as a list of lessons needs it: the calendar, who is in which group when, and what the reader may see. */
export interface ReadingSchool extends SchoolFrame {
  access: Access;
}

/** The school, and what the teacher who uses this device may read in it on a day. */
export async function readingSchool(store: Store, me: Teacher, today: PlainDate): Promise<ReadingSchool> {
  const frame = await schoolFrame(store);
  const { pairings, memberships } = frame;
  return { ...frame, access: readerOf({ me: me.id, posts: Object.values(me.posts), pairings, memberships, today }) };
}
