import type { Access, GrowthAccess } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import { lessonsAsOne } from '../../domain/lesson.ts';
import { daysOfPairing, type Pairing } from '../../domain/mentoring.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import type { RatingRow } from '../../domain/rating.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { followsOf } from './rights.ts';
import { growthRows, teacherById } from './teachers.ts';

/** A time in which somebody mentored the teacher. */
export interface MentoredTime {
  pairing: Id;
  /** Null when the roster does not have the mentor any more. */
  mentor: string | null;
  domain: string;
  from: PlainDate;
  /** The last day; null = it runs on. */
  to: PlainDate | null;
}

/** What a growth page is drawn from, already cut to what the person may see. */
export interface GrowthData {
  teacher: Teacher;
  /** `none`: everything below about lessons is empty; `own`: only sheets of the person who looks. */
  growth: GrowthAccess;
  access: Access;
  ratings: RatingRow[];
  headers: SheetHeader[];
  semesters: Semester[];
  groups: Group[];
  memberships: Membership[];
  /** The one lesson that each of this teacher's lessons counts as. */
  lessonsAsOne: Map<Id, Id>;
  /** The pairings with this teacher as mentee that the person may follow, by their first day; none where the page does not open. */
  mentored: MentoredTime[];
}

/** Reads a growth page for a person, by index only: slim rows, headers and lessons of this teacher. Null without the teacher. */
export async function growthData(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<GrowthData | null> {
  const [teacher, { access, groups, memberships, pairings }, rows] = await Promise.all([
    teacherById(store, id),
    readingSchool(store, me, today),
    growthRows(store, id),
  ]);
  if (!teacher) return null;
  const growth = access.growth(
    id,
    rows.headers.some((header) => header.observer === me.id),
  );
  const mayUse = ({ observer }: { observer: Id }) => growth === 'full' || (growth === 'own' && observer === me.id);
  const headers = rows.headers.filter(mayUse);
  return {
    teacher,
    growth,
    access,
    ratings: rows.ratings.filter(mayUse),
    headers,
    semesters: rows.semesters,
    groups,
    memberships,
    lessonsAsOne: await lessonsThatAreOne(store, headers),
    mentored:
      growth === 'none'
        ? []
        : await mentoredTimes(
            store,
            pairings.filter((pairing) => pairing.mentee === id).filter(followsOf(me, memberships, today)),
            today,
          ),
  };
}

async function mentoredTimes(store: Store, pairings: readonly Pairing[], today: PlainDate): Promise<MentoredTime[]> {
  const times = await Promise.all(
    pairings.map(async (pairing): Promise<MentoredTime[]> => {
      const days = daysOfPairing(pairing, today);
      if (!days) return [];
      const mentor = await recordById<Teacher>(store, pairing.mentor);
      return [{ pairing: pairing.id, mentor: mentor?.name ?? null, domain: pairing.domain, ...days }];
    }),
  );
  return times.flat().sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.pairing < b.pairing ? -1 : 1));
}

/**
 * Lessons behind these sheets that were recorded twice and are one, by id. Only lessons of one day can be one, so no more
 * than those are read: most days have one lesson only.
 */
async function lessonsThatAreOne(
  store: Store,
  headers: readonly Pick<SheetHeader, 'date' | 'lesson'>[],
): Promise<Map<Id, Id>> {
  const ofDay = new Map<PlainDate, Set<Id>>();
  for (const { date, lesson } of headers) ofDay.set(date, (ofDay.get(date) ?? new Set()).add(lesson));
  const doubtful = [...ofDay.values()].flatMap((lessons) => (lessons.size > 1 ? [...lessons] : []));
  if (doubtful.length === 0) return new Map();
  const [rows, apart] = await Promise.all([
    store.db.lessons.bulkGet(doubtful),
    recordsOfKind<KeepApart>(store, 'keepApart'),
  ]);
  return lessonsAsOne(
    rows.flatMap((row) => (row ? [decode(row.doc)] : [])),
    pairsKeptApart(apart),
  );
}

/** How many distinct lessons a teacher has observed between two days, one's own not among them; recorded twice, a lesson is one. */
export async function lessonsObservedBy(store: Store, observer: Id, from: PlainDate, to: PlainDate): Promise<number> {
  const rows = await store.db.headers
    .where('[observer+date]')
    .between([observer, from], [observer, to], true, true)
    .toArray();
  const others = rows.filter((row) => row.teacher !== observer);
  const asOne = await lessonsThatAreOne(store, others);
  return new Set(others.map(({ lesson }) => asOne.get(lesson) ?? lesson)).size;
}
