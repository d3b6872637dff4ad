import { newId, type Id } from '../../domain/ids.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What a person says of a rule. */
export type QuotaInput = Pick<
  QuotaRule,
  | 'name'
  | 'task'
  | 'count'
  | 'unit'
  | 'per'
  | 'posts'
  | 'seniority'
  | 'lessonKinds'
  | 'places'
  | 'counts'
  | 'from'
  | 'to'
> &
  Pick<QuotaRule, 'also'> & { attendance: boolean };

/** Adds rules to the school, all or nothing. Refuses a count that is not above 0 (`quota-count`) and years in the wrong order (`quota-years`). */
export async function addQuotas(
  store: Store,
  author: Id,
  inputs: readonly QuotaInput[],
): Promise<Result<{ ids: Id[] }>> {
  const problem = inputs.map(problemOf).find(Boolean);
  if (problem) return problem;
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const stamp = next();
    const rules = inputs.map((input) =>
      makeRecord<QuotaRule>(store, author, stamp, { id: newId(), kind: 'quota', ...input }),
    );
    await store.db.records.bulkPut(rules.map(recordRow));
    return { ids: rules.map((rule) => rule.id) };
  });
}

/** Changes a rule, takes it away or brings it back (`deleted`). Progress is counted anew by itself. */
export async function editQuota(
  store: Store,
  id: Id,
  changes: Partial<QuotaInput> & { deleted?: boolean },
): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('quota-missing'));
    const rule = patchRecord(decode(row.doc) as QuotaRule, changes, stamp());
    const problem = problemOf(rule);
    if (problem) throw new Refusal(problem);
    await store.db.records.put(recordRow(rule));
    return {};
  });
}

function problemOf({ count, seniority }: Pick<QuotaRule, 'count' | 'seniority'>): Failure | null {
  if (!(count > 0)) return failure('quota-count');
  const { from, to } = seniority;
  return from !== null && to !== null && to < from ? failure('quota-years') : null;
}
