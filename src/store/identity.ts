import type { Id } from '../domain/ids.ts';
import type { Person, Teacher } from '../domain/people.ts';
import type { School } from '../domain/school.ts';
import type { Store } from './store.ts';
import { recordById } from './write.ts';

/** Who uses this device, and in which school. */
export interface Identity {
  school: School;
  person: Person;
  teacher: Teacher;
  /** A PIN hides this person's records on this device. */
  pin: boolean;
}

/** The school and the person of this device; null before it is set up. */
export async function identityOf(store: Store): Promise<Identity | null> {
  const [schoolId, personId] = await store.db.meta.bulkGet(['school', 'me']);
  if (!schoolId || !personId) return null;
  const [school, person, pin] = await Promise.all([
    recordById<School>(store, schoolId.value as Id),
    recordById<Person>(store, personId.value as Id),
    store.db.meta.get(`pin:${personId.value as Id}`),
  ]);
  const teacher = person ? await recordById<Teacher>(store, person.teacher) : null;
  return school && person && teacher ? { school, person, teacher, pin: pin !== undefined } : null;
}
