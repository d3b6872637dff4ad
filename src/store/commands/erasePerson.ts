import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Erasure } from '../../domain/identity.ts';
import { newId, personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Membership, Teacher } from '../../domain/people.ts';
import { patchRecord } from '../../merge/fields.ts';
import { mergeIn } from '../incoming/mergeIn.ts';
import { movesTo } from '../incoming/place.ts';
import { projectedChanges } from '../incoming/projected.ts';
import { failure, type Result } from '../reasons.ts';
import { applyChanges, tablesOf, type RowChange } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { failureOf, makeRecord, recordById, recordRow, recordsOfKind, write } from '../write.ts';

/** What erasing a teacher does, to be said first. */
export interface ErasePreview {
  teacher: Id;
  name: string;
  /** Sheets about the teacher and by the teacher: they stay, without the name. */
  about: number;
  by: number;
  /** Memberships that end. */
  memberships: number;
  /** Whether the teacher uses this device; then erasing is refused. */
  isMe: boolean;
}

/** What goes and what stays without a name. Refuses `teacher-missing`. */
export async function previewErase(store: Store, teacher: Id): Promise<Result<{ preview: ErasePreview }>> {
  const found = await recordById<Teacher>(store, teacher);
  if (!found || found.kind !== 'teacher') return failure('teacher-missing');
  const { headers } = store.db;
  const count = (index: string) => headers.where(index).between([teacher, ''], [teacher, '\uffff']).count();
  const [about, by, memberships, me] = await Promise.all([
    count('[teacher+date]'),
    count('[observer+date]'),
    membershipsOf(store, teacher),
    store.db.meta.get('me'),
  ]);
  const isMe = me?.value === personIdOfTeacher(teacher);
  return { ok: true, preview: { teacher, name: found.name, about, by, memberships: memberships.length, isMe } };
}

/**
 * Erases a teacher for good: the entry of the roster, the person, the names in all sheets and headers, memberships, search
 * keys, and what this device keeps of the person. Lessons, scores and texts stay without the name. An erasure record goes
 * to the others with the next file and does the same there, also to what comes back from old files. Cannot be undone.
 * `me`: the person who does it. Refuses `teacher-missing` and `teacher-is-you`.
 */
export async function erasePerson(store: Store, me: Id, teacher: Id): Promise<Result<object>> {
  const preview = await previewErase(store, teacher);
  if (!preview.ok) return preview;
  if (preview.preview.isMe || me === personIdOfTeacher(teacher)) return failure('teacher-is-you');
  const clock = await write(store, [], async ({ stamp }) => ({ stamp: stamp() }));
  if (!clock.ok) return clock;
  const { stamp } = clock;
  const fields = {
    id: newId(),
    kind: 'erasure',
    target: teacher,
    of: 'teacher',
    who: me,
    erasedAt: store.now(),
  } as const;
  const erasure = makeRecord<Erasure>(store, me, stamp, fields);
  try {
    const merged = await mergeIn(store, [erasure as FileRecord], { opaque: new Set() });
    const changes: RowChange[] = [
      ...merged.changed.flatMap(({ place, to }) => movesTo(place, to)),
      ...(await projectedChanges(store, merged.changed)),
      ...(await membershipRows(store, teacher, stamp)),
      ...(await deviceRows(store, personIdOfTeacher(teacher))),
    ];
    return await write(store, tablesOf(store), async () => {
      await applyChanges(store, { changes, tallies: 'marks' });
      return {};
    });
  } catch (error) {
    return failureOf(error);
  }
}

async function membershipsOf(store: Store, teacher: Id): Promise<Membership[]> {
  const memberships = await recordsOfKind<Membership>(store, 'membership');
  return memberships.filter((membership) => membership.teacher === teacher);
}

async function membershipRows(store: Store, teacher: Id, stamp: string): Promise<RowChange[]> {
  const memberships = await membershipsOf(store, teacher);
  return memberships.map((membership) => ({
    table: 'records',
    key: membership.id,
    before: recordRow(membership),
    after: recordRow(patchRecord(membership, { deleted: true }, stamp)),
  }));
}

/** The PIN and the place among the people of this device. */
async function deviceRows({ db }: Store, person: Id): Promise<RowChange[]> {
  const [pin, people] = await db.meta.bulkGet([`pin:${person}`, 'people']);
  const rows: RowChange[] = pin ? [{ table: 'meta', key: pin.key, before: pin, after: undefined }] : [];
  const list = people?.value as Id[] | undefined;
  if (people && list?.includes(person)) {
    const after = { ...people, value: list.filter((id) => id !== person) };
    rows.push({ table: 'meta', key: people.key, before: people, after });
  }
  return rows;
}
