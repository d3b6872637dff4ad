import type { Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { slotKey, type Lesson } from '../../domain/lesson.ts';
import type { NextStep } from '../../domain/mentoring.ts';
import type { Teacher } from '../../domain/people.ts';
import type { RecordBase } from '../../domain/record.ts';
import type { Response, Share } from '../../domain/sharing.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById } from '../write.ts';
import { headersPage, sheetDetail, slotGroups, type SheetDetail } from './lessons.ts';

/** One observer's sheet of a lesson, as far as the person may see it. */
export interface SheetOnLesson {
  header: SheetHeader;
  /** Null where only the facts of the header are open. */
  detail: SheetDetail | null;
}

/** A lesson with every sheet of it that the person may see. */
export interface LessonView {
  /** The lesson records that are this one lesson; empty when only the sheet is on this device. */
  lessons: Lesson[];
  /** Lessons in the same slot that are kept apart from it, each as its records. */
  apart: Lesson[][];
  /** In the order in which the observers sealed them. */
  sheets: SheetOnLesson[];
  /** The observed teacher or guest, as the sheets call them or else the roster. */
  teacherName: string;
  /** There is such a record, but nothing of it is open to the person. */
  closed: boolean;
}

/** The lesson of a sheet's or a lesson's id, as `access` lets it be seen; null when this device has neither. */
export async function lessonView(store: Store, id: Id, access: Access): Promise<LessonView | null> {
  const { db } = store;
  const asked = await db.headers.get(id);
  const lesson = asked ? asked.lesson : id;
  const row = await db.lessons.get(lesson);
  const known = row ? decode(row.doc) : null;
  if (!asked && (!known || known.deleted)) return null;
  const nothing: LessonView = { lessons: [], apart: [], sheets: [], teacherName: '', closed: true };
  if (asked && access.sheet(decode(asked.doc)) === 'none') return nothing;
  const groups = await slotGroups(store, known ? slotKey(known) : null);
  const own = groups.find((group) => group.some((item) => item.id === lesson)) ?? (known ? [known] : []);
  const ids = own.length > 0 ? own.map((item) => item.id) : [lesson];
  const headers = await db.headers.where('lesson').anyOf(ids).toArray();
  const sheets = await Promise.all(headers.map((header) => sheetOf(store, decode(header.doc), access)));
  const readable = sheets.filter((sheet) => sheet !== null);
  if (!asked && readable.length === 0 && !mayKnow(access, own)) return nothing;
  return {
    lessons: own,
    apart: groups.filter((group) => group !== own && mayKnow(access, group)),
    sheets: readable.sort(bySealing),
    teacherName: readable[0]?.header.teacherName ?? (await nameOfTeacher(store, own[0])),
    closed: false,
  };
}

async function nameOfTeacher(store: Store, lesson: Lesson | undefined): Promise<string> {
  if (!lesson?.teacher) return lesson?.guest?.name ?? '';
  return (await recordById<Teacher>(store, lesson.teacher))?.name ?? '';
}

async function sheetOf(store: Store, header: SheetHeader, access: Access): Promise<SheetOnLesson | null> {
  const may = access.sheet(header);
  if (may === 'none') return null;
  return { header, detail: may === 'full' ? await sheetDetail(store, header.id) : null };
}

/** Whether the person may know of a lesson itself: who reads its sheets, or everybody when it was announced. */
function mayKnow(access: Access, lessons: readonly Lesson[]): boolean {
  return lessons.some((lesson) => access.sheet({ ...lesson, observer: '' }) !== 'none');
}

function bySealing(a: SheetOnLesson, b: SheetOnLesson): number {
  const at = ({ detail }: SheetOnLesson) => detail?.revisions[0]?.sealedAt ?? Number.MAX_SAFE_INTEGER;
  return at(a) - at(b) || (a.header.id < b.header.id ? -1 : 1);
}

/** What followed on sheets: to whom they were handed, what the teacher said, and what was agreed. */
export interface FollowUp {
  shares: Share[];
  responses: Response[];
  /** In the order in which they were agreed. */
  steps: NextStep[];
  /** Names of everybody whom these name; who is not on the roster any more is missing. */
  names: ReadonlyMap<Id, string>;
}

/** What followed on these sheets and lessons. To be asked only for sheets that are open in full to the person. */
export async function followUpOf(store: Store, sheets: readonly Id[], lessons: readonly Id[]): Promise<FollowUp> {
  const [shares, responses, steps] = await Promise.all([
    recordsWhere<Share>(store, 'share', (share) => sheets.includes(share.sheet)),
    recordsWhere<Response>(store, 'response', (response) => sheets.includes(response.sheet)),
    recordsWhere<NextStep>(
      store,
      'nextStep',
      // What was agreed on somebody else's sheet of the lesson is not for who reads another one.
      (step) => (step.sheet !== null ? sheets.includes(step.sheet) : lessons.includes(step.lesson ?? '')),
    ),
  ]);
  const people = new Set([...shares.flatMap((share) => share.to), ...steps.map((step) => step.owner)]);
  return {
    shares: shares.sort((a, b) => a.sharedAt - b.sharedAt),
    responses,
    steps: steps.sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1)),
    names: await namesOf(store, [...people]),
  };
}

async function namesOf(store: Store, ids: readonly Id[]): Promise<Map<Id, string>> {
  const teachers = await Promise.all(ids.map((id) => recordById<Teacher>(store, id)));
  return new Map(teachers.flatMap((teacher) => (teacher ? [[teacher.id, teacher.name] as const] : [])));
}

/** Live records of a kind that pass; the rest is never gathered. */
async function recordsWhere<R extends RecordBase>(
  store: Store,
  kind: R['kind'],
  passes: (record: R) => boolean,
): Promise<R[]> {
  const rows = await store.db.records
    .where('kind')
    .equals(kind)
    .filter((row) => {
      const record = decode(row.doc) as R;
      return !record.deleted && passes(record);
    })
    .toArray();
  return rows.map((row) => decode(row.doc) as R);
}

/** Later sheets of a teacher that the person may read, newest first: those in which a next step may have been seen. */
export async function sheetsSince(store: Store, access: Access, teacher: Id, since: PlainDate): Promise<SheetHeader[]> {
  const { headers } = await headersPage(store, { teacher, from: since }, 40);
  return headers.filter((header) => access.sheet(header) === 'full');
}
