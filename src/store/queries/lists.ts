import { listIdOf, type Id } from '../../domain/ids.ts';
import {
  LISTS,
  type ClassList,
  type NameList,
  type PeriodList,
  type SchoolList,
  type SwappedDays,
} from '../../domain/list.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { semesters } from './teachers.ts';

/** The school's lists; null where the school has none yet. */
export interface SchoolLists {
  grades: NameList | null;
  classes: ClassList | null;
  subjects: NameList | null;
  rooms: NameList | null;
  periods: PeriodList | null;
  swappedDays: SwappedDays | null;
}

/** All lists of the school, by their ids. */
export async function schoolLists(store: Store): Promise<SchoolLists> {
  const school = (await store.db.meta.get('school'))?.value as Id | undefined;
  const rows = await store.db.records.bulkGet(LISTS.map((list) => listIdOf(school ?? '', list)));
  const found = rows.map((row) => (row ? (decode(row.doc) as SchoolList) : null));
  const live = found.map((list) => (list && !list.deleted ? list : null));
  return Object.fromEntries(LISTS.map((name, i) => [name, live[i] ?? null])) as unknown as SchoolLists;
}

/** What `schoolDay` asks for: the semesters and the swapped days. */
export interface SchoolCalendar {
  semesters: Semester[];
  swaps: SwappedDays | null;
}

/** The semesters and the swapped days of the school. */
export async function schoolCalendar(store: Store): Promise<SchoolCalendar> {
  const school = (await store.db.meta.get('school'))?.value as Id | undefined;
  const [terms, row] = await Promise.all([
    semesters(store),
    store.db.records.get(listIdOf(school ?? '', 'swappedDays')),
  ]);
  const swaps = row ? (decode(row.doc) as SwappedDays) : null;
  return { semesters: terms, swaps: swaps && !swaps.deleted ? swaps : null };
}

/** The bell times of the school, or null. */
export async function schoolPeriods(store: Store): Promise<PeriodList | null> {
  const school = (await store.db.meta.get('school'))?.value as Id | undefined;
  const row = await store.db.records.get(listIdOf(school ?? '', 'periods'));
  const periods = row ? (decode(row.doc) as PeriodList) : null;
  return periods && !periods.deleted ? periods : null;
}
