import { expect, test } from 'vitest';
import { fromLine, JournalRows, lastSync, packLines, toLine, type JournalLine, type Sync } from './journal.ts';

const sync = (changes: Partial<Sync> = {}): Sync => ({ sync: 7, at: 1000, full: 0, todo: [], ...changes });
const put = (id: string, text: string): JournalLine => ({ table: 'entries', key: ['d1', id], row: { id, text } });

async function fold(text: string): Promise<JournalRows> {
  const rows = new JournalRows();
  for (const line of text.split('\n')) await rows.add(line);
  return rows;
}

test('a line reads back as it was written, bytes included', () => {
  const line: JournalLine = {
    table: 'meta',
    key: 'pin:p',
    row: { value: { hash: new Uint8Array([0, 255, 7]) }, text: '课\n堂' },
  };
  expect(fromLine(toLine(line).trimEnd())).toEqual(line);
});

test('a line of which one character changed, or the end is missing, is not read', () => {
  const line = toLine(put('n1', 'Waits six seconds')).trimEnd();
  expect(fromLine(line)).not.toBeNull();
  expect(fromLine(line.replace('six', 'sex'))).toBeNull();
  expect(fromLine(line.slice(0, -1))).toBeNull();
  expect(fromLine('')).toBeNull();
});

test('the last line of a key counts, a deletion too, and a torn end takes nothing with it', async () => {
  const text = [
    put('n1', 'first'),
    put('n2', 'gone'),
    put('n1', 'second'),
    { table: 'entries', key: ['d1', 'n2'] } as JournalLine,
  ]
    .map(toLine)
    .join('');
  const rows = await fold(text + toLine(put('n1', 'third')).slice(0, -9));
  expect(rows.rows('entries')).toEqual([{ id: 'n1', text: 'second' }]);
  expect(rows.bad).toBe(1);
});

test('a line that was damaged in the middle is left out, the others stay', async () => {
  const lines = [put('n1', 'one'), put('n2', 'two'), put('n3', 'three')].map(toLine);
  const rows = await fold(lines.join('').replace('two', 'twx'));
  expect(rows.rows<{ id: string }>('entries').map(({ id }) => id)).toEqual(['n1', 'n3']);
  expect(rows.bad).toBe(1);
});

test('packed lines say what their lines say, all or nothing', async () => {
  const inner = toLine({ reset: ['entries'] }) + toLine(put('n2', 'packed'));
  const packed = await packLines(inner);
  expect(packed.split('\n')).toHaveLength(2);
  const before = toLine(put('n1', 'before'));
  expect((await fold(before + packed)).rows('entries')).toEqual([{ id: 'n2', text: 'packed' }]);
  expect((await fold(before + packed.slice(0, -20))).rows('entries')).toEqual([{ id: 'n1', text: 'before' }]);
});

test('a copy counts as whole from the first moment at which everything was in it', async () => {
  expect(await fold(toLine(sync()))).toMatchObject({ whole: false, at: 1000 });
  expect(await fold(toLine(sync()) + toLine(sync({ full: 900, at: 2000 })))).toMatchObject({ whole: true, at: 2000 });
});

test('the last sync of a file is found behind rows that speak of it and behind a torn line', () => {
  const tail = toLine(sync({ sync: 8 })) + toLine(put('n1', 'says "sync":9')) + toLine(sync({ sync: 9 })).slice(0, -5);
  expect(lastSync(tail)).toEqual(sync({ sync: 8 }));
  expect(lastSync(tail.slice(20))).toBeNull();
});
