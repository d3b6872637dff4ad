import { describe, expect, it } from 'vitest';
import { anAttendance, useDeterministicIds } from '../../tests/builders/index.ts';
import { attendanceByTeacher, attendanceIdOf, countAttendance } from './classes.ts';

useDeterministicIds();

const signIn = (id: string, more: Parameters<typeof anAttendance>[0] = {}) => ({
  ...anAttendance({ teacher: 't', ...more }),
  id,
});

describe('attendance', () => {
  it('has one id a lesson and teacher, so that two devices agree', () => {
    expect(attendanceIdOf('l', 't')).toBe(attendanceIdOf('l', 't'));
    expect(attendanceIdOf('l', 't')).not.toBe(attendanceIdOf('t', 'l'));
  });

  it('of lessons that are one is present wherever somebody signed', () => {
    const records = [
      signIn('a', { state: 'absent' }),
      signIn('b', { state: 'present' }),
      signIn('c', { state: 'leave' }),
    ];
    expect(attendanceByTeacher(records).get('t')?.id).toBe('b');
    expect(attendanceByTeacher([...records].reverse()).get('t')?.id).toBe('b');
  });

  it('is on leave rather than absent', () => {
    const records = [signIn('a', { state: 'absent' }), signIn('c', { state: 'leave' })];
    expect(attendanceByTeacher(records).get('t')?.state).toBe('leave');
  });

  it('keeps the earliest signature, a signature before none, then the smallest id', () => {
    const pick = (...records: ReturnType<typeof signIn>[]) => attendanceByTeacher(records).get('t')?.id;
    expect(pick(signIn('a', { signedAt: 20 }), signIn('b', { signedAt: 10 }))).toBe('b');
    expect(pick(signIn('a', { signedAt: null }), signIn('b', { signedAt: 10 }))).toBe('b');
    expect(pick(signIn('b', { signedAt: null }), signIn('a', { signedAt: null }))).toBe('a');
  });

  it('leaves deleted sign-ins out', () => {
    expect(attendanceByTeacher([signIn('a', { deleted: true })]).size).toBe(0);
  });

  it('counts the three states', () => {
    expect(countAttendance(['present', 'absent', 'present'])).toEqual({ present: 2, leave: 0, absent: 1 });
    expect(countAttendance([])).toEqual({ present: 0, leave: 0, absent: 0 });
  });
});
