import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { readerOf, type Access } from '../../domain/access.ts';
import { addDays } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import { headerRow } from '../../store/projections.ts';
import { LessonsList } from './lessonsList.svelte.ts';

let opened: TestStore;
beforeEach(async () => void (opened = await openTestStore()));
afterEach(() => opened.close());

const reader = { me: 'me', posts: [], pairings: [], memberships: [], today: '2025-10-20' };
const office = readerOf({ ...reader, posts: [{ post: 'dean', from: null, to: null }] });
const colleague = readerOf(reader);
const query = (access: Access, text = '') => ({ filter: text ? { text } : {}, access, passes: null });

/** Every tenth sheet is mine, every fourth of an open lesson. */
async function keep(count: number) {
  const headers = Array.from({ length: count }, (_, n) => ({
    id: `s${String(n).padStart(4, '0')}`,
    lesson: `l${n}`,
    teacher: 'lin',
    observer: n % 10 ? 'zhou' : 'me',
    date: addDays('2023-01-01', n),
    period: 1,
    lessonKind: n % 4 ? 'ordinary' : 'open',
    rubric: null,
    teacherName: 'Lin',
    observerName: '',
    klass: '',
    subject: '',
    topic: `Topic ${n}`,
    total: 77,
  }));
  await opened.store.db.headers.bulkPut((headers as unknown as SheetHeader[]).map(headerRow));
}

describe('LessonsList', () => {
  it('fetches the newest page, then further ones when asked, to the end', async () => {
    await keep(200);
    const list = new LessonsList(opened.store);
    await list.show(query(office));
    expect(list.sheets[0]?.header.id).toBe('s0199');
    expect(list.status).toBe('waiting');
    expect(list.total).toBeNull();
    while (list.status === 'waiting') await list.more();
    expect(list.sheets).toHaveLength(200);
    expect(list.status).toBe('done');
  });

  it('never holds what the person may not see, nor the rest of a header that is all they may see', async () => {
    await keep(200);
    const list = new LessonsList(opened.store);
    await list.show(query(colleague));
    while (list.status === 'waiting') await list.more();
    const mine = list.sheets.filter(({ access }) => access === 'full');
    expect(mine.every(({ header }) => header.observer === 'me')).toBe(true);
    expect(mine).toHaveLength(20);
    expect(list.sheets.every(({ header, access }) => access === 'full' || header.lessonKind === 'open')).toBe(true);
    expect(list.sheets.filter(({ access }) => access === 'header')).toHaveLength(40);
    expect(list.total).toBeNull();
  });

  it('shows the last query when an earlier one is still under way', async () => {
    await keep(200);
    const list = new LessonsList(opened.store);
    const first = list.show(query(office, 'topic'));
    await Promise.all([first, list.show(query(office, 'topic 150'))]);
    expect(list.sheets.map(({ header }) => header.id)).toEqual(['s0150']);
  });

  it('reads the same rows anew after a change, as many as before', async () => {
    await keep(200);
    const list = new LessonsList(opened.store);
    await list.show(query(office));
    await list.more();
    await opened.store.db.headers.delete('s0199');
    await list.again();
    expect(list.sheets[0]?.header.id).toBe('s0198');
    expect(list.sheets.length).toBeGreaterThanOrEqual(160);
  });

  it('counts a semester at once, and the whole school only by its end', async () => {
    await keep(200);
    const list = new LessonsList(opened.store);
    await list.show({ ...query(office), filter: { from: '2023-01-01', to: '2023-04-30' } });
    await expect.poll(() => list.total).toBe(120);
    await list.show(query(office));
    expect(list.total).toBeNull();
  });

  it('says that it failed instead of showing an empty list', async () => {
    const list = new LessonsList(opened.store);
    opened.store.db.close();
    await list.show(query(office));
    expect(list.status).toBe('failed');
    await opened.store.db.open();
  });
});
