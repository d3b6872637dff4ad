import { newId, personIdOfTeacher, type Id } from '../../domain/ids.ts';
import { inRosterOrder, type Group, type Posting, type Teacher } from '../../domain/people.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode, encode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, recordsOfKind, write } from '../write.ts';
import { groupsFor, newTeacher, type TeacherInput } from './school.ts';

/** Fields of a teacher that a person edits. */
export type TeacherChanges = Partial<
  Pick<Teacher, 'name' | 'number' | 'reading' | 'subjects' | 'title' | 'honours' | 'serviceStart' | 'status' | 'leftOn'>
> & {
  /** Posts by id: the changed ones, null takes one away. */
  posts?: Record<Id, Posting | null>;
};

/**
 * Adds teachers to the roster, all or nothing. A number that someone has already is refused with both names
 * (`number-taken`): the same person is never made twice, and two people never become one.
 */
export async function addTeachers(
  store: Store,
  author: Id,
  inputs: TeacherInput[],
): Promise<Result<{ teachers: Id[] }>> {
  const empty = inputs.findIndex((input) => !input.name.trim());
  if (empty >= 0) return failure('name-missing', { field: 'teacher', row: empty + 1 });
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const school = (await store.db.meta.get('school'))?.value as Id | undefined;
    if (!school) throw new Refusal(failure('school-missing'));
    const stamp = next();
    const roster = await recordsOfKind<Teacher>(store, 'teacher');
    const groups = await recordsOfKind<Group>(store, 'group');
    const taken = new Map(roster.filter((t) => t.number).map((t) => [t.number, t.name]));
    const made: Teacher[] = [];
    for (const [i, input] of inputs.entries()) {
      made.push(await withFreeId(store, newTeacher(store, school, author, stamp, input, roster.length + i)));
    }
    const placed = made.map((teacher, i) => {
      const other = teacher.number ? taken.get(teacher.number) : undefined;
      if (other) throw new Refusal(failure('number-taken', { number: teacher.number, name: teacher.name, other }));
      if (teacher.number) taken.set(teacher.number, teacher.name);
      return { teacher, group: inputs[i]?.group ?? '' };
    });
    const grouped = groupsFor(store, author, stamp, placed, groups);
    const records = [...made, ...grouped.groups, ...grouped.memberships];
    // put, not add: a teacher who was deleted comes back under the id that the number derives
    await store.db.records.bulkPut(records.map(recordRow));
    return { teachers: placed.map((p) => p.teacher.id) };
  });
}

/**
 * A number that another teacher had before still derives that teacher's id: then the new teacher gets one of their own, or
 * would take the other's place with all lessons. A deleted teacher of the same number is the same person.
 */
export async function withFreeId(store: Store, teacher: Teacher): Promise<Teacher> {
  const row = await store.db.records.get(teacher.id);
  const owner = row ? (decode(row.doc) as Teacher) : null;
  return owner && (!owner.deleted || owner.number !== teacher.number) ? { ...teacher, id: newId() } : teacher;
}

/** Changes fields of a teacher. The id stays, also when the number changes; old sheets keep the old name. */
export async function editTeacher(store: Store, id: Id, changes: TeacherChanges): Promise<Result<object>> {
  if (changes.name !== undefined && !changes.name.trim()) return failure('name-missing', { field: 'teacher' });
  const post = Object.values(changes.posts ?? {}).find((each) => each?.from && each.to && each.to < each.from);
  if (post) return failure('post-ends-before-start');
  return write(store, [store.db.records, store.db.searchKeys], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('teacher-missing'));
    const teacher = decode(row.doc) as Teacher;
    const number = changes.number?.trim();
    if (number) {
      const other = (await recordsOfKind<Teacher>(store, 'teacher')).find((t) => t.id !== id && t.number === number);
      if (other) throw new Refusal(failure('number-taken', { number, name: teacher.name, other: other.name }));
    }
    await store.db.records.put(recordRow(patchRecord(teacher, changes, stamp())));
    if (changes.name !== undefined || changes.reading !== undefined) await store.db.searchKeys.delete(id);
    return {};
  });
}

/**
 * Takes a teacher off the roster, or brings one back. The records stay; whoever has lessons should be marked as left
 * instead, and the command refuses (`teacher-has-lessons`); so it does for whoever uses this device (`teacher-is-you`),
 * without whom the app would not know its user any more.
 */
export async function setTeacherDeleted(store: Store, id: Id, deleted: boolean): Promise<Result<object>> {
  return write(store, [store.db.records, store.db.headers, store.db.lessons], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('teacher-missing'));
    const me = (await store.db.meta.get('me'))?.value;
    if (deleted && me === personIdOfTeacher(id)) throw new Refusal(failure('teacher-is-you'));
    const [observed, observing, lessons] = await Promise.all([
      store.db.headers.where('[teacher+date]').between([id, ''], [id, '\uffff']).count(),
      store.db.headers.where('[observer+date]').between([id, ''], [id, '\uffff']).count(),
      store.db.lessons.where('[teacher+date]').between([id, ''], [id, '\uffff']).count(),
    ]);
    if (deleted && observed + observing + lessons > 0) {
      throw new Refusal(failure('teacher-has-lessons', { lessons: observed + observing + lessons }));
    }
    await store.db.records.put(recordRow(patchRecord(decode(row.doc), { deleted }, stamp())));
    return {};
  });
}

/** Gives the roster its order; teachers who are not named keep their place after those who are. */
export async function orderRoster(store: Store, ids: readonly Id[]): Promise<Result<{ before: Id[] }>> {
  return write(store, [store.db.records], async ({ stamp: next }) => {
    const roster = inRosterOrder(await recordsOfKind<Teacher>(store, 'teacher'));
    const byId = new Map(roster.map((teacher) => [teacher.id, teacher]));
    const wanted = [...new Set([...ids.filter((id) => byId.has(id)), ...byId.keys()])];
    const stamp = next();
    const moved = wanted.flatMap((id, order) => {
      const teacher = byId.get(id);
      return teacher && teacher.order !== order ? [recordRow(patchRecord(teacher, { order }, stamp))] : [];
    });
    await store.db.records.bulkPut(moved);
    return { before: roster.map(({ id }) => id) };
  });
}

/** Keeps the search keys of teachers (computed outside, from their readings). */
export async function keepSearchKeys(store: Store, keys: { id: Id; from: string; keys: string[] }[]): Promise<void> {
  await store.db.searchKeys.bulkPut(keys.map(({ id, ...doc }) => ({ id, doc: encode(doc) })));
}
