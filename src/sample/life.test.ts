import { describe, expect, test } from 'vitest';
import type { Activity } from '../domain/activity.ts';
import type { Calibration } from '../domain/calibration.ts';
import type { Material, Minutes } from '../domain/classes.ts';
import { itemsInOrder, type PeriodList, type SwappedDays } from '../domain/list.ts';
import type { Assessment, Meeting } from '../domain/mentoring.ts';
import { groupsOn } from '../domain/people.ts';
import { quotaBinds, type QuotaRule, type Series } from '../domain/quota.ts';
import type { RecordBase, RecordKind } from '../domain/record.ts';
import { checkScore } from '../domain/score.ts';
import { semesterOfDate } from '../domain/semester.ts';
import { loadBuiltinRubrics } from '../rubrics/index.ts';
import { benchRubric } from './bench-rubric.ts';
import { schoolBatches, type LessonBatch, type SchoolBatch } from './generate.ts';
import type { SampleLocale, SampleOptions } from './options.ts';
import { loadTexts } from './texts.ts';

const TODAY = '2025-11-22';
const LOCALES: SampleLocale[] = ['en', 'zh-Hans', 'zh-Hant'];
const stamp = (at: number) => `${at.toString(36).padStart(9, '0')}-0000-sample00`;

async function whole(locale: SampleLocale, more: Partial<SampleOptions> = {}) {
  const options: SampleOptions = { locale, today: TODAY, stamp, rubrics: await loadBuiltinRubrics(locale), ...more };
  const batches = [...schoolBatches(await loadTexts(locale), options)];
  const [first, ...rest] = batches as [SchoolBatch, ...LessonBatch[]];
  const records = batches.flatMap((batch) => batch.records);
  const ofKind = <R extends RecordBase>(kind: RecordKind) => records.filter((record) => record.kind === kind) as R[];
  const lessons = rest.flatMap((batch) => batch.lessons);
  return { ...first, ofKind, lessons, sheets: rest.flatMap((batch) => batch.sheets), rubrics: options.rubrics };
}

