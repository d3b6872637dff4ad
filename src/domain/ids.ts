import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

/** A record's identity: made once, never recomputed. UUIDv7 by default, so ids sort by the moment they were made. */
export type Id = string;

/** Name space of every id that is derived from a school's own numbers. */
const GUANKE = '6d1f0a52-6f0b-5d0e-9c53-0c2f6f1a7b11';

/** A fresh id (UUIDv7). */
export function newId(): Id {
  return uuidv7();
}

/**
 * The id of a teacher who is first entered from a numbered list: two devices that import the same list agree.
 * A later change of the number keeps the id.
 */
export function teacherIdFromNumber(school: Id, number: string): Id {
  return uuidv5(`teacher:${school}:${number.trim()}`, GUANKE);
}

/** The person who uses the app as this teacher; one teacher on two tablets is one person. */
export function personIdOfTeacher(teacher: Id): Id {
  return uuidv5(`person:${teacher}`, GUANKE);
}

/** A semester's id derives from the school, the school year (the calendar year it begins in) and the term number. */
export function semesterIdOf(school: Id, schoolYear: number, term: number): Id {
  return uuidv5(`semester:${school}:${schoolYear}:${term}`, GUANKE);
}

/** The id of one of the school's lists (classes, subjects, …): one record a list and school. */
export function listIdOf(school: Id, list: string): Id {
  return uuidv5(`list:${school}:${list}`, GUANKE);
}

/** An id that follows from what a record joins (lesson and teacher, two lessons), so that two devices agree on it. */
export function derivedIdOf(kind: string, ...parts: string[]): Id {
  return uuidv5(`${kind}:${parts.join(':')}`, GUANKE);
}
