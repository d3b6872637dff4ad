import type { FileRecord } from '../../domain/guanke-file.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { apartKey, isSameClass, slotKey, type Lesson, type LessonKind } from '../../domain/lesson.ts';
import type { Teacher } from '../../domain/people.ts';
import { isWithheld, type Sheet } from '../../domain/sheet.ts';
import type { MergeConflict } from '../../merge/merge.ts';
import type { PlainDate } from '../../domain/date.ts';
import { decode } from '../codec.ts';
import type { LessonRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import type { MergedIn, MergedRecord } from './mergeIn.ts';
import { nameOf } from './schoolChanges.ts';

/** How many records of a kind are new, change, or say nothing new. */
export interface KindCount {
  kind: string;
  added: number;
  changed: number;
  unchanged: number;
}

/** A sheet of the file, by its header facts. */
export interface SheetToTakeIn {
  sheet: Id;
  revision: Id;
  state: 'new' | 'changed' | 'known';
  teacher: Id | null;
  observer: Id;
  teacherName: string;
  observerName: string;
  date: PlainDate;
  period: number | null;
  /** The name of a period that has no number (早读); else empty. */
  periodName: string;
  klass: string;
  subject: string;
  topic: string;
  lessonKind: LessonKind;
  /** Comes without scores. */
  withheld: boolean;
  lesson: Id;
}

/** A lesson of the file that stands in the same slot as one that is here: they will be one unless kept apart. */
export interface LessonToJoin {
  lesson: Id;
  with: Id;
  teacherName: string;
  date: PlainDate;
  period: number | null;
  /** The name of a period that has no number (早读); else empty. */
  periodName: string;
  klass: string;
  otherKlass: string;
  /** Both name a class and not the same: probably different lessons. */
  doubtful: boolean;
}

/** Names told of each kind. */
const EXAMPLES = 12;
/** Sheets that are looked for one by one. */
const FEW = 300;
/** Keys read at once. */
const KEYS = 2000;

/** Counts by kind, in the order of the file. */
export function countKinds({ changed, unchanged }: MergedIn): KindCount[] {
  const counts = new Map<string, KindCount>();
  const count = (kind: string, what: 'added' | 'changed' | 'unchanged') => {
    const known = counts.get(kind) ?? { kind, added: 0, changed: 0, unchanged: 0 };
    known[what] += 1;
    counts.set(kind, known);
  };
  for (const record of changed.filter(isTold)) count(record.after.kind, record.before ? 'changed' : 'added');
  for (const { kind } of unchanged) count(kind, 'unchanged');
  return [...counts.values()];
}

/** Names of what is new or changes. */
export function examplesOf(changed: readonly MergedRecord[]): { kind: string; id: Id; name: string }[] {
  const told = new Map<string, number>();
  return changed.filter(isTold).flatMap(({ after }) => {
    const name = nameOf(after);
    const n = told.get(after.kind) ?? 0;
    if (name === '' || n >= EXAMPLES) return [];
    told.set(after.kind, n + 1);
    return [{ kind: after.kind, id: after.id, name }];
  });
}

/** What is put down only to remember that it was erased is no news to anybody. */
function isTold({ before, after }: MergedRecord): boolean {
  return before !== null || !isErased(after);
}

/** The sheets of a file, those that bring something first. */
export async function sheetsOf(
  store: Store,
  records: readonly FileRecord[],
  { changed }: MergedIn,
): Promise<SheetToTakeIn[]> {
  const news = new Set(changed.map(({ after }) => after.id));
  const order = { new: 0, changed: 1, known: 2 };
  const seen = new Set<Id>();
  const sheets = records.filter((record) => record.kind === 'sheet' && !isErased(record)) as unknown as Sheet[];
  const here = await headersHere(store, new Set(sheets.map(({ sheet }) => sheet)));
  return sheets
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map((sheet): SheetToTakeIn => ({
      sheet: sheet.sheet,
      revision: sheet.id,
      state: !news.has(sheet.id) ? 'known' : here.has(sheet.sheet) ? 'changed' : 'new',
      teacher: sheet.teacher,
      observer: sheet.observer,
      teacherName: sheet.snapshot.teacherName,
      observerName: sheet.snapshot.observerName,
      date: sheet.date,
      period: sheet.period,
      periodName: sheet.snapshot.periodName ?? '',
      klass: sheet.snapshot.klass,
      subject: sheet.snapshot.subject,
      topic: sheet.snapshot.topic,
      lessonKind: sheet.lessonKind,
      withheld: isWithheld(sheet),
      lesson: sheet.lesson,
    }))
    .sort((a, b) => order[a.state] - order[b.state] || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** Which of these sheets are here. One step a sheet costs more than the keys of all, once there are many. */
async function headersHere({ db }: Store, ids: ReadonlySet<Id>): Promise<ReadonlySet<Id>> {
  if (ids.size <= FEW)
    return new Set(
      await db.headers
        .where('id')
        .anyOf([...ids])
        .primaryKeys(),
    );
  const here = new Set<Id>();
  for (let after = ''; ;) {
    const keys = await db.headers.where('id').above(after).limit(KEYS).primaryKeys();
    const last = keys.at(-1);
    if (last === undefined) return here;
    for (const key of keys) if (ids.has(key)) here.add(key);
    after = last;
  }
}

/** Lessons that are new here and stand in a slot that another lesson has. */
export async function lessonsToJoin(store: Store, changed: readonly MergedRecord[]): Promise<LessonToJoin[]> {
  const arriving = changed.filter(({ after, to }) => to.table === 'lessons' && !(after as unknown as Lesson).deleted);
  const lessons = arriving.filter(({ before }) => !before).map(({ after }) => after as unknown as Lesson);
  const slots = lessons.map(slotKey).filter((slot) => slot !== null);
  if (slots.length === 0) return [];
  const rows = new Map<string, LessonRow[]>();
  for (const row of await store.db.lessons.where('slot').anyOf(slots).toArray()) {
    rows.set(row.slot ?? '', [...(rows.get(row.slot ?? '') ?? []), row]);
  }
  if (rows.size === 0) return [];
  const apart = pairsKeptApart([
    ...(await recordsOfKind<KeepApart>(store, 'keepApart')),
    ...changed.filter(({ after }) => after.kind === 'keepApart').map(({ after }) => after as unknown as KeepApart),
  ]);
  const joins: LessonToJoin[] = [];
  for (const lesson of lessons) {
    const slot = slotKey(lesson);
    const other = rows.get(slot ?? '')?.find((row) => row.slot === slot && !apart.has(apartKey(row.id, lesson.id)));
    if (!other) continue;
    const otherKlass = decode(other.doc).klass;
    const teacher = lesson.teacher ? await recordById<Teacher>(store, lesson.teacher) : null;
    joins.push({
      lesson: lesson.id,
      with: other.id,
      teacherName: teacher?.name ?? '',
      date: lesson.date,
      period: lesson.period,
      periodName: lesson.periodName ?? '',
      klass: lesson.klass,
      otherKlass,
      doubtful: lesson.klass.trim() !== '' && otherKlass.trim() !== '' && !isSameClass(lesson.klass, otherKlass),
    });
  }
  return joins;
}

/** Conflicts with the name of the record they concern. */
export function namedConflicts({ changed, conflicts }: MergedIn): (MergeConflict & { name: string })[] {
  const names = new Map(changed.map(({ after }) => [after.id, nameOf(after)]));
  return conflicts.map((conflict) => ({ ...conflict, name: names.get(conflict.id) ?? '' }));
}
