import type { DraftFields } from '../../domain/draft.ts';
import { keepApartIdOf, type KeepApart } from '../../domain/identity.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { slotKey, type Lesson } from '../../domain/lesson.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode, encode } from '../codec.ts';
import { slotGroups } from '../queries/lessons.ts';
import { failure, Refusal } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow } from '../write.ts';
import { lessonInSlot } from './finishPlan.ts';

/** What is being sealed, as far as its lesson depends on it. */
export interface LessonWanted {
  fields: DraftFields;
  /** The sheet before it was reopened. */
  before: Sheet | null;
  author: Id;
  stamp: string;
  /** What the person said about a lesson of another class in the same slot: that one, or another, kept apart. */
  answer: Id | 'another' | null;
}

/**
 * The lesson that the draft names, the one it had before it was reopened, the live one in the same slot, or a new one. To be
 * called inside the transaction that seals (tables lessons, headers, records). Refuses with `lesson-of-other-class` where
 * every lesson in the slot has another class and the person has not said yet whether it is the same.
 */
export async function lessonFor(store: Store, wanted: LessonWanted): Promise<Lesson> {
  const { db } = store;
  const { fields, before, stamp } = wanted;
  const row = before ? await db.lessons.get(before.lesson) : undefined;
  if (before && row) {
    const lesson = decode(row.doc);
    if (before.teacher === fields.teacher && before.date === fields.date && isSamePeriod(before, fields))
      return correctedLesson(store, lesson, wanted);
    if (await standsOnlyFor(store, lesson, before, wanted)) {
      const { apart } = await placeInSlot(store, wanted, lesson.id);
      await keepApart(store, wanted, lesson.id, apart);
      return correctedLesson(store, lesson, wanted);
    }
  }
  const planned = fields.lesson ? await db.lessons.get(fields.lesson) : undefined;
  if (planned) {
    const lesson = decode(planned.doc);
    if (!lesson.deleted && lesson.teacher === fields.teacher && lesson.date === fields.date) return lesson;
  }
  const { same, apart } = await placeInSlot(store, wanted);
  if (same) return same;
  const lesson = newLesson(store, fields, wanted.author, stamp);
  await db.lessons.put(lessonRow(lesson));
  await keepApart(store, wanted, lesson.id, apart);
  return lesson;
}

/** The lesson of the slot that this is (null = none) and those that it is not; `own` is a lesson that moves into the slot. */
async function placeInSlot(
  store: Store,
  { fields, answer }: LessonWanted,
  own?: Id,
): Promise<{ same: Lesson | null; apart: Lesson[] }> {
  const found = await slotGroups(store, slotKey(fields));
  const groups = found.map((group) => group.filter(({ id }) => id !== own)).filter((group) => group.length > 0);
  let same = lessonInSlot(groups, fields.klass);
  if (same === 'ask') {
    const said = groups.find((group) => group.some(({ id }) => id === answer));
    const klass = groups[0]?.[0]?.klass ?? '';
    if (!said && answer !== 'another') throw new Refusal(failure('lesson-of-other-class', { klass }));
    same = said ?? null;
  }
  return { same: same?.[0] ?? null, apart: groups.filter((group) => group !== same).flat() };
}

/** Notes that a lesson is none of the others in its slot. */
async function keepApart(store: Store, { author, stamp }: LessonWanted, lesson: Id, others: Lesson[]): Promise<void> {
  for (const other of others) {
    const [a = lesson, b = lesson] = [lesson, other.id].sort();
    const id = keepApartIdOf(a, b);
    const row = await store.db.records.get(id);
    const record = row
      ? patchRecord(decode(row.doc) as KeepApart, { deleted: false }, stamp)
      : makeRecord<KeepApart>(store, author, stamp, { id, kind: 'keepApart', a, b });
    await store.db.records.put(recordRow(record));
  }
}

function newLesson(store: Store, fields: DraftFields, author: Id, stamp: string): Lesson {
  return makeRecord<Lesson>(store, author, stamp, {
    id: newId(),
    kind: 'lesson',
    ...peopleAndWords(fields),
    teacher: fields.teacher,
    date: fields.date,
    ...periodOf(fields),
    pupils: fields.pupils,
    place: { type: fields.teacher ? 'own' : 'other', name: fields.room.trim() },
    lessonKind: fields.lessonKind,
    lessonType: fields.lessonType,
    level: null,
    schedule: null,
    minutes: fields.minutes,
  });
}

/** Whether finishing this sheet made the lesson and nobody else's sheet hangs on it: then the lesson moves with a correction. */
async function standsOnlyFor(
  store: Store,
  lesson: Lesson,
  before: Sheet,
  { fields, author }: LessonWanted,
): Promise<boolean> {
  if (lesson.author !== author || lesson.schedule !== null || fields.lesson === lesson.id) return false;
  const sheets = await store.db.headers.where('lesson').equals(lesson.id).primaryKeys();
  return sheets.every((sheet) => sheet === before.sheet);
}

/** Facts that were corrected in a reopened sheet go to the lesson too, where this person made it. */
async function correctedLesson(store: Store, lesson: Lesson, { fields, author, stamp }: LessonWanted): Promise<Lesson> {
  if (lesson.author !== author) return lesson;
  const { teacher, date, period, lessonKind, lessonType, pupils } = fields;
  const periodName = periodOf(fields).periodName;
  const facts = { teacher, date, period, periodName, lessonKind, lessonType, pupils, ...peopleAndWords(fields) };
  const patched = patchRecord(lesson, facts, stamp);
  await store.db.lessons.put(lessonRow(patched));
  return patched;
}

function isSamePeriod(before: Sheet, fields: DraftFields): boolean {
  const { period, periodName } = periodOf(fields);
  return before.period === period && (before.snapshot.periodName ?? '') === (periodName ?? '');
}

/** A number, or the name of a period that has none. */
function periodOf({ period, periodName = '' }: DraftFields): Pick<Lesson, 'period' | 'periodName'> {
  return period === null && periodName.trim() ? { period, periodName: periodName.trim() } : { period };
}

function peopleAndWords({ teacher, guestName, guestSchool, klass, subject, topic }: DraftFields) {
  return {
    about: teacher ? [teacher] : [],
    guest: teacher ? null : { name: guestName.trim(), school: guestSchool.trim() },
    klass: klass.trim(),
    subject: subject.trim(),
    topic: topic.trim(),
  };
}

/** The row of a lesson. */
export function lessonRow(lesson: Lesson) {
  const slot = lesson.deleted ? null : slotKey(lesson);
  return {
    id: lesson.id,
    date: lesson.date,
    teacher: lesson.teacher ?? '',
    lessonKind: lesson.lessonKind,
    ...(slot ? { slot } : {}),
    doc: encode(lesson),
  };
}
