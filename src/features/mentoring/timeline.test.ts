import { describe, expect, it } from 'vitest';
import { aNotesSheet, semestersOf } from '../../../tests/builders/index.ts';
import { headerOfSheet } from '../../domain/header.ts';
import type { PairingObservation, PairingSide } from '../../store/queries/pairings.ts';
import { timelineOf } from './timeline.ts';

const semesters = semestersOf('school-1', 2025);

function observation(date: string, side: PairingSide, lesson = date, readable = true): PairingObservation {
  const header = readable ? headerOfSheet(aNotesSheet({ lesson, date }), null) : null;
  return { side, lesson, date, header };
}

describe('timelineOf', () => {
  it('is empty without observations', () => {
    expect(timelineOf([], semesters)).toEqual([]);
  });

  it('has a section for each semester, newest first, and one for days outside every semester', () => {
    const days = ['2026-08-20', '2026-03-02', '2025-11-03', '2025-09-01', '2025-08-31'];
    const sections = timelineOf(
      days.map((day) => observation(day, 'mentor')),
      semesters,
    );
    expect(
      sections.map(({ semester, entries }) => [semester?.term ?? null, entries.map((entry) => entry.header.date)]),
    ).toEqual([
      [null, ['2026-08-20']],
      [2, ['2026-03-02']],
      [1, ['2025-11-03', '2025-09-01']],
      [null, ['2025-08-31']],
    ]);
    expect(new Set(sections.map((section) => section.key)).size).toBe(4);
  });

  it('counts each lesson once on its side', () => {
    const twice = [observation('2025-11-03', 'mentor', 'a'), observation('2025-11-03', 'mentor', 'a')];
    const [section] = timelineOf([...twice, observation('2025-10-09', 'mentee')], semesters);
    expect(section?.lessons).toEqual({ mentor: 1, mentee: 1 });
    expect(section?.entries).toHaveLength(3);
  });

  it('counts lessons that are not open to the reader without listing them', () => {
    const [section] = timelineOf([observation('2025-11-03', 'mentee', 'a', false)], semesters);
    expect(section).toMatchObject({ lessons: { mentor: 0, mentee: 1 }, entries: [], unlisted: 1 });
  });
});
