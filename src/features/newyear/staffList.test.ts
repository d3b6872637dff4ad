import { describe, expect, it } from 'vitest';
import { aGroup, aMembership, aTeacher } from '../../../tests/builders/index.ts';
import { proposedUses, readPaste } from '../../parts/pasteTeachers.ts';
import { postsOfCell, readStaffList, type StaffBook } from './staffList.ts';

const maths = aGroup({ id: 'maths', name: 'Mathematics' });
const english = aGroup({ id: 'english', name: 'English' });
const lin = aTeacher({
  id: 'lin',
  name: 'Lin Yue',
  number: '1002',
  posts: { p: { post: 'dean', from: null, to: null } },
});
const wang = aTeacher({ id: 'wang', name: 'Wang Min' });
const book: StaffBook = {
  teachers: [lin, wang, aTeacher({ id: 'gone', name: 'Ma Li', status: 'left' })],
  groups: [maths, english],
  memberships: [aMembership({ teacher: 'lin', group: 'maths' }), aMembership({ teacher: 'wang', group: 'english' })],
  on: '2026-09-01',
};
const read = (text: string, more: Partial<StaffBook> = {}) => {
  const table = readPaste(text);
  return readStaffList(table, proposedUses(table), { ...book, ...more });
};

describe('a pasted list of next year’s staff', () => {
  it('says who joins, who changes group and whose posts are others', () => {
    const list = read(
      'Name\tNumber\tGroup\tPost\nLin Yue\t1002\tEnglish\tGroup leader\nWang Min\t\tEnglish\t\nGao Yuan\t1010\tMusic\tClass teacher',
    );
    expect(list.joiners).toMatchObject([
      { name: 'Gao Yuan', number: '1010', group: 'Music', posts: ['class-teacher'] },
    ]);
    expect(list.moves).toEqual([{ id: 'lin', name: 'Lin Yue', from: ['Mathematics'], to: 'English' }]);
    expect(list.posts).toEqual([{ id: 'lin', name: 'Lin Yue', end: ['p'], begin: ['group-leader'] }]);
    expect(list.missing).toEqual([]);
  });
  it('leaves groups and posts alone where it says nothing of them', () => {
    expect(read('Name\tNumber\nLin Yue\t1002\nWang Min\t')).toMatchObject({ joiners: [], moves: [], posts: [] });
  });
  it('names who is not in it, but not where it holds fewer than half of the staff', () => {
    expect(read('Name\tNumber\nLin Yue\t1002').missing).toEqual([wang]);
    const more = Array.from({ length: 6 }, (_, i) => aTeacher({ id: `t${i}`, name: `Teacher ${i}` }));
    expect(read('Name\tNumber\nLin Yue\t1002', { teachers: [...book.teachers, ...more] }).missing).toEqual([]);
  });
  it('asks about a name that two teachers have, and takes another number for another person', () => {
    const two = { teachers: [...book.teachers, aTeacher({ id: 'wang-2', name: 'Wang Min' })] };
    expect(read('Name\tGroup\nWang Min\tMathematics', two).bad).toEqual([
      { line: 2, reason: 'several', name: 'Wang Min' },
    ]);
    expect(read('Name\tNumber\nLin Yue\t2002').joiners).toMatchObject([{ name: 'Lin Yue', number: '2002' }]);
  });
  it('is empty for an empty text', () => {
    expect(read('')).toEqual({ joiners: [], moves: [], posts: [], missing: [], bad: [] });
  });
});

describe('the posts of a cell', () => {
  it.each([
    ['副校长', ['vice-principal']],
    ['校長', ['principal']],
    ['教务主任', ['dean']],
    ['班主任、备课组长', ['class-teacher', 'prep-leader']],
    ['教研组长', ['group-leader']],
    ['Head of Department', ['group-leader']],
    ['教师', []],
    ['', []],
  ] as const)('%s', (cell, posts) => expect(postsOfCell(cell)).toEqual(posts));
});
