import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aGroup,
  aKeepApart,
  aLesson,
  aMembership,
  aNotesSheet,
  aSemester,
  aTeacher,
} from '../../../tests/builders/index.ts';
import { headerOfSheet, type SheetHeader } from '../../domain/header.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { Membership, Posting, Teacher } from '../../domain/people.ts';
import type { RecordBase } from '../../domain/record.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import { lessonRow } from '../commands/finish.ts';
import { headerRow } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { recordRow } from '../write.ts';
import { groupDetail, groupsOverview } from './groups.ts';

const TODAY = '2025-11-20';

function teacher(id: string, order: number, more: Partial<Teacher> = {}): Teacher {
  return aTeacher({ id, name: id, order, ...more });
}
function post(name: Posting['post']): Teacher['posts'] {
  return { [name]: { post: name, from: null, to: null } };
}
function member(who: string, group: string, more: Partial<Membership> = {}): Membership {
  return aMembership({ id: `${who}-${group}`, teacher: who, group, ...more });
}
function header(observer: string, of: string, date: string, more: Partial<SheetContent> = {}): SheetHeader {
  const id = `${observer}-${of}-${date}`;
  return headerOfSheet(
    aNotesSheet({ sheet: id, lesson: `l-${id}`, observer, teacher: of, date, period: 1, ...more }),
    null,
  );
}
function openClass(id: string, of: string, date: string, more: Partial<Lesson> = {}): Lesson {
  return aLesson({ id, teacher: of, date, lessonKind: 'open', period: 1, ...more });
}

const people = {
  zhou: teacher('zhou', 2),
  lin: teacher('lin', 1),
  wang: teacher('wang', 3),
  gao: teacher('gao', 0, { status: 'left', leftOn: '2025-10-31' }),
  dean: teacher('dean', 9, { posts: post('dean') }),
};
const maths = aGroup({ id: 'maths', name: 'Maths', order: 2 });
const art = aGroup({ id: 'art', name: 'Art', order: 1 });
const memberships = [
  member('zhou', 'maths', { role: 'leader' }),
  member('lin', 'maths'),
  member('gao', 'maths'),
  member('wang', 'maths', { to: '2025-10-31' }),
  member('wang', 'art', { from: '2025-11-01', role: 'leader' }),
];

let store: Store;
let counter = 0;
async function keep(records: RecordBase[], headers: SheetHeader[] = [], lessons: Lesson[] = []): Promise<void> {
  await store.db.records.bulkPut(records.map(recordRow));
  await store.db.headers.bulkPut(headers.map(headerRow));
  await store.db.lessons.bulkPut(lessons.map(lessonRow));
}

