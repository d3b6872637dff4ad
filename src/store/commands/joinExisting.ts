import type { FileDraft, FileRecord, Incoming } from '../../domain/guanke-file.ts';
import type { DraftEntry } from '../../domain/draft.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Stamp } from '../../domain/record.ts';
import { latestStamp } from '../../merge/fields.ts';
import { applyMerge, mergeSets } from '../../merge/merge.ts';
import type { MetaRow } from '../db.ts';
import { identityOf } from '../identity.ts';
import { heldChanges } from '../incoming/held.ts';
import { aliasesOf, everyPlace, joinedLists, keysOf, recordsAt, replacedBy, standIns } from '../incoming/joining.ts';
import { matchSchools, ofKind, type JoinQuestion, type Matching } from '../incoming/matching.ts';
import { isOpaque, placeOf, type Place } from '../incoming/place.ts';
import { projectedChanges } from '../incoming/projected.ts';
import { rekeyRecords, rekeyValue, type Keys } from '../incoming/rekey.ts';
import { failure, type Failure, type Result } from '../reasons.ts';
import { applyChanges, isSameRow, tablesOf, type ChangeSet, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { write } from '../write.ts';
import type { TakeInUndo } from './takeIn.ts';
import { previewTakeIn, type TakeInPlan } from './takeInPlan.ts';

/** What joining a school would do to the records of a device that set up separately. */
export interface JoinPlan {
  /** What the school's file brings, as for any file. */
  plan: TakeInPlan;
  school: { id: Id; name: string };
  mySchool: { id: Id; name: string };
  /** Teachers of both that are the same person. */
  matched: { mine: Id; theirs: Id; name: string }[];
  questions: JoinQuestion[];
  /** My teachers whom the school's roster does not have; they are added. */
  added: { id: Id; name: string }[];
  /** Who I am in the school; `theirs` null when I am not on its roster yet. */
  me: { mine: Id; theirs: Id | null; name: string };
  groups: { matched: string[]; added: string[] };
  semesters: { matched: number; added: number };
  /** My records that get the school's ids. */
  sheets: number;
  lessons: number;
  drafts: number;
  /** Rules and memberships of mine that the school's replace. */
  replaced: { quotas: number; memberships: number };
  incoming: Incoming;
}

/** What joining would do on a device that has a school of its own. Refuses `school-missing`, `school-exists` (it is this one) and `file-no-school`. */
export async function previewJoin(store: Store, incoming: Incoming): Promise<Result<{ plan: JoinPlan }>> {
  const both = await bothSchools(store, incoming);
  if ('ok' in both) return both;
  const { mine, school, me, places } = both;
  const preview = await previewTakeIn(store, incoming, { school: school.id });
  if (!preview.ok) return preview;
  const records = recordsAt(places);
  const matching = matchSchools(records, incoming.records, school.id);
  const replaced = replacedBy(matching, records, incoming.records);
  const known = matching.semesters.filter((semester) => semester.known).length;
  const plan: JoinPlan = {
    plan: preview.plan,
    school: { id: school.id, name: school.name },
    mySchool: { id: mine.id, name: mine.name },
    matched: matching.teachers.map((pair) => ({ mine: pair.mine.id, theirs: pair.theirs.id, name: pair.theirs.name })),
    questions: matching.questions,
    added: matching.added.map(({ teacher }) => ({ id: teacher.id, name: teacher.name })),
    me: { mine: me.id, theirs: counterpartOf(matching, me.id), name: me.name },
    groups: {
      matched: matching.groups.map((pair) => pair.theirs.name),
      added: matching.groupsAdded.map((group) => group.name),
    },
    semesters: { matched: known, added: matching.semesters.length - known },
    sheets: await store.db.headers.count(),
    lessons: await store.db.lessons.count(),
    drafts: await store.db.drafts.filter((draft) => draft.deletedAt === null).count(),
    replaced: { quotas: replaced.quotas.length, memberships: replaced.memberships.length },
    incoming,
  };
  return { ok: true, plan };
}

/**
 * Joins: my records get the school's ids (the old ones are kept as aliases), the school's roster, groups, calendar and
 * rules stand for mine, sealed sheets keep their content and the names of their day, drafts go on. One transaction, all
 * or nothing, undoable. `answers` by my teacher's id: the same person as in the question, or not.
 */
export async function joinExisting(
  store: Store,
  { incoming }: JoinPlan,
  answers: Record<Id, boolean> = {},
): Promise<Result<{ school: Id; me: Id; undo: TakeInUndo }>> {
  const both = await bothSchools(store, incoming);
  if ('ok' in both) return both;
  const { school } = both;
  const clock = await write(store, [], async ({ stamp, receive }) => {
    // One by one: a single record from the future, which waits at the door, must not keep the clock from learning the others.
    for (const record of incoming.records) receive(latestStamp(record));
    return { stamp: stamp() };
  });
  if (!clock.ok) return clock;
  const { set, me } = await joinedRows(store, both, { incoming, answers, stamp: clock.stamp });
  return write(store, tablesOf(store), async () => {
    await applyChanges(store, set);
    return { school: school.id, me, undo: set };
  });
}

interface BothSchools {
  mine: School;
  school: School;
  me: Teacher;
  places: Place[];
}

async function bothSchools(store: Store, { manifest, records }: Incoming): Promise<BothSchools | Failure> {
  const identity = await identityOf(store);
  if (!identity) return failure('school-missing');
  const school = ofKind<School>(records, 'school').find(({ id }) => id === manifest.school.id);
  if (!school) return failure('file-no-school');
  if (school.id === identity.school.id) return failure('school-exists');
  return { mine: identity.school, school, me: identity.teacher, places: await everyPlace(store) };
}

function counterpartOf(matching: Matching, teacher: Id): Id | null {
  return matching.teachers.find((pair) => pair.mine.id === teacher)?.theirs.id ?? null;
}

interface Joined {
  incoming: Incoming;
  answers: Readonly<Record<Id, boolean>>;
  stamp: Stamp;
}

/** Every row before and after. */
async function joinedRows(
  store: Store,
  { mine, school, me, places }: BothSchools,
  { incoming, answers, stamp }: Joined,
): Promise<{ set: ChangeSet; me: Id }> {
  const records = recordsAt(places);
  const theirs = incoming.records.filter((record) => record.kind !== 'school' || record.id === school.id);
  const matching = matchSchools(records, theirs, school.id, answers);
  const named = keysOf(matching, mine.id, school.id);
  const gone = standIns(matching, records, theirs);
  const kept = records.filter((record) => !gone.has(record.id));
  const first: Keys = new Map([...named].map(([from, { to }]) => [from, to]));
  const rekeyed = rekeyRecords(kept, first);
  const person = rekeyValue(personIdOfTeacher(me.id), rekeyed.keys);
  const ours: FileRecord[] = [
    ...rekeyed.records,
    ...aliasesOf(store, named, person, stamp),
    ...joinedLists(records, theirs, school.id, stamp),
  ];
  const merged = mergeSets(ours, theirs, { now: store.now() });
  const after = [...applyMerge(ours, merged).values()];
  const changes = [
    ...rowsBetween(places, after),
    ...(await projections(store, records, after)),
    ...(await draftRows(store, rekeyed.keys)),
    ...(await metaRows(store, rekeyed.keys, school.id)),
    ...(await heldChanges(store, merged.held)),
  ];
  return { set: { changes, tallies: 'clear' }, me: person };
}

/** Rows that go, come or change between two states of all records. */
function rowsBetween(before: readonly Place[], after: readonly FileRecord[]): RowChange[] {
  const keyOf = ({ table, key }: Pick<Place, 'table' | 'key'>) => `${table} ${key}`;
  const next = new Map(after.map((record) => placeOf(record, isOpaque(record))).map((place) => [keyOf(place), place]));
  const known = new Map(before.map((place) => [keyOf(place), place]));
  const left = before.map(({ table, key, row }): RowChange => {
    const to = next.get(keyOf({ table, key }))?.row;
    return { table, key, before: row, after: isSameRow(row, to) ? row : to };
  });
  const come = [...next.values()].filter((place) => !known.has(keyOf(place)));
  return [...left, ...come.map(({ table, key, row }): RowChange => ({ table, key, before: undefined, after: row }))];
}

function projections(store: Store, before: readonly FileRecord[], after: readonly FileRecord[]): Promise<RowChange[]> {
  return projectedChanges(store, [
    ...before.map((record) => ({ before: record, after: null })),
    ...after.map((record) => ({ before: null, after: record })),
  ]);
}

async function draftRows({ db }: Store, keys: Keys): Promise<RowChange[]> {
  const [drafts, entries] = await Promise.all([db.drafts.toArray(), db.entries.toArray()]);
  const row = (table: 'drafts' | 'entries', key: unknown, before: FileDraft | DraftEntry): RowChange => {
    const after = rekeyValue(before, keys);
    return { table, key, before, after: isSameRow(before, after) ? before : after };
  };
  return [
    ...drafts.map((draft) => row('drafts', draft.id, draft)),
    ...entries.map((entry) => row('entries', [entry.draftId, entry.id], entry)),
  ];
}

/** What this device keeps of its people (who uses it, their PINs) goes with them to the new ids. */
async function metaRows({ db }: Store, keys: Keys, school: Id): Promise<RowChange[]> {
  const changes: RowChange[] = [];
  for (const before of await db.meta.toArray()) {
    if (before.key === 'school') {
      changes.push({ table: 'meta', key: 'school', before, after: { key: 'school', value: school } });
    }
    if (before.key === 'me' || before.key === 'people') {
      const after: MetaRow = { key: before.key, value: rekeyValue(before.value, keys) };
      changes.push({ table: 'meta', key: before.key, before, after });
    }
    const [, person = ''] = before.key.split('pin:');
    const to = keys.get(person);
    if (!to) continue;
    changes.push({ table: 'meta', key: before.key, before, after: undefined });
    const key = `pin:${to}`;
    changes.push({ table: 'meta', key, before: await db.meta.get(key), after: { ...before, key } });
  }
  return changes;
}
