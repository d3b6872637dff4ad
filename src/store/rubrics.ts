import type { Id } from '../domain/ids.ts';
import type { Stamp } from '../domain/record.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { RubricDraft } from '../domain/rubric-draft.ts';
import { offerOf, type Retired, type RubricOffer } from '../domain/rubric-versions.ts';
import type { School } from '../domain/school.ts';
import { latestStamp } from '../merge/fields.ts';
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

/** Which rubrics, by family or version id, the school no longer offers; templates that ship included. */
export async function retiredRubrics(store: Store): Promise<Retired> {
  const id = (await store.db.meta.get('school'))?.value as Id | undefined;
  const school = id ? await recordById<School>(store, id) : null;
  return school?.retiredRubrics ?? {};
}

/** The school's own rubrics that a new observation may choose, and which templates are retired. */
export async function offeredRubrics(store: Store): Promise<RubricOffer & { retired: Retired }> {
  const [rubrics, retired] = await Promise.all([schoolRubrics(store), retiredRubrics(store)]);
  return { ...offerOf(rubrics, retired), retired };
}

/** The draft of a rubric with the stamp of its last edit; null when it was published, deleted or never here. */
export async function rubricDraftById(store: Store, id: Id): Promise<{ draft: RubricDraft; edited: Stamp } | null> {
  const draft = await recordById<RubricDraft>(store, id);
  return draft?.kind === 'rubricDraft' ? { draft, edited: latestStamp(draft) } : null;
}

/** The rubric drafts of a person, the newest first. */
export async function rubricDraftsOf(store: Store, author: Id): Promise<RubricDraft[]> {
  const drafts = await recordsOfKind<RubricDraft>(store, 'rubricDraft');
  return drafts.filter((draft) => draft.author === author).sort((a, b) => b.created - a.created);
}
