import { describe, expect, it } from 'vitest';
import { aGroup, aMembership, aTeacher, useDeterministicIds } from '../../../tests/builders/index.ts';
import { proposedUses, readPaste, readTeachers } from '../../parts/pasteTeachers.ts';
import { absentFrom, planRoster, updateOf, type Answer } from './rosterPlan.ts';

useDeterministicIds();

const roster = [
  aTeacher({ id: 'lin', name: '林月', number: 'T1', subjects: ['数学'], title: 'second', order: 0 }),
  aTeacher({ id: 'wang', name: '王敏', number: '', subjects: ['语文'], title: '', order: 1 }),
  aTeacher({ id: 'zhao', name: '赵静', number: 'T3', status: 'left', leftOn: '2025-07-31', order: 2 }),
  aTeacher({ id: 'sun', name: '孙磊', number: 'T4', order: 3 }),
];
const school = {
  roster,
  groups: [aGroup({ id: 'g1', name: '数学组' }), aGroup({ id: 'g2', name: '语文组' })],
  memberships: [aMembership({ teacher: 'lin', group: 'g1' })],
  today: '2025-10-15',
};
function plan(lines: string[], answers: [number, Answer][] = []) {
  const table = readPaste(['工号\t姓名\t学科\t教研组\t职称', ...lines].join('\n'));
  const rows = readTeachers(table, proposedUses(table), { name: '' });
  return planRoster(rows, school, new Map(answers));
}
const kinds = (rows: ReturnType<typeof plan>) => rows.map(({ kind, teacher }) => [kind, teacher?.id ?? null]);

describe('a list beside the roster', () => {
  it('changes only the cells that differ, and nothing by an empty cell', () => {
    const [row] = plan(['T1\t林月\t\t语文组\t一级教师']);
    expect(row?.changes).toEqual([
      { field: 'group', before: '数学组', after: '语文组' },
      { field: 'title', before: 'second', after: 'first' },
    ]);
    expect(updateOf([row!], '2025-11-01')).toEqual({
      add: [],
      change: [{ id: 'lin', changes: { title: 'first' }, group: '语文组' }],
      on: '2025-11-01',
    });
  });

  it('is the same where every cell agrees', () => {
    expect(kinds(plan(['T1\t林月\t数学\t数学组\t二级教师']))).toEqual([['same', 'lin']]);
  });

  it('knows somebody by the name alone where one side has no number, and brings the number', () => {
    const rows = plan(['T9\t王敏', '\t林月']);
    expect(kinds(rows)).toEqual([
      ['changed', 'wang'],
      ['same', 'lin'],
    ]);
    expect(rows[0]?.changes).toEqual([{ field: 'number', before: '', after: 'T9' }]);
  });

  it('brings back who had left', () => {
    expect(plan(['T3\t赵静'])[0]?.changes).toEqual([{ field: 'status', before: 'left', after: 'active' }]);
  });

  it('adds who is not in the roster, and names who is not in the list', () => {
    const rows = plan(['T8\t何雨', 'T1\t林月']);
    expect(kinds(rows)).toEqual([
      ['new', null],
      ['same', 'lin'],
    ]);
    expect(absentFrom(rows, roster).map(({ id }) => id)).toEqual(['wang', 'sun']);
  });

  it('asks about one number under two names; the answer decides, and until then the row is left out', () => {
    const line = 'T1\t林悦';
    expect(plan([line])[0]).toMatchObject({ kind: 'ask', asks: 'number', teacher: { id: 'lin' } });
    expect(updateOf(plan([line]), '2025-11-01')).toMatchObject({ add: [], change: [] });
    expect(plan([line], [[2, 'same']])[0]?.changes).toEqual([{ field: 'name', before: '林月', after: '林悦' }]);
    expect(updateOf(plan([line], [[2, 'new']]), '2025-11-01').add).toMatchObject([{ name: '林悦', number: '' }]);
    expect(updateOf(plan([line], [[2, 'skip']]), '2025-11-01')).toMatchObject({ add: [], change: [] });
  });

  it('asks about a name that has another number', () => {
    expect(plan(['T7\t林月'])[0]).toMatchObject({ kind: 'ask', asks: 'name', teacher: { id: 'lin' } });
    expect(updateOf(plan(['T7\t林月'], [[2, 'new']]), '2025-11-01').add).toMatchObject([
      { name: '林月', number: 'T7' },
    ]);
  });

  it('takes nobody twice: a second row of the same person is a namesake', () => {
    expect(kinds(plan(['\t王敏', '\t王敏']))).toEqual([
      ['same', 'wang'],
      ['new', null],
    ]);
  });
});
