import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSemester, aSwappedDays, lawRuns, semestersOf, useDeterministicIds } from '../../tests/builders/index.ts';
import { addDays, dateFromDays, daysBetween, daysFromDate } from './date.ts';
import {
  checkSemester,
  inOrder,
  isTermEnding,
  overlappingSemesters,
  proposeSemesters,
  schoolDay,
  semesterKey,
  semesterOfDate,
  semestersById,
  termsOfSchoolYear,
  weekOfSemester,
  type SchoolKind,
} from './semester.ts';
import { semesterSchema } from './semester.schema.ts';

useDeterministicIds();

const KINDS: SchoolKind[] = ['china', 'taiwan', 'hongkong', 'england', 'singapore', 'other'];
const span = (id: string, start: string, end: string) => ({ id, start, end });
const autumn = span('s1', '2025-09-01', '2026-01-31');
const spring = span('s2', '2026-02-23', '2026-07-10');

describe('the semester of a day', () => {
  it('holds its first and its last day', () => {
    for (const date of ['2025-09-01', '2026-01-31']) expect(semesterOfDate([autumn, spring], date)).toBe(autumn);
    for (const date of ['2026-02-23', '2026-07-10']) expect(semesterOfDate([autumn, spring], date)).toBe(spring);
  });

  it('is none before, after and between', () => {
    for (const date of ['2025-08-31', '2026-02-01', '2026-02-22', '2026-07-11']) {
      expect(semesterOfDate([autumn, spring], date)).toBeNull();
    }
    expect(semesterOfDate([], '2025-10-01')).toBeNull();
  });

  it('is the one that starts last where two overlap', () => {
    const early = span('s0', '2026-01-20', '2026-07-01');
    expect(semesterOfDate([autumn, early], '2026-01-25')).toBe(early);
    expect(semesterOfDate([autumn, early], '2026-01-19')).toBe(autumn);
  });

  it('is the one with the smallest id where two start on the same day', () => {
    const twin = span('s0', autumn.start, '2025-12-31');
    expect(semesterOfDate([autumn, twin], '2025-10-01')).toBe(twin);
    expect(semesterOfDate([twin, autumn], '2025-10-01')).toBe(twin);
    expect(semesterOfDate([twin, autumn], '2026-01-15')).toBe(autumn);
  });

  it('can be one day long', () => {
    expect(semesterOfDate([span('x', '2026-02-10', '2026-02-10')], '2026-02-10')?.id).toBe('x');
  });

  it('never depends on the order in which semesters are kept', () => {
    const day = fc.integer({ min: 20_000, max: 20_030 }).map(dateFromDays);
    const some = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), start: day, end: day }), {
      selector: (item) => item.id,
    });
    const two = some.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }), day),
    );
    fc.assert(
      fc.property(two, ([list, shuffled, date]) => {
        expect(semesterOfDate(shuffled, date)).toEqual(semesterOfDate(list, date));
      }),
      lawRuns(),
    );
  });
});

describe('overlaps', () => {
  it('are reported in pairs; sharing one day is an overlap, following on is not', () => {
    const next = span('s3', '2026-07-10', '2026-08-31');
    expect(overlappingSemesters([next, spring, autumn])).toEqual([[spring, next]]);
    expect(overlappingSemesters([autumn, span('s4', '2026-02-01', '2026-06-30')])).toEqual([]);
  });

  it('are all found when one semester covers several', () => {
    const year = span('y', '2025-09-01', '2026-07-31');
    expect(overlappingSemesters([year, spring, autumn])).toEqual([
      [autumn, year],
      [year, spring],
    ]);
  });
});

describe('order', () => {
  it('is by start, then id, and leaves the list as it was', () => {
    const list = [spring, span('s9', '2025-09-01', '2025-12-01'), autumn];
    expect(inOrder(list).map((item) => item.id)).toEqual(['s1', 's9', 's2']);
    expect(list[0]).toBe(spring);
  });
});

