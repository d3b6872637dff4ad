import type { Id } from '../domain/ids.ts';
import { isErased, type Tombstone } from '../domain/kinds.ts';
import type { Mergeable } from './join.ts';

/** What is left of a record: nothing but its id, its kind and the erasure (of several the smallest id). */
export function tombstoneOf(record: Pick<Mergeable, 'id' | 'kind'>, erasure: Id): Tombstone {
  const erased = isErased(record) && record.erased < erasure ? record.erased : erasure;
  return {
    id: record.id,
    kind: record.kind,
    v: 1,
    author: '',
    about: [],
    audience: 'school',
    created: 0,
    stamp: '',
    deleted: true,
    erased,
  };
}

/** Joins two copies of which one or both were erased: erased stays erased, whatever the stamps say. */
export function joinTombstones(a: Mergeable, b: Mergeable): Tombstone {
  if (isErased(a)) return tombstoneOf(b, a.erased);
  if (isErased(b)) return tombstoneOf(a, b.erased);
  throw new TypeError('joinTombstones: neither copy was erased');
}
