import { isPlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import type { Series } from '../../domain/quota.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What a person says of a class series (系列): the September report classes, each Saturday's demonstration class. */
export type SeriesInput = Pick<Series, 'name' | 'lessonKind' | 'from' | 'to' | 'note'>;

/**
 * Makes a series with its first classes. Refuses one without a name (`name-missing`) and days that do not exist
 * (`date-invalid`); of two days in the wrong order the earlier one is the first.
 */
export async function addSeries(
  store: Store,
  author: Id,
  input: SeriesInput,
  classes: readonly Id[],
): Promise<Result<{ id: Id }>> {
  const problem = problemOf(input);
  if (problem) return problem;
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const series = makeRecord<Series>(store, author, stamp(), {
      id,
      kind: 'series',
      group: null,
      ...input,
      ...inOrder(input),
      name: input.name.trim(),
      lessons: Object.fromEntries(classes.map((lesson) => [lesson, true as const])),
    });
    await store.db.records.put(recordRow(series));
    return { id };
  });
}

/** Changes what a series is called and when it runs; refuses what `addSeries` refuses, and one that is gone (`entry-missing`). */
export async function editSeries(store: Store, id: Id, input: SeriesInput): Promise<Result<object>> {
  const problem = problemOf(input);
  return problem ?? patch(store, id, { ...input, ...inOrder(input), name: input.name.trim() });
}

/** Puts classes into a series, or takes them out. The classes themselves stay as they are. */
export async function setInSeries(
  store: Store,
  id: Id,
  classes: readonly Id[],
  inside: boolean,
): Promise<Result<object>> {
  return patch(store, id, { lessons: Object.fromEntries(classes.map((lesson) => [lesson, inside ? true : null])) });
}

/** Takes a series away, or brings it back. Its classes stay. */
export async function setSeriesDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return patch(store, id, { deleted });
}

function patch(store: Store, id: Id, changes: Changes<Series>): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (row?.kind !== 'series') throw new Refusal(failure('entry-missing'));
    await store.db.records.put(recordRow(patchRecord(decode(row.doc) as Series, changes, stamp())));
    return {};
  });
}

function problemOf({ name, from, to }: SeriesInput): Failure | null {
  if (!name.trim()) return failure('name-missing');
  return isPlainDate(from) && isPlainDate(to) ? null : failure('date-invalid');
}

function inOrder({ from, to }: SeriesInput): Pick<Series, 'from' | 'to'> {
  return from <= to ? { from, to } : { from: to, to: from };
}
