import type { Calibration } from '../../domain/calibration.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { inRosterOrder, type Teacher } from '../../domain/people.ts';
import { headsOf, isWithheld, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { sameLessonIds } from './lessons.ts';

/** A person's own sheet of a lesson that has agreed scores. */
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

/** Every calibration that a teacher took part in as observer, the latest lesson first. */
export async function calibrationsOfObserver(store: Store, observer: Id): Promise<OwnCalibration[]> {
  const all = await recordsOfKind<Calibration>(store, 'calibration');
  const found = await Promise.all(all.map((calibration) => ownSheet(store, calibration, observer)));
  return found.flatMap((own) => own ?? []).sort((a, b) => (a.date < b.date ? 1 : -1));
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
