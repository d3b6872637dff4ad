import type { Access, GrowthAccess } from '../../domain/access.ts';
import { dateOfInstant, type PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import {
  isPairingActive,
  pairingProgress,
  roleInPairing,
  sideOfObservation,
  type Assessment,
  type Meeting,
  type NextStep,
  type Pairing,
} from '../../domain/mentoring.ts';
import type { Teacher } from '../../domain/people.ts';
import { quotaWindow } from '../../domain/quota.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { HeaderRow } from '../db.ts';
import type { Store } from '../store.ts';
import { recordById, recordsOfKind } from '../write.ts';
import { mayPairToday, rightsOf } from './rights.ts';
import { roster, semesters } from './teachers.ts';

/** One side of a pairing: the side of who observes. */
export type PairingSide = 'mentor' | 'mentee';

/** A pairing with its people and what was counted. */
export interface PairingOverview {
  pairing: Pairing;
  /** Null when the roster does not have the teacher any more. */
  mentor: Teacher | null;
  mentee: Teacher | null;
  /** What the person who asks is in it; null = follows it by post. */
  role: PairingSide | null;
  /** Lessons that each side observed of the other in the pairing's days, each lesson once. */
  lessons: Record<PairingSide, number>;
  /** How far each side is with what was agreed, in today's month or semester; null when nothing runs today. */
  current: Record<PairingSide, { done: number; needed: number; left: number }> | null;
}

/** One observation between the two. `header` is null where the person who asks may count it but not read it. */
export interface PairingObservation {
  side: PairingSide;
  lesson: Id;
  date: PlainDate;
  header: SheetHeader | null;
}

/** A next step as a pairing shows it. */
export interface PairingStep {
  step: NextStep;
  /** The day of the lesson on which it was agreed; without one the day on which it was written down. */
  agreedOn: PlainDate;
  /** The sheet in which it was seen, where the person who asks may know of it. */
  seen: SheetHeader | null;
}

/** A pairing with everything that its page shows. */
export interface PairingDetail extends PairingOverview {
  /** Both directions, newest first. */
  observations: PairingObservation[];
  /** Newest first. */
  meetings: Meeting[];
  /** Newest first. */
  assessments: Assessment[];
  /** Those agreed in the pairing and, where the mentee's record is open, all of the mentee in its days. */
  steps: PairingStep[];
  /** Names of those who own a step or wrote an assessment. */
  names: Map<Id, string>;
  semesters: Semester[];
  /** How much of the mentee's growth page opens for the person who asks. */
  growth: GrowthAccess;
}

/**
 * The pairings that a person may follow, in the roster order of the mentees: their own, and those of teachers whose
 * growth page opens to them by post (school leaders; the leader of the mentee's group).
 */
export async function pairingsFor(store: Store, me: Teacher, today: PlainDate): Promise<PairingOverview[]> {
  return store.db.transaction('r', [store.db.records, store.db.headers], async () => {
    const [rights, teachers, terms] = await Promise.all([rightsOf(store, me, today), roster(store), semesters(store)]);
    const places = new Map(teachers.map((teacher, place) => [teacher.id, place]));
    const place = (pairing: Pairing) => places.get(pairing.mentee) ?? teachers.length;
    const open = rights.pairings
      .filter(rights.follows)
      .sort((a, b) => place(a) - place(b) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
    const teacherOf = (id: Id) => teachers[places.get(id) ?? -1] ?? null;
    return Promise.all(
      open.map(async (pairing) => {
        const people = { mentor: teacherOf(pairing.mentor), mentee: teacherOf(pairing.mentee) };
        return { ...people, ...overviewOf(pairing, me.id, await rowsBetween(store, pairing), terms, today) };
      }),
    );
  });
}

/** One pairing; null when there is none or the person may not follow it (which of the two is not told apart). */
export async function pairingDetail(
  store: Store,
  me: Teacher,
  id: Id,
  today: PlainDate,
): Promise<PairingDetail | null> {
  return store.db.transaction('r', [store.db.records, store.db.headers], async () => {
    const rights = await rightsOf(store, me, today);
    const pairing = rights.pairings.find((item) => item.id === id);
    if (!pairing || !rights.follows(pairing)) return null;
    const [mentor, mentee, terms, rows] = await Promise.all([
      recordById<Teacher>(store, pairing.mentor),
      recordById<Teacher>(store, pairing.mentee),
      semesters(store),
      rowsBetween(store, pairing),
    ]);
    const observed = rows.some((row) => row.observer === me.id && row.teacher === pairing.mentee);
    const growth = rights.access.growth(pairing.mentee, observed);
    return {
      ...overviewOf(pairing, me.id, rows, terms, today),
      mentor,
      mentee,
      observations: newestFirst(rows.flatMap((row) => observationOf(row, pairing, rights.access))),
      ...(await writtenIn(store, pairing, growth, rights.access)),
      semesters: terms,
      growth,
    };
  });
}

/** What a person who may pair teachers chooses from. */
export interface PairingDesk {
  /** Whether the person may pair teachers. */
  mayPair: boolean;
  /** Domains that the school's pairings name, the most frequent first. */
  domains: string[];
  semesters: Semester[];
}

/** Whether a person may pair teachers, and what a new pairing chooses from. */
export async function pairingDesk(store: Store, me: Teacher, today: PlainDate): Promise<PairingDesk> {
  const [pairings, terms, may] = await Promise.all([
    recordsOfKind<Pairing>(store, 'pairing'),
    semesters(store),
    mayPairToday(store, me, today),
  ]);
  const uses = new Map<string, number>();
  for (const { domain } of pairings) if (domain) uses.set(domain, (uses.get(domain) ?? 0) + 1);
  const domains = [...uses].sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1)).map(([domain]) => domain);
  return { mayPair: may, domains, semesters: terms };
}

