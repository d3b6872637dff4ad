import { describe, expect, it } from 'vitest';
import type { Draft, DraftFields } from '../../domain/draft.ts';
import type { Membership } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import {
  daysOutside,
  draftPasses,
  filterCount,
  filtersOfHash,
  headerFilter,
  inGroup,
  NO_FILTERS,
  type LessonFilters,
} from './lessonFilters.ts';

const membership = (teacher: string, group: string, from: string | null, to: string | null) =>
  ({ id: `${teacher}${from ?? ''}`, teacher, group, from, to, role: 'member' }) as Membership;
const school = {
  semesters: [{ id: 'autumn', start: '2025-09-01', end: '2026-01-31' }] as Semester[],
  memberships: [
    membership('lin', 'maths', null, '2025-10-31'),
    membership('lin', 'maths', '2026-01-01', null),
    membership('wang', 'maths', null, null),
    membership('zhou', 'art', null, null),
  ],
};
const filters = (more: Partial<LessonFilters>): LessonFilters => ({ ...NO_FILTERS, ...more });

describe('filtersOfHash', () => {
  it('reads what the address says', () => {
    expect(filtersOfHash('#/lessons?kind=open&state=draft&text=area')).toEqual(
      filters({ kind: 'open', state: 'draft', text: 'area' }),
    );
  });

  it('leaves out a kind or state that does not exist', () => {
    expect(filtersOfHash('#/lessons?kind=nonsense&state=gone')).toEqual(NO_FILTERS);
  });
});

describe('filterCount', () => {
  it('counts set filters but not the search text', () => {
    expect(filterCount(filters({ text: 'a', group: 'maths', kind: 'open' }))).toBe(2);
  });
});

describe('daysOutside', () => {
  it('are those before, between and after the semesters, the newest first', () => {
    const semesters = [
      { start: '2026-02-10', end: '2026-07-10' },
      { start: '2025-09-01', end: '2026-01-31' },
    ];
    expect(daysOutside(semesters)).toEqual([
      { from: '2026-07-11' },
      { from: '2026-02-01', to: '2026-02-09' },
      { to: '2025-08-31' },
    ]);
  });

  it('are every day without a semester', () => {
    expect(daysOutside([])).toEqual([{}]);
  });

  it('take semesters that overlap, lie within each other or follow at once as one stretch', () => {
    const semesters = [
      { start: '2025-09-01', end: '2026-01-31' },
      { start: '2025-10-01', end: '2025-10-31' },
      { start: '2026-01-15', end: '2026-02-28' },
      { start: '2026-03-01', end: '2026-07-10' },
      { start: '2026-09-01', end: '2026-08-01' },
    ];
    expect(daysOutside(semesters)).toEqual([{ from: '2026-07-11' }, { to: '2025-08-31' }]);
  });
});

describe('headerFilter', () => {
  it('asks for the days of the semester, and for nothing when it is unknown', () => {
    expect(headerFilter(filters({ semester: 'autumn' }), school)).toEqual({ from: '2025-09-01', to: '2026-01-31' });
    expect(headerFilter(filters({ semester: 'gone' }), school)).toEqual({});
  });

  it('asks for the days outside every semester where that is chosen', () => {
    expect(headerFilter(filters({ semester: '-' }), school)).toEqual({
      spans: [{ from: '2026-02-01' }, { to: '2025-08-31' }],
    });
  });

  it('asks for everybody who ever was in the group, each once', () => {
    expect(headerFilter(filters({ group: 'maths' }), school)).toEqual({ teachers: ['lin', 'wang'] });
  });

  it('asks for who observed and who taught apart', () => {
    expect(headerFilter(filters({ observer: 'zhou' }), school)).toEqual({ observer: 'zhou' });
    expect(headerFilter(filters({ observer: 'zhou', teacher: 'lin' }), school)).toEqual({
      observer: 'zhou',
      teacher: 'lin',
    });
  });

  it('asks for nothing when the text is only space', () => {
    expect(headerFilter(filters({ text: '  ' }), school)).toEqual({});
  });
});

describe('inGroup', () => {
  const passes = inGroup('maths', school.memberships);
  it.each([
    ['lin', '2025-10-31', true],
    ['lin', '2025-11-01', false],
    ['lin', '2026-01-01', true],
    ['zhou', '2025-10-01', false],
    [null, '2025-10-01', false],
  ])('%s on %s: %s', (teacher, date, expected) => {
    expect(passes({ teacher, date })).toBe(expected);
  });

  it('passes everything when no group is chosen', () => {
    expect(inGroup('', school.memberships)({ teacher: null, date: '2025-10-01' })).toBe(true);
  });
});

describe('draftPasses', () => {
  const named = (fields: Partial<DraftFields>, teacherName = 'Lin Yue') => ({
    draft: {
      fields: {
        teacher: 'lin',
        date: '2025-10-10',
        rubric: null,
        lessonKind: 'ordinary',
        klass: '4 Blue',
        subject: 'Maths',
        topic: 'Area',
        ...fields,
      },
    } as Draft,
    observer: 'zhou',
    teacherName,
    reopened: false,
    changedAt: 0,
  });

  it.each<[Partial<LessonFilters>, boolean]>([
    [{}, true],
    [{ state: 'finished' }, false],
    [{ state: 'draft' }, true],
    [{ text: 'LIN area' }, true],
    [{ text: 'lin fractions' }, false],
    [{ teacher: 'lin' }, true],
    [{ teacher: 'wang' }, false],
    [{ observer: 'zhou' }, true],
    [{ observer: 'wang' }, false],
    [{ kind: 'open' }, false],
    [{ rubric: '-' }, true],
    [{ rubric: 'builtin:hundred-20@1' }, false],
    [{ semester: 'autumn' }, true],
    [{ group: 'maths' }, true],
    [{ group: 'art' }, false],
  ])('%j: %s', (more, expected) => {
    expect(draftPasses(named({}), filters(more), school)).toBe(expected);
  });

  it('keeps a draft without teacher in the unfiltered list and out of a group', () => {
    expect(draftPasses(named({ teacher: null }, ''), NO_FILTERS, school)).toBe(true);
    expect(draftPasses(named({ teacher: null }, ''), filters({ group: 'maths' }), school)).toBe(false);
  });
});