describe('the week of a semester', () => {
  it('counts from the week that the school calls the first, and before it from 0 downwards', () => {
    const late = { ...autumn, weekOne: '2025-09-10' };
    expect(weekOfSemester(late, '2025-09-08')).toBe(1);
    expect(weekOfSemester(late, '2025-09-15')).toBe(2);
    expect(weekOfSemester(late, '2025-09-07')).toBe(0);
    expect(weekOfSemester({ ...autumn, weekOne: null }, '2025-09-01')).toBe(1);
  });

  it('1 is the calendar week from Monday that holds the first day', () => {
    // 1 September 2025 is a Monday.
    expect(weekOfSemester(autumn, '2025-09-01')).toBe(1);
    expect(weekOfSemester(autumn, '2025-09-07')).toBe(1);
    expect(weekOfSemester(autumn, '2025-09-08')).toBe(2);
  });

  it('1 is short when the semester starts late in the week', () => {
    const friday = span('x', '2025-08-29', '2026-01-20');
    expect(weekOfSemester(friday, '2025-08-29')).toBe(1);
    expect(weekOfSemester(friday, '2025-08-31')).toBe(1);
    expect(weekOfSemester(friday, '2025-09-01')).toBe(2);
  });

  it('goes on over the turn of the year', () => {
    expect(weekOfSemester(autumn, '2025-12-31')).toBe(18);
    expect(weekOfSemester(autumn, '2026-01-05')).toBe(19);
  });

  it('is 0 or less before it', () => {
    expect(weekOfSemester(autumn, '2025-08-31')).toBe(0);
  });
});

describe('a semester as typed', () => {
  it.each([
    ['2025-09-01', '2026-01-31', null],
    ['2025-09-01', '2025-09-01', null],
    ['2025-09-01', '2025-08-31', { reason: 'semester-ends-before-start' }],
    ['2025-09-01', '2026-09-06', null],
    ['2025-09-01', '2026-09-07', { reason: 'semester-too-long' }],
  ])('%s to %s', (start, end, problem) => {
    expect(checkSemester({ start, end })).toEqual(problem);
  });

  it('is refused at the door with a day that does not exist', () => {
    expect(semesterSchema.safeParse(aSemester()).success).toBe(true);
    expect(semesterSchema.safeParse(aSemester({ end: '2026-02-30' })).success).toBe(false);
    expect(semesterSchema.safeParse(aSemester({ term: 0 })).success).toBe(false);
  });
});

describe('the terms of a school year', () => {
  it.each<[SchoolKind, string[]]>([
    ['china', ['2025-09-01 2026-01-31', '2026-02-01 2026-07-31']],
    ['taiwan', ['2025-08-01 2026-01-31', '2026-02-01 2026-07-31']],
    ['hongkong', ['2025-09-01 2026-01-31', '2026-02-01 2026-07-31']],
    ['england', ['2025-09-01 2025-12-31', '2026-01-01 2026-04-15', '2026-04-16 2026-07-31']],
    ['singapore', ['2025-01-01 2025-11-30']],
    ['other', ['2025-09-01 2026-01-31', '2026-02-01 2026-07-31']],
  ])('of %s', (kind, spans) => {
    const terms = termsOfSchoolYear(kind, 2025);
    expect(terms.map((term) => `${term.start} ${term.end}`)).toEqual(spans);
    expect(terms.map((term) => term.term)).toEqual(spans.map((_, i) => i + 1));
    for (const term of terms) expect(term).toMatchObject({ schoolYear: 2025, terms: spans.length });
  });

  it.each(KINDS)('of %s follow on without a gap inside the year and pass the check', (kind) => {
    const terms = termsOfSchoolYear(kind, 2027);
    terms.slice(1).forEach((term, i) => expect(term.start).toBe(addDays(terms[i]!.end, 1)));
    for (const term of terms) expect(checkSemester(term)).toBeNull();
  });
});

