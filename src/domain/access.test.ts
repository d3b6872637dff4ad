import { describe, expect, it } from 'vitest';
import { mayOpenGrowth, mayRead, readerOf, type Reader, type ReadSubject } from './access.ts';
import type { Pairing } from './mentoring.ts';
import type { Membership, Posting } from './people.ts';

const TODAY = '2025-11-20';
const envelope = { v: 1, author: 'p', about: [], audience: 'school', created: 0, stamp: 's' } as const;

function posting(post: Posting['post'], from: string | null = null, to: string | null = null): Posting {
  return { post, from, to };
}
function member(teacher: string, group: string, more: Partial<Membership> = {}): Membership {
  const id = `${teacher}-${group}-${more.from ?? ''}`;
  return {
    ...envelope,
    id,
    kind: 'membership',
    teacher,
    group,
    role: 'member',
    from: null,
    to: null,
    ...more,
  } as Membership;
}
function pairing(mentor: string, mentee: string, more: Partial<Pairing> = {}): Pairing {
  return {
    ...envelope,
    id: `${mentor}-${mentee}`,
    kind: 'pairing',
    mentor,
    mentee,
    domain: '',
    from: '2025-09-01',
    to: '2026-08-31',
    schoolYears: 1,
    plan: '',
    goals: {},
    quotas: { mentorObserves: 0, menteeObserves: 0, per: 'semester' },
    status: 'active',
    endedOn: null,
    ...more,
  } as Pairing;
}
function reader(more: Partial<Reader> = {}): Reader {
  return { me: 'me', posts: [], pairings: [], memberships: [], today: TODAY, ...more };
}
function sheet(more: Partial<ReadSubject> = {}): ReadSubject {
  return { observer: 'zhou', teacher: 'lin', date: '2025-10-10', lessonKind: 'ordinary', ...more };
}

const leading = [member('me', 'maths', { role: 'leader' }), member('lin', 'maths')];

