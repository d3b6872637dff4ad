import { attendanceIdOf, minutesIdOf, type Attendance, type AttendanceState } from '../../domain/classes.ts';
import type { Material, Minutes } from '../../domain/classes.ts';
import { isPlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import type { ClassSchedule, Lesson } from '../../domain/lesson.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';
import { lessonRow } from './lessonOfSheet.ts';

/** What is announced of an open or demonstration class. */
export type ClassInput = Pick<
  Lesson,
  | 'teacher'
  | 'guest'
  | 'date'
  | 'period'
  | 'periodName'
  | 'klass'
  | 'pupils'
  | 'place'
  | 'subject'
  | 'topic'
  | 'lessonKind'
  | 'lessonType'
  | 'level'
  | 'minutes'
> & { schedule: ClassSchedule };

/**
 * Announces a class. Refuses one that nobody gives (`class-teacher-missing`) and a day that does not exist
 * (`date-invalid`). A lesson that was observed in the same slot already is treated as one with it.
 */
export async function announceClass(store: Store, author: Id, input: ClassInput): Promise<Result<{ id: Id }>> {
  const problem = problemOf(input);
  if (problem) return problem;
  const id = newId();
  return write(store, [store.db.lessons], async ({ stamp }) => {
    const lesson = makeRecord<Lesson>(store, author, stamp(), {
      id,
      kind: 'lesson',
      about: input.teacher ? [input.teacher] : [],
      ...input,
    });
    await store.db.lessons.put(lessonRow(lesson));
    return { id };
  });
}

/** Changes what was announced; refuses what `announceClass` refuses. Sheets keep what they were sealed with. */
export async function editClass(store: Store, id: Id, changes: ClassInput): Promise<Result<object>> {
  const problem = problemOf(changes);
  if (problem) return problem;
  return write(store, [store.db.lessons], async ({ stamp }) => {
    const lesson = await classOf(store, id);
    const about = changes.teacher ? [changes.teacher] : [];
    await store.db.lessons.put(
      lessonRow(patchRecord(lesson, { ...changes, periodName: changes.periodName, about }, stamp())),
    );
    return {};
  });
}

/** Takes a class away, or brings it back. One with finished sheets stays (`class-has-records`). */
export async function setClassDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.lessons, store.db.headers], async ({ stamp }) => {
    const lesson = await classOf(store, id);
    const sheets = deleted ? await store.db.headers.where('lesson').equals(id).count() : 0;
    if (sheets > 0) throw new Refusal(failure('class-has-records', { sheets }));
    await store.db.lessons.put(lessonRow(patchRecord(lesson, { deleted }, stamp())));
    return {};
  });
}

/**
 * Signs teachers in at a class: present, on leave or absent; null takes the entry back. `lessons` are the ids that are one
 * class, the one that new entries go to first. Answers what stood there before, for Undo.
 */
export async function signIn(
  store: Store,
  author: Id,
  lessons: readonly Id[],
  states: ReadonlyMap<Id, AttendanceState | null>,
): Promise<Result<{ before: Map<Id, AttendanceState | null> }>> {
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const stamp = next();
    const before = new Map<Id, AttendanceState | null>();
    for (const [teacher, state] of states) {
      const rows = await store.db.records.bulkGet(lessons.map((lesson) => attendanceIdOf(lesson, teacher)));
      const records = rows.flatMap((row) => (row ? [decode(row.doc) as Attendance] : []));
      before.set(teacher, records.find((record) => !record.deleted)?.state ?? null);
      const changed =
        state === null
          ? records.map((record) => patchRecord(record, { deleted: true }, stamp))
          : withState(store, author, stamp, { lesson: lessons[0] ?? '', teacher, state }, records);
      await store.db.records.bulkPut(changed.map(recordRow));
    }
    return { before };
  });
}

function withState(
  store: Store,
  author: Id,
  stamp: string,
  entry: Pick<Attendance, 'lesson' | 'teacher' | 'state'>,
  records: readonly Attendance[],
): Attendance[] {
  const signedAt = entry.state === 'present' ? store.now() : null;
  if (records.length > 0) {
    return records.map((record) => {
      const signed = record.state === entry.state && !record.deleted ? record.signedAt : signedAt;
      return patchRecord(record, { state: entry.state, signedAt: signed, deleted: false }, stamp);
    });
  }
  const { lesson, teacher } = entry;
  const id = attendanceIdOf(lesson, teacher);
  return [
    makeRecord<Attendance>(store, author, stamp, { id, kind: 'attendance', about: [teacher], ...entry, signedAt }),
  ];
}

/** Writes into the minutes of a class's debrief, which begin with the first word. `shown`: as they stood when typing began. */
export async function editMinutes(
  store: Store,
  author: Id,
  lesson: Id,
  changes: Partial<Pick<Minutes, 'heldOn' | 'place' | 'text' | 'conclusions'>>,
  shown?: Minutes,
): Promise<Result<{ record: Minutes }>> {
  const id = minutesIdOf(lesson);
  return write(store, [store.db.records, store.db.lessons], async ({ stamp: next }) => {
    const stamp = next();
    const [row, of] = await Promise.all([store.db.records.get(id), classOf(store, lesson)]);
    const record = row
      ? patchRecord(decode(row.doc) as Minutes, { ...changes, deleted: false }, stamp, shown)
      : makeRecord<Minutes>(store, author, stamp, {
          id,
          kind: 'minutes',
          about: of.teacher ? [of.teacher] : [],
          lesson,
          heldOn: null,
          place: '',
          text: '',
          conclusions: '',
          ...changes,
        });
    await store.db.records.put(recordRow(record));
    return { record };
  });
}

/**
 * Names a material of a class: a name, a link, or both. Refuses neither (`material-empty`) and a link that is no web address
 * (`link-unsafe`).
 */
export async function addMaterial(
  store: Store,
  author: Id,
  lesson: Id,
  input: Pick<Material, 'name' | 'link'>,
): Promise<Result<{ id: Id }>> {
  const [name, link] = [input.name.trim(), input.link.trim()];
  if (!name && !link) return failure('material-empty');
  if (link && !isWebAddress(link)) return failure('link-unsafe');
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const fields = { id, lesson, name: name || link, link, type: '', bytes: 0, blob: null };
    const material = makeRecord<Material>(store, author, stamp(), { kind: 'material', ...fields });
    await store.db.records.put(recordRow(material));
    return { id };
  });
}

/** Takes a material away, or brings it back. */
export async function setMaterialDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (row?.kind !== 'material') throw new Refusal(failure('entry-missing'));
    await store.db.records.put(recordRow(patchRecord(decode(row.doc) as Material, { deleted }, stamp())));
    return {};
  });
}

function problemOf({ teacher, guest, date }: ClassInput): Failure | null {
  if (!teacher && !guest?.name.trim()) return failure('class-teacher-missing');
  return isPlainDate(date) ? null : failure('date-invalid');
}

/** Only these open when tapped: a link may come from another device. */
function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

async function classOf(store: Store, id: Id): Promise<Lesson> {
  const row = await store.db.lessons.get(id);
  if (!row) throw new Refusal(failure('class-missing'));
  return decode(row.doc);
}
