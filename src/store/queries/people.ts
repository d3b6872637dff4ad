import type { Id } from '../../domain/ids.ts';
import { holds, inRosterOrder, type Group, type Membership, type Person, type Teacher } from '../../domain/people.ts';
import type { PlainDate } from '../../domain/date.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';

/** Somebody who used this tablet before. */
export interface TabletUser {
  person: Id;
  teacher: Teacher;
  /** Names of the groups of today, to tell two people of one name apart. */
  groups: string[];
  /** A PIN hides what is theirs. */
  pin: boolean;
  /** Unfinished drafts on this tablet. */
  drafts: number;
}

/**
 * Who used this tablet: the latest first, then whoever has a draft here, in roster order. Leavers and people who are no longer
 * in the roster are left out.
 */
export async function tabletUsers(store: Store, today: PlainDate): Promise<TabletUser[]> {
  const { db } = store;
  const [recent, drafts, people, teachers, groups, memberships, keys] = await Promise.all([
    db.meta.bulkGet(['me', 'people']),
    db.drafts.toArray(),
    recordsOfKind<Person>(store, 'person'),
    recordsOfKind<Teacher>(store, 'teacher'),
    recordsOfKind<Group>(store, 'group'),
    recordsOfKind<Membership>(store, 'membership'),
    db.meta.where('key').startsWith('pin:').primaryKeys(),
  ]);
  const open = drafts.filter((draft) => draft.deletedAt === null);
  const [me, latest] = recent;
  const byTeacher = new Map(people.map((person) => [person.teacher, person]));
  const withDraft = inRosterOrder(teachers)
    .map((teacher) => byTeacher.get(teacher.id)?.id)
    .filter((id) => id !== undefined && open.some((draft) => draft.author === id));
  const order = [...new Set([me?.value, ...((latest?.value as Id[] | undefined) ?? []), ...withDraft])] as Id[];
  return order.flatMap((id) => {
    const person = people.find((item) => item.id === id);
    const teacher = teachers.find((item) => item.id === person?.teacher && item.status !== 'left');
    if (!person || !teacher) return [];
    const names = memberships
      .filter((item) => item.teacher === teacher.id && holds(item, today))
      .map((item) => groups.find((group) => group.id === item.group)?.name ?? '');
    return {
      person: id,
      teacher,
      groups: [...new Set(names.filter(Boolean))],
      pin: keys.includes(`pin:${id}`),
      drafts: open.filter((draft) => draft.author === id).length,
    };
  });
}

/** Whether a teacher of the roster has a PIN on this device; null for one who never used the app. */
export async function pinOfTeacher(
  store: Store,
  teacher: Id,
): Promise<{ person: Id; name: string; pin: boolean } | null> {
  const rows = await store.db.records.where('kind').equals('person').toArray();
  const person = rows.map((row) => decode(row.doc) as Person).find((item) => item.teacher === teacher && !item.deleted);
  return person
    ? { person: person.id, name: person.name, pin: (await store.db.meta.get(`pin:${person.id}`)) !== undefined }
    : null;
}
