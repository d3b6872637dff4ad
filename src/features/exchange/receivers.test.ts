import { describe, expect, it } from 'vitest';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Membership, Teacher } from '../../domain/people.ts';
import { receiversOf } from './receivers.ts';

const teacher = (id: string, changes: Partial<Teacher> = {}) =>
  ({ id, name: id, status: 'active', ...changes }) as Teacher;
const member = (who: string, role: Membership['role'], changes: Partial<Membership> = {}) =>
  ({ teacher: who, group: 'maths', role, from: null, to: null, ...changes }) as Membership;
const pairing = {
  mentor: 'mo',
  mentee: 'lin',
  from: '2025-09-01',
  to: null,
  status: 'active',
  endedOn: null,
} as Pairing;

const school = {
  teachers: ['lin', 'mo', 'head', 'me'].map((id) => teacher(id)),
  pairings: [pairing],
  memberships: [member('lin', 'member'), member('head', 'leader')],
};
const sheet = { teacher: 'lin', date: '2025-10-15' };
const ids = (...given: Parameters<typeof receiversOf>) => receiversOf(...given).map(({ id }) => id);

describe('receiversOf', () => {
  it('offers the observed teacher, then the mentor of that day, then who led the group on that day', () => {
    expect(ids([sheet], school, 'me')).toEqual(['lin', 'mo', 'head']);
  });

  it('never offers the person who shares, nor anyone who left', () => {
    const teachers = [teacher('lin', { status: 'left' }), teacher('mo'), teacher('head')];
    expect(ids([sheet], { ...school, teachers }, 'head')).toEqual(['mo']);
  });

  it('asks for the day of the lesson, not for today', () => {
    const memberships = [member('lin', 'member'), member('head', 'leader', { from: '2025-11-01' })];
    expect(ids([{ ...sheet, date: '2025-08-01' }], { ...school, memberships }, 'me')).toEqual(['lin']);
  });

  it('offers each person once for several sheets, and nobody for a guest', () => {
    expect(ids([sheet, sheet, { teacher: null, date: '2025-10-15' }], school, 'me')).toEqual(['lin', 'mo', 'head']);
    expect(ids([{ teacher: null, date: '2025-10-15' }], school, 'me')).toEqual([]);
  });
});
