import { describe, expect, it } from 'vitest';
import {
  mayOfDuties,
  mayOpenGrowth,
  mayRank,
  mayRead,
  maySetRanking,
  readerOf,
  type Reader,
  type ReadSubject,
} from './access.ts';
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

describe('maySetRanking', () => {
  it.each<[who: string, posts: Posting[], may: boolean]>([
    ['nobody in particular', [], false],
    ['the head teacher', [posting('principal')], true],
    ['the deputy head', [posting('vice-principal')], true],
    ['the academic affairs director', [posting('dean')], true],
    ['a former director', [posting('dean', null, '2025-11-19')], false],
    ['a director to be', [posting('dean', '2025-11-21')], false],
    ['the leader of a group', [posting('group-leader'), posting('prep-leader')], false],
    ['a class teacher', [posting('class-teacher')], false],
  ])('%s', (_who, posts, may) => {
    expect(maySetRanking({ posts, today: TODAY })).toBe(may);
  });
});

describe('mayRank', () => {
  const on = { ranking: true };
  const mentor = reader({ pairings: [pairing('me', 'lin')] });
  it.each<[who: string, reader: Reader, school: { ranking?: boolean }, teachers: string[], may: boolean]>([
    ['the leader, of the group', reader({ memberships: leading }), on, ['lin', 'me'], true],
    ['the leader, with somebody of another group', reader({ memberships: leading }), on, ['lin', 'wang'], false],
    ['the leader, where the school has not turned it on', reader({ memberships: leading }), {}, ['lin'], false],
    ['the leader, where it was turned off', reader({ memberships: leading }), { ranking: false }, ['lin'], false],
    ['a member', reader({ memberships: [member('me', 'maths'), member('lin', 'maths')] }), on, ['lin', 'me'], false],
    ['the head teacher', reader({ posts: [posting('principal')] }), on, ['lin', 'wang'], true],
    ['the head teacher, where it is off', reader({ posts: [posting('principal')] }), {}, ['lin'], false],
    ['a mentor, of the mentee alone', mentor, on, ['lin'], true],
    ['a mentor, of the mentee among others', mentor, on, ['lin', 'wang'], false],
  ])('%s', (_who, who, school, teachers, may) => {
    expect(mayRank(readerOf(who), school, teachers)).toBe(may);
  });
});

describe('mayOfDuties', () => {
  const [dean, past] = [posting('dean'), posting('dean', null, '2025-11-19')];
  it.each<[who: string, reader: Reader, teacher: string, access: string]>([
    ['oneself', reader(), 'me', 'own'],
    ['oneself with every right of the school', reader({ posts: [dean] }), 'me', 'own'],
    ['who sees the whole school', reader({ posts: [dean] }), 'lin', 'facts'],
    ['who saw the whole school until yesterday', reader({ posts: [past] }), 'lin', 'none'],
    ['who leads the teacher’s group', reader({ memberships: leading }), 'lin', 'facts'],
    ['who leads another group', reader({ memberships: [...leading, member('wang', 'english')] }), 'wang', 'none'],
    [
      'who leads a group that the teacher has left',
      reader({ memberships: [leading[0]!, member('lin', 'maths', { to: '2025-11-19' })] }),
      'lin',
      'none',
    ],
    [
      'a member of the same group',
      reader({ memberships: [member('me', 'maths'), member('lin', 'maths')] }),
      'lin',
      'none',
    ],
    ['the mentor', reader({ pairings: [pairing('me', 'lin')] }), 'lin', 'none'],
    ['a class teacher', reader({ posts: [posting('class-teacher')] }), 'lin', 'none'],
    ['a colleague', reader(), 'lin', 'none'],
  ])('%s', (_, who, teacher, access) => {
    expect(mayOfDuties(who, teacher)).toBe(access);
  });
});
