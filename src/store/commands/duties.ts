import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import { newId, personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Duty } from '../../domain/duty.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What a teacher says of something done for a task. */
export type DutyInput = Required<
  Pick<Duty, 'task' | 'label' | 'title' | 'date' | 'hours' | 'place' | 'level' | 'note'>
>;

/**
 * Enters something that a teacher did; only the teacher does so (`duty-not-yours`). `author` is the person who writes. Refuses
 * an empty title (`duty-empty`), a day that does not exist (`date-invalid`) and hours below 0 or none at all (`duty-hours`).
 */
export async function addDuty(store: Store, author: Id, teacher: Id, input: DutyInput): Promise<Result<{ id: Id }>> {
  const problem = author === personIdOfTeacher(teacher) ? problemOf(input) : failure('duty-not-yours');
  if (problem) return problem;
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const duty = makeRecord<Duty>(store, author, stamp(), {
      id,
      kind: 'duty',
      about: [teacher],
      audience: 'parties',
      teacher,
      ...tidied(input),
      blob: null,
      checkedBy: null,
      checkedOn: null,
    });
    await store.db.records.put(recordRow(duty));
    return { id };
  });
}

/**
 * Changes an entry of one's own. `shown` is the entry as it was when the person began to type. Refuses what `addDuty` refuses,
 * and an entry that is gone (`duty-missing`).
 */
export function editDuty(store: Store, author: Id, shown: Duty, input: DutyInput): Promise<Result<object>> {
  const problem = problemOf(input);
  if (problem) return Promise.resolve(problem);
  return write(store, [store.db.records], async ({ stamp }) => {
    const duty = await ownDuty(store, author, shown.id);
    await store.db.records.put(recordRow(patchRecord<Duty>(duty, tidied(input), stamp(), shown)));
    return {};
  });
}

/** Takes an entry of one's own away, or brings it back. Refuses `duty-missing` and `duty-not-yours`. */
export function setDutyDeleted(store: Store, author: Id, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const duty = await ownDuty(store, author, id);
    await store.db.records.put(recordRow(patchRecord<Duty>(duty, { deleted }, stamp())));
    return {};
  });
}

/** Notes on entries of one's own the day on which they were handed in; those that are gone or not one's own are passed over. */
export function markHandedIn(store: Store, author: Id, ids: readonly Id[], on: PlainDate): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const duties = (await store.db.records.bulkGet([...ids])).flatMap((row) => (row ? [decode(row.doc) as Duty] : []));
    const own = duties.filter((duty) => duty.kind === 'duty' && author === personIdOfTeacher(duty.teacher));
    const next = stamp();
    await store.db.records.bulkPut(own.map((duty) => recordRow(patchRecord<Duty>(duty, { handedOn: on }, next))));
    return {};
  });
}

async function ownDuty(store: Store, author: Id, id: Id): Promise<Duty> {
  const row = await store.db.records.get(id);
  if (!row || row.kind !== 'duty') throw new Refusal(failure('duty-missing'));
  const duty = decode(row.doc) as Duty;
  if (author !== personIdOfTeacher(duty.teacher)) throw new Refusal(failure('duty-not-yours'));
  return duty;
}

function problemOf({ title, date, hours }: DutyInput): Failure | null {
  if (title.trim() === '') return failure('duty-empty');
  if (!isPlainDate(date)) return failure('date-invalid');
  return hours >= 0 && Number.isFinite(hours) ? null : failure('duty-hours');
}

function tidied(input: DutyInput): DutyInput {
  return { ...input, title: input.title.trim(), place: input.place.trim() };
}
