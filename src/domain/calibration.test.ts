import { describe, expect, it } from 'vitest';
import { aLesson, aMembership, aPairing } from '../../tests/builders/index.ts';
import { readerOf, type Reader } from './access.ts';
import { mayCalibrate } from './calibration.ts';

const lesson = aLesson({ teacher: 'lin', date: '2025-10-15', lessonKind: 'demonstration', schedule: null });
const me = { id: 'zhou', name: 'Zhou Min' };
const reader = (more: Partial<Reader> = {}) =>
  readerOf({ me: 'zhou', posts: [], pairings: [], memberships: [], today: '2025-10-20', ...more });

describe('the agreed scores of a lesson', () => {
  it('are not set by a colleague who only sees that it was announced', () => {
    expect(mayCalibrate(reader(), me, lesson)).toBe(false);
  });

  it('are set by who sees the whole school, leads the teacher’s group or mentors the teacher', () => {
    const posts = [{ post: 'principal' as const, from: null, to: null }];
    const span = { group: 'maths', from: null, to: null };
    const memberships = [
      aMembership({ ...span, teacher: 'zhou', role: 'leader' }),
      aMembership({ ...span, teacher: 'lin', role: 'member' }),
    ];
    const pairings = [aPairing({ mentor: 'zhou', mentee: 'lin', from: '2025-09-01', to: '2026-07-01' })];
    for (const more of [{ posts }, { memberships }, { pairings }]) {
      expect(mayCalibrate(reader(more), me, lesson), JSON.stringify(Object.keys(more))).toBe(true);
    }
  });

  it('are set by the host of the class, by name', () => {
    const hosted = { ...lesson, schedule: { startTime: null, host: ' Zhou Min ', organiser: '', note: '' } };
    expect(mayCalibrate(reader(), me, hosted)).toBe(true);
    expect(mayCalibrate(reader(), { ...me, name: 'Wu' }, hosted)).toBe(false);
    expect(
      mayCalibrate(reader(), { ...me, name: '' }, { ...hosted, schedule: { ...hosted.schedule, host: ' ' } }),
    ).toBe(false);
  });

  it('are not set by the observed teacher, who reads every sheet', () => {
    expect(mayCalibrate(reader({ me: 'lin' }), { id: 'lin', name: 'Lin' }, lesson)).toBe(false);
  });
});
