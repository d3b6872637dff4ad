import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMembership, aSemester } from '../../../tests/builders/index.ts';
import { openSchool, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { loadBatch } from '../load.ts';
import { schoolFrame } from './schoolFrame.ts';

let school: TestStore;
beforeEach(async () => void (school = await openSchool()));
afterEach(() => school.close());

const add = (...records: Parameters<typeof loadBatch>[1]['records'] & object) =>
  loadBatch(school.store, { records }, new Map());
const members = async () => (await schoolFrame(school.store)).memberships.length;

describe('schoolFrame', () => {
  it('is read once as long as nothing changes', async () => {
    expect(await schoolFrame(school.store)).toBe(await schoolFrame(school.store));
  });

  it('is fresh right after a write', async () => {
    const before = await members();
    await add(aMembership({ id: 'new' }));
    expect(await members()).toBe(before + 1);
    await school.store.db.records.delete('new');
    expect(await members()).toBe(before);
  });

  it('keeps two databases apart', async () => {
    const other = await openTestStore();
    expect((await schoolFrame(other.store)).semesters).toEqual([]);
    expect((await schoolFrame(school.store)).semesters).toHaveLength(2);
    await other.close();
  });

  it('is followed by a live query also when it was kept already', async () => {
    await schoolFrame(school.store);
    const seen = vi.fn<(count: number) => void>();
    const subscription = liveQuery(async () => (await schoolFrame(school.store)).semesters.length).subscribe(seen);
    await expect.poll(() => seen.mock.lastCall).toEqual([2]);
    await add(aSemester({ id: 'summer', start: '2026-08-01', end: '2026-08-31' }));
    await expect.poll(() => seen.mock.lastCall).toEqual([3]);
    subscription.unsubscribe();
  });

  it('tries again after a reading that failed', async () => {
    school.store.db.close();
    await expect(schoolFrame(school.store)).rejects.toThrow();
    await school.store.db.open();
    expect((await schoolFrame(school.store)).semesters).toHaveLength(2);
  });
});
