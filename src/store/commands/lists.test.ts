import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import { itemsInOrder, type ClassItem, type PeriodItem } from '../../domain/list.ts';
import { schoolCalendar, schoolLists, schoolPeriods } from '../queries/lists.ts';
import { addListItems, editListItem, orderListItems, putBackListItems, removeListItems } from './lists.ts';

let school: TestStore & { me: string };
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

const names = async (list: 'subjects' | 'classes') => {
  const found = (await schoolLists(school.store))[list];
  return found ? itemsInOrder<{ name: string; order: number }>(found).map(({ name }) => name) : [];
};
const klass = (name: string, pupils: number | null = null): Omit<ClassItem, 'order'> => ({ name, grade: null, pupils });
const period = (number: number | null, start: string, end: string, name = ''): Omit<PeriodItem, 'order'> => ({
  name,
  number,
  start,
  end,
});
const addClasses = (...items: Omit<ClassItem, 'order'>[]) => addListItems(school.store, school.me, 'classes', items);

describe('a list of the school', () => {
  it('is not there before its first entry, and grows at its end', async () => {
    expect((await schoolLists(school.store)).subjects).toBeNull();
    await addListItems(school.store, school.me, 'subjects', [{ name: ' Music ' }, { name: 'Art' }]);
    await addListItems(school.store, school.me, 'subjects', [{ name: 'Dance' }]);
    expect(await names('subjects')).toEqual(['Music', 'Art', 'Dance']);
  });

  it('refuses an empty name and a second entry of one name, whatever its width, and writes nothing', async () => {
    expect(await addClasses(klass('三(2)班'), klass('三（2） 班'))).toMatchObject({ reason: 'list-name-doubled' });
    expect(await addClasses(klass('3 (1)'), klass(' '))).toMatchObject({ reason: 'name-missing' });
    expect(await names('classes')).toEqual([]);
  });

  it('leaves names out that stand already when a column is pasted', async () => {
    await addListItems(school.store, school.me, 'subjects', [{ name: 'Art' }]);
    const pasted = [{ name: 'Music' }, { name: 'ART' }, { name: 'music' }];
    const result = await addListItems(school.store, school.me, 'subjects', pasted, { skipDoubled: true });
    expect(result).toMatchObject({ ok: true, ids: [expect.any(String)] });
    expect(await names('subjects')).toEqual(['Art', 'Music']);
  });

  it('changes an entry, refuses to give it another’s name, and says when it is gone', async () => {
    const added = await addClasses(klass('3 (1)', 40), klass('3 (2)', 41));
    const [first = '', second = ''] = added.ok ? added.ids : [];
    const edit = (id: string, changes: Partial<ClassItem>) =>
      editListItem(school.store, school.me, 'classes', id, changes);
    expect(await edit(first, { pupils: 39 })).toMatchObject({ ok: true });
    expect(await edit(second, { name: '3(1)' })).toMatchObject({ reason: 'list-name-doubled' });
    expect((await schoolLists(school.store)).classes?.items[first]).toMatchObject({ name: '3 (1)', pupils: 39 });
    await removeListItems(school.store, school.me, 'classes', [first]);
    expect(await edit(first, { pupils: 1 })).toMatchObject({ reason: 'list-item-missing' });
  });

  it('has an entry back under its id and in its place when a removal is undone', async () => {
    const added = await addClasses(klass('a'), klass('b'), klass('c'));
    const [, middle = ''] = added.ok ? added.ids : [];
    const gone = await removeListItems(school.store, school.me, 'classes', [middle]);
    expect(await names('classes')).toEqual(['a', 'c']);
    if (!gone.ok) throw new Error(gone.reason);
    await putBackListItems(school.store, school.me, 'classes', gone.removed);
    expect(await names('classes')).toEqual(['a', 'b', 'c']);
    expect(Object.keys((await schoolLists(school.store)).classes?.items ?? {})).toContain(middle);
  });

  it('takes the order that it is given; what is not named follows', async () => {
    const added = await addClasses(klass('a'), klass('b'), klass('c'));
    const [a = '', , c = ''] = added.ok ? added.ids : [];
    await orderListItems(school.store, school.me, 'classes', [c, a]);
    expect(await names('classes')).toEqual(['c', 'a', 'b']);
  });
});

describe('periods and swapped days', () => {
  const addPeriods = (...items: Omit<PeriodItem, 'order'>[]) => addListItems(school.store, school.me, 'periods', items);

  it('keep a name without a number and a number without a name, but neither without both', async () => {
    const reading = period(null, '07:30', '07:50', 'Reading');
    expect(await addPeriods(reading, period(1, '08:00', '08:40'), period(2, '08:50', '09:30'))).toMatchObject({
      ok: true,
    });
    expect(await addPeriods(period(null, '10:00', '10:40'))).toMatchObject({ reason: 'name-missing' });
    expect(await addPeriods(period(2, '10:00', '10:40'))).toMatchObject({ reason: 'list-name-doubled' });
    expect(Object.values((await schoolPeriods(school.store))?.items ?? {})).toHaveLength(3);
  });

  it('refuse times that are none or run backwards', async () => {
    expect(await addPeriods(period(1, '8', '08:40'))).toMatchObject({ reason: 'period-time' });
    expect(await addPeriods(period(1, '08:40', '08:00'))).toMatchObject({ reason: 'period-ends-before-start' });
  });

  it('hold each day once, and come with the semesters', async () => {
    const swap = { name: '', date: '2025-09-28', runs: 2 } as const;
    const add = (date: string) => addListItems(school.store, school.me, 'swappedDays', [{ ...swap, date }]);
    expect(await add('2025-09-28')).toMatchObject({ ok: true });
    expect(await add('2025-09-28')).toMatchObject({ reason: 'list-date-doubled' });
    expect(await add('2025-02-30')).toMatchObject({ reason: 'date-invalid' });
    const { semesters, swaps } = await schoolCalendar(school.store);
    expect(semesters).toHaveLength(2);
    expect(Object.values(swaps?.items ?? {})).toMatchObject([{ date: '2025-09-28', runs: 2 }]);
  });
});
