import type { Erasure } from '../domain/identity.ts';
import type { Id } from '../domain/ids.ts';
import { isErased, type Tombstone } from '../domain/kinds.ts';
import type { Person, Teacher } from '../domain/people.ts';
import type { RecordBase } from '../domain/record.ts';
import type { School } from '../domain/school.ts';
import { decode } from './codec.ts';
import type { Store } from './store.ts';

/** Who uses this device, and in which school. */
export interface Identity {
  school: School;
  person: Person;
  teacher: Teacher;
  /** A PIN hides this person's records on this device. */
  pin: boolean;
}

/**
 * The school and the person of this device; null before it is set up. Whoever was taken off the roster elsewhere, or erased,
 * still is the user of this device (erased: without a name): otherwise a file from the office would put their drafts and
 * sheets out of reach.
 */
export function identityOf(store: Store): Promise<Identity | null> {
  const { db } = store;
  return db.transaction('r', [db.meta, db.records], () => readIdentity(store));
}

async function readIdentity({ db }: Store): Promise<Identity | null> {
  const [schoolId, me] = await db.meta.bulkGet(['school', 'me']);
  if (!schoolId || !me) return null;
  const [rows, pin] = await Promise.all([
    db.records.bulkGet([schoolId.value as Id, me.value as Id]),
    db.meta.get(`pin:${me.value as Id}`),
  ]);
  const [school, found] = rows.map((row) => (row ? decode(row.doc) : null)) as [
    School | null,
    Person | Tombstone | null,
  ];
  // Of who was erased nothing is left; the erasure says which teacher it was.
  const erasure = found && isErased(found) ? await db.records.get(found.erased) : null;
  const id = erasure ? teacherErasedBy(decode(erasure.doc)) : (found as Person | null)?.teacher;
  const row = id ? await db.records.get(id) : null;
  if (!id || !row || !found || !school || school.deleted) return null;
  const teacher = decode(row.doc) as Teacher | Tombstone;
  return {
    school,
    person: isErased(found) ? { ...found, kind: 'person', teacher: id, name: '' } : found,
    teacher: isErased(teacher) ? unknownTeacher(teacher) : teacher,
    pin: pin !== undefined,
  };
}

function teacherErasedBy(record: RecordBase): Id | null {
  const { of, target } = record as Erasure;
  return of === 'teacher' ? target : null;
}

/** What is left of an erased teacher. */
function unknownTeacher(teacher: Tombstone): Teacher {
  return {
    ...teacher,
    kind: 'teacher',
    ...{ name: '', number: '', reading: '', subjects: [], title: '', honours: [], posts: {}, serviceStart: null },
    ...{ status: 'left', leftOn: null, order: 0 },
  };
}
