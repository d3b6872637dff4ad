import type { Id } from '../../domain/ids.ts';

/** Who a person says to be when a school is joined: one of its roster, or someone who is not in it yet. */
export type Someone = { type: 'listed'; teacher: Id; name: string } | { type: 'new'; name: string; number: string };

/** Whether enough is said to join. */
export function isSomeone(someone: Someone | null): someone is Someone {
  return someone !== null && someone.name.trim() !== '';
}
