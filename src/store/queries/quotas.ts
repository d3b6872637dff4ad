import { attendanceIdOf, type Attendance } from '../../domain/classes.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import { lessonsAsOne, PUBLIC_KINDS, type Lesson } from '../../domain/lesson.ts';
import type { Teacher } from '../../domain/people.ts';
import {
  eventOfAttendance,
  eventOfDuty,
  eventOfHeader,
  eventOfLesson,
  quotaProgress,
  quotasOf,
  quotaWindow,
  quotaWish,
  type Duty,
  type QuotaEvent,
  type QuotaRule,
} from '../../domain/quota.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { LessonRow, RecordRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { chosenSemester, dayOfSemester, membersOn, WHOLE_SCHOOL, type Member } from './groupScope.ts';
import { headersBetween } from './semesterHeaders.ts';
import { roster, semesters } from './teachers.ts';

interface Span {
  from: PlainDate;
  to: PlainDate;
}

/** How far somebody is with one rule, in the rule's unit. */
export interface QuotaStanding {
  rule: QuotaRule;
  /** The days that are counted. */
  window: Span;
  done: number;
  needed: number;
  left: number;
}

/** One line of the quota table. `standings` is null where it is not open to the person who asks. */
export interface QuotaRow extends Member {
  /** By what the rule asks for (`quotaWish`); a wish that does not bind this teacher is absent. */
  standings: ReadonlyMap<string, QuotaStanding> | null;
}

/** The quotas of a group, or of the whole school, in a semester. */
export interface QuotaTable {
  semesters: Semester[];
  /** Null when none has begun: months are counted all the same. */
  semester: Semester | null;
  /** Whether the school has any rule. */
  ruled: boolean;
  /** What is asked for, each with the rule that stands for it in the head of the table. */
  wishes: { wish: string; rule: QuotaRule }[];
  /** In roster order. */
  rows: QuotaRow[];
}

/** Sign-ins that are looked for one by one. */
const FEW = 100;

/** The school's rules: general ones before those for some, then by task and id. */
export async function quotaRules(store: Store): Promise<QuotaRule[]> {
  const rules = await recordsOfKind<QuotaRule>(store, 'quota');
  const narrow = (rule: QuotaRule) =>
    rule.posts.length + (rule.seniority.from === null && rule.seniority.to === null ? 0 : 1);
  const place = (rule: QuotaRule) => `${rule.task === 'observe' ? 0 : rule.task === 'give' ? 1 : 2}${rule.task}`;
  return rules.sort((a, b) =>
    place(a) === place(b) ? narrow(a) - narrow(b) || (a.id < b.id ? -1 : 1) : place(a) < place(b) ? -1 : 1,
  );
}

/** How far a teacher is today with each rule that binds them; rules whose days lie in no semester are left out. */
export async function quotasOfTeacher(store: Store, teacher: Teacher, today: PlainDate): Promise<QuotaStanding[]> {
  const rules = quotasOf(await quotaRules(store), teacher, today);
  if (rules.length === 0) return [];
  const terms = await semesters(store);
  const standing = await counter(store, [teacher.id], rules, windowsOf(rules, today, terms), today);
  return standing(teacher.id, rules);
}

/**
 * The quota table of a group's members of that time; `semester` empty = the present one. Counted from headers, sign-ins and
 * duties, never from what a sheet says. Null of the whole school for who does not see it.
 */
