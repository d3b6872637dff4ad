import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withUse } from './paste/columns.ts';
import { hasNames, meWithRow, proposedUses, readPaste, readTeachers } from './pasteTeachers.ts';

const ME = { name: '林悦', number: '9001' };
const uses = (text: string, header?: boolean) => proposedUses(readPaste(text, header));
const read = (text: string, me = ME) => {
  const table = readPaste(text);
  return readTeachers(table, proposedUses(table), me);
};
const inputs = (text: string, me = ME) => read(text, me).map((row) => row.input);

describe('columns by their names', () => {
  it('reads a mainland list in any order', () => {
    const text =
      '序号\t职称\t姓名\t任教学科\t工号\t教研组\n1\t中小学一级教师\t王敏\t数学、科学\t1001\t数学组\n2\t\t李强\t语文\t1002\t语文组';
    expect(uses(text)).toEqual(['skip', 'title', 'name', 'subjects', 'number', 'group']);
    expect(inputs(text)).toEqual([
      { name: '王敏', number: '1001', subjects: ['数学', '科学'], group: '数学组', title: 'first' },
      { name: '李强', number: '1002', subjects: ['语文'], group: '语文组' },
    ]);
  });

  it('reads a list in 繁體', () => {
    const text = '教師姓名,教職員編號,任教領域,領域教學研究會,到職日期\n陳怡君,T021,國語,語文領域,2019/8/1';
    expect(inputs(text)).toEqual([
      { name: '陳怡君', number: 'T021', subjects: ['國語'], group: '語文領域', serviceStart: '2019-08-01' },
    ]);
  });

  it('reads an English list and joins surname and forename', () => {
    const text = 'Title,Surname,Forename,Staff code,Subject(s),Department\nMs,Lee,Anna,ALE,Maths / Physics,Science';
    expect(uses(text)).toEqual(['skip', 'familyName', 'givenName', 'number', 'subjects', 'group']);
    expect(inputs(text)).toEqual([
      { name: 'Anna Lee', number: 'ALE', subjects: ['Maths', 'Physics'], group: 'Science' },
    ]);
  });

  it('joins 姓 and 名 without a space', () => {
    expect(inputs('姓\t名\t工号\n欧阳\t修\t1')[0]?.name).toBe('欧阳修');
  });

  it('finds the names below a title of the sheet, and shows the title', () => {
    const table = readPaste('实验小学教师名册\n\n姓名\t工号\n王敏\t1001');
    expect(table.header).toBe(true);
    expect(table.above.map((line) => line.cells)).toEqual([['实验小学教师名册']]);
    expect(table.lines.map((line) => line.line)).toEqual([4]);
  });

  it('does not take "No" in an ordinary row for a column name', () => {
    expect(readPaste('Anna Lee,No\nBen Ng,Yes').header).toBe(false);
  });

  it('follows the person who says that the first row is, or is not, column names', () => {
    expect(readPaste('Kollege\nAnna Lee', true).lines).toHaveLength(1);
    expect(readPaste('姓名\n王敏', false).lines).toHaveLength(2);
  });
});

describe('columns by their content', () => {
  it('tells names, numbers, subjects, groups and titles apart', () => {
    const rows = [
      '1001\t数学\t数学组\t一级教师\t王敏',
      '1002\t语文\t语文组\t高级教师\t李强',
      '1003\t英语\t英语组\t二级教师\t张伟',
    ];
    expect(uses(rows.join('\n'))).toEqual(['number', 'subjects', 'group', 'title', 'name']);
  });

  it('takes people and not parties, sexes or places for the names', () => {
    const rows = [
      '群众\t北京\t女\t王敏',
      '中共党员\t河北\t男\t李强',
      '群众\t北京\t男\t张伟',
      '群众\t天津\t女\t赵丽',
      '共青团员\t山西\t女\t孙洁',
    ];
    expect(uses(rows.join('\n'))).toEqual(['skip', 'skip', 'skip', 'name']);
  });

  it('leaves a column out that only counts the rows', () => {
    const table = readPaste('1\t王敏\n2\t李强\n3\t张伟');
    expect(table.columns.map(({ use, doubt }) => [use, doubt])).toEqual([
      ['skip', 'counts'],
      ['name', null],
    ]);
  });

  it('keeps staff numbers that happen to count, when the column says so', () => {
    expect(uses('工号\t姓名\n1\t王敏\n2\t李强\n3\t张伟')).toEqual(['number', 'name']);
  });

  it('reads a bare column of names, and names in one line', () => {
    expect(inputs('王敏\n李 强\n欧阳·娜娜')).toEqual([{ name: '王敏' }, { name: '李强' }, { name: '欧阳·娜娜' }]);
    expect(inputs('王敏、李强、张伟').map((input) => input.name)).toEqual(['王敏', '李强', '张伟']);
    expect(inputs('王敏 1001 数学').at(0)).toEqual({ name: '王敏', number: '1001', subjects: ['数学'] });
  });

  it('reads "Surname, First name" and first name beside surname', () => {
    expect(inputs('Lee, Anna\nNg, Ben')).toEqual([{ name: 'Anna Lee' }, { name: 'Ben Ng' }]);
    expect(inputs('Anna\tLee\nBen\tNg')).toEqual([{ name: 'Anna Lee' }, { name: 'Ben Ng' }]);
  });

  it('proposes the first column when nothing looks like a name', () => {
    expect(uses('#1\n#2')).toEqual(['name']);
  });
});

