import { newId, type Id } from '../../domain/ids.ts';
import { checkRubricDraft } from '../../domain/rubric-checks.ts';
import type { DraftChanges, RubricDraft } from '../../domain/rubric-draft.ts';
import {
  contentToPublish,
  draftFromNothing,
  draftFromRubric,
  rubricIdOf,
  type DraftStart,
} from '../../domain/rubric-publish.ts';
import type { Stamp } from '../../domain/record.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { School } from '../../domain/school.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** Begins a rubric from nothing. */
export function startRubric(store: Store, author: Id): Promise<Result<{ id: Id }>> {
  return keepDraft(store, author, draftFromNothing());
}

/** Begins a copy of a rubric, built in or the school's, as a rubric of its own under this title. */
export function copyRubric(store: Store, author: Id, rubric: Rubric, title: string): Promise<Result<{ id: Id }>> {
  return keepDraft(store, author, draftFromRubric(rubric, 'copy', title));
}

/** Begins the next version of a rubric of the school. Old sheets keep the version that they were scored with. */
export function reviseRubric(store: Store, author: Id, rubric: Rubric): Promise<Result<{ id: Id }>> {
  return keepDraft(store, author, draftFromRubric(rubric, 'version'));
}

function keepDraft(store: Store, author: Id, start: DraftStart): Promise<Result<{ id: Id }>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    // A draft is its author's: only what is published goes to the school.
    const draft = makeRecord<RubricDraft>(store, author, stamp(), {
      ...start,
      id: newId(),
      kind: 'rubricDraft',
      audience: 'author',
    });
    await store.db.records.put(recordRow(draft));
    return { id: draft.id };
  });
}

/**
 * Saves edits of a draft, field by field; answers with their stamp. Refuses a draft that was published or deleted
 * (`rubric-draft-missing`).
 */
export function saveRubricDraft(store: Store, id: Id, changes: DraftChanges): Promise<Result<{ stamp: Stamp }>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const draft = await openDraft(store, id);
    const next = stamp();
    await store.db.records.put(recordRow(patchRecord(draft, changes, next)));
    return { stamp: next };
  });
}

/** Deletes a draft, or brings it back. What is published stays. */
export function setRubricDraftDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const draft = await draftRow(store, id);
    if (!draft) throw new Refusal(failure('rubric-draft-missing'));
    await store.db.records.put(recordRow(patchRecord(draft, { deleted }, stamp())));
    return {};
  });
}

/**
 * Publishes a draft as an immutable version whose id is the hash of its content; the draft is used up. Refuses what the
 * checks would stop (`rubric-not-ready`) and a draft that is gone (`rubric-draft-missing`); then nothing is written. A version
 * with the same content that is here already is not written twice.
 */
export async function publishRubric(store: Store, author: Id, id: Id): Promise<Result<{ rubric: Id }>> {
  const seen = await draftRow(store, id);
  // Texts of templates may have to be loaded, so the parent is read before the transaction; versions never change.
  const parent = await rubricById(store, seen?.parent ?? null);
  return write(store, [store.db.records], async ({ stamp }) => {
    const draft = await openDraft(store, id);
    const stops = checkRubricDraft(draft, parent).filter(({ severity }) => severity === 'stop');
    if (stops.length > 0) throw new Refusal(failure('rubric-not-ready', { problems: stops.length }));
    const content = contentToPublish(draft, parent);
    const next = stamp();
    const rubric = makeRecord<Rubric>(store, author, next, { ...content, id: rubricIdOf(content), kind: 'rubric' });
    const known = await store.db.records.get(rubric.id);
    if (!known) await store.db.records.put(recordRow(rubric));
    else if (decode(known.doc).deleted)
      await store.db.records.put(recordRow(patchRecord(decode(known.doc), { deleted: false }, next)));
    await store.db.records.put(recordRow(patchRecord(draft, { deleted: true }, next)));
    return { rubric: rubric.id };
  });
}

/**
 * Takes a rubric out of use, or brings it back: `id` is a family (every version) or one version. Sheets keep it; new
 * observations are not offered it. Refuses without a school (`school-missing`).
 */
export function setRubricRetired(store: Store, id: Id, retired: boolean): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const school = (await store.db.meta.get('school'))?.value as Id | undefined;
    const row = school ? await store.db.records.get(school) : undefined;
    if (!row) throw new Refusal(failure('school-missing'));
    const changes = { retiredRubrics: { [id]: retired } };
    await store.db.records.put(recordRow(patchRecord(decode(row.doc) as School, changes, stamp())));
    return {};
  });
}

async function openDraft(store: Store, id: Id): Promise<RubricDraft> {
  const draft = await draftRow(store, id);
  if (!draft || draft.deleted) throw new Refusal(failure('rubric-draft-missing'));
  return draft;
}

async function draftRow(store: Store, id: Id): Promise<RubricDraft | null> {
  const row = await store.db.records.get(id);
  return row?.kind === 'rubricDraft' ? (decode(row.doc) as RubricDraft) : null;
}
