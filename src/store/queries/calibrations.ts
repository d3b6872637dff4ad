import { mayCalibrate, type Calibration } from '../../domain/calibration.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { inRosterOrder, type Teacher } from '../../domain/people.ts';
import { headsOf, isWithheld, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { sameLessonIds } from './lessons.ts';

/** An observer's own sheet of a lesson that has agreed scores. */
export interface OwnCalibration {
  calibration: Calibration;
  sheet: Sheet;
  date: PlainDate;
  topic: string;
}

/** The agreed scores of a lesson, the latest first. Whom they are shown to is decided by who asks. */
export async function calibrationsOfLesson(store: Store, lessons: readonly Id[]): Promise<Calibration[]> {
  const all = await recordsOfKind<Calibration>(store, 'calibration');
  return all
    .filter(({ lesson }) => lessons.includes(lesson))
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
}

/**
 * Every calibration that a teacher took part in as observer, the latest lesson first, as far as a person may see it: one's own, and
 * those of others on lessons that the person leads and whose sheet the person reads.
 */
export async function calibrationsOfObserver(
  store: Store,
  me: Teacher,
  observer: Id,
  today: PlainDate,
): Promise<OwnCalibration[]> {
  const all = await recordsOfKind<Calibration>(store, 'calibration');
  if (all.length === 0) return [];
  const access = observer === me.id ? null : (await readingSchool(store, me, today)).access;
  const found: OwnCalibration[] = [];
  // One after the other: many reads side by side leave Dexie's zone, and a live query would no longer follow them.
  for (const calibration of all) {
    const own = await ownSheet(store, calibration, observer);
    if (!own) continue;
    if (access) {
      const row = await store.db.lessons.get(calibration.lesson);
      const lesson = row ? decode(row.doc) : null;
      if (!lesson || !mayCalibrate(access, me, lesson) || access.sheet(own.sheet) !== 'full') continue;
    }
    found.push(own);
  }
  return found.sort((a, b) =>
    a.date < b.date ? 1 : a.date > b.date ? -1 : a.calibration.id < b.calibration.id ? -1 : 1,
  );
}

/** These teachers in roster order; who is not on the roster any more comes last, as asked. */
export async function rosterPlaces(store: Store, ids: readonly Id[]): Promise<Id[]> {
  const teachers = await Promise.all([...new Set(ids)].map((id) => recordById<Teacher>(store, id)));
  const known = inRosterOrder(teachers.flatMap((teacher) => teacher ?? [])).map(({ id }) => id);
  return [...known, ...new Set(ids.filter((id) => !known.includes(id)))];
}

async function ownSheet(store: Store, calibration: Calibration, observer: Id): Promise<OwnCalibration | null> {
  const lessons = await sameLessonIds(store, calibration.lesson);
  const headers = await store.db.headers.where('lesson').anyOf(lessons).toArray();
  for (const header of headers.filter((each) => each.observer === observer)) {
    const rows = await store.db.sheets.where('sheet').equals(header.id).toArray();
    const [sheet] = headsOf(rows.map((row) => decode(row.doc)).filter((revision) => !revision.deleted));
    if (!sheet || isWithheld(sheet) || Object.keys(sheet.scores).length === 0) continue;
    return { calibration, sheet, date: sheet.date, topic: sheet.snapshot.topic };
  }
  return null;
}
