import { describe, expect, it } from 'vitest';
import { entriesOfText, gradeOf, shortGrade } from './pasteColumn.ts';

describe('a pasted column', () => {
  const names = (text: string) => entriesOfText(text).map(({ name }) => name);

  it('has one entry a line, without blank lines and repeated names', () => {
    expect(names('Art\r\n\n Music \nart\nPE')).toEqual(['Art', 'Music', 'PE']);
    expect(entriesOfText('')).toEqual([]);
  });
  it('loses its column name, and only that', () => {
    expect(names('学科\n语文\n数学')).toEqual(['语文', '数学']);
    expect(names('Room\n101\n102')).toEqual(['101', '102']);
    expect(names('Music room\nLibrary')).toEqual(['Music room', 'Library']);
    expect(names('Class')).toEqual(['Class']);
  });
  it('of classes brings grade and pupils from the columns beside it, in any order', () => {
    expect(entriesOfText('年级\t班级\t人数\n三年级\t三(2)班\t４２\n四年级\t四(1)班\t39')).toEqual([
      { name: '三(2)班', pupils: 42, others: ['三年级'] },
      { name: '四(1)班', pupils: 39, others: ['四年级'] },
    ]);
    expect(entriesOfText('3 (2)\t41')).toEqual([{ name: '3 (2)', pupils: 41, others: [] }]);
  });
});

describe('the grade of a class', () => {
  const grades = ['三年级', '四年级', '高一', 'Grade 1', 'Grade 10'].map((name) => ({ id: name, name }));
  const of = (name: string, ...others: string[]) => gradeOf({ name, others }, grades);

  it('is read from its name', () => {
    expect(of('三(2)班')).toBe('三年级');
    expect(of('四年级1班')).toBe('四年级');
    expect(of('高一（3）班')).toBe('高一');
    expect(of('1 (2)')).toBe('Grade 1');
    expect(of('10 (2)')).toBe('Grade 10');
  });
  it('is the one in the cell beside it, where there is one', () => {
    expect(of('Hawthorn', 'Grade 10')).toBe('Grade 10');
  });
  it('is unknown where nothing fits', () => {
    expect(of('Hawthorn')).toBeNull();
    expect(of('二(1)班')).toBeNull();
    expect(gradeOf({ name: '三(2)班', others: [] }, [])).toBeNull();
  });
  it('has a short form that classes are named with', () => {
    expect(['三年级', '七年級', 'Grade 3', 'Year 10', '高二'].map(shortGrade)).toEqual(['三', '七', '3', '10', '高二']);
  });
});
