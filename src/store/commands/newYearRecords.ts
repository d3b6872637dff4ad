import { addDays, type PlainDate } from '../../domain/date.ts';
import { listIdOf, newId, semesterIdOf, type Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { itemsInOrder, type ClassItem, type ClassList } from '../../domain/list.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { NewClass, TermDates } from '../../domain/newYear.ts';
import { holds, type Group, type Membership, type Post, type Posting, type Teacher } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase, Stamp } from '../../domain/record.ts';
import type { Semester } from '../../domain/semester.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import type { NewTermSchool } from '../queries/newYear.ts';
import { failure, Refusal } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord } from '../write.ts';
import { fromDayOn, newMembership } from './memberships.ts';
import { newSemester, newTeacher, type TeacherInput } from './school.ts';

/** A teacher who joins, with the posts to begin with. */
export interface Joiner extends TeacherInput {
  posts?: readonly Post[];
}

/** What the office decided for a new semester or school year. People's changes count from the first day of the first term. */
export interface NewTermPlan {
  terms: readonly TermDates[];
  /** Only classes that change. */
  classes: readonly { id: Id; name: string; grade: Id | null; leaves: boolean }[];
  newClasses: readonly NewClass[];
  leavers: readonly Id[];
  joiners: readonly Joiner[];
  /** Who belongs to another group from then on; a group of an unknown name is made. */
  moves: readonly { id: Id; group: string }[];
  /** Posts that end (by id) and begin. */
  posts: readonly { id: Id; end: readonly Id[]; begin: readonly Post[] }[];
  /** Rules that ended and are renewed. */
  quotas: readonly Id[];
  pairings: readonly { id: Id; then: 'continue' | 'end' }[];
}

/** One record that a plan touches; `before` is null for a new one. */
export interface Touched {
  before: RecordBase | null;
  after: RecordBase;
}

/** What makes and stamps records: a transaction, or a preview that writes nothing. */
export interface Making {
  store: Store;
  author: Id;
  stamp: () => Stamp;
}

const LEADING_POSTS: readonly Post[] = ['group-leader', 'prep-leader'];

/**
 * The records of a plan, computed and not written: every record that is new or differs. Throws a `Refusal` for what cannot be:
 * two classes of one name, a missing name, a staff number that somebody has.
 */
export function recordsOfPlan(school: NewTermSchool, plan: NewTermPlan, making: Making): Touched[] {
  const edits = new Edits(making);
  const on = plan.terms[0]?.start;
  if (!on) return [];
  moveSemesters(edits, school, plan);
  moveClasses(edits, school, plan);
  const groups = new Groups(edits, school.groups);
  leave(edits, school, plan.leavers, on);
  move(edits, school, groups, plan, on);
  join(edits, school, groups, plan.joiners, on);
  renewQuotas(edits, school, plan);
  movePairings(edits, school, plan, on);
  return edits.touched();
}

/** Collects edits; a record may be edited several times. */
class Edits {
  readonly making: Making;
  readonly #touched = new Map<Id, Touched>();

  constructor(making: Making) {
    this.making = making;
  }

