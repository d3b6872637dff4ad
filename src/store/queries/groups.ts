import type { Access, GrowthAccess } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { lessonsAsOne, PUBLIC_KINDS, type Lesson } from '../../domain/lesson.ts';
import { holds, inRosterOrder, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById } from '../write.ts';
import { readingSchool } from './access.ts';
import { sameLessonIds } from './lessons.ts';
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
  group: Group;
  /** In roster order. */
  members: GroupMember[];
  /** The semester that is counted: today's, in the holidays the last one; null when there was none yet. */
  semester: Semester | null;
  /** Held in that semester before today, newest first. */
  held: GroupClass[];
  /** Today and later, soonest first. */
  coming: GroupClass[];
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

/** One group; null when there is none. Nothing is counted of members whom the person may not follow. */
export async function groupDetail(store: Store, me: Teacher, id: Id, today: PlainDate): Promise<GroupDetail | null> {
  const { records, headers, lessons } = store.db;
  return store.db.transaction('r', [records, headers, lessons], async () => {
    const group = await recordById<Group>(store, id);
    if (!group) return null;
    const [school, teachers] = await Promise.all([readingSchool(store, me, today), roster(store)]);
    const { access, memberships } = school;
    const semester = semesterToCount(school.semesters, today);
    const members = await Promise.all(
      membersOn(id, memberships, teachers, today).map(async (member) => {
        const growth = access.growth(member.teacher.id, false);
        const coverage = growth === 'full' ? await coverageOf(store, member.teacher.id, semester, today) : null;
        return { ...member, growth, coverage };
      }),
    );
    const classes = await classesOf(store, id, memberships, semester?.start ?? today);
    const found = await Promise.all(classes.map((lesson) => groupClass(store, lesson, teachers, me.id, access)));
    return {
      group,
      members,
      semester,
      held: found.filter(({ lesson }) => lesson.date < today).reverse(),
      coming: found.filter(({ lesson }) => lesson.date >= today),
    };
  });
}

/** Today's semester; between two the last that began; null before the first. */
function semesterToCount(terms: readonly Semester[], today: PlainDate): Semester | null {
  return semesterOfDate(terms, today) ?? terms.filter((term) => term.start <= today).at(-1) ?? null;
}

function membersOn(
  group: Id,
  memberships: readonly Membership[],
  teachers: readonly Teacher[],
  date: PlainDate,
): { teacher: Teacher; leads: boolean }[] {
  const now = memberships.filter((item) => item.group === group && holds(item, date));
  const ids = new Set(now.map((item) => item.teacher));
  const leaders = new Set(now.filter((item) => item.role === 'leader').map((item) => item.teacher));
  return inRosterOrder(teachers.filter((teacher) => ids.has(teacher.id) && !hasLeft(teacher, date))).map((teacher) => ({
    teacher,
    leads: leaders.has(teacher.id),
  }));
}

/** A membership may have stayed open when its teacher left. */
function hasLeft(teacher: Teacher, date: PlainDate): boolean {
  return teacher.status === 'left' && (teacher.leftOn === null || teacher.leftOn < date);
}

/**
 * Counts the whole semester of a teacher, also days before they joined the group: quotas bind the person, and "not yet
 * observed" would be untrue of someone who was observed in their former group.
 */
async function coverageOf(store: Store, teacher: Id, semester: Semester | null, today: PlainDate): Promise<Coverage> {
  const { headers } = store.db;
  const [from, to] = semester ? [semester.start, semester.end] : [today, today];
  const [given, observed, last] = await Promise.all([
    headers.where('[teacher+date]').between([teacher, from], [teacher, to], true, true).toArray(),
    headers.where('[observer+date]').between([teacher, from], [teacher, to], true, true).toArray(),
    headers
      .where('[teacher+date]')
      .between([teacher, ''], [teacher, today], true, true)
      .reverse()
      .filter((row) => row.observer !== teacher)
      .first(),
  ]);
  const others = (rows: typeof given) =>
    rows.filter((row) => row.observer !== row.teacher).map((row) => decode(row.doc));
  const lastObserved = last?.date ?? null;
  return {
    given: countLessons(others(given)),
    observed: countLessons(others(observed)),
    lastObserved,
    covered: lastObserved !== null && lastObserved >= from,
  };
}

/** Two observers who sat in one lesson offline made two records of it; it counts once. */
function countLessons(headers: readonly SheetHeader[]): number {
  const lessons = new Map(headers.map((header) => [header.lesson, { ...header, id: header.lesson }]));
  return new Set(lessonsAsOne([...lessons.values()]).values()).size;
}

/** The classes of a group since a day, by date and hour; by the membership on the class's own day. */
async function classesOf(
  store: Store,
  group: Id,
  memberships: readonly Membership[],
  from: PlainDate,
): Promise<Lesson[]> {
  const inGroup = memberships.filter((item) => item.group === group);
  const belongs = (row: { teacher: Id; date: PlainDate }) =>
    inGroup.some((item) => item.teacher === row.teacher && holds(item, row.date));
  const rows = await Promise.all(
    PUBLIC_KINDS.map((kind) =>
      store.db.lessons
        .where('[lessonKind+date]')
        .between([kind, from], [kind, '9999-99-99'], true, true)
        .filter(belongs)
        .toArray(),
    ),
  );
  const lessons = rows
    .flat()
    .map((row) => decode(row.doc))
    .filter((lesson) => !lesson.deleted);
  const canonical = lessonsAsOne(lessons);
  const key = ({ date, schedule, period, id }: Lesson) =>
    [date, schedule?.startTime ?? '', String(period ?? 0).padStart(3, '0'), id].join('|');
  return lessons.filter((lesson) => canonical.get(lesson.id) === lesson.id).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function groupClass(
  store: Store,
  lesson: Lesson,
  teachers: readonly Teacher[],
  me: Id,
  access: Access,
): Promise<GroupClass> {
  const rows = await store.db.headers
    .where('lesson')
    .anyOf(await sameLessonIds(store, lesson.id))
    .toArray();
  const best =
    rows.find((row) => row.observer === me) ?? rows.find((row) => access.sheet(row) === 'full') ?? rows[0] ?? null;
  return {
    lesson,
    teacher: teachers.find((teacher) => teacher.id === lesson.teacher) ?? null,
    sheets: rows.length,
    sheet: best?.id ?? null,
  };
}
