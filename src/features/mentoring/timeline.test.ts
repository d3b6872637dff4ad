import { describe, expect, it } from 'vitest';
import {
  aMeeting,
  anAssessment,
  aNextStep,
  aNotesSheet,
  aPairing,
  semestersOf,
} from '../../../tests/builders/index.ts';
import { headerOfSheet } from '../../domain/header.ts';
import type { PairingObservation, PairingSide } from '../../store/queries/pairings.ts';
import { timelineOf, type TimelineSource } from './timeline.ts';

const semesters = semestersOf('school-1', 2025);
const TODAY = '2026-08-25';

function observation(date: string, side: PairingSide, lesson = date, readable = true): PairingObservation {
  const header = readable ? headerOfSheet(aNotesSheet({ lesson, date }), null) : null;
  return { side, lesson, date, header };
}

/** A pairing that began long before, so that its beginning stands in a section of its own. */
function source(observations: PairingObservation[], more: Partial<TimelineSource> = {}): TimelineSource {
  const pairing = aPairing({ from: '2020-09-01', to: null, goals: {} });
  return { pairing, observations, meetings: [], assessments: [], steps: [], semesters, ...more };
}
const lessonsOf = (observations: PairingObservation[]) => timelineOf(source(observations), TODAY).slice(0, -1);

describe('timelineOf', () => {
  it('has nothing but the beginning when nothing happened yet', () => {
    const [section, ...others] = timelineOf(source([]), TODAY);
    expect(section?.entries.map(({ type }) => type)).toEqual(['begun']);
    expect(others).toEqual([]);
  });

  it('has a section for each semester, newest first, and one for days outside every semester', () => {
    const days = ['2026-08-20', '2026-03-02', '2025-11-03', '2025-09-01'];
    const sections = lessonsOf(days.map((day) => observation(day, 'mentor')));
    expect(
      sections.map(({ semester, entries }) => [semester?.term ?? null, entries.map((entry) => entry.date)]),
    ).toEqual([
      [null, ['2026-08-20']],
      [2, ['2026-03-02']],
      [1, ['2025-11-03', '2025-09-01']],
    ]);
    expect(new Set(sections.map((section) => section.key)).size).toBe(3);
  });

  it('tells holidays from days whose semester is still to be made', () => {
    const days = ['2026-08-20', '2025-11-03'].map((day) => observation(day, 'mentor'));
    expect(lessonsOf(days).map(({ between }) => between)).toEqual([false, false]);
    const known = [...semesters, ...semestersOf('school-1', 2026)];
    const sections = timelineOf(source(days, { semesters: known }), TODAY);
    // The beginning lies before the first semester, not between two.
    expect(sections.map(({ between }) => between)).toEqual([true, false, false]);
  });

  it('counts each lesson once on its side', () => {
    const twice = [observation('2025-11-03', 'mentor', 'a'), observation('2025-11-03', 'mentor', 'a')];
    const [section] = lessonsOf([...twice, observation('2025-10-09', 'mentee')]);
    expect(section?.lessons).toEqual({ mentor: 1, mentee: 1 });
    expect(section?.entries).toHaveLength(3);
  });

  it('counts lessons that are not open to the reader without listing them', () => {
    const [section] = lessonsOf([observation('2025-11-03', 'mentee', 'a', false)]);
    expect(section).toMatchObject({ lessons: { mentor: 0, mentee: 1 }, entries: [], unlisted: 1 });
  });

  it('stands meetings, steps, goals reached, assessments and the end in one line with the lessons', () => {
    const step = aNextStep({ closedOn: '2025-12-01', seenIn: 'sheet-9' });
    const given = source([observation('2025-10-08', 'mentor')], {
      pairing: aPairing({
        from: '2025-09-01',
        goals: { g: { text: 'Waits', indicators: [], done: '2025-12-10' } },
        status: 'ended',
        endedOn: '2026-01-10',
      }),
      meetings: [aMeeting({ date: '2025-10-20' })],
      assessments: [anAssessment({ date: '2026-01-10' })],
      steps: [{ step, agreedOn: '2025-10-08', seen: null }],
    });
    const [section] = timelineOf(given, TODAY);
    expect(section?.entries.map(({ type }) => type)).toEqual([
      'ended',
      'assessment',
      'goal',
      'step-closed',
      'meeting',
      'lesson',
      'step',
      'begun',
    ]);
  });

  it('does not tell of what is still to come', () => {
    const given = source([], { meetings: [aMeeting({ date: '2026-09-20' })] });
    expect(timelineOf(given, TODAY).flatMap(({ entries }) => entries.map(({ type }) => type))).toEqual(['begun']);
  });
});
