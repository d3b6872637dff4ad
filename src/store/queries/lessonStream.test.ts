import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHeader } from '../../../tests/builders/index.ts';
import { addDays } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import { headerRow } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { anySheetIn, headersPage, type HeaderFilter } from './lessons.ts';
import { headerCount, headerStream } from './lessonStream.ts';

let store: Store;

beforeEach(async () => {
  const opened = await openStore({ name: `stream-${Math.random()}`, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
});

afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

function header(n: number, more: Partial<SheetHeader> = {}): SheetHeader {
  return aHeader({
    ...{ id: `s${n}`, revision: `r${n}`, lesson: `l${n}`, teacher: `t${n % 5}`, observer: `o${n % 3}` },
    ...{ date: addDays('2023-09-01', n), lessonKind: n % 4 === 0 ? 'open' : 'ordinary', minutes: null },
    ...{ rubric: n % 2 ? 'rubric' : null, family: null, total: null, complete: false },
    ...{ teacherName: `Teacher ${n % 5}`, topic: n % 50 === 0 ? 'Fractions' : 'Area' },
    ...more,
  });
}

async function keep(headers: SheetHeader[]) {
  await store.db.headers.bulkPut(headers.map(headerRow));
}

async function all(filter: HeaderFilter, pageSize: number) {
  const pieces: SheetHeader[][] = [];
  for await (const piece of headerStream(store, filter, pageSize)) pieces.push(piece.headers);
  return { pieces, ids: pieces.flat().map((item) => item.id) };
}

const newestFirst = (numbers: number[]) => numbers.sort((a, b) => b - a).map((n) => `s${n}`);
const numbers = Array.from({ length: 400 }, (_, n) => n);

describe('headerStream', () => {
  it('ends at once when there is nothing', async () => {
    expect((await all({}, 10)).pieces).toEqual([]);
  });

  it('gives every header exactly once, newest first, whatever the page size', async () => {
    await keep(numbers.map((n) => header(n)));
    for (const size of [1, 7, 60, 1000]) expect((await all({}, size)).ids).toEqual(newestFirst([...numbers]));
  });

  it('gives many headers of one day exactly once', async () => {
    await keep(numbers.slice(0, 90).map((n) => header(n, { date: '2024-03-01' })));
    expect(new Set((await all({}, 7)).ids).size).toBe(90);
    expect((await all({ text: 'teacher' }, 7)).ids).toHaveLength(90);
  });

  it('passes pieces on while it looks further back for what no index knows', async () => {
    await keep(numbers.map((n) => header(n)));
    const { pieces, ids } = await all({ text: 'fractions' }, 60);
    expect(ids).toEqual(newestFirst(numbers.filter((n) => n % 50 === 0)));
    expect(pieces.length).toBeGreaterThan(2);
  });

  it.each<[string, HeaderFilter, (n: number) => boolean]>([
    ['a teacher', { teacher: 't2' }, (n) => n % 5 === 2],
    ['a kind', { lessonKind: 'open' }, (n) => n % 4 === 0],
    ['notes only', { rubric: '-' }, (n) => n % 2 === 0],
    ['two filters', { teacher: 't2', lessonKind: 'open' }, (n) => n % 5 === 2 && n % 4 === 0],
    ['a group', { teachers: ['t1', 't4'] }, (n) => n % 5 === 1 || n % 5 === 4],
    ['days', { from: '2023-10-01', to: '2023-10-31' }, (n) => n >= 30 && n <= 60],
  ])('narrows to %s', async (_name, filter, wanted) => {
    await keep(numbers.map((n) => header(n)));
    expect((await all(filter, 25)).ids).toEqual(newestFirst(numbers.filter(wanted)));
  });

  it('goes on over years without a lesson', async () => {
    await keep([header(0, { date: '2003-01-01', topic: 'Old' }), header(1)]);
    expect((await all({ text: 'old' }, 10)).ids).toEqual(['s0']);
  });
});

describe('headerCount', () => {
  const october = { from: '2023-10-01', to: '2023-10-31' };

  it('counts what an index answers within a semester or for one person', async () => {
    await keep(numbers.map((n) => header(n)));
    expect(await headerCount(store, { teacher: 't2' })).toBe(80);
    expect(await headerCount(store, { observer: 'o1', ...october })).toBe(10);
    expect(await headerCount(store, october)).toBe(31);
    expect(await headerCount(store, { lessonKind: 'open', ...october })).toBe(8);
  });

  it('leaves the whole school, and what no index answers, uncounted', async () => {
    await keep(numbers.map((n) => header(n)));
    expect(await headerCount(store, {})).toBeNull();
    expect(await headerCount(store, { lessonKind: 'open' })).toBeNull();
    expect(await headerCount(store, { text: 'area', ...october })).toBeNull();
    expect(await headerCount(store, { teacher: 't2', lessonKind: 'open' })).toBeNull();
  });
});

describe('stretches of days', () => {
  const spans = [{ from: '2023-09-20' }, { from: '2023-09-08', to: '2023-09-09' }, { to: '2023-09-02' }];
  beforeEach(() => keep(Array.from({ length: 21 }, (_, n) => header(n))));

  it('give what lies in any of them, newest first, also together with another filter', async () => {
    expect((await all({ spans }, 2)).ids).toEqual(['s20', 's19', 's8', 's7', 's1', 's0']);
    expect((await all({ spans, lessonKind: 'open' }, 2)).ids).toEqual(['s20', 's8', 's0']);
    expect((await all({ spans: [] }, 2)).ids).toEqual([]);
  });

  it('give the same page by page', async () => {
    const { headers } = await headersPage(store, { spans }, 10);
    expect(headers.map(({ id }) => id)).toEqual(['s20', 's19', 's8', 's7', 's1', 's0']);
    expect(await headerCount(store, { spans })).toBeNull();
  });

  it('tell whether there is any sheet in them that the person may know of', async () => {
    expect(await anySheetIn(store, spans, () => true)).toBe(true);
    expect(await anySheetIn(store, spans, ({ id }) => id === 's7')).toBe(true);
    expect(await anySheetIn(store, spans, ({ id }) => id === 's5')).toBe(false);
    expect(await anySheetIn(store, [], () => true)).toBe(false);
  });
});
