import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMembership, aNotesSheet, aPairing, aSemester, aTeacher } from '../../../tests/builders/index.ts';
import { headerOfSheet, type SheetHeader } from '../../domain/header.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Membership, Posting, Teacher } from '../../domain/people.ts';
import type { RecordBase } from '../../domain/record.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import { headerRow } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { recordRow } from '../write.ts';
import { pairingDetail, pairingsFor } from './pairings.ts';

const TODAY = '2025-11-20';

function teacher(id: string, order: number, posts: Posting['post'][] = []): Teacher {
  const held = Object.fromEntries(posts.map((post) => [post, { post, from: null, to: null }]));
  return aTeacher({ id, name: id, order, posts: held });
}
function pairing(id: string, mentor: string, mentee: string, more: Partial<Pairing> = {}): Pairing {
  const quotas = { mentorObserves: 4, menteeObserves: 6, per: 'semester' } as const;
  return aPairing({ id, mentor, mentee, quotas, ...more });
}
function member(who: string, group: string, role: Membership['role'] = 'member'): Membership {
  return aMembership({ id: `${who}-${group}`, teacher: who, group, role });
}
function header(observer: string, of: string, date: string, more: Partial<SheetContent> = {}): SheetHeader {
  const id = `${observer}-${of}-${date}`;
  return headerOfSheet(
    aNotesSheet({ sheet: id, lesson: `l-${id}`, observer, teacher: of, date, period: 1, ...more }),
    null,
  );
}

const people = {
  lin: teacher('lin', 3),
  wang: teacher('wang', 2),
  zhou: teacher('zhou', 1),
  gao: teacher('gao', 4),
  dean: teacher('dean', 5, ['dean']),
  other: teacher('other', 6, ['class-teacher']),
};

let store: Store;
let counter = 0;
async function keep(records: RecordBase[], headers: SheetHeader[] = []): Promise<void> {
  await store.db.records.bulkPut(records.map(recordRow));
  await store.db.headers.bulkPut(headers.map(headerRow));
}

beforeEach(async () => {
  const opened = await openStore({ name: `pairings-${(counter += 1)}`, builtinRubric: async () => null });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  await keep([...Object.values(people), aSemester()]);
});
afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

describe('pairingsFor', () => {
  it('is empty in a school without pairings', async () => {
    expect(await pairingsFor(store, people.zhou, TODAY)).toEqual([]);
  });

  it('lists what a person is in, from either side, with the role, in the roster order of the mentees', async () => {
    await keep([pairing('a', 'zhou', 'lin'), pairing('b', 'zhou', 'wang'), pairing('c', 'lin', 'zhou')]);
    const found = await pairingsFor(store, people.zhou, TODAY);
    expect(found.map((item) => [item.pairing.id, item.role])).toEqual([
      ['c', 'mentee'],
      ['b', 'mentor'],
      ['a', 'mentor'],
    ]);
    expect(found[1]?.mentee?.name).toBe('wang');
  });

  it.each<[who: string, asks: keyof typeof people, sees: string[]]>([
    ['a school leader sees every pairing', 'dean', ['b', 'a']],
    ['the leader of the mentee’s group sees it', 'gao', ['a']],
    ['a colleague sees none', 'other', []],
  ])('%s', async (_who, asks, sees) => {
    const groups = [member('gao', 'maths', 'leader'), member('lin', 'maths')];
    await keep([pairing('a', 'zhou', 'lin'), pairing('b', 'wang', 'zhou'), ...groups]);
    const found = await pairingsFor(store, people[asks], TODAY);
    expect(found.map((item) => item.pairing.id)).toEqual(sees);
  });

  it('lets a second mentor of the same mentee see only their own pairing', async () => {
    await keep([pairing('a', 'zhou', 'lin'), pairing('b', 'wang', 'lin', { domain: 'digital' })]);
    const found = await pairingsFor(store, people.wang, TODAY);
    expect(found.map((item) => item.pairing.id)).toEqual(['b']);
  });

  it('leaves out deleted pairings', async () => {
    await keep([pairing('a', 'zhou', 'lin', { deleted: true })]);
    expect(await pairingsFor(store, people.dean, TODAY)).toEqual([]);
  });

  it('counts lessons both ways inside the pairing’s days only, a lesson once', async () => {
    const twice = header('zhou', 'lin', '2025-10-08');
    await keep(
      [pairing('a', 'zhou', 'lin')],
      [
        header('zhou', 'lin', '2025-08-31'),
        header('zhou', 'lin', '2025-09-01'),
        twice,
        { ...twice, id: 'afterwards' },
        header('lin', 'zhou', '2025-10-09'),
        header('zhou', 'wang', '2025-10-10'),
        header('lin', 'lin', '2025-10-11'),
      ],
    );
    const [found] = await pairingsFor(store, people.zhou, TODAY);
    expect(found?.lessons).toEqual({ mentor: 2, mentee: 1 });
  });

  it('sets this semester’s lessons against what was agreed', async () => {
    const days = { from: '2025-03-01', to: '2026-02-28' };
    const before = header('zhou', 'lin', '2025-05-05');
    await keep([pairing('a', 'zhou', 'lin', days)], [before, header('zhou', 'lin', '2025-09-09')]);
    const [found] = await pairingsFor(store, people.zhou, TODAY);
    expect(found?.lessons.mentor).toBe(2);
    expect(found?.current).toEqual({
      mentor: { done: 1, needed: 4, left: 3 },
      mentee: { done: 0, needed: 6, left: 6 },
    });
  });

  it('sets this month’s lessons against what was agreed a month', async () => {
    const quotas = { mentorObserves: 1, menteeObserves: 2, per: 'month' } as const;
    const observed = [header('lin', 'zhou', '2025-10-31'), header('lin', 'zhou', '2025-11-03')];
    await keep([pairing('a', 'zhou', 'lin', { quotas })], observed);
    const [found] = await pairingsFor(store, people.zhou, TODAY);
    expect(found?.current?.mentee).toEqual({ done: 1, needed: 2, left: 1 });
  });

  it('says nothing about now when the pairing has ended, has not begun, or no semester holds the day', async () => {
    await keep([
      pairing('a', 'zhou', 'lin', { status: 'ended', endedOn: '2025-10-31' }),
      pairing('b', 'zhou', 'wang', { from: '2025-12-01' }),
    ]);
    const found = await pairingsFor(store, people.zhou, TODAY);
    expect(found.map((item) => item.current)).toEqual([null, null]);
    await keep([pairing('a', 'zhou', 'lin', { to: null })]);
    expect(
      (await pairingsFor(store, people.zhou, '2027-08-20')).find((item) => item.pairing.id === 'a')?.current,
    ).toBeNull();
  });
});