  now<R extends RecordBase>(record: R): R {
    return (this.#touched.get(record.id)?.after as R | undefined) ?? record;
  }

  patch<R extends RecordBase>(record: R, changes: Changes<R>): void {
    const before = this.#touched.get(record.id)?.before;
    const after = patchRecord(this.now(record), changes, this.making.stamp());
    this.#touched.set(record.id, { before: before === undefined ? record : before, after });
  }

  add(record: RecordBase): void {
    this.#touched.set(record.id, { before: null, after: record });
  }

  touched(): Touched[] {
    return [...this.#touched.values()].filter(({ before, after }) => before !== after);
  }
}

function moveSemesters(edits: Edits, { school, semesters }: NewTermSchool, { terms }: NewTermPlan): void {
  const { store, author, stamp } = edits.making;
  for (const term of terms) {
    const id = semesterIdOf(school, term.schoolYear, term.term);
    const known = semesters.find((each) => each.id === id);
    if (!known) edits.add(newSemester(store, school, author, stamp(), term));
    else {
      const { start, end, weekOne } = term;
      const back = known.deleted ? { deleted: false } : {};
      edits.patch<Semester>(known, { start, end, weekOne, ...back });
    }
  }
}

function moveClasses(edits: Edits, school: NewTermSchool, plan: NewTermPlan): void {
  if (plan.classes.length + plan.newClasses.length === 0) return;
  const list = school.classes;
  const before: Record<Id, ClassItem> = list && !list.deleted ? list.items : {};
  const after = new Map(itemsInOrder({ items: before }).map(({ id, ...item }) => [id, item as ClassItem]));
  for (const { id, name, grade, leaves } of plan.classes) {
    const item = after.get(id);
    if (!item) throw new Refusal(failure('list-item-missing'));
    if (leaves) after.delete(id);
    else after.set(id, { ...item, name: name.trim(), grade });
  }
  for (const each of plan.newClasses) after.set(newId(), { ...each, name: each.name.trim(), order: -1 });
  refuseDoubles([...after.values()]);
  const items = Object.fromEntries(byGrade(school, after).map(([id, item], order) => [id, { ...item, order }]));
  if (!list) {
    const { store, author, stamp } = edits.making;
    const id = listIdOf(school.school, 'classes');
    const made = { id, kind: 'list', list: 'classes', items } as const;
    return edits.add(makeRecord<ClassList>(store, author, stamp(), made));
  }
  const gone = Object.fromEntries(
    Object.keys(before)
      .filter((id) => !items[id])
      .map((id) => [id, null]),
  );
  edits.patch<ClassList>(list, { items: { ...items, ...gone }, ...(list.deleted ? { deleted: false } : {}) });
}

/** Classes stand by grade; within one as they stood, new ones where their number in the list of new ones puts them. */
function byGrade({ grades }: NewTermSchool, classes: Map<Id, ClassItem>): [Id, ClassItem][] {
  const order = (grade: Id | null) => (grade ? (grades?.items[grade]?.order ?? Infinity) : Infinity);
  return [...classes].sort(([, a], [, b]) => {
    const [left, right] = [order(a.grade), order(b.grade)];
    return left === right ? 0 : left - right;
  });
}

function refuseDoubles(classes: readonly ClassItem[]): void {
  classes.forEach(({ name }, i) => {
    if (name === '') throw new Refusal(failure('name-missing', { field: 'classes' }));
    if (classes.slice(0, i).some((other) => isSameClass(other.name, name)))
      throw new Refusal(failure('list-name-doubled', { name }));
  });
}

/** Groups by name; one that the school does not have is made. */
class Groups {
  readonly #edits: Edits;
  readonly #all: Group[];

  constructor(edits: Edits, groups: readonly Group[]) {
    this.#edits = edits;
    this.#all = [...groups];
  }

  typeOf(id: Id): Group['type'] | undefined {
    return this.#all.find((group) => group.id === id)?.type;
  }

  named(name: string): Group {
    const known = this.#all.find((group) => isSameClass(group.name, name));
    if (known) return known;
    const { store, author, stamp } = this.#edits.making;
    const order = Math.max(-1, ...this.#all.map((each) => each.order)) + 1;
    const fields = { id: newId(), kind: 'group', name: name.trim(), type: typeOfName(name), order } as const;
    const group = makeRecord<Group>(store, author, stamp(), fields);
    this.#all.push(group);
    this.#edits.add(group);
    return group;
  }
}

/** What a group is by its name. */
function typeOfName(name: string): Group['type'] {
  if (/备课|備課/u.test(name)) return 'prep';
  return /年级|年級|^(year|grade)\b/iu.test(name.trim()) ? 'grade' : 'subject';
}

function leave(edits: Edits, school: NewTermSchool, leavers: readonly Id[], on: PlainDate): void {
  const leftOn = addDays(on, -1);
  for (const id of leavers) {
    const teacher = edits.now(teacherOf(school, id));
    edits.patch<Teacher>(teacher, { status: 'left', leftOn, posts: endedPosts(teacher, () => true, on) });
    for (const place of fromDayOn(membershipsOf(school, id), on)) endPlace(edits, place, on);
  }
}

function move(edits: Edits, school: NewTermSchool, groups: Groups, plan: NewTermPlan, on: PlainDate): void {
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

function join(edits: Edits, school: NewTermSchool, groups: Groups, joiners: readonly Joiner[], on: PlainDate): void {
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

function renewQuotas(edits: Edits, { quotas }: NewTermSchool, plan: NewTermPlan): void {
  const { store, author, stamp } = edits.making;
  const [first] = plan.terms;
  const last = plan.terms.at(-1);
  for (const id of plan.quotas) {
    const rule = quotas.find((each) => each.id === id);
    if (!rule) throw new Refusal(failure('quota-missing'));
    const { name, task, count, unit, per, posts, seniority, lessonKinds, places, counts, attendance } = rule;
    const said = { name, task, count, unit, per, posts, seniority, lessonKinds, places, counts };
    // A rule of the whole year lasts as long as the new year, one of a semester as long as its first semester.
    const long =
      rule.per === 'schoolYear' || (rule.from !== null && rule.to !== null && rule.to > addDays(rule.from, 200));
    const days = { from: first?.start ?? null, to: (long ? last?.end : first?.end) ?? null };
    const fields = {
      id: newId(),
      kind: 'quota',
      ...said,
      ...(attendance === undefined ? {} : { attendance }),
      ...days,
    } as const;
    edits.add(makeRecord<QuotaRule>(store, author, stamp(), fields));
  }
}

function movePairings(edits: Edits, { pairings }: NewTermSchool, plan: NewTermPlan, on: PlainDate): void {
  const last = plan.terms.at(-1)?.end ?? on;
  for (const { id, then } of plan.pairings) {
    const pairing = pairings.find((each) => each.id === id);
    if (!pairing) throw new Refusal(failure('pairing-missing'));
    if (then === 'continue') {
      if (pairing.to === null || pairing.to >= last) continue;
      const longer = plan.terms[0]?.term === 1 ? { schoolYears: Math.min(3, pairing.schoolYears + 1) } : {};
      edits.patch<Pairing>(pairing, { to: last, ...longer });
      continue;
    }
    const before = addDays(on, -1);
    const agreed = pairing.to !== null && pairing.to < before ? pairing.to : before;
    edits.patch<Pairing>(pairing, { status: 'ended', endedOn: agreed < pairing.from ? pairing.from : agreed });
  }
}

function teacherOf(school: NewTermSchool, id: Id): Teacher {
  const teacher = school.teachers.find((each) => each.id === id && !each.deleted);
  if (!teacher) throw new Refusal(failure('teacher-missing'));
  return teacher;
}

function membershipsOf({ memberships }: NewTermSchool, teacher: Id): Membership[] {
  return memberships.filter((item) => item.teacher === teacher);
}