beforeEach(async () => {
  const opened = await openStore({ name: `groups-${(counter += 1)}`, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  await keep([...Object.values(people), maths, art, ...memberships, aSemester()]);
});
afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

describe('groupsOverview', () => {
  it('gives the groups in their order with the leaders and the number of members of the day', async () => {
    const summary = async (date: string) =>
      (await groupsOverview(store, 'lin', date)).map(({ group, leaders, members, mine }) => [
        group.id,
        leaders.map((leader) => leader.id),
        members,
        mine,
      ]);
    expect(await summary(TODAY)).toEqual([
      ['art', ['wang'], 1, false],
      ['maths', ['zhou'], 2, true],
    ]);
    expect(await summary('2025-10-01')).toEqual([
      ['art', [], 0, false],
      ['maths', ['zhou'], 4, true],
    ]);
  });

  it('counts a member once who holds two memberships', async () => {
    await keep([aMembership({ teacher: 'lin', group: 'maths', from: '2025-09-01' })]);
    expect((await groupsOverview(store, 'lin', TODAY))[1]?.members).toBe(2);
  });

  it('is empty without groups', async () => {
    await keep([maths, art].map((group) => ({ ...group, deleted: true })));
    expect(await groupsOverview(store, 'lin', TODAY)).toEqual([]);
  });
});

describe('groupDetail', () => {
  it('is null for an unknown group', async () => {
    expect(await groupDetail(store, people.zhou, 'unknown', TODAY)).toBeNull();
  });

  it('lists the members of the day in roster order, without leavers', async () => {
    const found = await groupDetail(store, people.zhou, 'maths', TODAY);
    expect(found?.members.map((item) => [item.teacher.id, item.leads])).toEqual([
      ['lin', false],
      ['zhou', true],
    ]);
  });

  it('counts lessons of the semester both ways, once each, without watching oneself', async () => {
    const same = { period: 3 };
    await keep(
      [],
      [
        header('zhou', 'lin', '2025-08-31'),
        header('zhou', 'lin', '2025-10-08', same),
        // The same slot, met offline: another lesson record of the same lesson.
        header('wang', 'lin', '2025-10-08', same),
        header('zhou', 'lin', '2025-10-09'),
        header('lin', 'lin', '2025-10-10'),
        header('lin', 'zhou', '2025-10-13'),
        header('lin', '', '2025-10-14', { teacher: null }),
      ],
    );
    const found = await groupDetail(store, people.zhou, 'maths', TODAY);
    expect(found?.members[0]?.coverage).toEqual({ given: 2, observed: 2, lastObserved: '2025-10-09', covered: true });
  });

  it('counts and lists lessons of one slot that a person keeps apart as the two that they are', async () => {
    const held = [openClass('a', 'lin', '2025-10-08'), openClass('b', 'lin', '2025-10-08')];
    const seen = ['a', 'b'].map((lesson) => header(`zhou-${lesson}`, 'lin', '2025-10-08', { lesson }));
    await keep([], seen, held);
    const counts = async () => {
      const found = await groupDetail(store, people.zhou, 'maths', TODAY);
      return [found?.members[0]?.coverage?.given, found?.held.length];
    };
    expect(await counts()).toEqual([1, 1]);
    await keep([aKeepApart('a', 'b')]);
    expect(await counts()).toEqual([2, 2]);
    await keep([aKeepApart('a', 'b', { deleted: true })]);
    expect(await counts()).toEqual([1, 1]);
  });

  it('tells an observation of an earlier semester from one of this semester, and from none at all', async () => {
    await keep([], [header('zhou', 'lin', '2025-06-02')]);
    const found = await groupDetail(store, people.zhou, 'maths', TODAY);
    const [lin, zhou] = found?.members ?? [];
    expect(lin?.coverage).toEqual({ given: 0, observed: 0, lastObserved: '2025-06-02', covered: false });
    expect(zhou?.coverage).toEqual({ given: 0, observed: 0, lastObserved: null, covered: false });
  });

  it('counts what a member did in the former group this semester', async () => {
    await keep([], [header('zhou', 'wang', '2025-10-08')]);
    const found = await groupDetail(store, people.wang, 'art', TODAY);
    expect(found?.members[0]?.coverage).toMatchObject({ given: 1, covered: true });
  });

  it.each<[who: string, asks: keyof typeof people, open: string[]]>([
    ['its leader is shown the counts of every member', 'zhou', ['lin', 'zhou']],
    ['a school leader is shown the counts of every member', 'dean', ['lin', 'zhou']],
    ['a member is shown their own counts only', 'lin', ['lin']],
    ['the leader of another group is shown none', 'wang', []],
  ])('%s', async (_who, asks, open) => {
    await keep([], [header('zhou', 'lin', '2025-10-08')]);
    const found = await groupDetail(store, people[asks], 'maths', TODAY);
    expect(found?.members.filter((item) => item.coverage !== null).map((item) => item.teacher.id)).toEqual(open);
    expect(found?.members.filter((item) => item.growth === 'full').map((item) => item.teacher.id)).toEqual(open);
  });

  it('counts the last semester in the holidays, and none before the first', async () => {
    expect((await groupDetail(store, people.zhou, 'maths', '2026-02-10'))?.semester?.start).toBe('2025-09-01');
    expect((await groupDetail(store, people.zhou, 'maths', '2025-08-20'))?.semester).toBeNull();
  });

  it('shows the classes of whoever was in the group on that day: held ones newest first, coming ones soonest first', async () => {
    await keep(
      [],
      [],
      [
        openClass('old', 'lin', '2025-06-02'),
        openClass('first', 'lin', '2025-09-10'),
        openClass('moved-before', 'wang', '2025-10-31', { lessonKind: 'demonstration' }),
        openClass('moved-after', 'wang', '2025-11-05'),
        openClass('ordinary', 'lin', '2025-10-10', { lessonKind: 'ordinary' }),
        openClass('deleted', 'lin', '2025-10-11', { deleted: true }),
        openClass('later', 'zhou', '2025-12-01'),
        openClass('tenth', 'lin', TODAY, { period: 10 }),
        openClass('second', 'zhou', TODAY, { period: 2 }),
      ],
    );
    const found = await groupDetail(store, people.lin, 'maths', TODAY);
    expect(found?.held.map((item) => item.lesson.id)).toEqual(['moved-before', 'first']);
    expect(found?.coming.map((item) => item.lesson.id)).toEqual(['second', 'tenth', 'later']);
    expect(found?.held[0]?.teacher?.id).toBe('wang');
  });

  it('shows two records of one slot as one class with the sheets of both', async () => {
    const date = '2025-10-20';
    const sheets = [header('wang', 'lin', date, { lesson: 'b' }), header('zhou', 'lin', date, { lesson: 'a' })];
    await keep([], sheets, [openClass('a', 'lin', date), openClass('b', 'lin', date)]);
    const found = await groupDetail(store, people.zhou, 'maths', TODAY);
    expect(found?.held.map((item) => [item.lesson.id, item.sheets])).toEqual([['a', 2]]);
  });

  it('opens one’s own sheet of a class first, else one that may be read, else a public header', async () => {
    const date = '2025-10-20';
    const lesson = { lesson: 'a', lessonKind: 'open' } as const;
    const sheets = [header('dean', 'lin', date, lesson), header('zhou', 'lin', date, lesson)];
    await keep([], sheets, [openClass('a', 'lin', date), openClass('none', 'lin', '2025-10-21')]);
    const sheetFor = async (who: keyof typeof people) => (await groupDetail(store, people[who], 'maths', TODAY))?.held;
    expect((await sheetFor('zhou'))?.map((item) => item.sheet)).toEqual([null, `zhou-lin-${date}`]);
    expect((await sheetFor('wang'))?.[1]?.sheet).toBe(`dean-lin-${date}`);
  });
});
