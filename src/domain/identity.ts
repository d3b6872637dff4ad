import type { Instant } from './date.ts';
import { derivedIdOf, type Id } from './ids.ts';
import { apartKey } from './lesson.ts';
import type { RecordBase, RecordKind } from './record.ts';

/** Two ids that are one teacher or one lesson. Deleting it undoes the join. */
export interface Alias extends RecordBase<'alias'> {
  from: Id;
  to: Id;
  of: RecordKind;
}

/** Two lessons with an equal slot that are not one. */
export interface KeepApart extends RecordBase<'keepApart'> {
  a: Id;
  b: Id;
}

/** An erasure: what, by whom, when; never a name. It beats every stamp and cannot be undone. */
export interface Erasure extends RecordBase<'erasure'> {
  target: Id;
  of: RecordKind;
  who: Id;
  erasedAt: Instant;
}

/** The id of the alias of two ids, whichever way round, so that two people who join the same two agree. */
export function aliasIdOf(from: Id, to: Id): Id {
  return derivedIdOf('alias', apartKey(from, to));
}

/** The id of the keep-apart record of two lessons, whichever way round. */
export function keepApartIdOf(a: Id, b: Id): Id {
  return derivedIdOf('keepApart', apartKey(a, b));
}

/** The pairs kept apart, as `lessonsAsOne` asks for them. A deleted record no longer keeps apart. */
export function pairsKeptApart(records: readonly Pick<KeepApart, 'a' | 'b' | 'deleted'>[]): Set<string> {
  return new Set(records.filter((record) => !record.deleted).map((record) => apartKey(record.a, record.b)));
}
