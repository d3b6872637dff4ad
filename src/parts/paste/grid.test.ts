import { describe, expect, it } from 'vitest';
import { linesOfText, tidy } from './grid.ts';

const cells = (text: string) => linesOfText(text).map((line) => line.cells);

describe('linesOfText', () => {
  it.each([
    ['tabs', '王敏\t1001\n李强\t1002'],
    ['commas', '王敏,1001\n李强,1002'],
    ['semicolons', '王敏;1001\n李强;1002'],
    ['full-width commas', '王敏，1001\n李强，1002'],
    ['full-width semicolons', '王敏；1001\n李强；1002'],
    ['enumeration commas', '王敏、1001\n李强、1002'],
    ['bars', '王敏 | 1001\n李强 | 1002'],
    ['single spaces between Chinese names and numbers', '王敏 1001\n李强 1002'],
    ['Windows line ends', '王敏\t1001\r\n李强\t1002\r\n'],
    ['old Macintosh line ends', '王敏\t1001\r李强\t1002'],
    ['a byte order mark', '\uFEFF王敏\t1001\n李强\t1002'],
  ])('reads columns parted by %s', (_what, text) => {
    expect(cells(text)).toEqual([
      ['王敏', '1001'],
      ['李强', '1002'],
    ]);
  });

  it('keeps a comma inside a tabbed or quoted cell', () => {
    expect(cells('王敏\t语文,数学')).toEqual([['王敏', '语文,数学']]);
    expect(cells('"Lee, Anna",1001\n"Ng, Ben",1002')).toEqual([
      ['Lee, Anna', '1001'],
      ['Ng, Ben', '1002'],
    ]);
  });

  it('reads doubled quotation marks and line breaks inside a quoted cell', () => {
    expect(cells('"王ann ""小敏"""\t1001\n"两\n行"\t1002')).toEqual([
      ['王ann "小敏"', '1001'],
      ['两 行', '1002'],
    ]);
  });

  it('takes a lone quotation mark as text and loses no row after it', () => {
    expect(cells('王敏,1001\n"李强,1002\n张伟,1003').map((row) => row.at(-1))).toEqual(['1001', '1002', '1003']);
  });

  it('leaves names with spaces whole', () => {
    expect(cells('Anna Lee\nBen Ng')).toEqual([['Anna Lee'], ['Ben Ng']]);
    expect(cells('王 敏\n李 强')).toEqual([['王 敏'], ['李 强']]);
  });

  it('leaves blank rows out and still counts them', () => {
    expect(linesOfText('\n王敏\n\n \t \n李强').map((line) => line.line)).toEqual([2, 5]);
  });

  it('gives nothing for nothing', () => {
    expect(linesOfText('')).toEqual([]);
    expect(linesOfText(' \n\t\n')).toEqual([]);
  });
});

describe('tidy', () => {
  it('takes away outer, doubled, no-break and full-width spaces and invisible marks', () => {
    expect(tidy('\u00A0 王　　敏\u200B ')).toBe('王 敏');
  });
  it('leaves joined emoji whole', () => {
    expect(tidy('Anna 👩‍🏫')).toBe('Anna 👩‍🏫');
  });
});
