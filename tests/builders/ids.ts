import { newId, type Id } from '../../src/domain/ids.ts';
import type { Stamp } from '../../src/domain/record.ts';
import { formatStamp } from '../../src/merge/stamp.ts';

let counter: number | null = null;

/** From here on builders make the same ids in every run instead of fresh ones: UUIDs (version 7 in shape) that rise with each call. */
export function useDeterministicIds(start = 1): void {
  counter = start;
}

/** The next id of a builder. */
export function anId(): Id {
  if (counter === null) return newId();
  const number = String(counter++).padStart(12, '0');
  return `01900000-0000-7000-8000-${number}`;
}

/** The instant at which built records are made: 1 September 2025, 08:00 UTC. */
export const BUILT_AT = Date.UTC(2025, 8, 1, 8);

/** A stamp so many ms after `BUILT_AT`. */
export function aStamp(after = 0, node = 'a', tick = 0): Stamp {
  return formatStamp({ ms: BUILT_AT + after, counter: tick, node });
}

/** The envelope of a built record of a kind, about nobody and open to the school. */
export function anEnvelope<K extends string>(kind: K) {
  return {
    id: anId(),
    kind,
    v: 1,
    author: 'person-1',
    about: [] as Id[],
    audience: 'school' as const,
    created: BUILT_AT,
    stamp: aStamp(),
  };
}
