import { derivedIdOf, type Id } from '../../domain/ids.ts';
import type { Response } from '../../domain/sharing.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { identityOf, type Identity } from '../identity.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What the observed teacher writes about a sheet; what is left out stays as it is. */
export interface AnswerChanges {
  /** "Received" (已阅): received, not agreed. False takes it back. */
  received?: boolean;
  answer?: string;
  reflection?: string;
}

/** The observed teacher's response to a sheet: one a sheet and teacher, so two tablets of one teacher agree. */
export function responseIdOf(sheet: Id, teacher: Id): Id {
  return derivedIdOf('response', sheet, teacher);
}

/** The observer's note that the printed form was signed: a record of its own, since a record has one writer. */
export function paperIdOf(sheet: Id, teacher: Id): Id {
  return derivedIdOf('response', sheet, teacher, 'paper');
}

/**
 * Keeps what the observed teacher says to a sheet. Refuses everybody else (`not-observed-teacher`) and a sheet that this device
 * does not have (`sheet-missing`).
 */
export async function answerSheet(store: Store, sheet: Id, changes: AnswerChanges): Promise<Result<object>> {
  return respond(store, sheet, (me, observed) => {
    if (me.teacher.id !== observed.teacher) throw new Refusal(failure('not-observed-teacher'));
    return { id: responseIdOf(sheet, me.teacher.id), changes: answerFields(changes, store.now()) };
  });
}

/**
 * Notes that the teacher signed the printed form (or takes that back). The sheet's observer keeps this for the teacher; nobody
 * else may (`not-your-sheet`).
 */
export async function setSignedOnPaper(
  store: Store,
  sheet: Id,
  signed: boolean,
  paperNote = '',
): Promise<Result<object>> {
  return respond(store, sheet, (me, observed) => {
    if (me.teacher.id !== observed.observer || !observed.teacher) throw new Refusal(failure('not-your-sheet'));
    const changes: Partial<Response> = { signedOnPaper: signed, paperNote: paperNote.trim() };
    return { id: paperIdOf(sheet, observed.teacher), changes };
  });
}

function answerFields({ received, answer, reflection }: AnswerChanges, now: number): Partial<Response> {
  return {
    ...(received === undefined ? {} : { acknowledgedAt: received ? now : null }),
    ...(answer === undefined ? {} : { answer }),
    ...(reflection === undefined ? {} : { reflection }),
  };
}

/** Puts the changes into the response that `decide` names, which is made when there is none yet. */
async function respond(
  store: Store,
  sheet: Id,
  decide: (me: Identity, observed: { teacher: Id | null; observer: Id }) => { id: Id; changes: Partial<Response> },
): Promise<Result<object>> {
  const me = await identityOf(store);
  if (!me) return failure('school-missing');
  return write(store, [store.db.records, store.db.headers], async ({ stamp }) => {
    const row = await store.db.headers.get(sheet);
    if (!row) throw new Refusal(failure('sheet-missing'));
    const { teacher, observer } = decode(row.doc);
    const { id, changes } = decide(me, { teacher, observer });
    const known = await store.db.records.get(id);
    const record = known
      ? patchRecord(decode(known.doc) as Response, { deleted: false, ...changes }, stamp())
      : makeRecord<Response>(store, me.person.id, stamp(), {
          id,
          kind: 'response',
          about: [...new Set([teacher ?? observer, observer])],
          audience: 'parties',
          sheet,
          teacher: teacher ?? observer,
          acknowledgedAt: null,
          answer: '',
          reflection: '',
          signedOnPaper: false,
          ...changes,
        });
    await store.db.records.put(recordRow(record));
    return {};
  });
}
