import type { Id } from '../../domain/ids.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';

/** What earlier sheets suggest for a new one; newest first, each once. */
export interface Known {
  classes: string[];
  subjects: string[];
}

/** Classes and subjects of a teacher's latest lessons on this device. */
export async function knownOfTeacher(store: Store, teacher: Id, limit = 12): Promise<Known> {
  const rows = await store.db.headers
    .where('[teacher+date]')
    .between([teacher, ''], [teacher, '\uffff'])
    .reverse()
    .limit(limit)
    .toArray();
  return collect(rows.map((row) => decode(row.doc)));
}

/** Classes and subjects of this observer's latest sheets. */
export async function knownOfObserver(store: Store, observer: Id, limit = 60): Promise<Known> {
  const rows = await store.db.headers
    .where('[observer+date]')
    .between([observer, ''], [observer, '\uffff'])
    .reverse()
    .limit(limit)
    .toArray();
  return collect(rows.map((row) => decode(row.doc)));
}

function collect(headers: readonly { klass: string; subject: string }[]): Known {
  const each = (values: string[]) => [...new Set(values.filter(Boolean))];
  return {
    classes: each(headers.map((header) => header.klass)),
    subjects: each(headers.map((header) => header.subject)),
  };
}
