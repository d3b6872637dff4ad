import {
  attendanceByTeacher,
  attendanceIdOf,
  countAttendance,
  type Attendance,
  type AttendanceState,
} from '../../domain/classes.ts';
import type { PlainDate } from '../../domain/date.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import type { Series } from '../../domain/quota.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { classesBetween, type ClassRow } from './classes.ts';
import { sameLessonIds } from './lessons.ts';
import { mayPairToday } from './rights.ts';
import { roster } from './teachers.ts';

/** A class of a series with who was there. */
export interface SeriesClass extends ClassRow {
  attendance: Record<AttendanceState, number>;
}

/** A series as the classes page shows it. */
export interface SeriesView {
  series: Series;
  /** By day and hour. */
  classes: SeriesClass[];
  /** Classes of its kind within its days that are in no series yet. */
  free: ClassRow[];
  /** Everybody's signatures together. */
  present: number;
  /** The person may change it: who made it, leaders and the office. */
  mayKeep: boolean;
}

/** The series that run between two days, both inclusive, the one that began last first; with its classes of whatever day. */
export async function seriesBetween(
  store: Store,
  me: Teacher,
  from: PlainDate,
  to: PlainDate,
  today: PlainDate,
): Promise<SeriesView[]> {
  const all = await recordsOfKind<Series>(store, 'series');
  const shown = all
    .filter((series) => series.from <= to && series.to >= from)
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : a.id < b.id ? -1 : 1));
  if (shown.length === 0) return [];
  const leads = await mayPairToday(store, me, today);
  const person = personIdOfTeacher(me.id);
  const teachers = await roster(store);
  const taken = new Set(all.flatMap((series) => Object.keys(series.lessons)));
  const views: SeriesView[] = [];
  // One after the other: many reads side by side leave Dexie's zone, and a live query would no longer follow them.
  for (const series of shown) {
    const ids = Object.keys(series.lessons);
    const rows = await store.db.lessons.bulkGet(ids);
    const days = [series.from, series.to, ...rows.flatMap((row) => row?.date ?? [])].sort();
    const around = await classesBetween(store, days[0] ?? series.from, days.at(-1) ?? series.to);
    const own: ClassRow[] = [];
    const others: ClassRow[] = [];
    for (const row of around) {
      const same = await sameLessonIds(store, row.lesson.id);
      if (same.some((id) => series.lessons[id])) own.push(row);
      else if (row.lesson.lessonKind === series.lessonKind && !same.some((id) => taken.has(id))) others.push(row);
    }
    const classes = await withAttendance(store, own, teachers);
    views.push({
      series,
      classes,
      free: others.filter(({ lesson }) => lesson.date >= series.from && lesson.date <= series.to),
      present: classes.reduce((sum, { attendance }) => sum + attendance.present, 0),
      mayKeep: leads || series.author === person,
    });
  }
  return views;
}

/** By id: one record a lesson and teacher, so that no table is looked through. */
async function withAttendance(
  store: Store,
  rows: readonly ClassRow[],
  teachers: readonly Teacher[],
): Promise<SeriesClass[]> {
  const found: SeriesClass[] = [];
  for (const row of rows) {
    const ids: Id[] = [...(await sameLessonIds(store, row.lesson.id))];
    const keys = ids.flatMap((id) => teachers.map((teacher) => attendanceIdOf(id, teacher.id)));
    const records = (await store.db.records.bulkGet(keys)).flatMap((each) =>
      each ? [decode(each.doc) as Attendance] : [],
    );
    const states = [...attendanceByTeacher(records).values()].map(({ state }) => state);
    found.push({ ...row, attendance: countAttendance(states) });
  }
  return found;
}
