import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { checkPairing, type Assessment, type Goal, type Meeting, type Pairing } from '../../domain/mentoring.ts';
import type { RecordBase } from '../../domain/record.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordById, recordRow, recordsOfKind, write } from '../write.ts';

/** What two teachers and the school agree on. */
export type Agreement = Pick<
  Pairing,
  'mentor' | 'mentee' | 'domain' | 'from' | 'to' | 'schoolYears' | 'plan' | 'quotas'
>;

/** What a person writes about a meeting. */
export type MeetingChanges = Partial<Pick<Meeting, 'date' | 'minutes' | 'place' | 'topic' | 'record'>>;

/** What a person writes in an assessment. */
export type AssessmentChanges = Partial<Pick<Assessment, 'date' | 'assessor' | 'result' | 'text'>>;

/**
 * Pairs two teachers. Refuses missing people (`pairing-people-missing`), what `checkPairing` refuses, days that do not
 * exist (`date-invalid`), and a pairing that would be there twice (`pairing-exists`: same two, same direction, same domain,
 * common days). The opposite direction and further mentees are pairings of their own.
 */
export async function createPairing(
  store: Store,
  author: Id,
  input: Agreement & { goals?: readonly Goal[] },
): Promise<Result<{ id: Id }>> {
  const { goals = [], ...agreed } = input;
  const problem = problemOf(agreed);
  if (problem) return problem;
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    await refuseDouble(store, { id, ...agreed });
    const kept = goals.filter((goal) => goal.text.trim() !== '').map((goal) => [newId(), { ...goal }] as const);
    const pairing = makeRecord<Pairing>(store, author, stamp(), {
      id,
      kind: 'pairing',
      about: [agreed.mentor, agreed.mentee],
      audience: 'parties',
      ...agreed,
      domain: agreed.domain.trim(),
      goals: Object.fromEntries(kept),
      status: 'active',
      endedOn: null,
    });
    await store.db.records.put(recordRow(pairing));
    return { id };
  });
}

/**
 * Changes what was agreed; refuses what `createPairing` refuses. `shown` is the pairing as it stood when the person began to
 * type the plan: what arrived since is kept beside it.
 */
export async function editPairing(
  store: Store,
  id: Id,
  changes: Partial<Agreement>,
  shown?: Pairing,
): Promise<Result<{ record: Pairing }>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const before = await pairingOf(store, id);
    const about =
      changes.mentor || changes.mentee
        ? { about: [changes.mentor ?? before.mentor, changes.mentee ?? before.mentee] }
        : {};
    const record = patchRecord(before, { ...changes, ...about }, stamp(), shown);
    const problem = problemOf(record);
    if (problem) throw new Refusal(problem);
    if (changes.mentor || changes.mentee || changes.domain || changes.from) await refuseDouble(store, record);
    await store.db.records.put(recordRow(record));
    return { record };
  });
}

/** Writes one goal of a pairing (a new id adds it, null takes it away). Refuses a goal without words (`goal-empty`). */
export async function setGoal(store: Store, pairing: Id, goal: Id, value: Goal | null): Promise<Result<object>> {
  if (value && value.text.trim() === '') return failure('goal-empty');
  if (value?.done && !isPlainDate(value.done)) return failure('date-invalid');
  return write(store, [store.db.records], async ({ stamp }) => {
    const before = await pairingOf(store, pairing);
    await store.db.records.put(recordRow(patchRecord(before, { goals: { [goal]: value } }, stamp())));
    return {};
  });
}

/** Ends a pairing on a day. Refuses a day before it began (`pairing-ends-before-start`). */
export async function endPairing(store: Store, id: Id, endedOn: PlainDate): Promise<Result<object>> {
  if (!isPlainDate(endedOn)) return failure('date-invalid');
  return patchPairing(store, id, (pairing) => {
    if (endedOn < pairing.from) throw new Refusal(failure('pairing-ends-before-start'));
    return { status: 'ended', endedOn };
  });
}

/** Lets an ended pairing go on. */
export function resumePairing(store: Store, id: Id): Promise<Result<object>> {
  return patchPairing(store, id, () => ({ status: 'active', endedOn: null }));
}

/** Takes a pairing away, or brings it back; its meetings and assessments go and come with it. */
export function setPairingDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return patchPairing(store, id, () => ({ deleted }));
}

/** Begins the record of a meeting on a day; what was said is written into it as it is typed. */
export async function addMeeting(store: Store, author: Id, pairing: Id, date: PlainDate): Promise<Result<{ id: Id }>> {
  return addToPairing<Meeting>(store, author, pairing, {
    kind: 'meeting',
    date,
    minutes: null,
    place: '',
    topic: '',
    record: '',
  });
}

