import { addDays, type PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { holds, type Group, type Membership, type Post, type Posting, type Teacher } from '../../domain/people.ts';
import type { NewTermSchool } from '../queries/newYear.ts';
import { failure, Refusal } from '../reasons.ts';
import { fromDayOn, newMembership } from './memberships.ts';
import type { Edits } from './newYearEdits.ts';
import type { Groups } from './newYearGroups.ts';
import type { Joiner, NewTermPlan } from './newYearPlan.ts';
import { newTeacher } from './school.ts';

const LEADING_POSTS: readonly Post[] = ['group-leader', 'prep-leader'];

/** Whoever leaves: their posts and places end the day before. Refuses `teacher-missing`. */
export function leave(edits: Edits, school: NewTermSchool, leavers: readonly Id[], on: PlainDate): void {
  const leftOn = addDays(on, -1);
  for (const id of leavers) {
    const teacher = edits.now(teacherOf(school, id));
    edits.patch<Teacher>(teacher, { status: 'left', leftOn, posts: endedPosts(teacher, () => true, on) });
    for (const place of fromDayOn(membershipsOf(school, id), on)) endPlace(edits, place, on);
  }
}

/** Posts that end and begin, and moves to other groups. Refuses `teacher-missing`. */
export function move(edits: Edits, school: NewTermSchool, groups: Groups, plan: NewTermPlan, on: PlainDate): void {
  const leavers = new Set(plan.leavers);
  for (const { id, end, begin } of plan.posts) {
    if (leavers.has(id)) continue;
    const teacher = edits.now(teacherOf(school, id));
    const begun = begin.map((post): [Id, Posting] => [newId(), { post, from: on, to: null }]);
    const posts = { ...endedPosts(teacher, (posting) => end.includes(posting), on), ...Object.fromEntries(begun) };
    edits.patch<Teacher>(teacher, { posts });
  }
  for (const { id, group: name } of plan.moves) {
    if (leavers.has(id)) continue;
    const teacher = teacherOf(school, id);
    const group = groups.named(name);
    const own = membershipsOf(school, id);
    const leads = begins(plan, id);
    if (own.some((place) => place.group === group.id && holds(place, on))) continue;
    const old = fromDayOn(own, on).filter((place) => groups.typeOf(place.group) === group.type);
    for (const place of old) endPlace(edits, place, on);
    place(edits, school, group, teacher.id, leads, on);
  }
}

function begins(plan: NewTermPlan, id: Id): boolean {
  return plan.posts.some((each) => each.id === id && each.begin.some((post) => LEADING_POSTS.includes(post)));
}

/** Whoever joins, with posts and a group. Refuses `name-missing` and `number-taken`. */
export function join(
  edits: Edits,
  school: NewTermSchool,
  groups: Groups,
  joiners: readonly Joiner[],
  on: PlainDate,
): void {
  const { store, author, stamp } = edits.making;
  const live = school.teachers.filter((teacher) => !teacher.deleted);
  const taken = new Map(live.filter(({ number }) => number).map(({ number, name }) => [number, name]));
  let order = Math.max(-1, ...live.map((teacher) => teacher.order));
  for (const { posts = [], ...input } of joiners) {
    if (!input.name.trim()) throw new Refusal(failure('name-missing', { field: 'teacher' }));
    const made = newTeacher(store, school.school, author, stamp(), input, (order += 1));
    const other = made.number ? taken.get(made.number) : undefined;
    if (other !== undefined)
      throw new Refusal(failure('number-taken', { number: made.number, name: made.name, other }));
    if (made.number) taken.set(made.number, made.name);
    // A number that somebody had before derives their id: the new teacher must not take their place.
    const owner = school.teachers.find((teacher) => teacher.id === made.id);
    const begun = Object.fromEntries(posts.map((post) => [newId(), { post, from: on, to: null }]));
    const teacher = { ...made, ...(owner ? { id: newId() } : {}), posts: begun };
    edits.add(teacher);
    const leads = posts.some((post) => LEADING_POSTS.includes(post));
    if (input.group?.trim()) place(edits, school, groups.named(input.group), teacher.id, leads, on);
  }
}

/** A new place in a group from a day on. Whoever leads it takes over from who led it before. */
function place(edits: Edits, school: NewTermSchool, group: Group, teacher: Id, leads: boolean, on: PlainDate): void {
  const { store, author, stamp } = edits.making;
  const fields = { teacher, group: group.id, role: leads ? 'leader' : 'member', from: on, to: null } as const;
  edits.add(newMembership(store, author, stamp(), fields));
  if (!leads) return;
  for (const other of school.memberships) {
    const now = edits.now(other);
    if (now.group !== group.id || now.role !== 'leader' || now.deleted || !holds(now, on)) continue;
    endPlace(edits, now, on);
    const stays = { teacher: now.teacher, group: group.id, role: 'member', from: on, to: now.to } as const;
    edits.add(newMembership(store, author, stamp(), stays));
  }
}

/** Ends a membership the day before; as if it had never been when it would begin later than that. */
function endPlace(edits: Edits, membership: Membership, on: PlainDate): void {
  const gone = membership.from !== null && membership.from >= on;
  edits.patch<Membership>(membership, gone ? { deleted: true } : { to: addDays(on, -1) });
}

/** Posts that hold on a day or later, ended the day before it; those that had not begun are taken away. */
function endedPosts(teacher: Teacher, which: (id: Id) => boolean, on: PlainDate): Record<Id, Posting | null> {
  const open = Object.entries(teacher.posts).filter(([id, posting]) => which(id) && (posting.to ?? '9999') >= on);
  return Object.fromEntries(
    open.map(([id, posting]) => {
      const gone = posting.from !== null && posting.from >= on;
      return [id, gone ? null : { ...posting, to: addDays(on, -1) }];
    }),
  );
}

function teacherOf(school: NewTermSchool, id: Id): Teacher {
  const teacher = school.teachers.find((each) => each.id === id && !each.deleted);
  if (!teacher) throw new Refusal(failure('teacher-missing'));
  return teacher;
}

function membershipsOf({ memberships }: NewTermSchool, teacher: Id): Membership[] {
  return memberships.filter((item) => item.teacher === teacher);
}
