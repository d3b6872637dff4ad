import type { Activity } from '../../domain/activity.ts';
import { addDays, type PlainDate } from '../../domain/date.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { lessonsAsOne, type Lesson } from '../../domain/lesson.ts';
import { holds, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { readingSchool, type ReadingSchool } from './access.ts';
import { chosenSemester, membersOn, WHOLE_SCHOOL, type Member } from './groupScope.ts';
import { roster } from './teachers.ts';

/** The activities of a group in a semester. */
export interface GroupActivities {
  semesters: Semester[];
  semester: Semester | null;
  /** Newest first; with the whole school also those of its groups. */
  activities: { activity: Activity; group: Group | null }[];
  /** Whether the person may add one: members of the group, and who sees the whole school. */
  mayAdd: boolean;
}

/** One activity with everything that its page shows. */
export interface ActivityDetail {
  activity: Activity;
  /** Null when the group is gone. */
  group: Group | null;
  semester: Semester | null;
  /** The members of that day in roster order, then others who were marked. */
  people: Member[];
  /** The names of host and speaker by id, also of who is in another group. */
  names: ReadonlyMap<Id, string>;
  /** The linked lessons that this device knows. */
  linked: LinkedLesson[];
  /** Lessons of the group's teachers around that day which could be linked, as far as the person may know of them. */
  nearby: LinkedLesson[];
  mayEdit: boolean;
}

/** A lesson with a teacher's name, and one's way to it where there is a sheet that is open to the person. */
export interface LinkedLesson {
  lesson: Lesson;
  teacher: string;
  sheet: Id | null;
}

/** Days before and after an activity whose lessons are offered. */
const NEARBY = 14;

/** The activities of a group (or of all groups) in a semester; `semester` empty = the present one. */
export async function groupActivities(
  store: Store,
  me: Teacher,
  scope: Id,
  semester: Id,
  today: PlainDate,
): Promise<GroupActivities> {
  const [school, all] = await Promise.all([
    readingSchool(store, me, today),
    recordsOfKind<Activity>(store, 'activity'),
  ]);
  const term = chosenSemester(school.semesters, semester, today);
  const inTerm = (date: PlainDate) => !term || (date >= term.start && date <= term.end);
  const own = all.filter(({ group, date }) => (scope === WHOLE_SCHOOL || group === scope) && inTerm(date));
  return {
    semesters: school.semesters,
    semester: term,
    activities: own
      .sort((a, b) => (key(a) > key(b) ? -1 : 1))
      .map((activity) => ({ activity, group: school.groups.find((group) => group.id === activity.group) ?? null })),
    mayAdd: scope !== WHOLE_SCHOOL && mayKeep(school, me, scope, today),
  };
}

/** One activity; null when there is none. */
export async function activityDetail(
  store: Store,
  me: Teacher,
  id: Id,
  today: PlainDate,
): Promise<ActivityDetail | null> {
  const activity = await recordById<Activity>(store, id);
  if (!activity) return null;
  const [school, teachers] = await Promise.all([readingSchool(store, me, today), roster(store)]);
  const members = membersOn(activity.group, school.memberships, teachers, activity.date);
  const there = new Set(members.map(({ teacher }) => teacher.id));
  const others = teachers.filter((teacher) => activity.attendance[teacher.id] && !there.has(teacher.id));
  const around = await lessonsAround(store, activity, school.memberships);
  const linked = (await store.db.lessons.bulkGet(Object.keys(activity.lessons)))
    .flatMap((row) => (row ? [decode(row.doc)] : []))
    .filter((lesson) => !lesson.deleted);
  const named = (lessons: readonly Lesson[]) =>
    Promise.all(lessons.map((lesson) => linkedLesson(store, school, me.id, teachers, lesson)));
  return {
    activity,
    group: school.groups.find((group) => group.id === activity.group) ?? null,
    semester: school.semesters.find((term) => term.start <= activity.date && activity.date <= term.end) ?? null,
    people: [...members, ...others.map((teacher) => ({ teacher, leads: false }))],
    names: new Map(
      teachers
        .filter(({ id: each }) => each === activity.host || each === activity.speaker)
        .map((each) => [each.id, each.name]),
    ),
    linked: await named(linked),
    // A lesson that was not announced is known only to who may read a sheet of it.
    nearby: (await named(around.filter((lesson) => !activity.lessons[lesson.id]))).filter(
      ({ lesson, sheet }) => sheet !== null || school.access.sheet({ ...lesson, observer: '' }) !== 'none',
    ),
    mayEdit: isItsKeeper(activity, me.id) || mayKeep(school, me, activity.group, today),
  };
}

/** Members keep the book of their group; so do those who see the whole school. */
function mayKeep({ access, memberships }: ReadingSchool, me: Teacher, group: Id, today: PlainDate): boolean {
  return (
    access.everything ||
    memberships.some((item) => item.group === group && item.teacher === me.id && holds(item, today))
  );
}

function isItsKeeper(activity: Activity, me: Id): boolean {
  return activity.host === me || activity.speaker === me;
}

function key({ date, startTime, id }: Activity): string {
  return `${date}|${startTime ?? ''}|${id}`;
}

/** Lessons of those who were in the group on the lesson's day, in the fortnight before and after; each once, newest first. */
async function lessonsAround(store: Store, activity: Activity, memberships: readonly Membership[]): Promise<Lesson[]> {
  const [from, to] = [addDays(activity.date, -NEARBY), addDays(activity.date, NEARBY)];
  const own = memberships.filter((item) => item.group === activity.group);
  const rows = await Promise.all(
    [...new Set(own.map((item) => item.teacher))].map((teacher) =>
      store.db.lessons.where('[teacher+date]').between([teacher, from], [teacher, to], true, true).toArray(),
    ),
  );
  const lessons = rows
    .flat()
    .filter((row) => own.some((item) => item.teacher === row.teacher && holds(item, row.date)))
    .map((row) => decode(row.doc))
    .filter((lesson) => !lesson.deleted);
  const apart = pairsKeptApart(await recordsOfKind<KeepApart>(store, 'keepApart'));
  const canonical = lessonsAsOne(lessons, apart);
  return lessons
    .filter((lesson) => canonical.get(lesson.id) === lesson.id)
    .sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.id < b.id ? -1 : 1));
}

/** A lesson as a page leads to it: its teacher's name, and a sheet of it that is open to the person. */
export async function linkedLesson(
  store: Store,
  { access }: ReadingSchool,
  me: Id,
  teachers: readonly Teacher[],
  lesson: Lesson,
): Promise<LinkedLesson> {
  const rows = await store.db.headers.where('lesson').equals(lesson.id).toArray();
  const open = rows.find((row) => row.observer === me) ?? rows.find((row) => access.sheet(row) !== 'none') ?? null;
  const teacher = teachers.find((each) => each.id === lesson.teacher)?.name ?? lesson.guest?.name ?? '';
  return { lesson, teacher, sheet: open?.id ?? null };
}
