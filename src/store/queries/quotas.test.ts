import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aLesson,
  aMembership,
  anAttendance,
  aNotesSheet,
  aQuotaRule,
  aSnapshot,
  aTeacher,
  semestersOf,
} from '../../../tests/builders/index.ts';
import { headerOfSheet, type SheetHeader } from '../../domain/header.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { Posting, Teacher } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase } from '../../domain/record.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import { lessonRow } from '../commands/finish.ts';
import { addQuotas, editQuota, type QuotaInput } from '../commands/quotas.ts';
import { headerRow } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { recordRow } from '../write.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';
import { quotaRules, quotasOfTeacher, quotaTable } from './quotas.ts';

const TODAY = '2025-11-20';
const SCHEDULE = { startTime: null, host: '', organiser: '', note: '' };

function teacher(id: string, order: number, more: Partial<Teacher> = {}): Teacher {
  return aTeacher({ id, name: id, order, ...more });
}
function post(name: Posting['post']): Teacher['posts'] {
  return { [name]: { post: name, from: null, to: null } };
}
function sheet(observer: string, of: string, date: string, more: Partial<SheetContent> = {}): SheetHeader {
  const id = `${observer}-${of}-${date}-${more.period ?? 1}`;
  return headerOfSheet(
    aNotesSheet({ sheet: id, lesson: `l-${of}-${date}`, observer, teacher: of, date, period: 1, ...more }),
    null,
  );
}

const zhou = teacher('zhou', 2);
const lin = teacher('lin', 1);
const wang = teacher('wang', 3);
const dean = teacher('dean', 9, { posts: post('dean') });

let store: Store;
let counter = 0;
async function keep(records: RecordBase[], headers: SheetHeader[] = [], lessons: Lesson[] = []): Promise<void> {
  await store.db.records.bulkPut(records.map(recordRow));
  await store.db.headers.bulkPut(headers.map(headerRow));
  await store.db.lessons.bulkPut(lessons.map(lessonRow));
}
async function done(who: Teacher, today = TODAY): Promise<number[]> {
  return (await quotasOfTeacher(store, who, today)).map((standing) => standing.done);
}