describe('mayRead', () => {
  it.each<[who: string, reader: Reader, sheet: ReadSubject, access: string]>([
    ['its observer', reader(), sheet({ observer: 'me' }), 'full'],
    ['its observer, of a guest', reader(), sheet({ observer: 'me', teacher: null }), 'full'],
    ['the observed teacher', reader(), sheet({ teacher: 'me' }), 'full'],
    ['a colleague', reader(), sheet(), 'none'],
    ['a colleague, of a guest', reader(), sheet({ teacher: null }), 'none'],
    ['a colleague, of an open lesson', reader(), sheet({ lessonKind: 'open' }), 'header'],
    ['a colleague, of a demonstration lesson', reader(), sheet({ lessonKind: 'demonstration' }), 'header'],
    ['a colleague, of a drop-in lesson', reader(), sheet({ lessonKind: 'drop-in' }), 'none'],
    ['a colleague, of a rehearsal', reader(), sheet({ lessonKind: 'rehearsal' }), 'none'],
    ['the mentor', reader({ pairings: [pairing('me', 'lin')] }), sheet(), 'full'],
    [
      'the mentor, of lessons before the pairing',
      reader({ pairings: [pairing('me', 'lin')] }),
      sheet({ date: '2024-10-10' }),
      'full',
    ],
    ['the mentee, of the mentor', reader({ pairings: [pairing('lin', 'me')] }), sheet(), 'none'],
    ['the mentor of another', reader({ pairings: [pairing('me', 'wang')] }), sheet(), 'none'],
    [
      'a mentor whose pairing is over',
      reader({ pairings: [pairing('me', 'lin', { to: '2025-11-19' })] }),
      sheet(),
      'none',
    ],
    [
      'a mentor whose pairing was ended',
      reader({ pairings: [pairing('me', 'lin', { status: 'ended', endedOn: '2025-11-01' })] }),
      sheet(),
      'none',
    ],
    [
      'a mentor whose pairing was deleted',
      reader({ pairings: [pairing('me', 'lin', { deleted: true })] }),
      sheet(),
      'none',
    ],
    ['the head teacher', reader({ posts: [posting('principal')] }), sheet(), 'full'],
    ['the head teacher, of a guest', reader({ posts: [posting('principal')] }), sheet({ teacher: null }), 'full'],
    ['the deputy head', reader({ posts: [posting('vice-principal')] }), sheet(), 'full'],
    ['the academic affairs director', reader({ posts: [posting('dean', '2025-11-20', null)] }), sheet(), 'full'],
    ['a former director', reader({ posts: [posting('dean', null, '2025-11-19')] }), sheet(), 'none'],
    ['a director to be', reader({ posts: [posting('dean', '2025-11-21')] }), sheet(), 'none'],
    ['a class teacher', reader({ posts: [posting('class-teacher')] }), sheet(), 'none'],
    [
      'a group leader by post who leads no group of theirs',
      reader({ posts: [posting('group-leader')] }),
      sheet(),
      'none',
    ],
    ['the leader of the group', reader({ memberships: leading }), sheet(), 'full'],
    [
      'a member of the group',
      reader({ memberships: [member('me', 'maths'), member('lin', 'maths')] }),
      sheet(),
      'none',
    ],
    [
      'the leader of another group',
      reader({ memberships: [member('me', 'art', { role: 'leader' }), member('lin', 'maths')] }),
      sheet(),
      'none',
    ],
    [
      'a former leader',
      reader({ memberships: [member('me', 'maths', { role: 'leader', to: '2025-11-19' }), member('lin', 'maths')] }),
      sheet(),
      'none',
    ],
    [
      'a leader whose membership was deleted',
      reader({ memberships: [member('me', 'maths', { role: 'leader', deleted: true }), member('lin', 'maths')] }),
      sheet(),
      'none',
    ],
    [
      'the leader, of a teacher who left the group after the lesson',
      reader({ memberships: [leading[0]!, member('lin', 'maths', { to: '2025-10-31' })] }),
      sheet(),
      'full',
    ],
    [
      'the leader, of a lesson after the teacher left the group',
      reader({ memberships: [leading[0]!, member('lin', 'maths', { to: '2025-10-09' })] }),
      sheet(),
      'none',
    ],
    [
      'the leader, of a lesson before the teacher came',
      reader({ memberships: [leading[0]!, member('lin', 'maths', { from: '2025-10-11' })] }),
      sheet(),
      'none',
    ],
    [
      'the leader, of a teacher who came back',
      reader({
        memberships: [
          leading[0]!,
          member('lin', 'maths', { to: '2024-07-31' }),
          member('lin', 'maths', { from: '2025-09-01' }),
        ],
      }),
      sheet(),
      'full',
    ],
  ])('%s', (_who, asks, subject, access) => {
    expect(mayRead(asks, subject)).toBe(access);
  });
});

describe('mayOpenGrowth', () => {
  it.each<[who: string, reader: Reader, observed: boolean, access: string]>([
    ['the mentor', reader({ pairings: [pairing('me', 'lin')] }), false, 'full'],
    [
      'a former mentor',
      reader({ pairings: [pairing('me', 'lin', { status: 'ended', endedOn: '2025-10-31' })] }),
      false,
      'none',
    ],
    ['the head teacher', reader({ posts: [posting('principal')] }), false, 'full'],
    ['the leader of the group today', reader({ memberships: leading }), false, 'full'],
    [
      'the leader, of a teacher who has left the group',
      reader({ memberships: [leading[0]!, member('lin', 'maths', { to: '2025-10-31' })] }),
      false,
      'none',
    ],
    ['a colleague who never observed the teacher', reader(), false, 'none'],
    ['a colleague who observed the teacher sees their own sheets only', reader(), true, 'own'],
  ])('%s', (_who, asks, observed, access) => {
    expect(mayOpenGrowth(asks, 'lin', observed)).toBe(access);
  });

  it('opens for the teacher', () => {
    expect(mayOpenGrowth(reader(), 'me', false)).toBe('full');
  });
});

describe('readerOf', () => {
  it('says whether the whole school is open, so that a list need not be sifted', () => {
    expect(readerOf(reader({ posts: [posting('dean')] })).everything).toBe(true);
    expect(readerOf(reader({ memberships: leading })).everything).toBe(false);
  });
});
