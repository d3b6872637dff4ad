import { describe, expect, it } from 'vitest';
import { termsOfSchoolYear } from '../domain/semester.ts';
import { useLocale } from '../i18n/locale.svelte.ts';
import { dateProblems, hasGoodDates, missingTerms, nextTerm, overlapSentences } from './semesterDates.ts';

useLocale('en');
const CHINA = termsOfSchoolYear('china', 2025);

describe('dateProblems', () => {
  it('is empty for a semester of one day and for one of a year', () => {
    expect(dateProblems({ start: '2025-09-01', end: '2025-09-01' })).toEqual({});
    expect(dateProblems({ start: '2025-09-01', end: '2026-09-01' })).toEqual({});
  });
  it('names each day that is missing or does not exist', () => {
    expect(Object.keys(dateProblems({ start: '', end: '2025-02-30' }))).toEqual(['start', 'end']);
  });
  it('puts an end before the start and more than a year at the last day', () => {
    expect(Object.keys(dateProblems({ start: '2025-09-02', end: '2025-09-01' }))).toEqual(['end']);
    expect(Object.keys(dateProblems({ start: '2025-09-01', end: '2027-09-01' }))).toEqual(['end']);
    expect(hasGoodDates({ start: '2025-09-02', end: '2025-09-01' })).toBe(false);
  });
});

describe('overlapSentences', () => {
  it('is silent about terms that touch', () => {
    expect(overlapSentences(CHINA)).toEqual([]);
  });
  it('names both terms that share a day, the later one as the one that counts', () => {
    const [first, second] = CHINA;
    expect(
      overlapSentences([
        { ...first!, end: '2026-02-01' },
        { ...second!, name: 'Spring' },
      ]),
    ).toEqual([expect.stringMatching(/^2025–2026, semester 1 and Spring share days\. .*count in Spring/)]);
  });
  it('waits with days that are not typed yet', () => {
    expect(overlapSentences([CHINA[0]!, { ...CHINA[1]!, start: '', end: '' }])).toEqual([]);
  });
});

describe('missingTerms', () => {
  it('offers the school years around today when there is nothing yet', () => {
    const terms = missingTerms('singapore', [], '2025-10-12');
    expect(terms.map((term) => term.schoolYear)).toEqual([2023, 2024, 2025, 2026]);
  });
  it('offers no term that is there already', () => {
    const keys = missingTerms('china', CHINA, '2025-10-12').map((term) => `${term.schoolYear}/${term.term}`);
    expect(keys).toContain('2024/2');
    expect(keys).not.toContain('2025/1');
  });
});

describe('nextTerm', () => {
  it('is the first one after the latest there is', () => {
    expect(nextTerm('china', CHINA, '2025-10-12')).toMatchObject({ schoolYear: 2026, term: 1 });
    expect(nextTerm('england', termsOfSchoolYear('england', 2025).slice(0, 1), '2025-10-12')).toMatchObject({
      term: 2,
    });
  });
  it('is the one that holds today when there is none', () => {
    expect(nextTerm('england', [], '2026-05-02')).toMatchObject({ schoolYear: 2025, term: 3 });
  });
});
