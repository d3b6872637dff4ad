import type { FileManifest, FileRecord, FileType } from '../../domain/guanke-file.ts';
import { FILE_FORMAT } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased, isRecordKind } from '../../domain/kinds.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { RecordBase, RecordKind } from '../../domain/record.ts';
import { decode } from '../codec.ts';
import { identityOf } from '../identity.ts';
import type { Store } from '../store.ts';

export { shareRecords, type ShareContents, type ShareRequest } from './shareRecords.ts';

/**
 * What of each kind joins a colleague to the school. `school`: every record open to the school. `announced`: open records
 * of lessons that were announced, which everybody may see in the calendar. `never`: what belongs to people, not to the school.
 */
export const GIVEN: Record<RecordKind, 'school' | 'announced' | 'never'> = {
  school: 'school',
  person: 'school',
  teacher: 'school',
  group: 'school',
  membership: 'school',
  semester: 'school',
  list: 'school',
  rubric: 'school',
  quota: 'school',
  series: 'school',
  pairing: 'school',
  alias: 'school',
  keepApart: 'school',
  erasure: 'school',
  lesson: 'announced',
  attendance: 'announced',
  calibration: 'announced',
  rubricDraft: 'never',
  minutes: 'never',
  lessonTalk: 'never',
  material: 'never',
  workbook: 'never',
  sheet: 'never',
  share: 'never',
  response: 'never',
  nextStep: 'never',
  meeting: 'never',
  assessment: 'never',
  activity: 'never',
  duty: 'never',
};

/** The first line of a file of this device. `app` is the version of the app. Null before the school is set up. */
export async function manifestOf(
  store: Store,
  type: FileType,
  app: string,
  note?: string,
): Promise<FileManifest | null> {
  const identity = await identityOf(store);
  if (!identity) return null;
  const { school, person, teacher } = identity;
  return {
    guanke: FILE_FORMAT,
    type,
    school: { id: school.id, name: school.name },
    made: new Date(store.now()).toISOString(),
    by: { person: person.id, name: teacher.name },
    app,
    ...(note ? { note } : {}),
  };
}

/**
 * Everything that joins a colleague to the school: calendar, lists, roster, groups, rubrics, rules, announced lessons.
 * Never a sheet, a note, a draft, minutes or anything whose audience is not the whole school. Deleted records go too,
 * so that a deletion reaches the others.
 */
export async function schoolRecords(store: Store): Promise<FileRecord[]> {
  const { db } = store;
  const school = (await db.meta.get('school'))?.value as Id | undefined;
  const rows = await db.records.toArray();
  const lessons = await announcedLessons(store);
  const announced = new Set(lessons.map((lesson) => lesson.id));
  const records = rows.map((row) => decode(row.doc) as RecordBase & { lesson?: Id });
  const given = records.filter((record) => {
    if (record.audience !== 'school' || (record.kind === 'school' && record.id !== school)) return false;
    // A kind of a newer version says by its audience alone that it is meant for everybody.
    if (!isRecordKind(record.kind)) return true;
    if (isErased(record)) return GIVEN[record.kind] === 'school';
    const rule = GIVEN[record.kind];
    return rule === 'school' || (rule === 'announced' && announced.has(record.lesson ?? ''));
  });
  return [...given, ...lessons] as unknown as FileRecord[];
}

async function announcedLessons({ db }: Store): Promise<Lesson[]> {
  const rows = await db.lessons.filter((row) => decode(row.doc).schedule !== null).toArray();
  return rows.map((row) => decode(row.doc)).filter((lesson) => lesson.audience === 'school');
}
