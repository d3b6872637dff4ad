import type { AttendanceState } from './classes.ts';
import type { PlainDate, WallTime } from './date.ts';
import type { Id } from './ids.ts';
import type { RecordBase } from './record.ts';

/** A photo of an activity; its key is the id of the blob. */
export interface ActivityPhoto {
  caption: string;
  order: number;
}

/** A group activity (教研活动). Its week is computed from the semester. */
export interface Activity extends RecordBase<'activity'> {
  group: Id;
  date: PlainDate;
  startTime: WallTime | null;
  minutes: number | null;
  place: string;
  /** The teacher who leads it. */
  host: Id | null;
  /** The main speaker (主讲/中心发言人). */
  speaker: Id | null;
  topic: string;
  agenda: string;
  /** Present, leave or absent by teacher; a teacher without an entry was not asked. */
  attendance: Record<Id, AttendanceState>;
  record: string;
  resolutions: string;
  photos: Record<Id, ActivityPhoto>;
  /** Lessons that were given or discussed. */
  lessons: Record<Id, true>;
}

/** "Four in place" (四落实): what an activity has to show. */
export const FOUR = ['time', 'content', 'people', 'assessment'] as const;

/**
 * Which of the four an activity still lacks: a time (start and length), content (topic and agenda or record), people (a
 * host or speaker and somebody present), assessment (resolutions).
 */
export function missingOfFour(activity: Activity): (typeof FOUR)[number][] {
  const has = (text: string) => text.trim() !== '';
  const someonePresent = Object.values(activity.attendance).includes('present');
  const inPlace = {
    time: activity.startTime !== null && activity.minutes !== null && activity.minutes > 0,
    content: has(activity.topic) && (has(activity.agenda) || has(activity.record)),
    people: (activity.host !== null || activity.speaker !== null) && someonePresent,
    assessment: has(activity.resolutions),
  };
  return FOUR.filter((part) => !inPlace[part]);
}

/** Photos in the order of the page: order, then id. */
export function photosInOrder(activity: Pick<Activity, 'photos'>): [Id, ActivityPhoto][] {
  return Object.entries(activity.photos).sort(([a, x], [b, y]) => x.order - y.order || (a < b ? -1 : 1));
}
