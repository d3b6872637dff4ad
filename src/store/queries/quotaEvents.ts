import { attendanceIdOf, type Attendance } from '../../domain/classes.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import { lessonsAsOne, PUBLIC_KINDS, type Lesson } from '../../domain/lesson.ts';
import type { Duty } from '../../domain/duty.ts';
import {
  eventOfAttendance,
  eventOfDuty,
  eventOfHeader,
  eventOfLesson,
  type QuotaEvent,
  type QuotaRule,
} from '../../domain/quota.ts';
import { decode } from '../codec.ts';
import type { LessonRow, RecordRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { headersBetween } from './semesterHeaders.ts';

/** Sign-ins that are looked for one by one. */
const FEW = 100;

/** Everything of these teachers between two days that one of these rules may count; a duty of a later day is not done yet. */
export async function quotaEvents(
  store: Store,
  who: readonly Id[],
  rules: readonly QuotaRule[],
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<QuotaEvent[]> {
  const observing = rules.filter((rule) => rule.task === 'observe');
  const giving = rules.filter((rule) => rule.task === 'give');
  const attended = observing.some((rule) => rule.attendance);
  const [headers, classes, given, duties] = await Promise.all([
    observing.length + giving.length > 0 ? headersBetween(store, who, ['observer', 'teacher'], from, to) : [],
    attended ? lessonsOfKinds(store, PUBLIC_KINDS, from, to) : [],
    giving.length > 0 ? lessonsGiven(store, who, giving, from, to) : [],
    rules.length > observing.length + giving.length ? recordsOfKind<Duty>(store, 'duty') : [],
  ]);
  const people = new Set(who);
  const seen = headers.filter((header) => people.has(header.observer));
  const places = observing.some((rule) => rule.places.length > 0) ? await placesOf(store, seen) : null;
  const signIns = attended ? await attendancesOf(store, classes, who) : [];
  const asOne = await canonicalLessons(store, seen, [...classes, ...given]);
  const observed = seen.flatMap((header) => eventOfHeader(header, places?.get(header.lesson) ?? null) ?? []);
  // What was neither announced nor observed is left over from a sheet that was deleted or moved to another lesson.
  const known = new Set(headers.map((header) => header.lesson));
  const gave = given
    .filter((lesson) => lesson.schedule !== null || known.has(lesson.id))
    .flatMap((lesson) => eventOfLesson(lesson) ?? []);
  return [
    ...observed.map(asOne),
    ...withoutSheet(signIns.map(asOne), observed.map(asOne)),
    ...once(gave.map(asOne)),
    ...duties.filter(({ date }) => from <= date && date <= to).map(eventOfDuty),
  ];
}

/** Two records of one lesson are one lesson; only lessons of one slot can be. */
async function canonicalLessons(
  store: Store,
  headers: readonly SheetHeader[],
  lessons: readonly Lesson[],
): Promise<(event: QuotaEvent) => QuotaEvent> {
  const apart = pairsKeptApart(await recordsOfKind<KeepApart>(store, 'keepApart'));
  const known = new Map<Id, Pick<Lesson, 'id' | 'teacher' | 'date' | 'period' | 'periodName'>>();
  for (const header of headers) known.set(header.lesson, { ...header, id: header.lesson });
  for (const lesson of lessons) known.set(lesson.id, lesson);
  const canonical = lessonsAsOne([...known.values()], apart);
  return (event) => ({ ...event, lesson: event.lesson && (canonical.get(event.lesson) ?? event.lesson) });
}

/** Who signed in and wrote a sheet observed once. */
function withoutSheet(signIns: readonly QuotaEvent[], observed: readonly QuotaEvent[]): QuotaEvent[] {
  const written = new Set(observed.map((event) => `${event.who}|${event.lesson}`));
  return once(signIns.filter((event) => !written.has(`${event.who}|${event.lesson}`)));
}

function once(events: readonly QuotaEvent[]): QuotaEvent[] {
  return [...new Map(events.map((event) => [`${event.who}|${event.lesson}`, event])).values()];
}

async function placesOf(store: Store, headers: readonly SheetHeader[]): Promise<Map<Id, Lesson['place']['type']>> {
  const rows = await store.db.lessons.bulkGet([...new Set(headers.map((header) => header.lesson))]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, decode(row.doc).place.type] as const] : [])));
}

async function lessonsOfKinds(
  store: Store,
  kinds: readonly Lesson['lessonKind'][],
  from: PlainDate,
  to: PlainDate,
): Promise<Lesson[]> {
  const rows = await Promise.all(
    kinds.map((kind) =>
      store.db.lessons.where('[lessonKind+date]').between([kind, from], [kind, to], true, true).toArray(),
    ),
  );
  return live(rows.flat());
}

async function lessonsGiven(
  store: Store,
  who: readonly Id[],
  rules: readonly QuotaRule[],
  from: PlainDate,
  to: PlainDate,
): Promise<Lesson[]> {
  const kinds = new Set(rules.flatMap((rule) => rule.lessonKinds));
  if (rules.every((rule) => rule.lessonKinds.length > 0)) return lessonsOfKinds(store, [...kinds], from, to);
  const rows = await Promise.all(
    who.map((id) => store.db.lessons.where('[teacher+date]').between([id, from], [id, to], true, true).toArray()),
  );
  return live(rows.flat());
}

function live(rows: readonly LessonRow[]): Lesson[] {
  return rows.map((row) => decode(row.doc)).filter((lesson) => !lesson.deleted);
}

/**
 * The sign-ins of these people at these lessons: by the ids that follow from both, or, where those would be more than there are
 * sign-ins at all, among all of them.
 */
async function attendancesOf(store: Store, lessons: readonly Lesson[], who: readonly Id[]): Promise<QuotaEvent[]> {
  if (lessons.length * who.length > FEW) {
    const all = store.db.records.where('kind').equals('attendance');
    if ((await all.count()) <= lessons.length * who.length) return attendancesAmong(await all.toArray(), lessons, who);
  }
  const pairs = lessons.flatMap((lesson) => who.map((teacher) => ({ lesson, id: attendanceIdOf(lesson.id, teacher) })));
  const rows = await store.db.records.bulkGet(pairs.map(({ id }) => id));
  return pairs.flatMap(({ lesson }, i) => {
    const row = rows[i];
    return (row && eventOfAttendance(decode(row.doc) as Attendance, lesson)) ?? [];
  });
}

function attendancesAmong(rows: readonly RecordRow[], lessons: readonly Lesson[], who: readonly Id[]): QuotaEvent[] {
  const at = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const people = new Set(who);
  return rows.flatMap((row) => {
    const attendance = decode(row.doc) as Attendance;
    const lesson = at.get(attendance.lesson);
    // Found by the same id as one by one, so that both ways count the same.
    if (!lesson || !people.has(attendance.teacher)) return [];
    if (row.id !== attendanceIdOf(lesson.id, attendance.teacher)) return [];
    return eventOfAttendance(attendance, lesson) ?? [];
  });
}
