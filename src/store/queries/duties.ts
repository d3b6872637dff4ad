import { mayOfDuties, type DutyAccess } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { PUBLIC_KINDS } from '../../domain/lesson.ts';
import type { Teacher } from '../../domain/people.ts';
import { withoutNote, type Duty } from '../../domain/duty.ts';
import type { QuotaEvent } from '../../domain/quota.ts';
import { inOrder, type Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { readingSchool, type ReadingSchool } from './access.ts';
import { linkedLesson, type LinkedLesson } from './activities.ts';
import { chosenSemester, dayOfSemester } from './groupScope.ts';
import { standingsOn, type QuotaStanding } from './quotas.ts';
import { roster, teacherById } from './teachers.ts';

/** One task that binds a teacher in a semester, and what counts toward it. */
export interface DutyLine extends QuotaStanding {
  /** What was entered, the oldest first. */
  entries: Duty[];
  /** The lessons given or observed, the oldest first. */
  lessons: LinkedLesson[];
  /** Lessons that count and are not open to the person who asks: only their number is said. */
  closed: number;
}

/** A teacher's tasks in a semester. */
export interface TeacherDuties {
  teacher: Teacher;
  access: Exclude<DutyAccess, 'none'>;
  /** Those that have begun, the oldest first. */
  semesters: Semester[];
  /** Null before the first has begun. */
  semester: Semester | null;
  /** In the order of the school's rules. */
  lines: DutyLine[];
  /** What was entered for this time and counts toward none of the lines. */
  others: Duty[];
}

/**
 * A teacher's tasks in a semester (empty = the present one), counted as Today and the quota table count them. Null where they
 * are not open to the person, and without the teacher. Notes are there for the teacher alone.
 */
export async function dutiesOfTeacher(
  store: Store,
  me: Teacher,
  id: Id,
  { semester, today }: { semester: Id; today: PlainDate },
): Promise<TeacherDuties | null> {
  const [school, teacher] = await Promise.all([readingSchool(store, me, today), teacherById(store, id)]);
  const { memberships } = school;
  const access = mayOfDuties({ me: me.id, posts: Object.values(me.posts), memberships, today }, id);
  if (!teacher || access === 'none') return null;
  const term = chosenSemester(school.semesters, semester, today);
  const day = term ? dayOfSemester(term, today) : today;
  const [standings, all] = await Promise.all([
    standingsOn(store, teacher, { day, today, semesters: school.semesters }),
    recordsOfKind<Duty>(store, 'duty'),
  ]);
  const entered = all
    .filter((duty) => duty.teacher === id)
    .map((duty) => (access === 'own' ? duty : withoutNote(duty)))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
  const counted = new Set(standings.flatMap((standing) => standing.counted.flatMap(({ duty }) => duty ?? [])));
  return {
    teacher,
    access,
    semesters: inOrder(school.semesters.filter((each) => each.start <= today)),
    semester: term,
    lines: await linesOf(store, { school, me, own: access === 'own' }, standings, entered),
    others: entered.filter((duty) => !counted.has(duty.id) && belongsTo(term, school.semesters, duty.date)),
  };
}

/**
 * What I hand in of a semester (empty = the present one): everything that its table shows of what I entered, and what I
 * deleted after it had been handed in, so that it counts nowhere any more. As a file may hold it, without the notes.
 */
export async function dutiesToHandIn(
  store: Store,
  me: Teacher,
  asked: { semester: Id; today: PlainDate },
): Promise<Duty[]> {
  const shown = await dutiesOfTeacher(store, me, me.id, asked);
  const entered = [...(shown?.lines ?? []).flatMap(({ entries }) => entries), ...(shown?.others ?? [])];
  const rows = await store.db.records.where('kind').equals('duty').toArray();
  const gone = rows
    .map((row) => decode(row.doc) as Duty)
    .filter((duty) => duty.deleted && duty.teacher === me.id && duty.handedOn !== undefined);
  const once = new Map([...entered, ...gone].map((duty) => [duty.id, withoutNote(duty)]));
  return [...once.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/**
 * Whether a day is shown with a semester: a day of the holidays with the semester before it, one before the first with the
 * first, so that no entry is out of reach.
 */
function belongsTo(term: Semester | null, semesters: readonly Semester[], date: PlainDate): boolean {
  if (!term) return true;
  const begun = inOrder(semesters).filter((each) => each.start <= date);
  return term.id === (begun.at(-1) ?? inOrder(semesters)[0])?.id;
}

interface Asking {
  school: ReadingSchool;
  me: Teacher;
  own: boolean;
}

async function linesOf(
  store: Store,
  asking: Asking,
  standings: readonly QuotaStanding[],
  entered: readonly Duty[],
): Promise<DutyLine[]> {
  const teachers = await roster(store);
  return Promise.all(
    standings.map(async (standing): Promise<DutyLine> => {
      const counts = new Set(standing.counted.flatMap(({ duty }) => duty ?? []));
      const lessons = await lessonsOf(store, asking, teachers, standing.counted);
      const of = standing.counted.filter(({ lesson }) => lesson !== null).length;
      return {
        ...standing,
        entries: entered.filter((duty) => counts.has(duty.id)),
        lessons,
        closed: of - lessons.length,
      };
    }),
  );
}

/** The lessons behind what counts that the person may know of: one's own, announced ones, and those with a sheet to read. */
async function lessonsOf(
  store: Store,
  { school, me, own }: Asking,
  teachers: readonly Teacher[],
  counted: readonly QuotaEvent[],
): Promise<LinkedLesson[]> {
  const ids = counted.flatMap(({ lesson }) => lesson ?? []);
  const rows = await store.db.lessons.bulkGet([...ids]);
  const lessons = rows.flatMap((row) => (row ? [decode(row.doc)] : []));
  const found = await Promise.all(lessons.map((lesson) => linkedLesson(store, school, me.id, teachers, lesson)));
  return found
    .filter(({ lesson, sheet }) => own || sheet !== null || PUBLIC_KINDS.includes(lesson.lessonKind))
    .sort((a, b) => (a.lesson.date < b.lesson.date ? -1 : a.lesson.date > b.lesson.date ? 1 : 0));
}
