import { addDays, type PlainDate } from './date.ts';
import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** Someone who uses the app: author of records, linked to a teacher of the roster. */
export interface Person extends RecordBase<'person'> {
  teacher: Id;
  name: string;
}

/** Professional title (职称), from junior to senior; free text is allowed for other systems. */
export const TITLES = ['third', 'second', 'first', 'senior', 'principal-senior'] as const;
/** Honours (称号). */
export const HONOURS = ['backbone', 'subject-leader', 'expert', 'rising-star', 'master'] as const;
/** Posts (职务). */
export const POSTS = ['principal', 'vice-principal', 'dean', 'group-leader', 'prep-leader', 'class-teacher'] as const;
export type Post = (typeof POSTS)[number];

/** A post with its dates; null = open. */
export interface Posting {
  post: Post;
  from: PlainDate | null;
  to: PlainDate | null;
}

/** A teacher of the roster. Leaving does not delete history. */
export interface Teacher extends RecordBase<'teacher'> {
  name: string;
  /** The school's staff number; empty when unknown. Never an identity-card or phone number. */
  number: string;
  /** A corrected reading for search, e.g. `shan xiong` for 单雄; empty = computed. */
  reading: string;
  subjects: string[];
  title: string;
  honours: string[];
  posts: Record<Id, Posting>;
  serviceStart: PlainDate | null;
  status: 'active' | 'left' | 'guest';
  leftOn: PlainDate | null;
  /** Order in the roster; lists stand in roster order, never by score. */
  order: number;
}

/** A group (教研组 subject, 备课组 prep, 年级组 grade). */
export interface Group extends RecordBase<'group'> {
  name: string;
  type: 'subject' | 'prep' | 'grade' | 'other';
  order: number;
}

/** One teacher in one group between two days; null = open. Group questions use the membership on the lesson's date. */
export interface Membership extends RecordBase<'membership'> {
  teacher: Id;
  group: Id;
  role: 'member' | 'leader';
  from: PlainDate | null;
  to: PlainDate | null;
}

/** Whether a span with open ends holds a day. */
export function holds(span: { from: PlainDate | null; to: PlainDate | null }, date: PlainDate): boolean {
  return (span.from === null || span.from <= date) && (span.to === null || date <= span.to);
}

/** The last day of a span that ends because something else begins on a day; null when nothing of the span would be left. */
export function endBefore(span: { from: PlainDate | null }, day: PlainDate): PlainDate | null {
  return span.from !== null && span.from >= day ? null : addDays(day, -1);
}

/** The groups of a teacher on a day, in the order given. */
export function groupsOn(memberships: readonly Membership[], teacher: Id, date: PlainDate): Id[] {
  const groups = memberships.filter((item) => !item.deleted && item.teacher === teacher && holds(item, date));
  return [...new Set(groups.map((item) => item.group))];
}

/** Roster order: order, then name by code point, then id; total, so that lists never jump. */
export function inRosterOrder<T extends Pick<Teacher, 'order' | 'name' | 'id'>>(teachers: readonly T[]): T[] {
  return [...teachers].sort(
    (a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
  );
}

/** Teachers with the same staff number, by number; such pairs are asked about, never merged silently. */
export function duplicateNumbers<T extends Pick<Teacher, 'number'>>(teachers: readonly T[]): Map<string, T[]> {
  const byNumber = new Map<string, T[]>();
  for (const teacher of teachers) {
    const number = teacher.number.trim();
    if (number) byNumber.set(number, [...(byNumber.get(number) ?? []), teacher]);
  }
  for (const [number, same] of byNumber) if (same.length < 2) byNumber.delete(number);
  return byNumber;
}
