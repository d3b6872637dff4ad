import type { Access, GrowthAccess } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { lessonsAsOne, PUBLIC_KINDS, type Lesson } from '../../domain/lesson.ts';
import { holds, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { membersOn, semesterToCount, WHOLE_SCHOOL, type Member } from './groupScope.ts';
import { sameLessonIdsOf } from './lessons.ts';
import { headersBetween } from './semesterHeaders.ts';
import { groupsAndMembers, roster } from './teachers.ts';

/** A group as a list shows it on a day. */
export interface GroupOverview {
  group: Group;
  leaders: Teacher[];
  /** Members on that day. */
  members: number;
  /** The person who asks is one of them. */
  mine: boolean;
}

/** What was counted of one member; lessons count once however many observers sat in them. */
export interface Coverage {
  /** Lessons of this member that others observed in the semester. */
  given: number;
  /** Lessons of others that this member observed in the semester. */
  observed: number;
  /** The last day on which somebody observed this member, in whatever semester; null = never. */
  lastObserved: PlainDate | null;
  /** Whether that day lies in the semester. */
  covered: boolean;
}

/** A member on a day. `coverage` is null where the person who asks has no right to it. */
export interface GroupMember {
  teacher: Teacher;
  leads: boolean;
  growth: GrowthAccess;
  coverage: Coverage | null;
}

/** An open or demonstration class (any kind that is announced) of a teacher who was in the group on its day. */
export interface GroupClass {
  lesson: Lesson;
  teacher: Teacher | null;
  /** Finished sheets on this device. */
  sheets: number;
  /** The sheet to open: one's own, else one that is open to this person, else any (its header is public); null = none. */
  sheet: Id | null;
}

/** A group with everything that its page shows. */
export interface GroupDetail {
  /** Null for the whole school. */
  group: Group | null;
  /** In roster order. */
  members: GroupMember[];
  /** The semester that is counted: today's, in the holidays the last one; null when there was none yet. */
  semester: Semester | null;
  /** Held in that semester before today, newest first. */
  held: GroupClass[];
  /** Today and later, soonest first. */
  coming: GroupClass[];
}

/** What every view of a group's page shows above it. */
export interface GroupHead {
  /** Null for the whole school. */
  group: Group | null;
  /** In roster order. */
  members: Member[];
}

/** Whether the page of the whole school opens for a person. */
export async function seesWholeSchool(store: Store, me: Teacher, today: PlainDate): Promise<boolean> {
  return (await readingSchool(store, me, today)).access.everything;
}

/** All groups in their order, as they stand on a day. */
export async function groupsOverview(store: Store, me: Id, today: PlainDate): Promise<GroupOverview[]> {
  const [{ groups, memberships }, teachers] = await Promise.all([groupsAndMembers(store), roster(store)]);
  return groups.map((group) => {
    const members = membersOn(group.id, memberships, teachers, today);
    const leaders = members.filter((member) => member.leads).map((member) => member.teacher);
    return { group, leaders, members: members.length, mine: members.some(({ teacher }) => teacher.id === me) };
  });
}

/** One group, or the whole school for who sees it, with nothing counted; null when there is none. */
export async function groupHead(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<GroupHead | null> {
  const group = id === WHOLE_SCHOOL ? null : await recordById<Group>(store, id);
  if (!group && id !== WHOLE_SCHOOL) return null;
  const [{ access, memberships }, teachers] = await Promise.all([readingSchool(store, me, today), roster(store)]);
  if (!group && !access.everything) return null;
  return { group, members: membersOn(id, memberships, teachers, today) };
}

/**
 * One group, or the whole school (`WHOLE_SCHOOL`) for who sees it; null when there is none. Nothing is counted of members whom the
 * person may not follow.
 */
export async function groupDetail(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<GroupDetail | null> {
  const group = id === WHOLE_SCHOOL ? null : await recordById<Group>(store, id);
  if (!group && id !== WHOLE_SCHOOL) return null;
  const [school, teachers] = await Promise.all([readingSchool(store, me, today), roster(store)]);
  const { access, memberships } = school;
  if (!group && !access.everything) return null;
  const semester = semesterToCount(school.semesters, today);
  const there = membersOn(id, memberships, teachers, today).map((member) => ({
    ...member,
    growth: access.growth(member.teacher.id, false),
  }));
  const open = there.filter((member) => member.growth === 'full').map((member) => member.teacher.id);
  const { db } = store;
  // In one transaction: to begin one for each of the questions takes longer than to answer them.
  const { counted, found } = await db.transaction('r', [db.records, db.lessons, db.headers], async () => {
    const apart = pairsKeptApart(await recordsOfKind<KeepApart>(store, 'keepApart'));
    const coverage = await coverageOf(store, open, { semester, today, apart });
    const classes = await classesOf(store, id, memberships, { from: semester?.start ?? today, apart });
    return { counted: coverage, found: await groupClasses(store, classes, { teachers, me: me.id, access }) };
  });
  return {
    group,
    members: there.map((member) => ({ ...member, coverage: counted.get(member.teacher.id) ?? null })),
    semester,
    held: found.filter(({ lesson }) => lesson.date < today).reverse(),
    coming: found.filter(({ lesson }) => lesson.date >= today),
  };
}

/**
 * Counts the whole semester of each teacher, also days before they joined the group: quotas bind the person, and "not yet
 * observed" would be untrue of someone who was observed in their former group.
 */
async function coverageOf(
  store: Store,
  teachers: readonly Id[],
  { semester, today, apart }: { semester: Semester | null; today: PlainDate; apart: ReadonlySet<string> },
): Promise<Map<Id, Coverage>> {
  const [from, to] = semester ? [semester.start, semester.end] : [today, today];
  const headers = (await headersBetween(store, teachers, ['teacher', 'observer'], from, to)).filter(
    (header) => header.observer !== header.teacher,
  );
  const given = byPerson(headers, 'teacher');
  const observed = byPerson(headers, 'observer');
  const coverages = teachers.map(async (teacher): Promise<[Id, Coverage]> => {
    const own = given.get(teacher) ?? [];
    const days = own.map((header) => header.date).filter((date) => date <= today);
    const lastObserved = days.sort().at(-1) ?? (await lastObservedBefore(store, teacher, today));
    const covered = lastObserved !== null && lastObserved >= from;
    return [
      teacher,
      {
        given: countLessons(own, apart),
        observed: countLessons(observed.get(teacher) ?? [], apart),
        lastObserved,
        covered,
      },
    ];
  });
  return new Map(await Promise.all(coverages));
}

function byPerson(headers: readonly SheetHeader[], side: 'teacher' | 'observer'): Map<Id, SheetHeader[]> {
  const grouped = new Map<Id, SheetHeader[]>();
  for (const header of headers) {
    const id = header[side];
    if (id === null) continue;
    const own = grouped.get(id);
    if (own) own.push(header);
    else grouped.set(id, [header]);
  }
  return grouped;
}

async function lastObservedBefore(store: Store, teacher: Id, today: PlainDate): Promise<PlainDate | null> {
  const last = await store.db.headers
    .where('[teacher+date]')
    .between([teacher, ''], [teacher, today], true, true)
    .reverse()
    .filter((row) => row.observer !== teacher)
    .first();
  return last?.date ?? null;
}

/** Two observers who sat in one lesson offline made two records of it; it counts once, unless a person keeps the two apart. */
function countLessons(headers: readonly SheetHeader[], apart: ReadonlySet<string>): number {
  const lessons = new Map(headers.map((header) => [header.lesson, { ...header, id: header.lesson }]));
  return new Set(lessonsAsOne([...lessons.values()], apart).values()).size;
}

/** The classes of a group since a day, by date and hour; by the membership on the class's own day. */
async function classesOf(
  store: Store,
  group: Id,
  memberships: readonly Membership[],
  { from, apart }: { from: PlainDate; apart: ReadonlySet<string> },
): Promise<Lesson[]> {
  const inGroup = memberships.filter((item) => item.group === group);
  const belongs = (row: { teacher: Id; date: PlainDate }) =>
    group === WHOLE_SCHOOL || inGroup.some((item) => item.teacher === row.teacher && holds(item, row.date));
  const rows = await Promise.all(
    PUBLIC_KINDS.map((kind) =>
      store.db.lessons.where('[lessonKind+date]').between([kind, from], [kind, '9999-99-99'], true, true).toArray(),
    ),
  );
  const lessons = rows
    .flat()
    .filter(belongs)
    .map((row) => decode(row.doc))
    .filter((lesson) => !lesson.deleted);
  const canonical = lessonsAsOne(lessons, apart);
  const key = ({ date, schedule, period, id }: Lesson) =>
    [date, schedule?.startTime ?? '', String(period ?? 0).padStart(3, '0'), id].join('|');
  return lessons.filter((lesson) => canonical.get(lesson.id) === lesson.id).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function groupClasses(
  store: Store,
  lessons: readonly Lesson[],
  { teachers, me, access }: { teachers: readonly Teacher[]; me: Id; access: Access },
): Promise<GroupClass[]> {
  const same = await sameLessonIdsOf(store, lessons);
  const ids = [...new Set([...same.values()].flat())];
  const found = await Promise.all(ids.map((id) => store.db.headers.where('lesson').equals(id).toArray()));
  const byLesson = new Map(ids.map((id, i) => [id, found[i] ?? []]));
  return lessons.map((lesson) => {
    const rows = (same.get(lesson.id) ?? []).flatMap((id) => byLesson.get(id) ?? []);
    const best =
      rows.find((row) => row.observer === me) ?? rows.find((row) => access.sheet(row) === 'full') ?? rows[0] ?? null;
    return {
      lesson,
      teacher: teachers.find((teacher) => teacher.id === lesson.teacher) ?? null,
      sheets: rows.length,
      sheet: best?.id ?? null,
    };
  });
}