describe('the proposal on a day', () => {
  /** First start of the proposal on the 15th of each month of 2026. */
  const starts = (kind: SchoolKind) =>
    Array.from({ length: 12 }, (_, i) =>
      proposeSemesters(kind, `2026-${String(i + 1).padStart(2, '0')}-15`)[0]!.start.slice(0, 7),
    );

  it.each<[SchoolKind, string[]]>([
    // January … July belong to the year that began in September 2025; August proposes the next.
    ['china', [...Array<string>(7).fill('2025-09'), ...Array<string>(5).fill('2026-09')]],
    ['hongkong', [...Array<string>(7).fill('2025-09'), ...Array<string>(5).fill('2026-09')]],
    ['other', [...Array<string>(7).fill('2025-09'), ...Array<string>(5).fill('2026-09')]],
    ['england', [...Array<string>(7).fill('2025-09'), ...Array<string>(5).fill('2026-09')]],
    ['taiwan', [...Array<string>(7).fill('2025-08'), ...Array<string>(5).fill('2026-08')]],
    // The school year is the calendar year; December proposes the next.
    ['singapore', [...Array<string>(11).fill('2026-01'), '2027-01']],
  ])('for %s, month by month', (kind, expected) => {
    expect(starts(kind)).toEqual(expected);
  });

  it.each(KINDS)('for %s holds the day, or is the next school year when the day lies between two', (kind) => {
    for (let days = daysFromDate('2025-01-01'); days <= daysFromDate('2026-12-31'); days++) {
      const today = dateFromDays(days);
      const terms = proposeSemesters(kind, today);
      const held = terms.some((term) => term.start <= today && today <= term.end);
      if (!held) {
        expect(terms[0]!.start > today).toBe(true);
        expect(daysBetween(today, terms[0]!.start)).toBeLessThanOrEqual(31);
      }
    }
  });
});

describe('lookups', () => {
  it('know a semester by school year and term, and by id', () => {
    const semesters = semestersOf('school-1', 2025);
    expect(semesters.map(semesterKey)).toEqual(['2025/1', '2025/2']);
    expect(semestersById(semesters).get(semesters[1]!.id)).toBe(semesters[1]);
  });
});

describe('the day of a school', () => {
  const swaps = aSwappedDays({ '2025-09-28': 2, '2025-10-01': 0 });
  it('has its semester, week and weekday, and runs its own timetable', () => {
    expect(schoolDay([autumn, spring], null, '2025-10-15')).toEqual({ semester: autumn, week: 7, weekday: 3, runs: 3 });
  });
  it('runs another weekday where days are swapped, or none', () => {
    expect(schoolDay([autumn], swaps, '2025-09-28')).toMatchObject({ weekday: 7, runs: 2, week: 4 });
    expect(schoolDay([autumn], swaps, '2025-10-01')).toMatchObject({ weekday: 3, runs: 0 });
  });
  it('has no week outside every semester and before week 1', () => {
    expect(schoolDay([autumn], swaps, '2026-02-10')).toEqual({ semester: null, week: null, weekday: 2, runs: 2 });
    const late = { ...autumn, weekOne: '2025-09-08' };
    expect(schoolDay([late], null, '2025-09-03')).toMatchObject({ semester: late, week: null });
  });
});

describe('week 1 as typed', () => {
  const { start, end } = autumn;
  it('lies in the semester or in the week that holds its first day', () => {
    for (const weekOne of [null, start, '2025-08-31', end]) expect(checkSemester({ start, end, weekOne })).toBeNull();
    for (const weekOne of ['2025-08-25', '2026-02-01'])
      expect(checkSemester({ start, end, weekOne })).toEqual({ reason: 'week-one-outside' });
  });
});

describe('thinking of the next term', () => {
  const [autumn, spring] = semestersOf('school', 2025);
  it('is due in the last days of a semester, and while none runs', () => {
    expect(isTermEnding([autumn!, spring!], '2026-01-16')).toBe(false);
    expect(isTermEnding([autumn!, spring!], '2026-01-17')).toBe(true);
    expect(isTermEnding([autumn!, spring!], '2026-07-17')).toBe(true);
    expect(isTermEnding([autumn!, spring!], '2026-08-10')).toBe(true);
  });
  it('is not due once the next one was begun with its first week', () => {
    const ready = { ...spring!, weekOne: '2026-02-02' };
    expect(isTermEnding([autumn!, ready], '2026-01-25')).toBe(false);
    expect(isTermEnding([ready], '2026-01-25')).toBe(false);
  });
  it('is not asked of a school without any calendar', () => {
    expect(isTermEnding([], '2026-01-25')).toBe(false);
    expect(isTermEnding([aSemester()], '2025-10-01')).toBe(false);
  });
});
