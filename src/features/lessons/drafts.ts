import type { DraftFields } from '../../domain/draft.ts';
import type { Identity } from '../../store/identity.ts';
import { draftsOf } from '../../store/queries/drafts.ts';
import { teacherById } from '../../store/queries/teachers.ts';
import type { Store } from '../../store/store.ts';
import type { NamedDraft } from './lessonFilters.ts';

/** A person's drafts with the names of their teachers, last changed first. */
export async function namedDrafts(
  store: Store,
  { person, teacher: { id: observer } }: Identity,
  defaults: DraftFields,
): Promise<NamedDraft[]> {
  const drafts = await draftsOf(store, person.id, defaults);
  return Promise.all(
    drafts.map(async (draft) => {
      const { teacher, guestName } = draft.fields;
      const known = teacher ? await teacherById(store, teacher) : null;
      const { changedAt, row } = draft;
      const teacherName = known?.name ?? guestName.trim();
      return { draft, observer, teacherName, reopened: row.reopens !== null, changedAt };
    }),
  );
}
