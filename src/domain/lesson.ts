import type { PlainDate, WallTime } from './date.ts';
import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** Lesson kinds (听课类型); `ordinary` 随堂课 is the default. */
export const LESSON_KINDS = [
  'ordinary',
  'drop-in',
  'open',
  'demonstration',
  'observation',
  'seminar',
  'report',
  'showcase',
  'improvement',
  'competition',
  'pass',
  'trial',
  'same-topic',
  'rehearsal',
] as const;
export type LessonKind = (typeof LESSON_KINDS)[number];

/** Lesson types (课型). */
export const LESSON_TYPES = ['new', 'revision', 'practice', 'review', 'experiment', 'activity'] as const;
export type LessonType = (typeof LESSON_TYPES)[number];

/** Levels of a public lesson (校 片区 区县 市 省 国家). */
export const LESSON_LEVELS = ['school', 'cluster', 'district', 'city', 'province', 'nation'] as const;
export type LessonLevel = (typeof LESSON_LEVELS)[number];

/** Kinds that are announced and attended: they carry a schedule, sign-in, materials and minutes. */
export const PUBLIC_KINDS: readonly LessonKind[] = [
  'open',
  'demonstration',
  'observation',
  'seminar',
  'report',
  'showcase',
  'improvement',
  'competition',
  'same-topic',
];

/** A guest who is observed: name and school, no roster entry. */
export interface Guest {
  name: string;
  school: string;
}

/** Schedule of an open or demonstration class. */
export interface ClassSchedule {
  startTime: WallTime | null;
  host: string;
  organiser: string;
  note: string;
}

/** A lesson: schedule facts only. One lesson holds many observers' sheets. */
export interface Lesson extends RecordBase<'lesson'> {
  teacher: Id | null;
  guest: Guest | null;
  date: PlainDate;
  /** Period of the day (第_节), null when unknown. */
  period: number | null;
  /** The name of a period that has no number (早读, 课后服务); then `period` is null. Absent for any other. */
  periodName?: string;
  klass: string;
  pupils: number | null;
  /** Where: `own` with room, another school, online. */
  place: { type: 'own' | 'other' | 'online'; name: string };
  subject: string;
  topic: string;
  lessonKind: LessonKind;
  lessonType: LessonType | null;
  level: LessonLevel | null;
  schedule: ClassSchedule | null;
  /** Minutes the lesson lasted or is planned for. */
  minutes: number | null;
}

/**
 * The slot of a lesson (teacher, date, period; a period without a number by its name). Live lessons with an equal slot key are treated as one, so two observers
 * who sat in the same lesson offline end in one lesson. Null when the slot is not fully known (guest, no period).
 */
export function slotKey(lesson: Pick<Lesson, 'teacher' | 'date' | 'period' | 'periodName'>): string | null {
  if (!lesson.teacher) return null;
  const named = foldLabel(lesson.periodName ?? '');
  if (lesson.period === null && !named) return null;
  // No number begins with "~", so that a period called "3" is not the third.
  return `${lesson.teacher}|${lesson.date}|${lesson.period ?? `~${named}`}`;
}

/**
 * Groups lessons that are one: equal slot keys, unless a keep-apart record names two of the group. Returns each lesson's
 * canonical id (the smallest id of its group).
 */
export function lessonsAsOne(
  lessons: readonly Pick<Lesson, 'id' | 'teacher' | 'date' | 'period' | 'periodName' | 'deleted'>[],
  keptApart: ReadonlySet<string> = new Set(),
): Map<Id, Id> {
  const canonical = new Map<Id, Id>();
  const groupsBySlot = new Map<string, Id[][]>();
  for (const lesson of [...lessons].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = lesson.deleted ? null : slotKey(lesson);
    const groups = key ? (groupsBySlot.get(key) ?? []) : [];
    const group = groups.find((members) => !members.some((id) => keptApart.has(apartKey(id, lesson.id))));
    canonical.set(lesson.id, group?.[0] ?? lesson.id);
    if (group) group.push(lesson.id);
    else if (key) groupsBySlot.set(key, [...groups, [lesson.id]]);
  }
  return canonical;
}

/** Lessons gathered into those that are one, each group and the groups in the order of their ids. */
export function gatherLessons<L extends Parameters<typeof lessonsAsOne>[0][number]>(
  lessons: readonly L[],
  keptApart?: ReadonlySet<string>,
): L[][] {
  const canonical = lessonsAsOne(lessons, keptApart);
  const groups = new Map<Id, L[]>();
  for (const lesson of [...lessons].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const id = canonical.get(lesson.id) ?? lesson.id;
    groups.set(id, [...(groups.get(id) ?? []), lesson]);
  }
  return [...groups.values()];
}

/** Whether two names mean one class: equal but for width, case and spaces ("三（2）班" and "三(2) 班"). */
export function isSameClass(a: string, b: string): boolean {
  return foldLabel(a) === foldLabel(b);
}

/** A name as it is compared: of a class, a period, a task. Width, space and case do not count. */
export function foldLabel(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/** The key of an unordered pair of lessons that a person keeps apart. */
export function apartKey(a: Id, b: Id): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
