import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGroup, aMembership, aPerson, aTeacher, lawRuns, useDeterministicIds } from '../../tests/builders/index.ts';
import { duplicateNumbers, groupsOn, holds, inRosterOrder } from './people.ts';
import { groupSchema, membershipSchema, personSchema, teacherSchema } from './people.schema.ts';

useDeterministicIds();

describe('a span of days', () => {
  it.each<[string | null, string | null, string, boolean]>([
    [null, null, '2025-10-15', true],
    ['2025-10-15', null, '2025-10-15', true],
    ['2025-10-15', null, '2025-10-14', false],
    [null, '2025-10-15', '2025-10-15', true],
    [null, '2025-10-15', '2025-10-16', false],
    ['2025-09-01', '2025-09-01', '2025-09-01', true],
    ['2025-10-02', '2025-10-01', '2025-10-01', false],
  ])('from %s to %s holds %s: %s', (from, to, date, expected) => {
    expect(holds({ from, to }, date)).toBe(expected);
  });
});

describe('the groups of a teacher on a day', () => {
  const maths = aMembership({ teacher: 't', group: 'maths', to: '2025-10-31' });
  const science = aMembership({ teacher: 't', group: 'science', from: '2025-11-01' });
  const grade = aMembership({ teacher: 't', group: 'grade 3' });

  it('are those of that day, over a change in the middle of a semester', () => {
    const all = [maths, science, grade];
    expect(groupsOn(all, 't', '2025-10-31')).toEqual(['maths', 'grade 3']);
    expect(groupsOn(all, 't', '2025-11-01')).toEqual(['science', 'grade 3']);
  });
  it('can be both when memberships overlap', () => {
    expect(groupsOn([maths, { ...science, from: '2025-10-31' }], 't', '2025-10-31')).toEqual(['maths', 'science']);
  });
  it('name a group once for somebody who left and came back, or is member and leader', () => {
    const again = aMembership({ teacher: 't', group: 'maths', role: 'leader' });
    expect(groupsOn([maths, again], 't', '2025-10-01')).toEqual(['maths']);
  });
  it('leave out other teachers and deleted memberships', () => {
    expect(groupsOn([{ ...maths, deleted: true }, aMembership({ teacher: 'u' })], 't', '2025-10-01')).toEqual([]);
  });
});

describe('roster order', () => {
  it('is by order, then name by code point, then id', () => {
    const list = [
      aTeacher({ id: '4', order: 2, name: 'A' }),
      aTeacher({ id: '3', order: 1, name: '王' }),
      aTeacher({ id: '2', order: 1, name: '林' }),
      aTeacher({ id: '1', order: 1, name: '王' }),
    ];
    expect(inRosterOrder(list).map((teacher) => teacher.id)).toEqual(['2', '1', '3', '4']);
    expect(list[0]!.id).toBe('4');
  });

  it('is one and the same for any list in any order', () => {
    const some = fc.uniqueArray(
      fc.record({ id: fc.uuid(), order: fc.nat({ max: 2 }), name: fc.constantFrom('王', '林', 'Ann') }),
      { selector: (item) => item.id },
    );
    const two = some.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
    );
    fc.assert(
      fc.property(two, ([list, shuffled]) => {
        expect(inRosterOrder(shuffled)).toEqual(inRosterOrder(list));
      }),
      lawRuns(),
    );
  });
});

describe('duplicate numbers', () => {
  it('are found with everybody who has them, spaces aside', () => {
    const [a, b, c] = [aTeacher({ number: '7' }), aTeacher({ number: ' 7 ' }), aTeacher({ number: '8' })];
    expect([...duplicateNumbers([a, b, c])]).toEqual([['7', [a, b]]]);
  });
  it('are not those who have none, nor 7 and 007', () => {
    const teachers = [aTeacher(), aTeacher({ number: '  ' }), aTeacher({ number: '7' }), aTeacher({ number: '007' })];
    expect(duplicateNumbers(teachers).size).toBe(0);
  });
});

describe('the door', () => {
  it('takes names with markup, emoji and mixed direction as text', () => {
    const teacher = aTeacher({
      name: '<b>林</b> 👩‍🏫 \u202eabc',
      posts: { p: { post: 'dean', from: '2025-09-01', to: null } },
    });
    expect(teacherSchema.safeParse(teacher).success).toBe(true);
    expect(personSchema.safeParse(aPerson()).success).toBe(true);
    expect(groupSchema.safeParse(aGroup()).success).toBe(true);
    expect(membershipSchema.safeParse(aMembership({ from: '2025-09-01' })).success).toBe(true);
  });
  it('refuses days that do not exist and names without end', () => {
    expect(membershipSchema.safeParse(aMembership({ from: '2025-09-31' })).success).toBe(false);
    expect(teacherSchema.safeParse(aTeacher({ serviceStart: '2018' })).success).toBe(false);
    expect(teacherSchema.safeParse(aTeacher({ name: 'x'.repeat(501) })).success).toBe(false);
  });
});