describe('personal numbers', () => {
  it.each([
    ['identity', '身份证号'],
    ['phone', '联系电话'],
  ] as const)('leaves out a column named for an %s number, whatever it holds', (doubt, header) => {
    const table = readPaste(`姓名\t${header}\n王敏\t见附件`);
    expect(table.columns[1]).toMatchObject({ use: 'skip', doubt });
  });

  it('leaves out a column that says 工号 and holds telephone numbers', () => {
    const table = readPaste('姓名\t工号\n王敏\t13812345678\n李强\t13912345678');
    expect(table.columns[1]).toMatchObject({ use: 'skip', doubt: 'phone' });
    expect(inputs('姓名\t工号\n王敏\t13812345678')).toEqual([{ name: '王敏' }]);
  });

  it('takes such a column when it is chosen', () => {
    const table = readPaste('姓名\t工号\n王敏\t13812345678');
    const chosen = withUse(proposedUses(table), 1, 'number');
    expect(readTeachers(table, chosen, ME)[0]?.input.number).toBe('13812345678');
  });

  it('leaves a single telephone number among staff numbers empty and says so', () => {
    const row = read('姓名\t工号\n王敏\t1001\n李强\t1002\n张伟\t1003\n赵丽\t13812345678')[3];
    expect(row?.input).toEqual({ name: '赵丽' });
    expect(row?.notes).toEqual([{ reason: 'number-private', details: {} }]);
  });

  it('never guesses one as staff number in a list without column names', () => {
    expect(uses('王敏\t110101199001011234\t13812345678')).toEqual(['name', 'skip', 'skip']);
  });
});

