import { describe, expect, it } from 'vitest';
import { aSemester, aTeacher } from '../../../tests/builders/index.ts';
import type { GroupMember } from '../../store/queries/groups.ts';
import { coverageSummary } from './coverage.ts';

const semester = aSemester();

function member(id: string, covered: boolean | null): GroupMember {
  const coverage = covered === null ? null : { given: 0, observed: 0, lastObserved: null, covered };
  return { teacher: aTeacher({ id }), leads: false, growth: 'full', coverage };
}

describe('coverageSummary', () => {
  it('counts who was observed and names who was not, in the order given', () => {
    const members = [member('b', false), member('c', true), member('a', false)];
    const found = coverageSummary({ members, semester });
    expect(found).toMatchObject({ members: 3, observed: 1 });
    expect(found?.missing.map((teacher) => teacher.id)).toEqual(['b', 'a']);
  });

  it('names nobody when everybody was observed', () => {
    expect(coverageSummary({ members: [member('a', true)], semester })?.missing).toEqual([]);
  });

  it.each([
    ['without a semester', [member('a', true)], null],
    ['without members', [], semester],
    ['when the counts of one member are not open to the reader', [member('a', true), member('b', null)], semester],
  ] as const)('says nothing %s', (_case, members, term) => {
    expect(coverageSummary({ members: [...members], semester: term })).toBeNull();
  });
});
