import { describe, expect, it } from 'vitest';
import type { Membership } from '../domain/people.ts';
import type { Readings } from './pinyin.ts';
import { groupNamesOn, rankTeacher, searchTeachers } from './teacherSearch.ts';

const li = { name: '李白山', number: 'T014', readings: ['li bai shan'] };
const rank = (typed: string, teacher: { name: string; number: string; readings: Readings } = li) =>
  rankTeacher(teacher, typed);

describe('rankTeacher', () => {
  it.each([
    ['李白山', 9],
    ['t014', 9],
    ['Ｔ０１４', 9],
    ['李', 8],
    ['T0', 8],
    ['libaishan', 6],
    ['li bai shan', 6],
    ["li'bai'shan", 6],
    ['lbs', 6],
    ['lbsh', 6],
    ['libs', 6],
    ['LBS', 6],
    ['lb', 5],
    ['lib', 5],
    ['l', 5],
    ['bs', 4],
    ['baishan', 4],
    ['白山', 3],
    ['14', 1],
    ['ls', 0],
    ['lbsx', 0],
    ['wang', 0],
    ['', 0],
    ['   ', 0],
  ])('“%s” answers with %i', (typed, expected) => {
    expect(rank(typed)).toBe(expected);
  });

  it('finds a rarer reading of a character, but after the usual one', () => {
    const le = { name: '王乐', number: '', readings: ['wang le', 'wang yue'] };
    expect(rank('wl', le)).toBe(6);
    expect(rank('wy', le)).toBe(2);
  });

  it('takes u and ü for ü', () => {
    const lv = { name: '吕行', number: '', readings: ['lv xing'] };
    expect([rank('lvxing', lv), rank('luxing', lv), rank('lüxing', lv)]).toEqual([6, 6, 6]);
  });

  it('finds Latin names by the beginnings of their words in any order, without accents', () => {
    const clara = { name: 'Clára Bright-Moss', number: '', readings: [] };
    expect(rank('clara b', clara)).toBe(8);
    expect(rank('b c', clara)).toBe(7);
    expect(rank('mo', clara)).toBe(7);
    expect(rank('right', clara)).toBe(3);
    expect(rank('c c', clara)).toBe(0);
  });

  it('is not slowed by a name of many equal syllables', () => {
    const long = { name: 'x', number: '', readings: [Array.from({ length: 200 }, () => 'aaaaaa').join(' ')] };
    const start = performance.now();
    rank('a'.repeat(60), long);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('searchTeachers', () => {
  const roster = [
    { id: '1', name: '张三', number: '' },
    { id: '2', name: '李四', number: '' },
    { id: '3', name: '张珊', number: '7' },
    { id: '4', name: '周三山', number: '' },
  ];
  const readings = new Map([
    ['1', ['zhang san']],
    ['2', ['li si']],
    ['3', ['zhang shan']],
    ['4', ['zhou san shan']],
  ]);

  it('keeps the roster as it is when nothing is typed', () => {
    expect(searchTeachers(roster, '  ', readings)).toBe(roster);
  });

  it('puts better answers first and equals in roster order', () => {
    expect(searchTeachers(roster, 'zs', readings).map((t) => t.id)).toEqual(['1', '3', '4']);
    expect(searchTeachers(roster, '三', readings).map((t) => t.id)).toEqual(['1', '4']);
    expect(searchTeachers(roster, '7', readings).map((t) => t.id)).toEqual(['3']);
  });

  it('searches by name and number as long as no readings are there', () => {
    expect(searchTeachers(roster, 'zs', new Map())).toEqual([]);
    expect(searchTeachers(roster, '张', new Map()).map((t) => t.id)).toEqual(['1', '3']);
  });
});

describe('groupNamesOn', () => {
  const groups = [
    { id: 'm', name: 'Maths' },
    { id: 'y', name: 'Year 4' },
  ];
  const membership = (teacher: string, group: string, more: Partial<Membership> = {}) =>
    ({ id: `${teacher}${group}`, teacher, group, role: 'member', from: null, to: null, ...more }) as Membership;

  it('names the groups of the day in the order of the school, each once', () => {
    const memberships = [membership('a', 'y'), membership('a', 'm'), membership('a', 'm', { role: 'leader' })];
    expect(groupNamesOn(groups, memberships, '2025-10-10').get('a')).toEqual(['Maths', 'Year 4']);
  });

  it('leaves out former, future, deleted and unknown groups', () => {
    const memberships = [
      membership('a', 'm', { to: '2025-10-09' }),
      membership('b', 'm', { from: '2025-10-11' }),
      membership('c', 'm', { deleted: true }),
      membership('d', 'gone'),
    ];
    expect(groupNamesOn(groups, memberships, '2025-10-10').size).toBe(0);
  });
});