describe('rows', () => {
  it('says which rows have no name, and what they hold', () => {
    expect(read('姓名\t工号\n王敏\t1001\n\t1002').map((row) => row.problem)).toEqual([
      null,
      { reason: 'name-missing', details: { found: '1002' } },
    ]);
  });

  it('keeps the first of two equal numbers and names it at the second', () => {
    expect(read('姓名\t工号\n王敏\t1001\n李强\t１００１').map((row) => row.problem)).toEqual([
      null,
      { reason: 'number-doubled', details: { number: '1001', line: 2, name: '王敏' } },
    ]);
  });

  it('refuses my number under another name', () => {
    expect(read('姓名\t工号\n王敏\t9001')[0]?.problem).toEqual({
      reason: 'number-is-mine',
      details: { number: '9001', name: '林悦' },
    });
  });

  it('finds me in the list by number and name, or by name where a number is missing', () => {
    expect(read('姓名\t工号\n林悦\t9001\n王敏\t1001').map((row) => row.isMe)).toEqual([true, false]);
    expect(read('林悦\n王敏').map((row) => row.isMe)).toEqual([true, false]);
    expect(read('姓名\t工号\n林悦\t77', { name: '林悦', number: '' })[0]?.isMe).toBe(true);
  });

  it('takes namesakes of mine with other numbers for other people, and says so', () => {
    const [row] = read('姓名\t工号\n林悦\t77');
    expect(row).toMatchObject({ isMe: false, problem: null, notes: [{ reason: 'my-name' }] });
    expect(read('姓名\t工号\n林悦\t77\n林悦\t78', { name: '林悦', number: '' }).map((item) => item.isMe)).toEqual([
      false,
      false,
    ]);
  });

  it('counts a number that the list gives me as mine', () => {
    const rows = read('姓名\t工号\n林悦\t77\n王敏\t77', { name: '林悦', number: '' });
    expect(rows.map((row) => row.problem?.reason ?? null)).toEqual([null, 'number-is-mine']);
  });

  it('adds two people of one name and says so', () => {
    expect(read('王敏\n王敏').map((row) => [row.problem, row.notes.map((note) => note.reason)])).toEqual([
      [null, []],
      [null, ['same-name']],
    ]);
  });

  it('says when a date cannot be read and leaves it empty', () => {
    const rows = read(
      '姓名\t参加工作时间\n王敏\t2019年9月\n李强\t15/01/2020\n张伟\t201907\n赵丽\t去年\n孙洁\t2019-02-30',
    );
    expect(rows.map((row) => row.input.serviceStart)).toEqual([
      '2019-09-01',
      '2020-01-15',
      '2019-07-01',
      undefined,
      undefined,
    ]);
    expect(rows[3]?.notes).toEqual([{ reason: 'date-unread', details: { text: '去年' } }]);
  });

  it('takes the first of several groups and says so', () => {
    expect(read('姓名\t教研组\n王敏\t数学组、三年级组')[0]).toMatchObject({
      input: { group: '数学组' },
      notes: [{ reason: 'first-group' }],
    });
  });

  it('refuses a cell longer than a record takes', () => {
    expect(read(`姓名\t工号\n${'长'.repeat(501)}\t1`)[0]?.problem?.reason).toBe('text-too-long');
  });

  it('keeps emoji, mixed directions and markup as text', () => {
    const name = '<b>Ann</b> 👩‍🏫 שָׁלוֹם';
    expect(read(`Name\n${name}`)[0]?.input.name).toBe(name);
  });

  it('reads 1,000 rows', () => {
    const text = ['工号\t姓名\t学科', ...Array.from({ length: 1000 }, (_, i) => `${1000 + i}\t王敏${i}\t数学`)].join(
      '\n',
    );
    const rows = read(text);
    expect(rows).toHaveLength(1000);
    expect(rows.every((row) => row.problem === null)).toBe(true);
  });

  it('gives an empty table for empty text', () => {
    const table = readPaste('  \n ');
    expect(table).toEqual({ columns: [], header: false, above: [], lines: [] });
    expect(hasNames(proposedUses(table))).toBe(false);
  });
});

describe('any text', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('王敏', 'Anna Lee', '1001', '数学', '姓名', 'name', '"', '13812345678', ''),
  );
  const text = fc
    .array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 })
    .chain((rows) =>
      fc.constantFrom('\t', ',', ';', '，', '、', ' ').map((mark) => rows.map((row) => row.join(mark)).join('\n')),
    );

  it('never throws, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary', maxLength: 60 })),
        fc.option(fc.boolean(), { nil: undefined }),
        (pasted, header) => {
          const table = readPaste(pasted, header);
          expect(readTeachers(table, proposedUses(table), ME)).toHaveLength(table.lines.length);
        },
      ),
    );
  });

  it('never drops a row: each one is a column name, a line above, a teacher, or listed with its problem', () => {
    fc.assert(
      fc.property(text, (pasted) => {
        const table = readPaste(pasted);
        const rows = readTeachers(table, proposedUses(table), ME);
        const seen = [
          ...table.columns.map((c) => c.header),
          ...table.above.flatMap((l) => l.cells),
          ...table.lines.flatMap((l) => l.cells),
        ];
        const solid = (list: string) =>
          [...list.replace(/[\s\p{Cc}\u200B\u2060\uFEFF\u0085",;，、]/gu, '')].sort().join('');
        expect(solid(seen.join(''))).toBe(solid(pasted));
        for (const row of rows) expect(row.problem !== null || row.input.name !== '').toBe(true);
      }),
    );
  });

  it('keeps every name of a list with column names, in order', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 30 }), (names) => {
        const rows = read(['Name\tStaff no.', ...names.map((each, i) => `${each}\tN${i}`)].join('\n'));
        expect(rows.map((row) => row.input.name)).toEqual(names);
        expect(rows.every((row) => row.problem === null)).toBe(true);
      }),
    );
  });
});

describe('meWithRow', () => {
  it('fills only what I left empty', () => {
    expect(
      meWithRow(
        { name: '林悦', number: '9001', group: '' },
        { name: '林悦', number: '77', group: '数学组', title: 'first' },
      ),
    ).toEqual({
      name: '林悦',
      number: '9001',
      group: '数学组',
      title: 'first',
      serviceStart: null,
    });
  });
});
