import { describe, expect, it } from 'vitest';
import type { Group, Membership } from '../domain/people.ts';
import { groupsOfSets, schoolConnections } from './connections.ts';
import { rating } from './school.fixture.ts';

const EVER = { from: null, to: null };
const saw = (observer: string, teacher: string, date = '2020-10-10') => rating(0.5, date, { observer, teacher });
const base = { v: 1, author: 'p', about: [] as string[], audience: 'school' as const, created: 0, stamp: '' };
const group = (id: string, order: number, type: Group['type'] = 'subject'): Group => ({
  ...base,
  id,
  kind: 'group',
  name: id,
  type,
  order,
});
const member = (teacher: string, group: string, to: string | null = null): Membership => ({
  ...base,
  id: `${teacher} ${group}`,
  kind: 'membership',
  teacher,
  group,
  role: 'member',
  from: null,
  to,
});

describe('schoolConnections', () => {
  const apart = [saw('zhou', 'a'), saw('zhou', 'b'), saw('zhou', 'e'), saw('wu', 'c'), saw('wu', 'd')];

  it('tells the sets that no observer joins, and a link between them', () => {
    const found = schoolConnections(apart, EVER);
    expect(found?.sets).toEqual([
      { teachers: ['a', 'b', 'e'], observers: ['zhou'], sheets: 3 },
      { teachers: ['c', 'd'], observers: ['wu'], sheets: 2 },
    ]);
    expect(found?.suggestions).toEqual([
      { joins: [0, 1], observer: 'zhou', host: 'wu', teachers: ['c', 'd'], lessons: 2 },
    ]);
    expect(found?.n).toEqual({ teachers: 5, observers: 2, sheets: 5 });
  });

  it('is one set as soon as somebody has seen both, and says what hangs on one observer', () => {
    const found = schoolConnections([...apart, saw('qian', 'a'), saw('qian', 'c')], EVER);
    expect(found?.sets).toHaveLength(1);
    expect(found?.suggestions).toEqual([]);
    expect(found?.keyObservers.map(({ observer }) => observer)).toContain('qian');
  });

  it('counts only the days asked for, and neither rehearsals nor self-observations', () => {
    const link = [saw('qian', 'a', '2020-09-01'), saw('qian', 'c', '2020-09-01')];
    expect(schoolConnections([...apart, ...link], { from: '2020-10-01', to: '2020-10-31' })?.sets).toHaveLength(2);
    const rehearsal = { observer: 'qian', lessonKind: 'rehearsal' as const };
    const not = [
      rating(0.5, '2020-10-10', { ...rehearsal, teacher: 'a' }),
      rating(0.5, '2020-10-10', { ...rehearsal, teacher: 'c' }),
      saw('a', 'a'),
    ];
    expect(schoolConnections([...apart, ...not], EVER)?.n).toEqual({ teachers: 5, observers: 2, sheets: 5 });
  });

  it('is null without any sheet', () => {
    expect(schoolConnections([], EVER)).toBeNull();
  });
});

describe('groupsOfSets', () => {
  const sets = [{ teachers: ['a', 'b', 'e'] }, { teachers: ['c', 'd'] }];
  const of = (groups: Group[], memberships: Membership[]) =>
    groupsOfSets(sets, { groups, memberships, today: '2020-11-01' }).map((found) => found.map(({ id }) => id));

  it('names a set by the groups most of whose seen teachers are in it, in the order of the groups', () => {
    const groups = [group('english', 2), group('maths', 1), group('science', 3)];
    const memberships = [
      ...['a', 'b', 'c'].map((teacher) => member(teacher, 'maths')),
      member('e', 'science'),
      ...['c', 'd', 'unseen'].map((teacher) => member(teacher, 'english')),
    ];
    expect(of(groups, memberships)).toEqual([['maths', 'science'], ['english']]);
  });

  it('names no set by a group that is split in halves, or that its teachers have left', () => {
    const memberships = [member('a', 'maths'), member('c', 'maths'), member('d', 'english', '2020-09-01')];
    expect(of([group('maths', 1), group('english', 2)], memberships)).toEqual([[], []]);
  });

  it('takes preparation groups only where there is no subject group', () => {
    const memberships = [member('a', 'maths'), member('c', 'year7')];
    expect(of([group('maths', 1), group('year7', 2, 'prep')], memberships)).toEqual([['maths'], []]);
    expect(of([group('year7', 2, 'prep')], memberships)).toEqual([[], ['year7']]);
  });
});
