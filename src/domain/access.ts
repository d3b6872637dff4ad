import type { PlainDate } from './date.ts';
import type { Id } from './ids.ts';
import { PUBLIC_KINDS, type LessonKind } from './lesson.ts';
import { isPairingActive, type Pairing } from './mentoring.ts';
import { holds, type Membership, type Post, type Posting } from './people.ts';

/**
 * How much of a sheet a person may see: all of it, only the facts of the header (date, class, teacher, topic, length,
 * whether there are notes; no total, no band, no text), or nothing, not even that it exists.
 */
export type SheetAccess = 'full' | 'header' | 'none';

/**
 * How much of a teacher's growth page a person may see: all sheets; only those that the person wrote as observer; or no
 * page, no score, no dot.
 */
export type GrowthAccess = 'full' | 'own' | 'none';

/** The posts that see the whole school. */
const SCHOOL_POSTS: readonly Post[] = ['principal', 'vice-principal', 'dean'];

/** Who asks. `me` is the teacher that the person is; posts, pairings and memberships as the school keeps them. */
export interface Reader {
  me: Id;
  posts: readonly Posting[];
  pairings: readonly Pairing[];
  memberships: readonly Membership[];
  /** Rights are those of this day. */
  today: PlainDate;
}

/** What a decision about a sheet needs to know of it; sheets and headers both fit. */
export interface ReadSubject {
  observer: Id;
  /** The observed teacher; null for a guest. */
  teacher: Id | null;
  date: PlainDate;
  lessonKind: LessonKind;
}

/**
 * Whether a person may read a sheet:
 *
 * | who | sees |
 * |---|---|
 * | its observer; the observed teacher | everything |
 * | the teacher's mentor while the pairing runs | everything |
 * | head teacher, deputy head, academic affairs director in office today | everything |
 * | who leads a group today, of a teacher who was in it on the lesson's day | everything |
 * | everybody, of a lesson that was announced (open, demonstration, …) | its header |
 * | everybody else | nothing |
 */
export function mayRead(reader: Reader, subject: ReadSubject): SheetAccess {
  return readerOf(reader).sheet(subject);
}

/**
 * Whether a teacher's growth page opens: for the teacher, their mentor, the posts that see the whole school, and who
 * leads a group that the teacher is in today. Whoever else observed the teacher sees their own sheets again, and no other.
 * `observed`: the person has finished at least one sheet of this teacher.
 */
export function mayOpenGrowth(reader: Reader, teacher: Id, observed: boolean): GrowthAccess {
  return readerOf(reader).growth(teacher, observed);
}

/** The same decisions for many sheets: looks rights up once. */
export interface Access {
  /** Sees every sheet of the school; nothing has to be left out of a list. */
  readonly everything: boolean;
  sheet: (subject: ReadSubject) => SheetAccess;
  growth: (teacher: Id, observed: boolean) => GrowthAccess;
}

/** The decisions of one person, ready for a long list. */
export function readerOf({ me, posts, pairings, memberships, today }: Reader): Access {
  const everything = seesSchool(posts, today);
  const mentees = new Set(pairings.filter((p) => p.mentor === me && isPairingActive(p, today)).map((p) => p.mentee));
  const led = membersLed(me, memberships, today);
  const leads = (teacher: Id, date: PlainDate) => (led.get(teacher) ?? []).some((span) => holds(span, date));
  const reads = ({ observer, teacher, date }: ReadSubject) =>
    everything ||
    observer === me ||
    (teacher !== null && (teacher === me || mentees.has(teacher) || leads(teacher, date)));
  return {
    everything,
    sheet: (subject) => (reads(subject) ? 'full' : PUBLIC_KINDS.includes(subject.lessonKind) ? 'header' : 'none'),
    growth: (teacher, observed) => {
      if (everything || teacher === me || mentees.has(teacher) || leads(teacher, today)) return 'full';
      return observed ? 'own' : 'none';
    },
  };
}

/**
 * What a person sees of the duties that a teacher entered: `own` everything, and may enter and change them; `facts` what was
 * done, when, where and for how long, never the note; `none` nothing.
 */
export type DutyAccess = 'own' | 'facts' | 'none';

/**
 * Whose duties a person sees: one's own; the facts of them whoever sees the whole school or leads a group that the teacher is
 * in today. A mentor's right is to lessons: it opens no duty.
 */
export function mayOfDuties(reader: Omit<Reader, 'pairings'>, teacher: Id): DutyAccess {
  if (reader.me === teacher) return 'own';
  return readerOf({ ...reader, pairings: [] }).growth(teacher, false) === 'full' ? 'facts' : 'none';
}

/** Whether a person decides for the school that teachers may be ranked: who holds a post that sees the whole school today. */
export function maySetRanking({ posts, today }: Pick<Reader, 'posts' | 'today'>): boolean {
  return seesSchool(posts, today);
}

function seesSchool(posts: readonly Posting[], today: PlainDate): boolean {
  return posts.some((posting) => SCHOOL_POSTS.includes(posting.post) && holds(posting, today));
}

/** Whether a person may see some teachers ranked: the school has turned it on, and the growth pages of all of them open, whole. */
export function mayRank(
  access: Pick<Access, 'growth'>,
  school: { ranking?: boolean },
  teachers: readonly Id[],
): boolean {
  return school.ranking === true && teachers.every((teacher) => access.growth(teacher, false) === 'full');
}

/** The posts that pair teachers and announce classes: those that see the whole school, and those that lead a group. */
const ARRANGING_POSTS: readonly Post[] = [...SCHOOL_POSTS, 'group-leader', 'prep-leader'];

/**
 * Whether a person may pair teachers: who holds a leading post today, who leads a group today, and whoever set the school
 * up (`setUp`): in many schools that is a clerk of the office without a post.
 */
export function mayPair(reader: Pick<Reader, 'me' | 'posts' | 'memberships' | 'today'>, setUp: boolean): boolean {
  const { me, posts, memberships, today } = reader;
  if (setUp || posts.some((posting) => ARRANGING_POSTS.includes(posting.post) && holds(posting, today))) return true;
  return memberships.some(
    (item) => !item.deleted && item.teacher === me && item.role === 'leader' && holds(item, today),
  );
}

/** The memberships in groups that the person leads on a day, by teacher. */
function membersLed(me: Id, memberships: readonly Membership[], today: PlainDate): Map<Id, Membership[]> {
  const live = memberships.filter((item) => !item.deleted);
  const groups = new Set(
    live
      .filter((item) => item.teacher === me && item.role === 'leader' && holds(item, today))
      .map((item) => item.group),
  );
  const byTeacher = new Map<Id, Membership[]>();
  for (const item of live) {
    if (groups.has(item.group)) byTeacher.set(item.teacher, [...(byTeacher.get(item.teacher) ?? []), item]);
  }
  return byTeacher;
}