export async function quotaTable(
  store: Store,
  me: Teacher,
  scope: Id,
  semester: Id,
  today: PlainDate,
): Promise<QuotaTable | null> {
  const [school, teachers, all] = await Promise.all([
    readingSchool(store, me, today),
    roster(store),
    quotaRules(store),
  ]);
  if (scope === WHOLE_SCHOOL && !school.access.everything) return null;
  const term = chosenSemester(school.semesters, semester, today);
  const day = term ? dayOfSemester(term, today) : today;
  const members = membersOn(scope, school.memberships, teachers, day).map((member) => ({
    ...member,
    rules: quotasOf(all, member.teacher, day),
    open: school.access.growth(member.teacher.id, false) === 'full',
  }));
  const open = members.filter((member) => member.open);
  const used = [...new Set(open.flatMap((member) => member.rules))];
  const standing = await counter(
    store,
    open.map(({ teacher }) => teacher.id),
    used,
    windowsOf(used, day, school.semesters),
    today,
  );
  return {
    semesters: school.semesters.filter((each) => each.start <= today),
    semester: term,
    ruled: all.length > 0,
    wishes: wishesOf(all, used),
    rows: members.map(({ teacher, leads, rules, open: shown }) => ({
      teacher,
      leads,
      standings: shown
        ? new Map(standing(teacher.id, rules).map((each) => [quotaWish(each.rule), each] as const))
        : null,
    })),
  };
}

/** In the order of the rules; a general rule stands for what others ask more of. */
function wishesOf(all: readonly QuotaRule[], used: readonly QuotaRule[]): QuotaTable['wishes'] {
  const asked = new Set(used.map(quotaWish));
  const wishes = new Map<string, QuotaRule>();
  for (const rule of all)
    if (asked.has(quotaWish(rule)) && !wishes.has(quotaWish(rule))) wishes.set(quotaWish(rule), rule);
  return [...wishes].map(([wish, rule]) => ({ wish, rule }));
}

function windowsOf(rules: readonly QuotaRule[], day: PlainDate, terms: readonly Semester[]): Map<Id, Span> {
  return new Map(
    rules.flatMap((rule) => {
      const window = quotaWindow(rule.per, day, terms);
      return window ? [[rule.id, window] as const] : [];
    }),
  );
}

/** Reads once what all the rules need of all these teachers, and answers how far one of them is. */
async function counter(
  store: Store,
  who: readonly Id[],
  rules: readonly QuotaRule[],
  windows: ReadonlyMap<Id, Span>,
  today: PlainDate,
): Promise<(teacher: Id, rules: readonly QuotaRule[]) => QuotaStanding[]> {
  const spans = [...windows.values()];
  const from = spans.map((span) => span.from).sort()[0];
  const last =
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? '';
  // What is planned has not been done yet.
  const to = last < today ? last : today;
  const events = from === undefined ? [] : await eventsOf(store, who, rules, { from, to });
  const byTeacher = new Map<Id, QuotaEvent[]>();
  for (const event of events) {
    const own = byTeacher.get(event.who);
    if (own) own.push(event);
    else byTeacher.set(event.who, [event]);
  }
  return (teacher, own) =>
    own.flatMap((rule) => {
      const window = windows.get(rule.id);
      return window ? [{ rule, window, ...quotaProgress(rule, byTeacher.get(teacher) ?? [], teacher, window) }] : [];
    });
}

async function eventsOf(
  store: Store,
  who: readonly Id[],
  rules: readonly QuotaRule[],
  { from, to }: Span,
): Promise<QuotaEvent[]> {
  const observing = rules.filter((rule) => rule.task === 'observe');
  const giving = rules.filter((rule) => rule.task === 'give');
  const attended = observing.some((rule) => rule.attendance);
  const [headers, classes, given, duties] = await Promise.all([
    observing.length > 0 ? headersBetween(store, who, ['observer'], from, to) : [],
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
  const gave = given.flatMap((lesson) => eventOfLesson(lesson) ?? []);
  return [
    ...observed.map(asOne),
    ...withoutSheet(signIns.map(asOne), observed.map(asOne)),
    ...once(gave.map(asOne)),
    ...duties.map(eventOfDuty),
  ];
}

/** Two records of one lesson are one lesson; only lessons of one slot can be. */
async function canonicalLessons(
  store: Store,
  headers: readonly SheetHeader[],
  lessons: readonly Lesson[],
): Promise<(event: QuotaEvent) => QuotaEvent> {
  const apart = pairsKeptApart(await recordsOfKind<KeepApart>(store, 'keepApart'));
  const known = new Map<Id, Pick<Lesson, 'id' | 'teacher' | 'date' | 'period'>>();
  for (const { lesson: id, teacher, date, period } of headers) known.set(id, { id, teacher, date, period });
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