beforeEach(async () => {
  const opened = await openStore({ name: `quotas-${(counter += 1)}`, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  await keep([zhou, lin, wang, dean, ...semestersOf('school-1', 2025)]);
  await keep([
    aMembership({ id: 'm1', teacher: 'zhou', group: 'maths', role: 'leader' }),
    aMembership({ id: 'm2', teacher: 'lin', group: 'maths' }),
    aMembership({ id: 'm3', teacher: 'wang', group: 'maths', to: '2025-10-31' }),
  ]);
});
afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

describe('the quota of a teacher', () => {
  it('counts distinct lessons of others observed in the semester, notes only too', async () => {
    await keep(
      [aQuotaRule()],
      [
        sheet('lin', 'zhou', '2025-09-10'),
        sheet('lin', 'zhou', '2025-10-10'),
        sheet('lin', 'lin', '2025-10-11'),
        sheet('lin', 'zhou', '2025-06-10'),
        sheet('zhou', 'lin', '2025-10-12'),
      ],
    );
    expect(await quotasOfTeacher(store, lin, TODAY)).toMatchObject([{ done: 2, needed: 10, left: 8 }]);
  });

  it('counts two records of one slot once, and each record where the rule says so', async () => {
    const twice = [
      sheet('lin', 'zhou', '2025-10-10', { lesson: 'a' }),
      { ...sheet('lin', 'zhou', '2025-10-10', { lesson: 'b' }), id: 'second' },
    ];
    await keep([aQuotaRule({ id: 'q1' })], twice);
    expect(await done(lin)).toEqual([1]);
    await keep([aQuotaRule({ id: 'q1', counts: 'visit' })]);
    expect(await done(lin)).toEqual([2]);
  });

  it('counts a sheet and a sign-in once where the class was recorded twice, in a period that has a name only', async () => {
    const snapshot = aSnapshot({ periodName: '早读' });
    await keep(
      [aQuotaRule({ id: 'q1', attendance: true, counts: 'visit' }), anAttendance({ lesson: 'c1', teacher: 'lin' })],
      [sheet('lin', 'zhou', '2025-10-10', { lesson: 'own', period: null, snapshot, lessonKind: 'open' })],
      [
        aLesson({
          id: 'c1',
          teacher: 'zhou',
          date: '2025-10-10',
          period: null,
          periodName: '早读',
          lessonKind: 'open',
        }),
      ],
    );
    expect(await done(lin)).toEqual([1]);
  });

  it('counts a sign-in only where the rule says so, and never beside a record of the same lesson', async () => {
    const classes = ['c1', 'c2', 'c3'].map((id, i) =>
      aLesson({ id, teacher: 'zhou', date: `2025-10-1${i}`, period: 2, lessonKind: 'open' }),
    );
    await keep(
      [
        aQuotaRule({ id: 'q1' }),
        anAttendance({ lesson: 'c1', teacher: 'lin' }),
        anAttendance({ lesson: 'c2', teacher: 'lin' }),
        anAttendance({ lesson: 'c3', teacher: 'lin', state: 'leave' }),
        anAttendance({ lesson: 'c1', teacher: 'zhou' }),
      ],
      [sheet('lin', 'zhou', '2025-10-10', { lesson: 'c1', period: 2, lessonKind: 'open' })],
      classes,
    );
    expect(await done(lin)).toEqual([1]);
    await keep([aQuotaRule({ id: 'q1', attendance: true, counts: 'visit' })]);
    expect(await done(lin)).toEqual([2]);
    expect(await done(zhou)).toEqual([0]);
  });

  it('counts the same sign-ins where the classes are many', async () => {
    const classes = Array.from({ length: 120 }, (_, i) =>
      aLesson({
        id: `c${i}`,
        teacher: 'zhou',
        date: `2025-10-${String(1 + (i % 28)).padStart(2, '0')}`,
        period: 1 + Math.floor(i / 28),
        lessonKind: 'open',
      }),
    );
    await keep(
      [
        aQuotaRule({ id: 'q1', attendance: true, counts: 'visit' }),
        anAttendance({ lesson: 'c1', teacher: 'lin' }),
        anAttendance({ lesson: 'c119', teacher: 'lin' }),
        anAttendance({ lesson: 'c3', teacher: 'lin', state: 'leave' }),
        anAttendance({ lesson: 'c4', teacher: 'lin', deleted: true }),
        anAttendance({ lesson: 'elsewhere', teacher: 'lin' }),
        anAttendance({ lesson: 'c1', teacher: 'wang' }),
      ],
      [],
      classes,
    );
    expect(await done(lin)).toEqual([2]);
    expect(await done(wang)).toEqual([1]);
    expect(await done(zhou)).toEqual([0]);
  });

  it('counts lessons given up to today, not those that are planned, by kind', async () => {
    const open = (id: string, date: string, more: Partial<Lesson> = {}) =>
      aLesson({ id, teacher: 'lin', date, period: 1, lessonKind: 'open', schedule: SCHEDULE, ...more });
    await keep(
      [aQuotaRule({ task: 'give', count: 1, lessonKinds: ['open'] })],
      [],
      [
        open('past', '2025-10-10'),
        open('twin', '2025-10-10'),
        open('planned', '2025-12-10'),
        open('gone', '2025-10-11', { deleted: true }),
        open('plain', '2025-10-12', { lessonKind: 'ordinary' }),
      ],
    );
    expect(await done(lin)).toEqual([1]);
  });

  it('counts a lesson that was not announced as given only as long as there is a record of it', async () => {
    const lesson = aLesson({ id: 'seen', teacher: 'lin', date: '2025-10-10', period: 1 });
    const header = sheet('zhou', 'lin', '2025-10-10', { lesson: 'seen' });
    await keep([aQuotaRule({ task: 'give', count: 1 })], [header], [lesson]);
    expect(await done(lin)).toEqual([1]);
    await store.db.headers.delete(header.id);
    expect(await done(lin)).toEqual([0]);
  });

  it('looks at places only where the rule names them', async () => {
    await keep(
      [aQuotaRule({ places: ['other'] })],
      [sheet('lin', 'zhou', '2025-10-10', { lesson: 'here' }), sheet('lin', 'zhou', '2025-10-11', { lesson: 'there' })],
      [
        aLesson({ id: 'here', teacher: 'zhou', date: '2025-10-10' }),
        aLesson({ id: 'there', teacher: 'zhou', date: '2025-10-11', place: { type: 'other', name: 'Hill School' } }),
      ],
    );
    expect(await done(lin)).toEqual([1]);
  });

  it('replaces the general one by that of a post', async () => {
    await keep([aQuotaRule({ id: 'all' }), aQuotaRule({ id: 'deans', posts: ['dean'], count: 20 })]);
    expect((await quotasOfTeacher(store, dean, TODAY)).map(({ needed }) => needed)).toEqual([20]);
    expect((await quotasOfTeacher(store, lin, TODAY)).map(({ needed }) => needed)).toEqual([10]);
  });

  it('is empty without rules, and outside every semester where the rule counts semesters', async () => {
    expect(await quotasOfTeacher(store, lin, TODAY)).toEqual([]);
    await keep([aQuotaRule({ id: 'a' }), aQuotaRule({ id: 'b', per: 'month' })]);
    expect((await quotasOfTeacher(store, lin, '2026-08-10')).map(({ rule }) => rule.id)).toEqual(['b']);
  });
});

describe('the quota table', () => {
  const figures = async (me: Teacher, scope = 'maths', semester = '', today = TODAY) =>
    (await quotaTable(store, me, scope, semester, today))?.rows.map(({ teacher: { id }, standings }) => [
      id,
      standings ? [...standings.values()].map(({ done: did, needed }) => `${did}/${needed}`) : null,
    ]);

  it('lists the members of the day in roster order, and shows a leader all of them', async () => {
    await keep([aQuotaRule()], [sheet('lin', 'zhou', '2025-10-10'), sheet('wang', 'zhou', '2025-10-10')]);
    expect(await figures(zhou)).toEqual([
      ['lin', ['1/10']],
      ['zhou', ['0/10']],
    ]);
  });

  it('shows a member their own line only, and the leader of nobody none', async () => {
    await keep([aQuotaRule()]);
    expect(await figures(lin)).toEqual([
      ['lin', ['0/10']],
      ['zhou', null],
    ]);
    expect(await figures(wang)).toEqual([
      ['lin', null],
      ['zhou', null],
    ]);
  });

  it('of the whole school is there for who sees it, and for nobody else', async () => {
    await keep([aQuotaRule(), aQuotaRule({ id: 'deans', posts: ['dean'], count: 20 })]);
    expect(await figures(dean, WHOLE_SCHOOL)).toEqual([
      ['lin', ['0/10']],
      ['zhou', ['0/10']],
      ['wang', ['0/10']],
      ['dean', ['0/20']],
    ]);
    expect(await figures(zhou, WHOLE_SCHOOL)).toBeUndefined();
  });

  it('puts rules that replace each other into one column', async () => {
    await keep([aQuotaRule({ id: 'all' }), aQuotaRule({ id: 'deans', posts: ['dean'], count: 20 })]);
    const table = await quotaTable(store, dean, WHOLE_SCHOOL, '', TODAY);
    expect(table?.wishes.map(({ rule }) => rule.id)).toEqual(['all']);
  });

  it('counts the semester that is chosen', async () => {
    await keep([aQuotaRule()], [sheet('lin', 'zhou', '2025-10-10'), sheet('lin', 'zhou', '2026-03-10')]);
    const [autumn] = semestersOf('school-1', 2025);
    expect(await figures(zhou, 'maths', autumn?.id, '2026-04-01')).toContainEqual(['lin', ['1/10']]);
    expect(await figures(zhou, 'maths', '', '2026-04-01')).toContainEqual(['lin', ['1/10']]);
  });
});

describe('the rules', () => {
  const input: QuotaInput = {
    name: '',
    task: 'observe',
    count: 10,
    unit: 'times',
    per: 'semester',
    posts: [],
    seniority: { from: null, to: null },
    lessonKinds: [],
    places: [],
    counts: 'lesson',
    attendance: true,
    from: null,
    to: null,
  };

  it('are added together, changed, taken away and brought back', async () => {
    const added = await addQuotas(store, 'zhou', [input, { ...input, task: 'give', count: 1 }]);
    if (!added.ok) throw new Error(added.reason);
    const [first = ''] = added.ids;
    expect(await editQuota(store, first, { count: 12 })).toMatchObject({ ok: true });
    expect((await quotaRules(store)).map((rule: QuotaRule) => [rule.task, rule.count])).toEqual([
      ['observe', 12],
      ['give', 1],
    ]);
    await editQuota(store, first, { deleted: true });
    expect(await quotaRules(store)).toHaveLength(1);
    await editQuota(store, first, { deleted: false });
    expect(await quotaRules(store)).toHaveLength(2);
  });

  it('ask for at least one, and for years in their order; else nothing is written', async () => {
    const wrong = { ...input, seniority: { from: 5, to: 3 } };
    expect(await addQuotas(store, 'zhou', [input, { ...input, count: 0 }])).toMatchObject({ reason: 'quota-count' });
    expect(await addQuotas(store, 'zhou', [wrong])).toMatchObject({ reason: 'quota-years' });
    expect(await quotaRules(store)).toEqual([]);
    expect(await editQuota(store, 'nowhere', { count: 1 })).toMatchObject({ reason: 'quota-missing' });
  });
});
