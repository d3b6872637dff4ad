import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMembership, aSemester } from '../../../tests/builders/index.ts';
import { openSchool, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { identityOf } from '../identity.ts';
import { loadBatch } from '../load.ts';
import { recordRow } from '../write.ts';
import { groupDetail } from './groups.ts';
import { schoolFrame } from './schoolFrame.ts';
import { supportOf } from './support.ts';

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

  describe('inside a transaction', () => {
    const inside = <T>(mode: 'r' | 'rw', work: () => Promise<T>) =>
      school.store.db.transaction(mode, school.store.db.tables, async () => work());

    it('does not wait for a read that was begun outside, so that the transaction goes on afterwards', async () => {
      const outside = schoolFrame(school.store);
      const count = await inside('r', async () => {
        const { semesters } = await schoolFrame(school.store);
        return semesters.length + (await school.store.db.records.count());
      });
      expect(count).toBe((await outside).semesters.length + (await school.store.db.records.count()));
    });

    it('leaves nothing behind that a later transaction would wait for in vain', async () => {
      const first = inside('r', () => schoolFrame(school.store));
      const second = inside('r', async () => {
        await schoolFrame(school.store);
        return school.store.db.records.count();
      });
      await Promise.all([first, second, schoolFrame(school.store)]);
      expect(await second).toBeGreaterThan(0);
    });

    it('uses what was kept', async () => {
      const frame = await schoolFrame(school.store);
      expect(await inside('r', () => schoolFrame(school.store))).toBe(frame);
    });

    it('sees what the transaction wrote itself, and nothing of it when it is taken back', async () => {
      const before = await members();
      const written = inside('rw', async () => {
        await school.store.db.records.put(recordRow(aMembership({ id: 'new' })));
        expect(await members()).toBe(before + 1);
        throw new Error('taken back');
      });
      await expect(written).rejects.toThrow('taken back');
      expect(await members()).toBe(before);
    });

    it('a page of a group and the support of a teacher can be read', async () => {
      const me = (await identityOf(school.store))!.teacher;
      const group = (await schoolFrame(school.store)).groups[0]!.id;
      await school.store.db.records.put(recordRow(aSemester({ id: 'summer', start: '2026-08-01', end: '2026-08-31' })));
      const racing = schoolFrame(school.store);
      const found = await inside('r', async () => ({
        detail: await groupDetail(school.store, me, group, '2025-10-20'),
        support: await supportOf(school.store, me, me.id, '2025-10-20'),
        records: await school.store.db.records.count(),
      }));
      await racing;
      expect(found.detail?.group?.id).toBe(group);
      expect(found.support).toEqual({ steps: [], mentors: [] });
    });
  });
});
