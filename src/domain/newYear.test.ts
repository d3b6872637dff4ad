import { describe, expect, it } from 'vitest';
import { semestersOf } from '../../tests/builders/index.ts';
import { firstMonday, newTermChoices, proposeClassMoves, proposeTerm, riseClassName } from './newYear.ts';

describe('the name of a class a school year later', () => {
  it.each([
    ['三(2)班', '四(2)班'],
    ['三（2）班', '四（2）班'],
    ['三年级2班', '四年级2班'],
    ['三年級２班', '四年級２班'],
    ['三年甲班', '四年甲班'],
    ['三甲', '四甲'],
    ['五年孝班', '六年孝班'],
    ['六(1)班', '七(1)班'],
    ['七年级（10）班', '八年级（10）班'],
    ['初一(3)班', '初二(3)班'],
    ['高二3班', '高三3班'],
    ['中三A', '中四A'],
    ['小五A', '小六A'],
    ['3年级2班', '4年级2班'],
    ['3(2)班', '4(2)班'],
    ['9 (2)', '10 (2)'],
    ['3A', '4A'],
    ['301', '401'],
    ['712班', '812班'],
    ['3-2', '4-2'],
    ['Year 3 Oak', 'Year 4 Oak'],
    ['Year 9', 'Year 10'],
    ['Y3 Maple', 'Y4 Maple'],
    ['Grade 10-2', 'Grade 11-2'],
    ['Primary 4B', 'Primary 5B'],
    ['P3-2', 'P4-2'],
    ['S2A', 'S3A'],
    ['Form 5C', 'Form 6C'],
  ])('%s → %s', (from, to) => expect(riseClassName(from)).toBe(to));

  it.each(['2024级3班', '2024級3班', '2023届1班'])('of a cohort stays: %s', (name) =>
    expect(riseClassName(name)).toBe(name),
  );
  it.each([
    '',
    '一班',
    '3班',
    '初三(1)班',
    '高三2班',
    '小六A',
    'P6A',
    'S6B',
    'Year 13',
    '912',
    'Hawthorn',
    'Room 3',
    '3rd',
  ])('that cannot be told is null: “%s”', (name) => expect(riseClassName(name)).toBeNull());
});

describe('the classes of a new school year', () => {
  const grades = ['一年级', '二年级', '三年级'].map((name, i) => ({ id: `g${i + 1}`, name }));
  const klass = (name: string, grade: string | null) => ({ id: name, name, grade, pupils: 40 });

  it('rise by the order of the grades, the top grade leaves, and the lowest begins anew', () => {
    const { moves, added } = proposeClassMoves(grades, [
      klass('一(1)班', 'g1'),
      klass('一(2)班', 'g1'),
      klass('二(1)班', 'g2'),
      klass('三(1)班', 'g3'),
    ]);
    expect(moves.map(({ from, to, grade, leaves, unsure }) => [from, to, grade, leaves, unsure])).toEqual([
      ['一(1)班', '二(1)班', 'g2', false, false],
      ['一(2)班', '二(2)班', 'g2', false, false],
      ['二(1)班', '三(1)班', 'g3', false, false],
      ['三(1)班', '三(1)班', 'g3', true, false],
    ]);
    expect(added).toEqual([
      { name: '一(1)班', grade: 'g1', pupils: null },
      { name: '一(2)班', grade: 'g1', pupils: null },
    ]);
  });
  it('take their name from the next grade where that counts anew', () => {
    const nine = [
      { id: 'a', name: '六年级' },
      { id: 'b', name: '初一' },
      { id: 'c', name: '初二' },
    ];
    const { moves } = proposeClassMoves(nine, [klass('六(1)班', 'a'), klass('初一(2)班', 'b')]);
    expect(moves.map(({ to }) => to)).toEqual(['初一(1)班', '初二(2)班']);
  });
  it('keep a name that cannot be told, and say so', () => {
    const { moves } = proposeClassMoves(grades, [klass('Hawthorn', 'g1'), klass('二(1)班', null)]);
    expect(moves).toMatchObject([
      { to: 'Hawthorn', grade: 'g2', unsure: true },
      { to: '三(1)班', grade: null, unsure: true },
    ]);
  });
  it('of cohorts keep their names, and the next cohort begins', () => {
    const { moves, added } = proposeClassMoves(grades, [klass('2024级3班', 'g1')]);
    expect(moves[0]).toMatchObject({ to: '2024级3班', grade: 'g2', unsure: false });
    expect(added).toEqual([{ name: '2025级3班', grade: 'g1', pupils: null }]);
  });
  it('of a school without classes are none', () => {
    expect(proposeClassMoves(grades, [])).toEqual({ moves: [], added: [] });
    expect(proposeClassMoves([], [])).toEqual({ moves: [], added: [] });
  });
});

describe('what begins next', () => {
  const years = semestersOf('school', 2025);
  const first = (semesters: typeof years, today: string) => {
    const term = proposeTerm(semesters, 'china', today);
    return term && [term.kind, ...term.terms.map(({ schoolYear, term: n }) => `${schoolYear}/${n}`)];
  };

  it('is the semester after the running one, a school year with all its terms', () => {
    expect(first(years, '2025-11-22')).toEqual(['semester', '2025/2']);
    expect(first(years, '2026-07-20')).toEqual(['schoolYear', '2026/1', '2026/2']);
  });
  it('is the term after the last one where none runs today', () => {
    expect(first(years, '2026-08-20')).toEqual(['schoolYear', '2026/1', '2026/2']);
    expect(first(years.slice(0, 1), '2026-03-01')).toEqual(['semester', '2025/2']);
  });
  it('of a school without semesters holds today', () => {
    expect(first([], '2025-10-01')).toEqual(['schoolYear', '2025/1', '2025/2']);
  });
  it('keeps the days of semesters that stand already', () => {
    const [autumn, spring] = years;
    const moved = { ...spring!, start: '2026-02-24', end: '2026-07-03', weekOne: '2026-02-23' };
    expect(proposeTerm([autumn!, moved], 'china', '2025-11-22')?.terms[0]).toMatchObject({
      start: '2026-02-24',
      end: '2026-07-03',
      weekOne: '2026-02-23',
    });
  });
  it('offers later terms too, and at the end the running one', () => {
    const offered = newTermChoices(years, 'china', '2025-11-22').map(({ terms }) => terms[0]?.start);
    expect(offered).toEqual(['2026-02-01', '2026-09-01', '2027-02-01', '2025-09-01']);
  });
  it('has its first week from the Monday of the first school day', () => {
    expect(firstMonday('2026-09-01')).toBe('2026-08-31');
    expect(firstMonday('2026-08-31')).toBe('2026-08-31');
    expect(firstMonday('2026-02-01')).toBe('2026-02-02');
  });
});
