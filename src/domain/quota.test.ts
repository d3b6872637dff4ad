import { describe, expect, it } from 'vitest';
import {
  aDuty,
  aLesson,
  aQuotaRule,
  aSheet,
  aTeacher,
  semestersOf,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import { headerOfSheet } from './header.ts';
import {
  eventOfDuty,
  eventOfHeader,
  eventOfLesson,
  quotaBinds,
  quotaCounted,
  quotaProgress,
  quotasOf,
  quotaWindow,
  quotaWish,
  serviceYears,
  type QuotaEvent,
} from './quota.ts';

useDeterministicIds();

const DAY = '2025-10-15';

describe('years of service', () => {
  it.each<[string | null, string, number | null]>([
    ['2018-09-01', '2025-08-31', 6],
    ['2018-09-01', '2025-09-01', 7],
    ['2025-09-01', '2025-10-15', 0],
    ['2026-09-01', '2025-10-15', 0],
    ['2024-02-29', '2025-02-28', 0],
    ['2024-02-29', '2025-03-01', 1],
    [null, '2025-10-15', null],
  ])('from %s to %s are %s', (start, date, years) => {
    expect(serviceYears(start, date)).toBe(years);
  });
});

describe('a quota binds', () => {
  const leader = aTeacher({ posts: { p: { post: 'dean', from: '2025-09-01', to: '2026-08-31' } } });
  it('everybody who is active, when it names no post', () => {
    expect(quotaBinds(aQuotaRule(), aTeacher(), DAY)).toBe(true);
    expect(quotaBinds(aQuotaRule(), aTeacher({ status: 'left' }), DAY)).toBe(false);
    expect(quotaBinds(aQuotaRule(), aTeacher({ status: 'guest' }), DAY)).toBe(false);
  });
  it('who holds one of its posts on that day', () => {
    const rule = aQuotaRule({ posts: ['principal', 'dean'] });
    expect(quotaBinds(rule, leader, DAY)).toBe(true);
    expect(quotaBinds(rule, leader, '2026-09-01')).toBe(false);
    expect(quotaBinds(rule, aTeacher(), DAY)).toBe(false);
  });
  it('by years of service, both inclusive; an unknown start is bound by open rules only', () => {
    const rule = aQuotaRule({ seniority: { from: 1, to: 3 } });
    const since = (year: number) => aTeacher({ serviceStart: `${year}-09-01` });
    expect([2025, 2024, 2022, 2021].map((year) => quotaBinds(rule, since(year), DAY))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(quotaBinds(rule, aTeacher({ serviceStart: null }), DAY)).toBe(false);
    expect(quotaBinds(aQuotaRule({ seniority: { from: null, to: 0 } }), since(2025), DAY)).toBe(true);
    expect(quotaBinds(aQuotaRule({ seniority: { from: 20, to: null } }), since(2005), DAY)).toBe(true);
    expect(quotaBinds(aQuotaRule(), aTeacher({ serviceStart: null }), DAY)).toBe(true);
  });
  it('while it is in force', () => {
    const rule = aQuotaRule({ from: '2025-10-15', to: '2025-10-15' });
    expect(['2025-10-14', DAY, '2025-10-16'].map((date) => quotaBinds(rule, leader, date))).toEqual([
      false,
      true,
      false,
    ]);
    expect(quotaBinds(aQuotaRule({ deleted: true }), leader, DAY)).toBe(false);
  });

  it("and a leader's replaces the general one, while quotas for other things stay", () => {
    const general = aQuotaRule({ id: 'a', count: 10 });
    const leaders = aQuotaRule({ id: 'b', count: 20, posts: ['dean'] });
    const open = aQuotaRule({ id: 'c', task: 'give', count: 1, lessonKinds: ['open'] });
    const monthly = aQuotaRule({ id: 'd', count: 2, per: 'month' });
    const rules = [general, leaders, open, monthly];
    expect(quotasOf(rules, leader, DAY).map((rule) => rule.id)).toEqual(['b', 'd', 'c']);
    expect(quotasOf(rules, aTeacher(), DAY).map((rule) => rule.id)).toEqual(['a', 'd', 'c']);
  });
  it('once when two rules are the same, whatever the order of their kinds', () => {
    const one = aQuotaRule({ id: 'a', lessonKinds: ['open', 'report'] });
    const two = aQuotaRule({ id: 'b', lessonKinds: ['report', 'open'] });
    expect(quotasOf([two, one], aTeacher(), DAY).map((rule) => rule.id)).toEqual(['a']);
  });
});

describe('the window of a quota', () => {
  const semesters = semestersOf('school-1', 2024, 2025);
  it.each([
    ['2025-10-15', '2025-10-01', '2025-10-31'],
    ['2024-02-29', '2024-02-01', '2024-02-29'],
    ['2025-02-10', '2025-02-01', '2025-02-28'],
    ['2025-12-31', '2025-12-01', '2025-12-31'],
  ])('of the month of %s is %s to %s, without any semester', (date, from, to) => {
    expect(quotaWindow('month', date, [])).toEqual({ from, to });
  });
  it('is the semester of the day, or the whole school year', () => {
    expect(quotaWindow('semester', DAY, semesters)).toEqual({ from: '2025-09-01', to: '2026-01-31' });
    expect(quotaWindow('schoolYear', DAY, semesters)).toEqual({ from: '2025-09-01', to: '2026-07-31' });
    expect(quotaWindow('schoolYear', '2025-03-03', semesters)).toEqual({ from: '2024-09-01', to: '2025-07-31' });
  });
  it('is none in the holidays and without semesters', () => {
    expect(quotaWindow('semester', '2025-08-15', semesters)).toBeNull();
    expect(quotaWindow('schoolYear', DAY, [])).toBeNull();
    expect(
      quotaWindow(
        'semester',
        DAY,
        semesters.map((semester) => ({ ...semester, deleted: true })),
      ),
    ).toBeNull();
  });
});

describe('what counts', () => {
  it('is a finished sheet of another teacher, notes only too, with the place when it is known', () => {
    const header = headerOfSheet(aSheet({ observer: 'o', teacher: 't', lesson: 'l', rubric: null }), null);
    expect(eventOfHeader(header, 'other')).toEqual({
      who: 'o',
      task: 'observe',
      date: DAY,
      lesson: 'l',
      lessonKind: 'ordinary',
      place: 'other',
      hours: 40 / 60,
    });
    expect(eventOfHeader({ ...header, minutes: null })).toMatchObject({ place: null, hours: 0 });
    expect(eventOfHeader({ ...header, teacher: null })).not.toBeNull();
  });
  it("is not one's own lesson", () => {
    expect(eventOfHeader(headerOfSheet(aSheet({ observer: 't', teacher: 't' }), null))).toBeNull();
  });
  it('is a lesson given by a teacher of the roster, and a duty', () => {
    expect(eventOfLesson(aLesson({ id: 'l', teacher: 't', lessonKind: 'open' }))).toMatchObject({
      who: 't',
      task: 'give',
      lesson: 'l',
      place: 'own',
    });
    expect(eventOfLesson(aLesson({ teacher: null }))).toBeNull();
    expect(eventOfDuty(aDuty({ id: 'd', teacher: 't', hours: 6 }))).toMatchObject({
      who: 't',
      task: 'reflection',
      lesson: null,
      hours: 6,
      duty: 'd',
    });
  });
});

describe('progress', () => {
  const window = { from: '2025-09-01', to: '2026-01-31' };
  const event = (more: Partial<QuotaEvent> = {}): QuotaEvent => ({
    who: 't',
    task: 'observe',
    date: DAY,
    lesson: 'l1',
    lessonKind: 'ordinary',
    place: 'own',
    hours: 0.75,
    ...more,
  });
  const done = (rule: Parameters<typeof aQuotaRule>[0], ...events: QuotaEvent[]) =>
    quotaProgress(aQuotaRule(rule), quotaCounted(aQuotaRule(rule), events, 't', window));

  it('is what is done, needed and left', () => {
    expect(done({}, event(), event({ lesson: 'l2' }))).toEqual({ done: 2, needed: 10, left: 8 });
    expect(done({ count: 1 }, event(), event({ lesson: 'l2' }))).toEqual({ done: 2, needed: 1, left: 0 });
    expect(done({})).toEqual({ done: 0, needed: 10, left: 10 });
  });
  it('counts a lesson once, or each visit where the rule says so', () => {
    expect(done({}, event(), event()).done).toBe(1);
    expect(done({ counts: 'visit' }, event(), event()).done).toBe(2);
    expect(
      done(
        { task: 'reflection' },
        event({ task: 'reflection', lesson: null }),
        event({ task: 'reflection', lesson: null }),
      ).done,
    ).toBe(2);
  });
  it('takes only this teacher, this task and days inside the window, edges included', () => {
    expect(
      done(
        {},
        event({ who: 'u' }),
        event({ task: 'give' }),
        event({ date: '2025-08-31' }),
        event({ date: '2026-02-01' }),
      ).done,
    ).toBe(0);
    expect(done({}, event({ date: '2025-09-01' }), event({ date: '2026-01-31', lesson: 'l2' })).done).toBe(2);
  });
  it('takes only its lesson kinds and places; an unknown place is none of them', () => {
    expect(done({ lessonKinds: ['open'] }, event(), event({ lesson: 'l2', lessonKind: 'open' })).done).toBe(1);
    expect(
      done(
        { places: ['other'] },
        event(),
        event({ lesson: 'l2', place: 'other' }),
        event({ lesson: 'l3', place: null }),
      ).done,
    ).toBe(1);
  });
  it('adds hours where the rule is in hours', () => {
    const rule = { unit: 'hours', task: 'training', count: 72 } as const;
    const training = event({ task: 'training', lesson: null, hours: 6 });
    expect(done(rule, training, { ...training, hours: 1.5 })).toEqual({ done: 7.5, needed: 72, left: 64.5 });
  });
  it('takes a paper or a talk where the rule names both, and neither where it names another', () => {
    const [paper, talk] = (['paper', 'talk'] as const).map((task) => event({ task, lesson: null }));
    const either = { task: 'paper', also: ['talk'], count: 1 } as const;
    expect(done({ ...either, also: ['talk'] }, talk!).done).toBe(1);
    expect(done({ ...either, also: ['talk'] }, paper!, talk!).done).toBe(2);
    expect(done({ task: 'paper' }, talk!).done).toBe(0);
    expect(done({ task: 'reflection' }, paper!, talk!).done).toBe(0);
  });
  it("tells the school's own tasks apart by their names, whatever width and case", () => {
    const own = (label: string) => event({ task: 'other', lesson: null, label });
    const diary = { task: 'other', name: 'Class diary' } as const;
    expect(done(diary, own('class  DIARY'), own('Class diary')).done).toBe(2);
    expect(done(diary, own('Home visits'), event({ task: 'other', lesson: null })).done).toBe(0);
    const rules = ['Class diary', 'Home visits', 'CLASS DIARY'].map((name, i) =>
      aQuotaRule({ id: `q${i}`, task: 'other', name, count: i + 1 }),
    );
    expect(quotasOf(rules, aTeacher(), DAY).map(({ id }) => id)).toEqual(['q2', 'q1']);
  });
  it('says what was counted, each of it once', () => {
    const twice = [event(), event(), event({ lesson: 'l2' }), event({ task: 'give' })];
    expect(quotaCounted(aQuotaRule(), twice, 't', window).map(({ lesson }) => lesson)).toEqual(['l1', 'l2']);
  });
});

describe('rules that replace each other', () => {
  it('name the same tasks in any order, and never one task of two', () => {
    const rule = (more: Parameters<typeof aQuotaRule>[0]) => quotaWish(aQuotaRule(more));
    expect(rule({ task: 'paper', also: ['talk'] })).toBe(rule({ task: 'talk', also: ['paper'] }));
    expect(rule({ task: 'paper', also: [] })).toBe(rule({ task: 'paper' }));
    expect(rule({ task: 'paper', also: ['talk'] })).not.toBe(rule({ task: 'paper' }));
    expect(rule({ task: 'paper', name: 'A' })).toBe(rule({ task: 'paper', name: 'B' }));
  });
});
