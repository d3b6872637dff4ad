import { keepApartIdOf, type KeepApart } from '../../domain/identity.ts';
import type { Id } from '../../domain/ids.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/**
 * "These are different lessons": keeps each lesson of one side apart from each of the other, though they stand in the same
 * slot. Refuses when a side is empty or both name one lesson (`lesson-missing`).
 */
export function keepLessonsApart(
  store: Store,
  author: Id,
  ones: readonly Id[],
  others: readonly Id[],
): Promise<Result<object>> {
  return settle(store, author, ones, others, true);
}

/** "Join again": the lessons of both sides are one again, as their equal slot says. */
export function joinLessonsAgain(
  store: Store,
  author: Id,
  ones: readonly Id[],
  others: readonly Id[],
): Promise<Result<object>> {
  return settle(store, author, ones, others, false);
}

async function settle(
  store: Store,
  author: Id,
  ones: readonly Id[],
  others: readonly Id[],
  apart: boolean,
): Promise<Result<object>> {
  if (ones.length === 0 || others.length === 0 || ones.some((id) => others.includes(id)))
    return failure('lesson-missing');
  return write(store, [store.db.records, store.db.lessons], async ({ stamp: next }) => {
    const rows = await store.db.lessons.bulkGet([...ones, ...others]);
    if (rows.some((row) => !row)) throw new Refusal(failure('lesson-missing'));
    const stamp = next();
    for (const one of ones) {
      for (const other of others) {
        const [a = one, b = other] = [one, other].sort();
        const id = keepApartIdOf(a, b);
        const known = await store.db.records.get(id);
        if (!known && !apart) continue;
        const record = known
          ? patchRecord(decode(known.doc) as KeepApart, { deleted: !apart }, stamp)
          : makeRecord<KeepApart>(store, author, stamp, { id, kind: 'keepApart', a, b });
        await store.db.records.put(recordRow(record));
      }
    }
    return {};
  });
}
