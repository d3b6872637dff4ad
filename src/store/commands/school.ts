import { dateOfInstant, type PlainDate } from '../../domain/date.ts';
import { newId, personIdOfTeacher, semesterIdOf, teacherIdFromNumber, type Id } from '../../domain/ids.ts';
import type { Group, Membership, Person, Post, Posting, Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import type { Semester, SemesterProposal } from '../../domain/semester.ts';
import type { Stamp } from '../../domain/record.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write, type NewRecord } from '../write.ts';

/** A teacher as typed or pasted; everything but the name may be empty. */
export interface TeacherInput {
  name: string;
  number?: string;
  subjects?: string[];
  title?: string;
  /** Name of the group; made when the school has none of that name. */
  group?: string;
  serviceStart?: string | null;
}

export interface SchoolSetup {
  school: Pick<School, 'name' | 'schoolKind' | 'lessonMinutes' | 'stages'>;
  semesters: SemesterProposal[];
  me: TeacherInput;
  /** My post (职务), held from now or from the first semester on; whoever leads a group also leads the one typed. */
  post?: Post | null;
  teachers: TeacherInput[];
}

/** The posts that lead the group of who holds them. */
const LEADING_POSTS: readonly Post[] = ['group-leader', 'prep-leader'];

/** The record of a new teacher. Numbered teachers get the id that every device derives from the same list. */
export function newTeacher(
  store: Store,
  school: Id,
  author: Id,
  stamp: Stamp,
  input: TeacherInput,
  order: number,
): Teacher {
  const number = input.number?.trim() ?? '';
  const fields: NewRecord<Teacher> = {
    id: number ? teacherIdFromNumber(school, number) : newId(),
    kind: 'teacher',
    name: input.name.trim(),
    number,
    reading: '',
    subjects: (input.subjects ?? []).map((subject) => subject.trim()).filter(Boolean),
    title: input.title?.trim() ?? '',
    honours: [],
    posts: {},
    serviceStart: input.serviceStart ?? null,
    status: 'active',
    leftOn: null,
    order,
  };
  return makeRecord<Teacher>(store, author, stamp, fields);
}

/** The record of a new semester. */
export function newSemester(store: Store, school: Id, author: Id, stamp: Stamp, input: SemesterProposal): Semester {
  return makeRecord<Semester>(store, author, stamp, {
    id: semesterIdOf(school, input.schoolYear, input.term),
    kind: 'semester',
    name: '',
    ...input,
  });
}

/** Groups by name for a list of teachers, and their memberships. */
export function groupsFor(
  store: Store,
  author: Id,
  stamp: Stamp,
  placed: { teacher: Teacher; group: string; role?: Membership['role'] }[],
  existing: readonly Group[],
): { groups: Group[]; memberships: Membership[] } {
  const byName = new Map(existing.map((group) => [group.name, group]));
  const groups: Group[] = [];
  const memberships: Membership[] = [];
  for (const { teacher, group: raw, role = 'member' } of placed) {
    const name = raw.trim();
    if (!name) continue;
    let group = byName.get(name);
    if (!group) {
      group = makeRecord<Group>(store, author, stamp, {
        id: newId(),
        kind: 'group',
        name,
        type: 'subject',
        order: byName.size,
      });
      byName.set(name, group);
      groups.push(group);
    }
    const fields = { kind: 'membership', teacher: teacher.id, group: group.id, role, from: null, to: null } as const;
    memberships.push(makeRecord<Membership>(store, author, stamp, { id: newId(), ...fields }));
  }
  return { groups, memberships };
}

/**
 * Sets up the school on this device: the school, its semesters, me, and the first list of teachers, all or nothing.
 * Refuses a second school (`school-exists`), a missing name (`name-missing`) and equal staff numbers (`number-taken`).
 */
export async function setUpSchool(store: Store, setup: SchoolSetup): Promise<Result<{ school: Id; me: Id }>> {
  if (!setup.school.name.trim()) return failure('name-missing', { field: 'school' });
  if (!setup.me.name.trim()) return failure('name-missing', { field: 'me' });
  const school = newId();
  return write(store, [store.db.records], async ({ stamp: next }) => {
    if (await store.db.meta.get('school')) throw new Refusal(failure('school-exists'));
    const stamp = next();
    const meFirst = newTeacher(store, school, '', stamp, setup.me, 0);
    const author = personIdOfTeacher(meFirst.id);
    const me: Teacher = { ...meFirst, author, posts: postingOf(setup, dateOfInstant(store.now())) };
    const others = setup.teachers.map((input, i) => ({
      teacher: newTeacher(store, school, author, stamp, input, i + 1),
      group: input.group ?? '',
    }));
    const role: Membership['role'] = setup.post && LEADING_POSTS.includes(setup.post) ? 'leader' : 'member';
    const placed = [{ teacher: me, group: setup.me.group ?? '', role }, ...others];
    const twice = doubled(placed.map(({ teacher }) => teacher));
    if (twice) throw new Refusal(failure('number-taken', twice));
    const { groups, memberships } = groupsFor(store, author, stamp, placed, []);
    const records = [
      makeRecord<School>(store, author, stamp, { id: school, kind: 'school', sharing: 'comments', ...setup.school }),
      makeRecord<Person>(store, author, stamp, { id: author, kind: 'person', teacher: me.id, name: me.name }),
      ...setup.semesters.map((input) => newSemester(store, school, author, stamp, input)),
      ...placed.map(({ teacher }) => teacher),
      ...groups,
      ...memberships,
    ];
    await store.db.records.bulkAdd(records.map(recordRow));
    await store.db.meta.bulkPut([
      { key: 'school', value: school },
      { key: 'me', value: author },
    ]);
    return { school, me: author };
  });
}

/** The post from the first semester on, or from today where that is still to come: it must hold as soon as the school stands. */
function postingOf({ post, semesters }: SchoolSetup, today: PlainDate): Record<Id, Posting> {
  if (!post) return {};
  const from = semesters.map(({ start }) => start).sort()[0];
  return { [newId()]: { post, from: from && from < today ? from : today, to: null } };
}

/** Two teachers of the list with one number; null when all differ. */
function doubled(teachers: readonly Teacher[]): { number: string; name: string; other: string } | null {
  const seen = new Map<Id, string>();
  for (const { id, number, name } of teachers) {
    const other = seen.get(id);
    if (other !== undefined) return { number, name, other };
    seen.set(id, name);
  }
  return null;
}
