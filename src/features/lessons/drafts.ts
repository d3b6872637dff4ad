import type { DraftFields } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import { draftsOf } from '../../store/queries/drafts.ts';
import { teacherById } from '../../store/queries/teachers.ts';
import type { Store } from '../../store/store.ts';
import type { NamedDraft } from './lessonFilters.ts';

/** A person's drafts with the names of their teachers, last changed first. */
export async function namedDrafts(store: Store, author: Id, defaults: DraftFields): Promise<NamedDraft[]> {
  const drafts = await draftsOf(store, author, defaults);
  return Promise.all(
    drafts.map(async (draft) => {
      const { teacher, guestName } = draft.fields;
      const known = teacher ? await teacherById(store, teacher) : null;
      const { changedAt, row } = draft;
      return { draft, teacherName: known?.name ?? guestName.trim(), reopened: row.reopens !== null, changedAt };
    }),
  );
}
