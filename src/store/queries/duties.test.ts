import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aDuty,
  aLesson,
  aMembership,
  aNotesSheet,
  aPairing,
  aQuotaRule,
  aTeacher,
  semestersOf,
} from '../../../tests/builders/index.ts';
import { openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { parseRecord } from '../../domain/door.ts';
import { headerOfSheet } from '../../domain/header.ts';
import type { Teacher } from '../../domain/people.ts';
import { withoutNote, type Duty } from '../../domain/duty.ts';
import type { RecordBase } from '../../domain/record.ts';
import { mergeRecords, patchRecord } from '../../merge/fields.ts';
import { lessonRow } from '../commands/finish.ts';
import { headerRow } from '../projections.ts';
import { recordRow } from '../write.ts';
import { dutiesOfTeacher, dutiesToHandIn } from './duties.ts';
import { quotasOfTeacher, quotaTable } from './quotas.ts';

const TODAY = '2025-11-20';
const teacher = (id: string, more: Partial<Teacher> = {}) => aTeacher({ id, name: id, ...more });
const lin = teacher('lin');
const zhou = teacher('zhou');
const wang = teacher('wang');
const dean = teacher('dean', { posts: { p: { post: 'dean', from: null, to: null } } });
const terms = semestersOf('school-1', 2025);
const duty = (id: string, more: Partial<Duty> = {}) =>
  aDuty({ id, teacher: 'lin', about: ['lin'], title: id, note: `secret ${id}`, ...more });
const rules = [
  aQuotaRule({ id: 'q3', task: 'paper', also: ['talk'], count: 1 }),
  aQuotaRule({ id: 'q2', task: 'reflection', count: 2 }),
  aQuotaRule({ id: 'q1', task: 'give', count: 1, lessonKinds: ['open'] }),
  aQuotaRule({ id: 'q0', count: 2 }),
];

let school: TestStore;
beforeEach(async () => {
  school = await openTestStore();
  await keep(
    lin,
    zhou,
    wang,
    dean,
    ...terms,
    ...rules,
    aMembership({ id: 'm1', teacher: 'zhou', group: 'maths', role: 'leader' }),
    aMembership({ id: 'm2', teacher: 'lin', group: 'maths' }),
    aPairing({ mentor: 'wang', mentee: 'lin' }),
  );
});
afterEach(() => school.close());

const keep = (...records: RecordBase[]) => school.store.db.records.bulkPut(records.map(recordRow));
const ask = (me: Teacher, of = 'lin', more: { semester?: string; today?: string } = {}) =>
  dutiesOfTeacher(school.store, me, of, { semester: '', today: TODAY, ...more });
const named = async (me = lin, more: { semester?: string; today?: string } = {}) => {
  const found = await ask(me, 'lin', more);
  return {
    lines: found?.lines.map(({ rule, done, entries }) => [rule.id, done, entries.map(({ id }) => id)]),
    others: found?.others.map(({ id }) => id),
  };
};

describe('the duties of a teacher', () => {
  it('stand in the order of the rules, each with what was entered for it', async () => {
    await keep(
      duty('b', { date: '2025-11-01' }),
      duty('a', { date: '2025-10-01' }),
      duty('talk', { task: 'talk' }),
      duty('of zhou', { teacher: 'zhou' }),
    );
    expect(await named()).toEqual({
      lines: [
        ['q0', 0, []],
        ['q1', 0, []],
        ['q3', 1, ['talk']],
        ['q2', 2, ['a', 'b']],
      ],
      others: [],
    });
  });

  it('are counted as Today and the quota table count them', async () => {
    await keep(
      duty('a'),
      duty('talk', { task: 'talk' }),
      duty('paper', { task: 'paper' }),
      duty('later', { date: '2025-11-21' }),
    );
    const mine = (await quotasOfTeacher(school.store, lin, TODAY)).map(({ rule, done }) => [rule.id, done]);
    const table = await quotaTable(school.store, dean, 'school', '', TODAY);
    const row = table?.rows.find((each) => each.teacher.id === 'lin');
    const inTable = [...(row?.standings?.values() ?? [])].map(({ rule, done }) => [rule.id, done]);
    const here = (await named()).lines?.map(([id, done]) => [id, done]);
    expect(here).toEqual(mine);
    expect(new Map(inTable as [string, number][])).toEqual(new Map(here as [string, number][]));
    expect(here).toContainEqual(['q3', 2]);
  });

  it('leave nothing that was entered out of reach: what no task asks for, what is to come, holidays, years before', async () => {
    const last = terms.at(-1)!;
    await keep(
      duty('course', { task: 'training', hours: 6 }),
      duty('planned', { date: '2025-12-24' }),
      duty('holidays', { date: '2026-08-10' }),
      duty('long ago', { date: '2019-05-05' }),
    );
    const inAll = await Promise.all(terms.map(({ id }) => named(lin, { semester: id, today: last.end })));
    const shown = inAll.flatMap(({ lines, others }) => [
      ...(others ?? []),
      ...(lines ?? []).flatMap(([, , ids]) => ids),
    ]);
    expect(shown.sort()).toEqual(['course', 'holidays', 'long ago', 'planned']);
    expect((await named()).others).toEqual(['long ago', 'course', 'planned']);
  });

  it('of an earlier semester are those of its days', async () => {
    await keep(duty('before', { date: '2026-01-20' }), duty('now', { date: '2026-03-10' }));
    const today = '2026-03-20';
    expect((await named(lin, { today })).lines).toContainEqual(['q2', 1, ['now']]);
    expect((await named(lin, { today, semester: terms[0]!.id })).lines).toContainEqual(['q2', 1, ['before']]);
  });

  it('are gone with a deleted entry', async () => {
    await keep(duty('a', { deleted: true }));
    expect((await named()).lines).toContainEqual(['q2', 0, []]);
  });

  it.each<[string, Teacher, string | undefined]>([
    ['the teacher', lin, 'own'],
    ['the group’s leader', zhou, 'facts'],
    ['the academic affairs director', dean, 'facts'],
    ['the mentor', wang, undefined],
  ])('open to %s as %#', async (_, me, access) => {
    await keep(duty('a'));
    const found = await ask(me);
    expect(found?.access).toBe(access);
    // A note reaches nobody but its writer, not even as a field that no page shows.
    expect(JSON.stringify(found ?? null).includes('secret')).toBe(access === 'own');
  });
});

describe('lessons behind a task', () => {
  const seen = headerOfSheet(
    aNotesSheet({ sheet: 's', lesson: 'l2', observer: 'lin', teacher: 'wang', date: '2025-10-11' }),
    null,
  );
  beforeEach(async () => {
    const schedule = { startTime: null, host: '', organiser: '', note: '' };
    const lessons = [
      aLesson({ id: 'l1', teacher: 'lin', date: '2025-10-10', period: 1, lessonKind: 'open', topic: 'Area', schedule }),
      aLesson({ id: 'l2', teacher: 'wang', date: '2025-10-11', period: 1, lessonKind: 'ordinary', topic: 'Time' }),
    ];
    await school.store.db.lessons.bulkPut(lessons.map(lessonRow));
    await school.store.db.headers.put(headerRow(seen));
  });

  it('are listed for the teacher, with the sheet that opens', async () => {
    const lines = (await ask(lin))?.lines ?? [];
    expect(lines.map(({ lessons, closed }) => [lessons.map(({ lesson }) => lesson.topic), closed])).toEqual([
      [['Time'], 0],
      [['Area'], 0],
      [[], 0],
      [[], 0],
    ]);
    expect(lines[0]?.lessons[0]?.sheet).toBe('s');
  });

  it('of others are counted for the leader and not named, announced ones are', async () => {
    const lines = (await ask(zhou))?.lines ?? [];
    expect(lines.map(({ done, lessons, closed }) => [done, lessons.map(({ lesson }) => lesson.topic), closed])).toEqual(
      [
        [1, [], 1],
        [1, ['Area'], 0],
        [0, [], 0],
        [0, [], 0],
      ],
    );
  });
});

describe('what is handed in', () => {
  const ids = async (semester = '') =>
    (await dutiesToHandIn(school.store, lin, { semester, today: TODAY })).map(({ id }) => id);

  it('is what the semester shows of mine, and what was deleted after it was handed in, never a note', async () => {
    await keep(
      duty('a', { date: '2025-10-01' }),
      duty('other', { task: 'training', date: '2025-10-02' }),
      duty('gone', { deleted: true, handedOn: '2025-10-05', date: '2025-10-03' }),
      duty('never handed in', { deleted: true }),
      duty('of zhou', { teacher: 'zhou' }),
      duty('of zhou, gone', { teacher: 'zhou', deleted: true, handedOn: '2025-10-05' }),
    );
    expect(await ids()).toEqual(['a', 'other', 'gone']);
    const files = await dutiesToHandIn(school.store, lin, { semester: '', today: TODAY });
    expect(JSON.stringify(files)).not.toContain('secret');
    for (const record of files) expect(parseRecord(record)).toMatchObject({ ok: true, opaque: false });
  });
});

describe('a duty without its note', () => {
  const whole = aDuty({
    note: 'secret here',
    stamp: 'b-0000-n1',
    at: { title: 'c-0000-n1', note: 'd-0000-n2' },
    heads: {
      note: { seen: { n1: 'b-0000-n1', n2: 'd-0000-n2' }, others: [{ stamp: 'b-0000-n1', value: 'secret too' }] },
    },
  });
  it('holds no version of it and no stamp of it', () => {
    const facts = withoutNote(whole);
    expect(JSON.stringify(facts)).not.toMatch(/secret|note|n2/u);
    expect(facts).toMatchObject({ title: whole.title, date: whole.date, at: { title: 'c-0000-n1' } });
  });
  it('takes nothing away from the whole when it comes back, in either order, and keeps an answer', () => {
    expect(mergeRecords(whole, withoutNote(whole))).toEqual(mergeRecords(whole, whole));
    expect(mergeRecords(withoutNote(whole), whole)).toEqual(mergeRecords(whole, whole));
    const checked = patchRecord(withoutNote(whole), { checkedBy: 'dean' }, 'e-0000-n3');
    expect(mergeRecords(checked, whole)).toMatchObject({ note: 'secret here', checkedBy: 'dean' });
  });
});
