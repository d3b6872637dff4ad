import type { Access, SheetAccess } from '../../domain/access.ts';
import { mayCalibrate } from '../../domain/calibration.ts';
import { attendanceByTeacher, attendanceIdOf, minutesIdOf, type Attendance } from '../../domain/classes.ts';
import type { Material, Minutes } from '../../domain/classes.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import { gatherLessons, PUBLIC_KINDS, type Lesson } from '../../domain/lesson.ts';
import type { NextStep } from '../../domain/mentoring.ts';
import { groupsOn, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { LessonRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { sameLessonIds } from './lessons.ts';
import { mayPairToday, rightsOf } from './rights.ts';
import { groupsAndMembers, roster, semesters } from './teachers.ts';

/** A class as a week or a list shows it. */
export interface ClassRow {
  lesson: Lesson;
  /** Who gives it: the teacher of the roster, or the guest; empty when the roster does not have them any more. */
  name: string;
  /** Finished sheets on this device. */
  sheets: number;
}

/** A sheet of the class that the person may know of. */
export interface ClassSheet {
  header: SheetHeader;
  access: Exclude<SheetAccess, 'none'>;
}

/** A class with everything that its page shows. */
export interface ClassDetail {
  lesson: Lesson;
  /** The ids that are this one class, the smallest first: what is new is written under that. */
  ids: Id[];
  teacher: Teacher | null;
  /** Everybody, in roster order. */
  roster: Teacher[];
  groups: Group[];
  memberships: Membership[];
  semesters: Semester[];
  /** Who signed in, is on leave or absent. */
  attendance: Map<Id, Attendance>;
  sheets: ClassSheet[];
  /** The person's own sheet, or null. */
  mine: Id | null;
  minutes: Minutes | null;
  /** Minutes that somebody who had recorded the class on another device wrote apart from those; mostly none. */
  otherMinutes: Minutes[];
  materials: Material[];
  steps: { step: NextStep; seen: SheetHeader | null }[];
  /** Sheets of the same teacher after this class that the person may know of, newest first. */
  later: SheetHeader[];
  /** The person may keep the sign-in and change the class: who announced it, who gives it, leaders and the office. */
  mayKeep: boolean;
  /** The person may set the agreed scores of a calibration and see everybody's result. */
  mayCalibrate: boolean;
  /** The person may write the minutes: whoever may keep it, was there or observed it. */
  mayWrite: boolean;
}

/** Open, demonstration and other announced classes between two days, both inclusive, by day and hour; each class once. */
export function classesBetween(store: Store, from: PlainDate, to: PlainDate): Promise<ClassRow[]> {
  const { db } = store;
  // In one transaction: to begin one for each of the questions takes longer than to answer them.
  return db.transaction('r', [db.records, db.lessons, db.headers], async () => readBetween(store, from, to));
}

async function readBetween(store: Store, from: PlainDate, to: PlainDate): Promise<ClassRow[]> {
  const [apart, ...found] = await Promise.all([
    recordsOfKind<KeepApart>(store, 'keepApart'),
    ...PUBLIC_KINDS.map((kind) =>
      store.db.lessons.where('[lessonKind+date]').between([kind, from], [kind, to], true, true).toArray(),
    ),
  ]);
  const lessons = found
    .flat()
    .map((row: LessonRow) => decode(row.doc))
    .filter((lesson) => !lesson.deleted);
  const groups = gatherLessons(lessons, pairsKeptApart(apart));
  const [sheets, names] = await Promise.all([
    sheetsByLesson(
      store,
      lessons.map(({ id }) => id),
    ),
    namesOf(
      store,
      lessons.flatMap(({ teacher }) => teacher ?? []),
    ),
  ]);
  return groups
    .flatMap((group) => {
      const lesson = group.find(({ schedule }) => schedule !== null) ?? group[0];
      if (!lesson) return [];
      const name = lesson.teacher ? (names.get(lesson.teacher) ?? '') : (lesson.guest?.name ?? '');
      return [{ lesson, name, sheets: group.reduce((sum, { id }) => sum + (sheets.get(id) ?? 0), 0) }];
    })
    .sort((a, b) => (hourKey(a.lesson) < hourKey(b.lesson) ? -1 : 1));
}

/** One class; null when this device does not have it. */
export function classDetail(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<ClassDetail | null> {
  const { db } = store;
  return db.transaction('r', [db.meta, db.records, db.lessons, db.headers], async () =>
    readClass(store, me, id, today),
  );
}

async function readClass(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<ClassDetail | null> {
  const found = await store.db.lessons.get(id);
  const asked = found && decode(found.doc);
  if (!asked || asked.deleted) return null;
  const ids = [...(await sameLessonIds(store, id))].sort();
  // One after the other: many reads side by side leave Dexie's zone, and a live query would no longer follow them.
  const { access } = await rightsOf(store, me, today);
  const { groups, memberships } = await groupsAndMembers(store);
  const terms = await semesters(store);
  const teachers = await roster(store);
  const leads = await mayPairToday(store, me, today);
  const rows = await store.db.headers.where('lesson').anyOf(ids).toArray();
  const own = await writtenOn(store, ids, { me: me.id, access });
  const attendance = await attendanceOf(store, ids, teachers);
  const later = asked.teacher ? await laterSheets(store, asked.teacher, asked.date) : [];
  const headers = rows.map((row) => decode(row.doc));
  const person = personIdOfTeacher(me.id);
  const mayKeep = leads || asked.author === person || asked.teacher === me.id;
  const mine = headers.find((header) => header.observer === me.id)?.id ?? null;
  return {
    lesson: asked,
    ids,
    teacher: teachers.find((teacher) => teacher.id === asked.teacher) ?? null,
    roster: teachers,
    groups,
    memberships,
    semesters: terms,
    attendance,
    sheets: headers.flatMap((header) => {
      const open = access.sheet(header);
      return open === 'none' ? [] : [{ header, access: open }];
    }),
    mine,
    later: later.flatMap((row) => {
      const header = decode(row.doc);
      return access.sheet(header) === 'none' || ids.includes(header.lesson) ? [] : [header];
    }),
    ...own,
    mayKeep,
    mayCalibrate: mayCalibrate(access, me, asked),
    mayWrite: mayKeep || mine !== null || attendance.get(me.id)?.state === 'present',
  };
}

/** Who is expected at a class: the members of its teacher's groups on its day, its teacher left out. */
export function expectedAt(
  { lesson, roster: teachers, memberships }: Pick<ClassDetail, 'lesson' | 'roster' | 'memberships'>,
  group: Id | null,
): Teacher[] {
  const groups = group ? [group] : lesson.teacher ? groupsOn(memberships, lesson.teacher, lesson.date) : [];
  return teachers.filter(
    (teacher) =>
      teacher.id !== lesson.teacher &&
      teacher.status === 'active' &&
      groupsOn(memberships, teacher.id, lesson.date).some((each) => groups.includes(each)),
  );
}

async function writtenOn(
  store: Store,
  ids: readonly Id[],
  reader: { me: Id; access: Access },
): Promise<Pick<ClassDetail, 'minutes' | 'otherMinutes' | 'materials' | 'steps'>> {
  const minutes = await store.db.records.bulkGet(ids.map(minutesIdOf));
  const materials = await recordsOfKind<Material>(store, 'material');
  const steps = await recordsOfKind<NextStep>(store, 'nextStep');
  const written = minutes.flatMap((row) => (row ? [decode(row.doc) as Minutes] : []));
  const live = written.filter((record) => !record.deleted);
  const here = steps.filter((step) => step.lesson !== null && ids.includes(step.lesson));
  const named = await store.db.headers.bulkGet(here.flatMap(({ sheet, seenIn }) => [sheet ?? [], seenIn ?? []].flat()));
  const headers = new Map(named.flatMap((row) => (row ? [[row.id, decode(row.doc)] as const] : [])));
  const own = here.filter((step) => mayReadStep(step, step.sheet ? headers.get(step.sheet) : undefined, reader));
  return {
    minutes: live[0] ?? null,
    otherMinutes: live.slice(1).filter(({ text, conclusions }) => (text + conclusions).trim() !== ''),
    materials: materials.filter((material) => ids.includes(material.lesson)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    steps: own.map((step) => {
      const seen = headers.get(step.seenIn ?? '');
      return { step, seen: seen && reader.access.sheet(seen) !== 'none' ? seen : null };
    }),
  };
}

/** A step of the debrief is everybody's who sees the class; one that was agreed on a sheet is for who reads the sheet. */
function mayReadStep(step: NextStep, header: SheetHeader | undefined, { me, access }: { me: Id; access: Access }) {
  if (step.sheet === null || step.teacher === me || step.owner === me) return true;
  return header !== undefined && access.sheet(header) === 'full';
}

/** The next sheets of a teacher after a day, newest first. */
function laterSheets(store: Store, teacher: Id, date: PlainDate) {
  return store.db.headers
    .where('[teacher+date]')
    .between([teacher, date], [teacher, '9999-99-99'], false, true)
    .reverse()
    .limit(60)
    .toArray();
}

/** By id: one record a lesson and teacher, so that no table is looked through. */
async function attendanceOf(
  store: Store,
  ids: readonly Id[],
  teachers: readonly Teacher[],
): Promise<Map<Id, Attendance>> {
  const keys = ids.flatMap((id) => teachers.map((teacher) => attendanceIdOf(id, teacher.id)));
  const rows = await store.db.records.bulkGet(keys);
  return attendanceByTeacher(rows.flatMap((row) => (row ? [decode(row.doc) as Attendance] : [])));
}

/** Classes of a full week; the list of a semester has more. */
const WEEK = 100;

async function sheetsByLesson(store: Store, ids: readonly Id[]): Promise<Map<Id, number>> {
  const { headers } = store.db;
  if (ids.length <= WEEK) {
    // Asked side by side: a cursor that goes from one to the next waits for each.
    const found = await Promise.all(ids.map((id) => headers.where('lesson').equals(id).count()));
    return new Map(ids.map((id, i) => [id, found[i] ?? 0]));
  }
  const counts = new Map<Id, number>();
  const lessons = await headers.where('lesson').anyOf(ids).keys();
  for (const lesson of lessons as Id[]) counts.set(lesson, (counts.get(lesson) ?? 0) + 1);
  return counts;
}

async function namesOf(store: Store, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await store.db.records.bulkGet([...new Set(ids)]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, (decode(row.doc) as Teacher).name] as const] : [])));
}

function hourKey({ date, schedule, period, id }: Lesson): string {
  return [date, schedule?.startTime ?? '', String(period ?? 0).padStart(3, '0'), id].join('|');
}