/** Writes into a meeting. `shown` as in `editPairing`. */
export function editMeeting(
  store: Store,
  id: Id,
  changes: MeetingChanges,
  shown?: Meeting,
): Promise<Result<{ record: Meeting }>> {
  return editEntry<Meeting>(store, id, changes, shown);
}

/** Begins an assessment, under way (`interim`) or at the end (`final`). */
export async function addAssessment(
  store: Store,
  author: Id,
  pairing: Id,
  fields: Pick<Assessment, 'type' | 'date' | 'assessor'>,
): Promise<Result<{ id: Id }>> {
  return addToPairing<Assessment>(store, author, pairing, { kind: 'assessment', result: '', text: '', ...fields });
}

/** Writes into an assessment. `shown` as in `editPairing`. */
export function editAssessment(
  store: Store,
  id: Id,
  changes: AssessmentChanges,
  shown?: Assessment,
): Promise<Result<{ record: Assessment }>> {
  return editEntry<Assessment>(store, id, changes, shown);
}

/** Takes a meeting or an assessment away, or brings it back. */
export async function setEntryDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const before = await entryOf<Meeting | Assessment>(store, id);
    await store.db.records.put(recordRow(patchRecord<Meeting | Assessment>(before, { deleted }, stamp())));
    return {};
  });
}

function problemOf(agreed: Omit<Agreement, 'plan' | 'quotas' | 'domain'>): Failure | null {
  if (!agreed.mentor || !agreed.mentee) return failure('pairing-people-missing');
  if (!isPlainDate(agreed.from) || (agreed.to !== null && !isPlainDate(agreed.to))) return failure('date-invalid');
  const problem = checkPairing(agreed);
  return problem ? failure(problem.reason) : null;
}

async function refuseDouble(store: Store, wanted: Pick<Pairing, 'id'> & Agreement): Promise<void> {
  const fold = (text: string) => text.normalize('NFKC').trim().toLocaleLowerCase();
  const double = (await recordsOfKind<Pairing>(store, 'pairing')).find(
    (other) =>
      other.id !== wanted.id &&
      other.status === 'active' &&
      other.mentor === wanted.mentor &&
      other.mentee === wanted.mentee &&
      fold(other.domain) === fold(wanted.domain) &&
      (wanted.to === null || other.from <= wanted.to) &&
      (other.to === null || wanted.from <= other.to),
  );
  if (double) throw new Refusal(failure('pairing-exists'));
}

async function pairingOf(store: Store, id: Id): Promise<Pairing> {
  const row = await store.db.records.get(id);
  if (row?.kind !== 'pairing') throw new Refusal(failure('pairing-missing'));
  return decode(row.doc) as Pairing;
}

function patchPairing(store: Store, id: Id, changes: (pairing: Pairing) => Changes<Pairing>): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const pairing = await pairingOf(store, id);
    await store.db.records.put(recordRow(patchRecord(pairing, changes(pairing), stamp())));
    return {};
  });
}

/** A new record that belongs to a pairing, about both teachers. */
function addToPairing<R extends Meeting | Assessment>(
  store: Store,
  author: Id,
  pairing: Id,
  fields: Omit<R, keyof RecordBase | 'pairing'> & Pick<R, 'kind'>,
): Promise<Result<{ id: Id }>> {
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const found = await recordById<Pairing>(store, pairing);
    if (!found) throw new Refusal(failure('pairing-missing'));
    const envelope = { id, about: [found.mentor, found.mentee], audience: 'parties' as const, pairing };
    const record = makeRecord<RecordBase>(store, author, stamp(), { ...envelope, ...fields });
    await store.db.records.put(recordRow(record));
    return { id };
  });
}

async function entryOf<R extends RecordBase>(store: Store, id: Id): Promise<R> {
  const row = await store.db.records.get(id);
  if (!row) throw new Refusal(failure('entry-missing'));
  return decode(row.doc) as R;
}

function editEntry<R extends Meeting | Assessment>(
  store: Store,
  id: Id,
  changes: Changes<R> & { date?: PlainDate },
  shown?: R,
): Promise<Result<{ record: R }>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    if (changes.date !== undefined && !isPlainDate(changes.date)) throw new Refusal(failure('date-invalid'));
    const before = await entryOf<R>(store, id);
    const record = patchRecord(before, changes, stamp(), shown);
    await store.db.records.put(recordRow(record));
    return { record };
  });
}
