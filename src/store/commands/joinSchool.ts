import type { FileRecord, Incoming } from '../../domain/guanke-file.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Group, Person, Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Stamp } from '../../domain/record.ts';
import { ofKind } from '../incoming/matching.ts';
import { placeOf } from '../incoming/place.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import { applyChanges, tablesOf, type ChangeSet, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { failureOf, makeRecord, write } from '../write.ts';
import { workOfFile, type FileWork } from '../incoming/fileWork.ts';
import { freeId, isLive } from '../incoming/joining.ts';
import { groupsFor, newTeacher, type TeacherInput } from './school.ts';
import type { TakeInUndo } from './takeIn.ts';

export { joinExisting, previewJoin, type JoinPlan } from './joinExisting.ts';
export type { JoinQuestion } from '../incoming/matching.ts';

/** Who uses this device from now on, and what was said to the preview. */
export interface Joining {
  /** An id of the roster, or somebody who is not on it yet. */
  teacher: Id | TeacherInput;
  leaveOutBad?: boolean;
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
}

/** The share of joining that merging is; writing is the rest. */
const MERGED = 0.1;

/** The school that a file brings; refuses `file-no-school`. */
export function schoolIn({ manifest, records }: Incoming): Result<{ school: School }> {
  const school = ofKind<School>(records, 'school').find(({ id }) => id === manifest.school.id);
  return school ? { ok: true, school } : failure('file-no-school');
}

/**
 * Joins an empty device to the school of a file, all or nothing. Refuses `school-exists`, `file-no-school`, `records-bad`
 * unless they may be left out, `teacher-missing` (not on the file's roster), `name-missing`, `number-taken` (somebody new
 * with a number of the roster) and `cancelled`.
 */
export async function joinSchool(
  store: Store,
  incoming: Incoming,
  { teacher, leaveOutBad = false, ...options }: Joining,
): Promise<Result<{ school: Id; me: Id; undo: TakeInUndo }>> {
  const found = schoolIn(incoming);
  if (!found.ok) return found;
  if (incoming.bad.length > 0 && !leaveOutBad) return failure('records-bad', { count: incoming.bad.length });
  const school = found.school.id;
  const { signal, onprogress } = options;
  const part = (from: number, to: number) => (share: number) => onprogress?.(from + (to - from) * share);
  let file: FileWork;
  try {
    file = await workOfFile(store, incoming, school, { signal, onprogress: part(0, MERGED) });
  } catch (error) {
    return failureOf(error);
  }
  const { set, latest } = file.work;
  return write(store, tablesOf(store), async ({ stamp, receive }) => {
    if (await store.db.meta.get('school')) throw new Refusal(failure('school-exists'));
    receive(latest);
    const who = whoJoins(store, incoming, teacher, stamp());
    const changes: RowChange[] = [
      ...set.changes,
      ...who.records.map((record) => put(placeOf(record, false))),
      { table: 'meta', key: 'school', before: undefined, after: { key: 'school', value: school } },
      { table: 'meta', key: 'me', before: await store.db.meta.get('me'), after: { key: 'me', value: who.me } },
    ];
    const whole: ChangeSet = { ...set, changes };
    await applyChanges(store, whole, { signal, onprogress: part(MERGED, 1) });
    return { school, me: who.me, undo: whole };
  });
}

function put({ table, key, row }: ReturnType<typeof placeOf>): RowChange {
  return { table, key, before: undefined, after: row };
}

/** The person who joins, with what is new about them. */
function whoJoins(
  store: Store,
  { records, manifest }: Incoming,
  teacher: Id | TeacherInput,
  stamp: Stamp,
): { me: Id; records: FileRecord[] } {
  const roster = ofKind<Teacher>(records, 'teacher');
  if (typeof teacher === 'string') {
    const found = roster.find(({ id }) => id === teacher);
    if (!found) throw new Refusal(failure('teacher-missing'));
    const me = personIdOfTeacher(found.id);
    if (records.some((record) => record.id === me && isLive(record))) return { me, records: [] };
    return { me, records: [personOf(store, found, stamp)] };
  }
  if (!teacher.name.trim()) throw new Refusal(failure('name-missing', { field: 'me' }));
  const number = teacher.number?.trim();
  const other = number ? roster.find((one) => one.number.trim() === number) : undefined;
  if (other)
    throw new Refusal(failure('number-taken', { number: number ?? '', name: teacher.name, other: other.name }));
  const first = newTeacher(store, manifest.school.id, '', stamp, teacher, roster.length);
  const id = freeId(first.id, new Set(records.map((record) => record.id)));
  const author = personIdOfTeacher(id);
  const made: Teacher = { ...first, id, author };
  const placed = [{ teacher: made, group: teacher.group ?? '' }];
  const { groups, memberships } = groupsFor(store, author, stamp, placed, ofKind<Group>(records, 'group'));
  return { me: author, records: [made, personOf(store, made, stamp), ...groups, ...memberships] };
}

function personOf(store: Store, teacher: Teacher, stamp: Stamp): Person {
  const me = personIdOfTeacher(teacher.id);
  return makeRecord<Person>(store, me, stamp, { id: me, kind: 'person', teacher: teacher.id, name: teacher.name });
}
