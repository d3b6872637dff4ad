import type { Attendance } from './classes.ts';
import { addDays, type PlainDate } from './date.ts';
import { DUTY_TASKS, type Duty, type DutyTask } from './duty.ts';
import type { SheetHeader } from './header.ts';
import type { Id } from './ids.ts';
import { foldLabel, type Lesson, type LessonKind } from './lesson.ts';
import { holds, type Post, type Teacher } from './people.ts';
import type { RecordBase } from './record.ts';
import { inOrder, type Semester, semesterOfDate } from './semester.ts';

/** What a quota asks for: lessons observed, lessons given, or a duty. */
export const QUOTA_TASKS = ['observe', 'give', ...DUTY_TASKS] as const;
export type QuotaTask = (typeof QUOTA_TASKS)[number];
/** Whether what a quota asks for is entered by the teacher, and not counted from lessons. */
export function isEntered(task: QuotaTask): task is DutyTask {
  return task !== 'observe' && task !== 'give';
}
/** The span in which a quota is counted. */
export const QUOTA_PERIODS = ['month', 'semester', 'schoolYear'] as const;
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];
type Place = Lesson['place']['type'];

/** A quota as data: post × seniority × period × lesson kind × counts once or more × where. */
export interface QuotaRule extends RecordBase<'quota'> {
  /** The school's own name for it; empty = named by what it asks for. A task `other` is told from others by it. */
  name: string;
  task: QuotaTask;
  /** Duties that count just as well ("one paper or forum talk"); only beside a duty. Absent = none. */
  also?: DutyTask[];
  count: number;
  unit: 'times' | 'hours';
  per: QuotaPeriod;
  /** Whom it binds: anybody who holds one of these posts; empty = everybody. */
  posts: Post[];
  /** Whole years of service, both inclusive; null = open. Someone with an unknown start is bound only by an open rule. */
  seniority: { from: number | null; to: number | null };
  /** Empty = every kind. */
  lessonKinds: LessonKind[];
  /** Empty = anywhere. */
  places: Place[];
  /** `lesson`: a lesson counts once however often it is entered; `visit`: every entry counts. */
  counts: 'lesson' | 'visit';
  /** Signing in at an open or demonstration class counts as observing it, also without a sheet. Absent = no. */
  attendance?: boolean;
  /** Days on which the rule is in force; null = open. */
  from: PlainDate | null;
  to: PlainDate | null;
}

/** A series of lessons, such as the Saturday demonstration classes or the October round. */
export interface Series extends RecordBase<'series'> {
  name: string;
  lessonKind: LessonKind;
  group: Id | null;
  from: PlainDate;
  to: PlainDate;
  lessons: Record<Id, true>;
  note: string;
}

/** Whole years of service on a day; null when the start is unknown, 0 before it. */
export function serviceYears(start: PlainDate | null, date: PlainDate): number | null {
  if (start === null) return null;
  const years = Number(date.slice(0, 4)) - Number(start.slice(0, 4)) - (date.slice(5) < start.slice(5) ? 1 : 0);
  return Math.max(0, years);
}

/** Whether a rule binds a teacher on a day. A teacher who has left is bound by none. */
export function quotaBinds(
  rule: QuotaRule,
  teacher: Pick<Teacher, 'posts' | 'serviceStart' | 'status'>,
  date: PlainDate,
): boolean {
  if (rule.deleted || teacher.status !== 'active' || !holds(rule, date)) return false;
  const posts = Object.values(teacher.posts).filter((posting) => holds(posting, date));
  if (rule.posts.length > 0 && !posts.some((posting) => rule.posts.includes(posting.post))) return false;
  const { from, to } = rule.seniority;
  if (from === null && to === null) return true;
  const years = serviceYears(teacher.serviceStart, date);
  return years !== null && (from === null || years >= from) && (to === null || years <= to);
}

/**
 * The rules that a teacher has to meet on a day: of several that ask for the same thing (task, unit, period, kinds,
 * places) the most demanding one, so that a leader's quota replaces the general one. Ties: the smallest id.
 */
export function quotasOf(
  rules: readonly QuotaRule[],
  teacher: Pick<Teacher, 'posts' | 'serviceStart' | 'status'>,
  date: PlainDate,
): QuotaRule[] {
  const byWish = new Map<string, QuotaRule>();
  for (const rule of [...rules].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))) {
    if (!quotaBinds(rule, teacher, date)) continue;
    const wish = quotaWish(rule);
    if (!byWish.has(wish)) byWish.set(wish, rule);
  }
  return [...byWish.values()];
}

/** What a rule asks for, whoever it binds and however much it asks: equal for rules that replace each other. */
export function quotaWish(
  rule: Pick<QuotaRule, 'task' | 'also' | 'name' | 'unit' | 'per' | 'lessonKinds' | 'places'>,
): string {
  const tasks = [rule.task, ...(rule.also ?? [])].sort().join('+');
  // What the school names itself is told apart by that name alone.
  const own = rule.task === 'other' ? [foldLabel(rule.name)] : [];
  return [tasks, ...own, rule.unit, rule.per, [...rule.lessonKinds].sort(), [...rule.places].sort()].join('|');
}

