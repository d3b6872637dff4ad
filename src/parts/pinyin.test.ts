import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeStore, deleteDatabase, openStore, type Store } from '../store/store.ts';
import { searchKeys } from '../store/queries/teachers.ts';
import { correctedReading, loadReader, readingsOf, type ReadName } from './pinyin.ts';

describe('loadReader', () => {
  it.each([
    ['单雄', 'shan xiong'],
    ['曾国藩', 'zeng guo fan'],
    ['欧阳乐天', 'ou yang le tian'],
    ['陳怡君', 'chen yi jun'],
    ['吕行', 'lv xing'],
  ])('reads %s as %s first', async (name, reading) => {
    expect((await loadReader())(name)[0]).toBe(reading);
  });

  it('knows the other readings of a character too', async () => {
    const read = await loadReader();
    expect(read('单雄')).toContain('dan xiong');
    expect(read('王乐')).toContain('wang yue');
  });

  it('gives no reading to a name that is not Chinese, and reads the Chinese part of a mixed one', async () => {
    const read = await loadReader();
    expect(read('Li Mei')).toEqual([]);
    expect(read('')).toEqual([]);
    expect(read('王Jack')[0]).toBe('wang');
  });

  it('never gives more than a few readings', async () => {
    expect((await loadReader())('乐乐行行单单').length).toBeLessThanOrEqual(8);
  });
});

describe('correctedReading', () => {
  it.each([
    ['Shàn Xióng', 'shan xiong'],
    ['lǚ xíng', 'lv xing'],
    ['  zeng,  guo  fan ', 'zeng guo fan'],
    ['', ''],
    ['单', ''],
  ])('%j becomes %j', (typed, reading) => {
    expect(correctedReading(typed)).toBe(reading);
  });
});

describe('readingsOf', () => {
  let store: Store;
  beforeEach(async () => {
    const opened = await openStore({ name: `pinyin-${Math.random()}`, builtinRubric: () => Promise.resolve(null) });
    if (!opened.ok) throw new Error(opened.reason);
    store = opened.store;
  });
  afterEach(async () => {
    closeStore(store);
    await deleteDatabase(store.name);
  });

  const shan = { id: 'a', name: '单雄', reading: '' };
  const loader = () => vi.fn<() => Promise<ReadName>>(() => Promise.resolve((name) => [`read ${name.length}`]));

  it('computes what is missing, keeps it, and loads nothing the second time', async () => {
    const load = loader();
    expect((await readingsOf(store, [shan], load)).get('a')).toEqual(['read 2']);
    expect((await searchKeys(store)).get('a')?.keys).toEqual(['read 2']);
    expect((await readingsOf(store, [shan], load)).get('a')).toEqual(['read 2']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('computes anew after the name or the reading changed', async () => {
    const load = loader();
    await readingsOf(store, [shan], load);
    expect((await readingsOf(store, [{ ...shan, name: '单雄信' }], load)).get('a')).toEqual(['read 3']);
    expect((await readingsOf(store, [{ ...shan, reading: 'Shàn Xióng' }], load)).get('a')).toEqual(['shan xiong']);
  });

  it('lets a corrected reading win, without loading the reader', async () => {
    const load = loader();
    expect((await readingsOf(store, [{ ...shan, reading: 'shan xiong' }], load)).get('a')).toEqual(['shan xiong']);
    expect(load).not.toHaveBeenCalled();
  });

  it('loads no reader for Latin names', async () => {
    const load = loader();
    expect((await readingsOf(store, [{ id: 'b', name: 'Clara Bright', reading: '' }], load)).get('b')).toEqual([]);
    expect(load).not.toHaveBeenCalled();
  });

  it('goes on without readings when the reader cannot be loaded', async () => {
    const broken = () => Promise.reject(new Error('no network'));
    expect((await readingsOf(store, [shan], broken)).size).toBe(0);
    expect((await searchKeys(store)).size).toBe(0);
  });
});
