import type { Id } from '../domain/ids.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Store } from './store.ts';
import { recordById, recordsOfKind } from './write.ts';

/** A rubric version, of the school or built in; null when this device does not know it. */
export async function rubricById(store: Store, id: Id | null): Promise<Rubric | null> {
  if (!id) return null;
  return (await store.builtinRubric(id)) ?? recordById<Rubric>(store, id);
}

/** The versions that the school published itself. */
export function schoolRubrics(store: Store): Promise<Rubric[]> {
  return recordsOfKind<Rubric>(store, 'rubric');
}
