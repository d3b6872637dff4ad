import type { Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, inRosterOrder, type Membership, type Teacher } from '../../domain/people.ts';
import { tallyRatings, type RatingRow, type TallyCell } from '../../domain/rating.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { readingSchool } from './access.ts';
import { chosenSemester, dayOfSemester, membersOn, WHOLE_SCHOOL } from './groupScope.ts';
import { roster } from './teachers.ts';

/** A line of the heat map. */
export interface HeatRow {
  teacher: Teacher;
  /** Whether the person may read this teacher's scores; if not, there are no cells. */
  open: boolean;
  /** The growth page opens. */
  linked: boolean;
  /** In the group for a part of the semester only: just those days are counted. */
  part: boolean;
}

/** What a heat map is drawn from, already cut to what the person may see. */
export interface HeatData {
  semesters: Semester[];
  semester: Semester | null;
  /** In roster order. */
  rows: HeatRow[];
  cells: TallyCell[];
}

/**
 * The heat map of a group (or the whole school) in a semester; `semester` empty = the present one. Reads tallies by index; what
 * is marked as stale, and who was in the group for a part of the semester only, is computed from rating rows. Null of the
 * whole school for who does not see it.
 */
export async function heatData(
  store: Store,
  me: Teacher,
  scope: Id,
  semester: Id,
  today: PlainDate,
): Promise<HeatData | null> {
  const [{ access, memberships, semesters }, teachers] = await Promise.all([
    readingSchool(store, me, today),
    roster(store),
  ]);
  if (scope === WHOLE_SCHOOL && !access.everything) return null;
  const term = chosenSemester(semesters, semester, today);
  const begun = semesters.filter((each) => each.start <= today);
  if (!term) return { semesters: begun, semester: null, rows: [], cells: [] };
  const spans = memberships.filter((item) => item.group === scope && overlaps(item, term));
  const rows = peopleOf(scope, spans, teachers, term, today).map((teacher) =>
    heatRow(teacher, scope, spans, access, term),
  );
  const open = rows.filter((row) => row.open);
  const [whole, parts] = await Promise.all([
    wholeCells(
      store,
      open.filter((row) => !row.part).map((row) => row.teacher.id),
      semesters,
      term,
    ),
    Promise.all(open.filter((row) => row.part).map((row) => partCells(store, row, spans, access, semesters, term))),
  ]);
  return { semesters: begun, semester: term, rows, cells: [...whole, ...parts.flat()] };
}

/** Everybody who was in the group on a day of the semester. */
function peopleOf(
  scope: Id,
  spans: readonly Membership[],
  teachers: readonly Teacher[],
  term: Semester,
  today: PlainDate,
): Teacher[] {
  if (scope === WHOLE_SCHOOL) {
    return membersOn(scope, [], teachers, dayOfSemester(term, today)).map((member) => member.teacher);
  }
  const ids = new Set(spans.map((item) => item.teacher));
  const there = (teacher: Teacher) => teacher.leftOn === null || teacher.leftOn >= term.start;
  return inRosterOrder(teachers.filter((teacher) => ids.has(teacher.id) && there(teacher)));
}

function heatRow(teacher: Teacher, scope: Id, spans: readonly Membership[], access: Access, term: Semester): HeatRow {
  const own = spans.filter((item) => item.teacher === teacher.id);
  const part = scope !== WHOLE_SCHOOL && !own.some((item) => holds(item, term.start) && holds(item, term.end));
  const linked = access.growth(teacher.id, false) === 'full';
  // Of who has left the group since, the leader still reads the lessons of the days before.
  const readable = linked || (part && own.some((item) => mayRead(access, teacher.id, laterOf(item.from, term.start))));
  return { teacher, open: readable, linked, part };
}

/** By right of post, pairing or group; that somebody observed the lesson is no right to a mean over all. */
function mayRead(access: Access, teacher: Id, date: PlainDate): boolean {
  return access.sheet({ observer: '', teacher, date, lessonKind: 'ordinary' }) === 'full';
}

async function wholeCells(
  store: Store,
  teachers: readonly Id[],
  semesters: readonly Semester[],
  term: Semester,
): Promise<TallyCell[]> {
  const { tallies, dirty } = store.db;
  const wanted = new Set(teachers);
  const [cells, marks] = await Promise.all([
    tallies.where('semester').equals(term.id).toArray(),
    dirty.where('semester').equals(term.id).toArray(),
  ]);
  const stale = new Set(marks.map((mark) => mark.teacher).filter((teacher) => wanted.has(teacher)));
  const fresh = await Promise.all(
    [...stale].map(async (teacher) => tallyRatings(teacher, term.id, await rowsOf(store, teacher, semesters, term))),
  );
  return [...cells.filter((cell) => wanted.has(cell.teacher) && !stale.has(cell.teacher)), ...fresh.flat()];
}

async function partCells(
  store: Store,
  { teacher: { id }, linked }: HeatRow,
  spans: readonly Membership[],
  access: Access,
  semesters: readonly Semester[],
  term: Semester,
): Promise<TallyCell[]> {
  const own = spans.filter((item) => item.teacher === id);
  const rows = (await rowsOf(store, id, semesters, term)).filter(
    (row) => own.some((item) => holds(item, row.date)) && (linked || mayRead(access, id, row.date)),
  );
  return tallyRatings(id, term.id, rows);
}

async function rowsOf(store: Store, teacher: Id, semesters: readonly Semester[], term: Semester): Promise<RatingRow[]> {
  const rows = await store.db.ratings
    .where('[teacher+date]')
    .between([teacher, term.start], [teacher, term.end], true, true)
    .toArray();
  return rows.filter((row) => semesterOfDate(semesters, row.date)?.id === term.id);
}

function overlaps(item: Membership, term: Pick<Semester, 'start' | 'end'>): boolean {
  return (item.from === null || item.from <= term.end) && (item.to === null || item.to >= term.start);
}

function laterOf(a: PlainDate | null, b: PlainDate): PlainDate {
  return a !== null && a > b ? a : b;
}
