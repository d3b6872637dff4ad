import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import type { NextStep } from '../../domain/mentoring.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What is agreed: an action of a teacher, who sees to it, until when, and the lesson on which it was agreed. */
export type NextStepInput = Pick<NextStep, 'teacher' | 'owner' | 'action' | 'due' | 'sheet' | 'lesson' | 'pairing'>;

/** What a person may change about a next step afterwards. */
export type NextStepChanges = Partial<Pick<NextStep, 'owner' | 'action' | 'due'>>;

/** Agrees on a next step (改进点). Refuses an empty action (`step-empty`) and a day that does not exist (`date-invalid`). */
export async function addNextStep(store: Store, author: Id, input: NextStepInput): Promise<Result<{ id: Id }>> {
  const problem = problemOf(input);
  if (problem) return problem;
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const step = makeRecord<NextStep>(store, author, stamp(), {
      id,
      kind: 'nextStep',
      about: [...new Set([input.teacher, input.owner])],
      audience: 'parties',
      ...input,
      action: input.action.trim(),
      seenIn: null,
      closedOn: null,
    });
    await store.db.records.put(recordRow(step));
    return { id };
  });
}

/** Changes the words, the day or the owner of a next step; refuses what `addNextStep` refuses, and a step that is gone. */
export async function editNextStep(store: Store, id: Id, changes: NextStepChanges): Promise<Result<object>> {
  const problem = problemOf(changes);
  if (problem) return problem;
  const tidied = changes.action === undefined ? changes : { ...changes, action: changes.action.trim() };
  return patchStep(store, id, (step) => ({
    ...tidied,
    ...(changes.owner === undefined ? {} : { about: [...new Set([step.teacher, changes.owner])] }),
  }));
}

/** Closes a next step on a day, with the sheet in which it was seen (null = not seen). `null` instead opens it again. */
export function closeNextStep(
  store: Store,
  id: Id,
  closed: { on: PlainDate; seenIn: Id | null } | null,
): Promise<Result<object>> {
  return patchStep(store, id, () => ({ closedOn: closed?.on ?? null, seenIn: closed?.seenIn ?? null }));
}

/** Takes a next step away, or brings it back. */
export function setNextStepDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return patchStep(store, id, () => ({ deleted }));
}

function problemOf({ action, due }: NextStepChanges): Failure | null {
  if (action !== undefined && action.trim() === '') return failure('step-empty');
  if (due !== undefined && due !== null && !isPlainDate(due)) return failure('date-invalid');
  return null;
}

function patchStep(store: Store, id: Id, changes: (step: NextStep) => Partial<NextStep>): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row || row.kind !== 'nextStep') throw new Refusal(failure('step-missing'));
    const step = decode(row.doc) as NextStep;
    await store.db.records.put(recordRow(patchRecord(step, changes(step), stamp())));
    return {};
  });
}
