import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLesson, aMembership, aPairing, aRubric, aSheet, aTeacher } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import type { Teacher } from '../../domain/people.ts';
import { identityOf } from '../identity.ts';
import { loadBatch, type LoadBatch } from '../load.ts';
import { growthData, lessonsObservedBy } from './growth.ts';

const TODAY = '2025-10-20';
let school: TestStore;
let me: Teacher;

beforeEach(async () => {
  school = await openSchool([aRubric()]);
  me = (await identityOf(school.store))!.teacher;
});
afterEach(() => school.close());

const load = (batch: LoadBatch) => loadBatch(school.store, batch, new Map([['small@1', aRubric()]]));
const read = (id: string, reader = me) => growthData(school.store, reader, id, TODAY);
const sheet = (more: Partial<SheetContent>) => aSheet({ teacher: 'lin', observer: 'wang', ...more });

describe('growthData', () => {
  beforeEach(async () => {
    await load({
      records: [aTeacher({ id: 'lin' }), aTeacher({ id: 'wang', name: 'Wang' })],
      sheets: [
        sheet({ sheet: 's1', lesson: 'l1', date: '2025-09-10' }),
        sheet({ sheet: 's2', lesson: 'l2', date: '2025-10-10', observer: me.id }),
        sheet({ sheet: 's3', lesson: 'l3', date: '2025-10-11', teacher: 'wang', observer: me.id }),
      ],
    });
  });

  it('gives a colleague only what they wrote themselves', async () => {
    const data = await read('lin');
    expect(data?.growth).toBe('own');
    expect(data?.headers.map((header) => header.id)).toEqual(['s2']);
    expect(data?.ratings.map((row) => row.id)).toEqual(['s2']);
  });

  it('gives who never observed the teacher no row at all', async () => {
    const data = await read('lin', aTeacher({ id: 'stranger' }));
    expect(data).toMatchObject({ growth: 'none', headers: [], ratings: [] });
  });

  it('gives the leader of the group, and the teacher, everything of this teacher and nothing of others', async () => {
    await load({
      records: [
        aMembership({ id: 'm1', teacher: me.id, group: 'g', role: 'leader' }),
        aMembership({ id: 'm2', teacher: 'lin', group: 'g' }),
      ],
    });
    for (const reader of [me, aTeacher({ id: 'lin' })]) {
      const data = await read('lin', reader);
      expect(data?.growth).toBe('full');
      expect(data?.headers.map((header) => header.id)).toEqual(['s1', 's2']);
    }
  });

  it('knows which lessons are one: the same teacher, date and period', async () => {
    const wang = aTeacher({ id: 'wang' });
    await load({
      lessons: ['a', 'b', 'c'].map((id) => aLesson({ id, teacher: 'wang', period: id === 'c' ? 3 : 2 })),
      sheets: ['a', 'b', 'c'].map((id) =>
        sheet({ sheet: `of ${id}`, lesson: id, teacher: 'wang', observer: me.id, date: '2025-10-15' }),
      ),
    });
    expect(Object.fromEntries((await read('wang', wang))?.lessonsAsOne ?? [])).toEqual({ a: 'a', b: 'a', c: 'c' });
  });

  it('is null for a teacher that this device does not know', async () => {
    expect(await read('nobody')).toBeNull();
  });
});

describe('who mentored a teacher when', () => {
  const wang = aTeacher({ id: 'wang', name: 'Wang Min' });
  const zhou = aTeacher({ id: 'zhou', name: 'Zhou Jian' });
  const lin = aTeacher({ id: 'lin' });
  const pairing = (id: string, mentor: string, more: Parameters<typeof aPairing>[0] = {}) =>
    aPairing({ id, mentor, mentee: 'lin', author: 'office', ...more });
  beforeEach(() =>
    load({
      records: [
        ...[wang, zhou, lin],
        pairing('p2', 'zhou', { from: '2025-09-01', to: null, domain: 'Classroom' }),
        pairing('p1', 'wang', { from: '2024-09-01', to: '2025-07-10' }),
        pairing('p3', 'gone', { from: '2023-09-01', to: '2024-07-10', status: 'ended', endedOn: '2024-01-10' }),
        pairing('later', 'wang', { from: '2026-02-01' }),
        pairing('other way', 'lin', { mentee: 'wang' }),
      ],
      sheets: [sheet({ sheet: 's1', lesson: 'l1', date: '2025-09-10' })],
    }),
  );
  const seenBy = async (reader: Teacher) => (await read('lin', reader))?.mentored.map(({ pairing: id }) => id);

  it('is told to the teacher: begun pairings as mentee, by their first day, to the day on which they ended', async () => {
    expect((await read('lin', lin))?.mentored).toEqual([
      { pairing: 'p3', mentor: null, domain: 'Classroom teaching', from: '2023-09-01', to: '2024-01-10' },
      { pairing: 'p1', mentor: 'Wang Min', domain: 'Classroom teaching', from: '2024-09-01', to: '2025-07-10' },
      { pairing: 'p2', mentor: 'Zhou Jian', domain: 'Classroom', from: '2025-09-01', to: null },
    ]);
  });

  it('is told to a mentor of the own pairing only, though the whole page opens', async () => {
    expect((await read('lin', zhou))?.growth).toBe('full');
    expect(await seenBy(zhou)).toEqual(['p2']);
  });

  it('is told to a former mentor, who sees the own sheets again, of the own pairing only', async () => {
    expect((await read('lin', wang))?.growth).toBe('own');
    expect(await seenBy(wang)).toEqual(['p1']);
  });

  it('is told to who leads the group, and not to a colleague', async () => {
    await load({
      sheets: [sheet({ sheet: 's2', lesson: 'l2', observer: me.id })],
    });
    expect((await read('lin'))?.growth).toBe('own');
    expect(await seenBy(me)).toEqual([]);
    await load({
      records: [
        aMembership({ id: 'm1', teacher: me.id, group: 'g', role: 'leader' }),
        aMembership({ id: 'm2', teacher: 'lin', group: 'g' }),
      ],
    });
    expect(await seenBy(me)).toEqual(['p3', 'p1', 'p2']);
  });

  it('is not told where the page does not open, even to who made the pairing', async () => {
    expect(await read('lin', aTeacher({ id: 'stranger' }))).toMatchObject({ growth: 'none', mentored: [] });
  });
});

describe('lessonsObservedBy', () => {
  it('counts distinct lessons of others between two days', async () => {
    await load({
      sheets: [
        sheet({ sheet: '1', lesson: 'l1', date: '2025-09-01' }),
        sheet({ sheet: '2', lesson: 'l1', date: '2025-09-01' }),
        sheet({ sheet: '3', lesson: 'l2', date: '2025-10-31' }),
        sheet({ sheet: '4', lesson: 'l3', date: '2025-11-01' }),
        sheet({ sheet: '5', lesson: 'l4', date: '2025-10-01', teacher: 'wang', role: 'self' }),
      ],
    });
    expect(await lessonsObservedBy(school.store, 'wang', '2025-09-01', '2025-10-31')).toBe(2);
  });

  it('counts a lesson once that was recorded twice', async () => {
    const slot = { teacher: 'lin', date: '2025-10-10', period: 2 };
    await load({
      lessons: [aLesson({ id: 'l1', ...slot }), aLesson({ id: 'l2', ...slot })],
      sheets: [
        sheet({ sheet: '1', lesson: 'l1', date: slot.date }),
        sheet({ sheet: '2', lesson: 'l2', date: slot.date }),
      ],
    });
    expect(await lessonsObservedBy(school.store, 'wang', '2025-09-01', '2025-10-31')).toBe(1);
  });
});