/** Meetings, assessments and next steps of a pairing. */
async function writtenIn(
  store: Store,
  pairing: Pairing,
  growth: GrowthAccess,
  access: Access,
): Promise<Pick<PairingDetail, 'meetings' | 'assessments' | 'steps' | 'names'>> {
  const [meetings, assessments, steps] = await Promise.all([
    recordsOfKind<Meeting>(store, 'meeting'),
    recordsOfKind<Assessment>(store, 'assessment'),
    recordsOfKind<NextStep>(store, 'nextStep'),
  ]);
  const own = <R extends { pairing: Id; date: PlainDate; id: Id }>(records: readonly R[]) =>
    records
      .filter((record) => record.pairing === pairing.id)
      .sort((a, b) => (a.date === b.date ? (a.id < b.id ? 1 : -1) : a.date < b.date ? 1 : -1));
  const near = steps.filter(
    (step) => step.pairing === pairing.id || (growth === 'full' && step.teacher === pairing.mentee),
  );
  const shown = (await placedSteps(store, near, access)).filter(
    ({ step, agreedOn }) =>
      step.pairing === pairing.id ||
      (agreedOn >= pairing.from && agreedOn <= (pairing.endedOn ?? pairing.to ?? '9999-12-31')),
  );
  const [ownMeetings, ownAssessments] = [own(meetings), own(assessments)];
  const ids = [...shown.map(({ step }) => step.owner), ...ownAssessments.map(({ assessor }) => assessor)];
  const people = await store.db.records.bulkGet([...new Set(ids)]);
  const names = people.flatMap((row): [Id, string][] => (row ? [[row.id, (decode(row.doc) as Teacher).name]] : []));
  return { meetings: ownMeetings, assessments: ownAssessments, steps: shown, names: new Map(names) };
}

/** Next steps with the day on which they were agreed and the sheet that showed them. */
async function placedSteps(store: Store, steps: readonly NextStep[], access: Access): Promise<PairingStep[]> {
  const sheets = [...new Set(steps.flatMap(({ sheet, seenIn }) => [sheet ?? [], seenIn ?? []].flat()))];
  const rows = await store.db.headers.bulkGet(sheets);
  const headers = new Map(rows.flatMap((row) => (row ? [[row.id, decode(row.doc)] as const] : [])));
  return steps.map((step) => {
    const seen = step.seenIn ? (headers.get(step.seenIn) ?? null) : null;
    const agreed = step.sheet ? headers.get(step.sheet) : undefined;
    return {
      step,
      agreedOn: agreed?.date ?? dateOfInstant(step.created),
      seen: seen && access.sheet(seen) !== 'none' ? seen : null,
    };
  });
}

/** The headers of either teacher's lessons that the other observed in the pairing's days. */
async function rowsBetween(store: Store, pairing: Pairing): Promise<HeaderRow[]> {
  const { mentor, mentee, from, to } = pairing;
  const side = (observer: Id, teacher: Id) =>
    store.db.headers
      .where('[observer+date]')
      .between([observer, from], [observer, to ?? '9999-99-99'], true, true)
      .filter((row) => row.teacher === teacher)
      .toArray();
  const [byMentor, byMentee] = await Promise.all([side(mentor, mentee), side(mentee, mentor)]);
  return [...byMentor, ...byMentee];
}

function overviewOf(
  pairing: Pairing,
  me: Id,
  rows: readonly HeaderRow[],
  terms: readonly Semester[],
  today: PlainDate,
): Omit<PairingOverview, 'mentor' | 'mentee'> {
  const whole = pairingProgress(pairing, rows, { from: pairing.from, to: pairing.to ?? '9999-12-31' });
  const window = isPairingActive(pairing, today) ? quotaWindow(pairing.quotas.per, today, terms) : null;
  return {
    pairing,
    role: roleInPairing(pairing, me),
    lessons: { mentor: whole.mentor.done, mentee: whole.mentee.done },
    current: window && pairingProgress(pairing, rows, window),
  };
}

function observationOf(row: HeaderRow, pairing: Pairing, access: Access): PairingObservation[] {
  const side = sideOfObservation(pairing, row);
  if (!side) return [];
  const readable = access.sheet(row) !== 'none';
  return [{ side, lesson: row.lesson, date: row.date, header: readable ? decode(row.doc) : null }];
}

function newestFirst(observations: PairingObservation[]): PairingObservation[] {
  const key = ({ date, header, lesson }: PairingObservation) =>
    `${date}|${String(header?.period ?? 0).padStart(3, '0')}|${lesson}`;
  return observations.sort((a, b) => (key(a) < key(b) ? 1 : -1));
}