describe.each(LOCALES)('around the lessons of the sample school in %s', async (locale) => {
  const school = await whole(locale);
  const { teachers, groups, memberships, semesters, pairings, lessons, sheets, rubrics } = school;
  const term = semesterOfDate(semesters, TODAY)!;

  test('rules ask something of everybody, and more of who holds a post', () => {
    const rules = school.ofKind<QuotaRule>('quota');
    const me = teachers.find(({ id }) => id === school.me.teacher)!;
    const asked = rules
      .filter((rule) => rule.task === 'observe' && quotaBinds(rule, me, TODAY))
      .map(({ count }) => count);
    expect(asked.length).toBeGreaterThan(1);
    for (const teacher of teachers.filter(({ status }) => status === 'active'))
      expect(rules.some((rule) => rule.task === 'give' && quotaBinds(rule, teacher, TODAY))).toBe(true);
  });

  test('every group met this semester, and nobody was asked who did not belong to it that day', () => {
    const activities = school.ofKind<Activity>('activity');
    for (const group of groups)
      expect(activities.filter((one) => one.group === group.id && one.date >= term.start).length).toBeGreaterThan(2);
    for (const { group, date, attendance, host } of activities) {
      expect(date < TODAY && semesterOfDate(semesters, date) !== null).toBe(true);
      for (const teacher of Object.keys(attendance)) expect(groupsOn(memberships, teacher, date)).toContain(group);
      expect(attendance[host!]).toBe('present');
    }
    expect(activities.some(({ resolutions }) => resolutions === '')).toBe(true);
  });

  test('every pairing of a month or more has met, within its days; those that ended were mostly assessed', () => {
    const meetings = school.ofKind<Meeting>('meeting');
    const assessments = school.ofKind<Assessment>('assessment');
    for (const pairing of pairings) {
      const last = pairing.endedOn ?? TODAY;
      const own = [...meetings, ...assessments].filter((entry) => entry.pairing === pairing.id);
      for (const { date, about, audience } of own) {
        expect(date >= pairing.from && date <= last).toBe(true);
        expect(about).toEqual([pairing.mentor, pairing.mentee]);
        expect(audience).toBe('parties');
      }
      expect(meetings.some((entry) => entry.pairing === pairing.id)).toBe(true);
    }
    const ended = pairings.filter(({ status }) => status === 'ended');
    const assessed = ended.filter(({ id }) => assessments.some((one) => one.pairing === id && one.type === 'final'));
    expect(assessed.length).toBeGreaterThan(ended.length / 2);
  });

  test('most given classes have minutes, every announced one a material, none that is to come has minutes', () => {
    const classes = lessons.filter(({ lessonKind }) => lessonKind === 'open' || lessonKind === 'demonstration');
    const written = new Set(school.ofKind<Minutes>('minutes').map(({ lesson }) => lesson));
    const given = classes.filter(({ date }) => date < TODAY);
    expect(given.filter(({ id }) => written.has(id)).length / given.length).toBeGreaterThan(0.7);
    for (const { id } of classes.filter(({ date }) => date >= TODAY)) expect(written.has(id)).toBe(false);
    const materials = new Set(school.ofKind<Material>('material').map(({ lesson }) => lesson));
    for (const { id } of classes) expect(materials.has(id)).toBe(true);
  });

  test('a series holds lessons of its kind between its days', () => {
    const series = school.ofKind<Series>('series');
    expect(series.length).toBeGreaterThan(2);
    const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
    for (const { lessons: own, lessonKind, from, to } of series) {
      expect(Object.keys(own).length).toBeGreaterThan(1);
      for (const id of Object.keys(own)) {
        const lesson = byId.get(id)!;
        expect(lesson.lessonKind).toBe(lessonKind);
        expect(lesson.date >= from && lesson.date <= to).toBe(true);
      }
    }
    expect(new Set(series.map(({ name }) => name)).size).toBe(series.length);
  });

  test('a few announced classes have agreed scores on the form that their observers used, two of them the person’s own', () => {
    const calibrations = school.ofKind<Calibration>('calibration');
    expect(calibrations).toHaveLength(3);
    const sheetsOf = (lesson: string) => sheets.filter((sheet) => sheet.lesson === lesson && sheet.rubric !== null);
    for (const { lesson, rubric, key, setBy, date } of calibrations) {
      const form = rubrics.find(({ id }) => id === rubric)!;
      for (const [indicator, points] of Object.entries(key)) expect(checkScore(form, indicator, points)).toBeNull();
      expect(Object.keys(key).length).toBeGreaterThan(4);
      expect(sheetsOf(lesson).filter((sheet) => sheet.rubric === rubric).length).toBeGreaterThan(1);
      expect(teachers.find(({ id }) => id === setBy)).toBeDefined();
      expect(date < TODAY && date >= lessons.find(({ id }) => id === lesson)!.date).toBe(true);
    }
    const mine = calibrations.filter(({ lesson }) =>
      sheetsOf(lesson).some((sheet) => sheet.observer === school.me.teacher),
    );
    expect(mine).toHaveLength(2);
  });

  test('the day has times without a number before and after its periods, and one day is swapped', () => {
    const list = school.lists.find((one) => one.list === 'periods') as PeriodList;
    const periods = itemsInOrder(list);
    expect(periods[0]!.number).toBeNull();
    expect(periods.at(-1)!.number).toBeNull();
    expect(periods.slice(1, -1).map(({ number }) => number)).toEqual(periods.slice(1, -1).map((_, i) => i + 1));
    const swaps = school.lists.find((one) => one.list === 'swappedDays') as SwappedDays;
    const [swap] = itemsInOrder(swaps);
    expect(lessons.some(({ date }) => date === swap!.date)).toBe(false);
  });
});

test('a school for measurements holds none of it', async () => {
  const school = await whole('en', { rubric: benchRubric(), observations: 60, classes: 6 });
  for (const kind of ['quota', 'activity', 'meeting', 'minutes', 'series', 'calibration'] as const)
    expect(school.ofKind(kind)).toEqual([]);
});
