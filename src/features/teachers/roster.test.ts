import { describe, expect, it } from 'vitest';
import type { Membership, Teacher } from '../../domain/people.ts';
import { rosterFilters, shownTeachers } from './roster.ts';

const teacher = (id: string, name: string, status: Teacher['status'] = 'active') =>
  ({ id, name, number: '', status }) as Teacher;
const roster = [teacher('1', '张三'), teacher('2', '李四', 'left'), teacher('3', '周三'), teacher('4', 'Ana', 'guest')];
const school = {
  memberships: [
    { teacher: '1', group: 'm', from: null, to: null },
    { teacher: '3', group: 'm', from: null, to: '2025-10-31' },
  ] as Membership[],
  readings: new Map([
    ['1', ['zhang san']],
    ['3', ['zhou san']],
  ]),
  today: '2025-11-20',
};
const ids = (filters: Partial<ReturnType<typeof rosterFilters>>) =>
  shownTeachers(roster, { text: '', group: '', status: '', ...filters }, school).map(({ id }) => id);

describe('shownTeachers', () => {
  it('shows those at the school in roster order, guests among them', () => {
    expect(ids({})).toEqual(['1', '3', '4']);
  });
  it('shows those who left when asked', () => {
    expect(ids({ status: 'left' })).toEqual(['2']);
    expect(ids({ status: 'all' })).toEqual(['1', '2', '3', '4']);
  });
  it('shows the group of today', () => {
    expect(ids({ group: 'm' })).toEqual(['1']);
  });
  it('searches by pinyin initials within the rest', () => {
    expect(ids({ text: 'zs' })).toEqual(['1', '3']);
    expect(ids({ text: 'zs', group: 'm' })).toEqual(['1']);
  });
});

describe('rosterFilters', () => {
  it('leaves out a status that does not exist', () => {
    expect(rosterFilters({ text: 'a', group: 'm', status: 'odd' })).toEqual({ text: 'a', group: 'm', status: '' });
  });
});