/** The days in which a quota is counted, both inclusive; null when the day lies in no semester. */
export function quotaWindow(
  per: QuotaPeriod,
  date: PlainDate,
  semesters: readonly Semester[],
): { from: PlainDate; to: PlainDate } | null {
  if (per === 'month') return monthOf(date);
  const live = semesters.filter((semester) => !semester.deleted);
  const semester = semesterOfDate(live, date);
  if (!semester) return null;
  if (per === 'semester') return { from: semester.start, to: semester.end };
  const year = inOrder(live.filter((item) => item.schoolYear === semester.schoolYear));
  const ends = year.map((item) => item.end).sort();
  return { from: year[0]?.start ?? semester.start, to: ends.at(-1) ?? semester.end };
}

/** Something that may count toward a quota. */
export interface QuotaEvent {
  who: Id;
  task: QuotaTask;
  date: PlainDate;
  lesson: Id | null;
  lessonKind: LessonKind | null;
  place: Place | null;
  hours: number;
  /** The duty that was entered, and the name of its task where that is one of the school's own. */
  duty?: Id;
  label?: string;
  /** It stands on a sign-in alone and counts only where the rule says so. */
  attended?: boolean;
}

/** A finished sheet as an observation that counts (notes only counts too); null for one's own lesson. */
export function eventOfHeader(
  header: Pick<SheetHeader, 'observer' | 'teacher' | 'date' | 'lesson' | 'lessonKind' | 'minutes'>,
  place: Place | null = null,
): QuotaEvent | null {
  if (header.observer === header.teacher) return null;
  const { observer: who, date, lesson, lessonKind } = header;
  return { who, task: 'observe', date, lesson, lessonKind, place, hours: (header.minutes ?? 0) / 60 };
}

/** A lesson as one that its teacher gave; null for a guest's. */
export function eventOfLesson(
  lesson: Pick<Lesson, 'id' | 'teacher' | 'date' | 'lessonKind' | 'place' | 'minutes'>,
): QuotaEvent | null {
  if (!lesson.teacher) return null;
  const { teacher: who, date, lessonKind, place, minutes } = lesson;
  return { who, task: 'give', date, lesson: lesson.id, lessonKind, place: place.type, hours: (minutes ?? 0) / 60 };
}

/**
 * A teacher's sign-in at a lesson as an observation that counts where a rule says so; null for who was not there and for
 * one's own lesson.
 */
export function eventOfAttendance(
  attendance: Pick<Attendance, 'teacher' | 'state' | 'deleted'>,
  lesson: Pick<Lesson, 'id' | 'teacher' | 'date' | 'lessonKind' | 'place' | 'minutes'>,
): QuotaEvent | null {
  if (attendance.deleted || attendance.state !== 'present' || attendance.teacher === lesson.teacher) return null;
  const given = { date: lesson.date, lesson: lesson.id, lessonKind: lesson.lessonKind, place: lesson.place.type };
  return { ...given, who: attendance.teacher, task: 'observe', hours: (lesson.minutes ?? 0) / 60, attended: true };
}

/** A duty entry as an event. */
export function eventOfDuty(duty: Pick<Duty, 'id' | 'teacher' | 'task' | 'label' | 'date' | 'hours'>): QuotaEvent {
  const { id, teacher: who, task, label, date, hours } = duty;
  const own = label === undefined ? {} : { label };
  return { who, task, date, lesson: null, lessonKind: null, place: null, hours, duty: id, ...own };
}

/** What a teacher did inside a window that counts for a rule, in the order given; nothing of it twice. */
export function quotaCounted(
  rule: QuotaRule,
  events: readonly QuotaEvent[],
  who: Id,
  window: { from: PlainDate; to: PlainDate },
): QuotaEvent[] {
  const seen = new Set<Id>();
  return events.filter((event) => {
    if (event.who !== who || !asksFor(rule, event) || !holds(window, event.date)) return false;
    if (event.attended && !rule.attendance) return false;
    if (rule.lessonKinds.length > 0 && !(event.lessonKind && rule.lessonKinds.includes(event.lessonKind))) return false;
    if (rule.places.length > 0 && !(event.place && rule.places.includes(event.place))) return false;
    if (rule.counts === 'lesson' && event.lesson !== null && seen.has(event.lesson)) return false;
    if (event.lesson !== null) seen.add(event.lesson);
    return true;
  });
}

/** How far what counts goes: done and needed in the rule's unit, left never below 0. */
export function quotaProgress(
  rule: Pick<QuotaRule, 'unit' | 'count'>,
  counted: readonly Pick<QuotaEvent, 'hours'>[],
): { done: number; needed: number; left: number } {
  const done = rule.unit === 'hours' ? counted.reduce((sum, { hours }) => sum + hours, 0) : counted.length;
  return { done, needed: rule.count, left: Math.max(0, rule.count - done) };
}

/** Whether a rule asks for the task of an event; two tasks of the school's own are one by their names only. */
function asksFor(rule: QuotaRule, { task, label }: QuotaEvent): boolean {
  if (task !== rule.task) return rule.also?.some((each) => each === task) ?? false;
  return task !== 'other' || foldLabel(label ?? '') === foldLabel(rule.name);
}

function monthOf(date: PlainDate): { from: PlainDate; to: PlainDate } {
  const from = `${date.slice(0, 8)}01`;
  const next = addDays(from, 31);
  return { from, to: addDays(`${next.slice(0, 8)}01`, -1) };
}
