import { listIdOf, type Id } from '../../domain/ids.ts';
import type { ClassList, NameList } from '../../domain/list.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase, RecordKind } from '../../domain/record.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';

/** Everything that a new semester or school year may touch. */
export interface NewTermSchool {
  school: Id;
  /** Deleted ones too: their ids follow from year and term, and they come back. */
  semesters: Semester[];
  grades: NameList | null;
  /** Also when it is deleted. */
  classes: ClassList | null;
  /** Deleted ones too: a staff number derives their id. */
  teachers: Teacher[];
  groups: Group[];
  memberships: Membership[];
  quotas: QuotaRule[];
  pairings: Pairing[];
}

/** Reads what a new semester may touch; null when there is no school yet. */
export async function newTermSchool(store: Store): Promise<NewTermSchool | null> {
  const school = (await store.db.meta.get('school'))?.value as Id | undefined;
  if (!school) return null;
  const [semesters, teachers, groups, memberships, quotas, pairings, lists] = await Promise.all([
    everyRecord<Semester>(store, 'semester'),
    everyRecord<Teacher>(store, 'teacher'),
    recordsOfKind<Group>(store, 'group'),
    recordsOfKind<Membership>(store, 'membership'),
    recordsOfKind<QuotaRule>(store, 'quota'),
    recordsOfKind<Pairing>(store, 'pairing'),
    store.db.records.bulkGet([listIdOf(school, 'grades'), listIdOf(school, 'classes')]),
  ]);
  const [grades, classes] = lists.map((row) => (row ? decode(row.doc) : null)) as [NameList | null, ClassList | null];
  return {
    school,
    semesters,
    grades: grades?.deleted ? null : grades,
    classes,
    teachers,
    groups,
    memberships,
    quotas,
    pairings,
  };
}

async function everyRecord<R extends RecordBase>(store: Store, kind: RecordKind): Promise<R[]> {
  const rows = await store.db.records.where('kind').equals(kind).toArray();
  return rows.map((row) => decode(row.doc) as R);
}
