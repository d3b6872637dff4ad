import type { Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { holds, inRosterOrder, type Membership, type Teacher } from '../../domain/people.ts';
import { ratingsByLesson, tallyRatings, type RatingRow, type TallyCell } from '../../domain/rating.ts';
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
  /** In the group (of a range: at the school) for a part of the time only: just those days are counted. */
  part: boolean;
}

/** What a heat map is drawn from, already cut to what the person may see. */
export interface HeatData {
  semesters: Semester[];
  /** The semesters that are counted together, in order; empty before the first. */
  terms: Semester[];
  /** In roster order. */
  rows: HeatRow[];
  /** Each lesson counts once: with several sheets, the mean of them. */
  cells: TallyCell[];
}

/** What is asked for in place of one semester: the present one with those before it, or all that have begun. */
export const HEAT_RANGES = ['last-2', 'last-4', 'all'] as const;
export type HeatRange = (typeof HEAT_RANGES)[number];

/**
 * The heat map of a group (or the whole school) in a semester (its id; empty = the present one) or a range of them
 * (`HEAT_RANGES`). Reads tallies by index; what is marked as stale, who was in the group for a part of a semester only, and whose
 * lessons have several sheets (tallies add up sheets, the map lessons) is computed from rating rows. Null of the whole school for who does not see it.
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
  const begun = semesters.filter((each) => each.start <= today);
  const terms = termsOf(semester, semesters, begun, today);
  const own = memberships.filter((item) => item.group === scope);
  const parts = terms.map((term) => {
    const spans = own.filter((item) => overlaps(item, term));
    const rows = peopleOf(scope, spans, teachers, term, today).map((teacher) =>
      heatRow(teacher, scope, spans, access, term),
    );
    return { term, spans, rows };
  });
  const cells = await Promise.all(
    parts.map(({ term, spans, rows }) => termCells(store, term, spans, rows, access, semesters)),
  );
  return { semesters: begun, terms, rows: joinedRows(parts.map(({ rows }) => rows)), cells: cells.flat() };
}

/** The semesters that were asked for; of a range those that have begun, the newest ones. */
function termsOf(
  asked: string,
  semesters: readonly Semester[],
  begun: readonly Semester[],
  today: PlainDate,
): Semester[] {
  if (asked === 'all') return [...begun];
  if (asked === 'last-2' || asked === 'last-4') return begun.slice(-Number(asked.slice(-1)));
  const term = chosenSemester(semesters, asked, today);
  return term ? [term] : [];
}

/** One line a teacher: open where any semester is; a part of the time where a semester is missing or was one in part. */
function joinedRows(byTerm: readonly (readonly HeatRow[])[]): HeatRow[] {
  const joined = new Map<Id, HeatRow & { terms: number }>();
  for (const row of byTerm.flat()) {
    const known = joined.get(row.teacher.id);
    joined.set(row.teacher.id, {
      teacher: row.teacher,
      open: row.open || (known?.open ?? false),
      linked: row.linked,
      part: row.part || (known?.part ?? false),
      terms: (known?.terms ?? 0) + 1,
    });
  }
  return inRosterOrder([...joined.values()].map(({ teacher }) => teacher)).flatMap(({ id }) => {
    const row = joined.get(id);
    if (!row) return [];
    const { terms, ...line } = row;
    return [{ ...line, part: line.part || terms < byTerm.length }];
  });
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

/** The cells of one semester of those whose scores are open. */
async function termCells(
  store: Store,
  term: Semester,
  spans: readonly Membership[],
  rows: readonly HeatRow[],
  access: Access,
  semesters: readonly Semester[],
): Promise<TallyCell[]> {
  const open = rows.filter((row) => row.open);
  const whole = open.filter((row) => !row.part).map((row) => row.teacher.id);
  const [cells, parts] = await Promise.all([
    wholeCells(store, whole, semesters, term),
    Promise.all(open.filter((row) => row.part).map((row) => partCells(store, row, spans, access, semesters, term))),
  ]);
  return [...cells, ...parts.flat()];
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
  const shared = cells.filter((cell) => cell.n > cell.lessons);
  const anew = new Set([...marks, ...shared].map(({ teacher }) => teacher).filter((teacher) => wanted.has(teacher)));
  const fresh = await Promise.all(
    [...anew].map(async (teacher) =>
      tallyRatings(teacher, term.id, ratingsByLesson(await rowsOf(store, teacher, semesters, term))),
    ),
  );
  return [...cells.filter((cell) => wanted.has(cell.teacher) && !anew.has(cell.teacher)), ...fresh.flat()];
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
  return tallyRatings(id, term.id, ratingsByLesson(rows));
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
