import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { isPairingActive, openSteps, type NextStep } from '../../domain/mentoring.ts';
import type { Teacher } from '../../domain/people.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { rightsOf } from './rights.ts';

/** A pairing that runs today, seen from its mentee. */
export interface MentorToday {
  pairing: Id;
  name: string;
  domain: string;
  /** Whether the person who asks may open the pairing. */
  open: boolean;
}

/** What a teacher is working on, and with whom. */
export interface Support {
  /** Next steps that are not closed, the earliest due first. */
  steps: NextStep[];
  mentors: MentorToday[];
}

/**
 * A teacher's open next steps and the mentors of today, for who may open the whole growth page; null for anybody else.
 */
export async function supportOf(store: Store, me: Teacher, teacher: Id, today: PlainDate): Promise<Support | null> {
  return store.db.transaction('r', [store.db.records], async () => {
    const { pairings, access, follows } = await rightsOf(store, me, today);
    if (access.growth(teacher, false) !== 'full') return null;
    const running = pairings
      .filter((pairing) => pairing.mentee === teacher && isPairingActive(pairing, today))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
    const [steps, people] = await Promise.all([
      recordsOfKind<NextStep>(store, 'nextStep'),
      Promise.all(running.map(({ mentor }) => recordById<Teacher>(store, mentor))),
    ]);
    return {
      steps: openSteps(steps.filter((step) => step.teacher === teacher)),
      mentors: running.flatMap((pairing, i) => {
        const name = people[i]?.name;
        return name ? [{ pairing: pairing.id, name, domain: pairing.domain, open: follows(pairing) }] : [];
      }),
    };
  });
}