describe('pairingDetail', () => {
  it('is null for an unknown pairing and for one that the person may not follow', async () => {
    await keep([pairing('a', 'zhou', 'lin')]);
    expect(await pairingDetail(store, people.zhou, 'unknown', TODAY)).toBeNull();
    expect(await pairingDetail(store, people.wang, 'a', TODAY)).toBeNull();
  });

  it('puts both directions into one line, newest first, later periods before earlier ones', async () => {
    await keep(
      [pairing('a', 'zhou', 'lin')],
      [
        header('zhou', 'lin', '2025-09-10'),
        header('lin', 'zhou', '2025-11-03', { period: 2 }),
        header('zhou', 'lin', '2025-11-03', { period: 10 }),
        header('lin', 'zhou', '2025-08-03'),
      ],
    );
    const found = await pairingDetail(store, people.lin, 'a', TODAY);
    expect(found?.observations.map((item) => [item.date, item.side])).toEqual([
      ['2025-11-03', 'mentor'],
      ['2025-11-03', 'mentee'],
      ['2025-09-10', 'mentor'],
    ]);
    expect(found?.mentor?.id).toBe('zhou');
    expect(found?.role).toBe('mentee');
  });

  it('counts sheets that a group leader may not read, without their headers', async () => {
    const groups = [member('gao', 'maths', 'leader'), member('lin', 'maths'), member('zhou', 'art')];
    const open = header('lin', 'zhou', '2025-10-20', { lessonKind: 'open' });
    const headers = [header('zhou', 'lin', '2025-10-08'), header('lin', 'zhou', '2025-10-09'), open];
    await keep([pairing('a', 'zhou', 'lin'), ...groups], headers);
    const found = await pairingDetail(store, people.gao, 'a', TODAY);
    expect(found?.lessons).toEqual({ mentor: 1, mentee: 2 });
    expect(found?.observations.map((item) => item.header?.id ?? null)).toEqual([open.id, null, headers[0]?.id]);
  });

  it('opens the mentee’s growth page to the mentor while it runs, and to a former mentor for their own sheets', async () => {
    await keep([pairing('a', 'zhou', 'lin')], [header('zhou', 'lin', '2025-09-10')]);
    expect((await pairingDetail(store, people.zhou, 'a', TODAY))?.growth).toBe('full');
    await keep([pairing('a', 'zhou', 'lin', { status: 'ended', endedOn: '2025-10-31' })]);
    expect((await pairingDetail(store, people.zhou, 'a', TODAY))?.growth).toBe('own');
  });
});
