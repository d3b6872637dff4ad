import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { lessonsAsOne } from '../../domain/lesson.ts';
import type { RatingRow } from '../../domain/rating.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { semesters } from './teachers.ts';

/** Every scored sheet on this device, with what is needed to read it. Whose figures may be shown is decided by who asks. */
export interface SchoolRatings {
  ratings: RatingRow[];
  semesters: Semester[];
  /** The rubric versions behind the rows, as many as this device knows. */
  rubrics: Map<Id, Rubric>;
  /** Lessons that were recorded twice and are one, by id; others are absent. */
  lessonsAsOne: Map<Id, Id>;
}

const PORTION = 5000;

/** Reads them in portions. `onprogress` is told the share read; an aborted signal ends in its reason. */
export async function schoolRatings(
  store: Store,
  { signal, onprogress }: { signal?: AbortSignal | undefined; onprogress?: (share: number) => void } = {},
): Promise<SchoolRatings> {
  const { db } = store;
  const [total, terms] = await Promise.all([db.ratings.count(), semesters(store)]);
  const ratings: RatingRow[] = [];
  for (let after = ''; ;) {
    signal?.throwIfAborted();
    const rows = await db.ratings.where('id').above(after).limit(PORTION).toArray();
    for (const row of rows) ratings.push(row);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    onprogress?.(Math.min(1, ratings.length / total));
  }
  const versions = [...new Set(ratings.map((row) => row.rubric))];
  const found = await Promise.all(versions.map((id) => rubricById(store, id)));
  return {
    ratings,
    semesters: terms,
    rubrics: new Map(found.flatMap((rubric) => (rubric ? [[rubric.id, rubric]] : []))),
    lessonsAsOne: await lessonsOfOneSlot(store),
  };
}

/** Only lessons that share a slot can be one; the index tells which, and only those are read. */
async function lessonsOfOneSlot(store: Store): Promise<Map<Id, Id>> {
  const [slots, ids] = await Promise.all([
    store.db.lessons.orderBy('slot').keys(),
    store.db.lessons.orderBy('slot').primaryKeys(),
  ]);
  const doubtful = ids.filter((_, i) => slots[i] === slots[i - 1] || slots[i] === slots[i + 1]);
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
