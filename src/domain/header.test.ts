import { describe, expect, it } from 'vitest';
import { aNotesSheet, aRubric, aSheet, useDeterministicIds } from '../../tests/builders/index.ts';
import { headerOfSheet } from './header.ts';

useDeterministicIds();

describe('the header of a sheet', () => {
  it('has the facts of that day, the total and the band', () => {
    const sheet = aSheet({ sheet: 's1', lesson: 'l1' });
    expect(headerOfSheet(sheet, aRubric())).toEqual({
      id: 's1',
      revision: sheet.id,
      rev: 1,
      lesson: 'l1',
      teacher: 'teacher-1',
      observer: 'teacher-2',
      date: '2025-10-15',
      period: 2,
      lessonKind: 'ordinary',
      rubric: 'small@1',
      family: 'small',
      teacherName: 'Lin Yue',
      observerName: 'Zhou Min',
      klass: '3 (2)',
      subject: 'Mathematics',
      topic: 'Area of a rectangle',
      rubricTitle: 'A small form',
      minutes: 40,
      notes: 1,
      // (5 + 4 + 4) of 15, 3 of 1–4 in 5, 8.5 of 10, 18 of 20: (13 + 5·2/3 + 8.5 + 18) / 50
      total: 85.67,
      complete: true,
      band: 'b',
      afterwards: false,
      conflict: false,
    });
  });

  it('counts the bonus into the total', () => {
    expect(headerOfSheet(aSheet({ bonus: { idea: 2 } }), aRubric()).total).toBe(87.67);
  });

  it('of a sheet with gaps has a total so far, not complete, without a band', () => {
    const header = headerOfSheet(aSheet({ scores: { 'goal.1/0': 4 } }), aRubric());
    expect(header).toMatchObject({ total: 80, complete: false, band: null });
  });

  it('of a sheet with a focus says how many indicators were looked at and has no band', () => {
    const scores = { 'goal.1/0': 4, 'goal.3/0': 'na', 'goal.2/0': 'nl', 'process.1/0': 'nl' } as const;
    const header = headerOfSheet(
      aSheet({ scores: { ...scores, 'process.2/0': 'nl', 'process.3/0': 'nl' } }),
      aRubric(),
    );
    expect(header).toMatchObject({ total: 80, complete: true, band: null, looked: { at: 2, of: 6 } });
    expect(headerOfSheet(aSheet(), aRubric())).not.toHaveProperty('looked');
  });

  it('of notes only has no total, is not complete and counts its notes', () => {
    expect(headerOfSheet(aNotesSheet({ notes: [] }), null)).toMatchObject({
      total: null,
      complete: false,
      band: null,
      notes: 0,
    });
    expect(headerOfSheet(aNotesSheet(), aRubric()).total).toBeNull();
  });

  it('says nothing of scores while the rubric version is not known', () => {
    expect(headerOfSheet(aSheet(), null)).toMatchObject({ rubric: 'small@1', total: null, complete: false });
  });

  it('says that there are two newest revisions', () => {
    expect(headerOfSheet(aSheet(), null, true).conflict).toBe(true);
  });
});
