import type { Id } from '../../domain/ids.ts';
import { isPairingActive, type Pairing } from '../../domain/mentoring.ts';
import { holds, type Membership, type Teacher } from '../../domain/people.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { m } from '../../i18n/messages.ts';

/** Someone to whom a sheet may be handed, and why they are offered. */
export interface Receiver {
  id: Id;
  name: string;
  why: string;
}

/**
 * Whom Share offers for these sheets, each once: the observed teachers, their mentors on that day, who led their groups on that day.
 * The person who shares is never among them, nor is anyone who left.
 */
export function receiversOf(
  sheets: readonly Pick<Sheet, 'teacher' | 'date'>[],
  school: { teachers: readonly Teacher[]; pairings: readonly Pairing[]; memberships: readonly Membership[] },
  me: Id,
): Receiver[] {
  const present = new Map(
    school.teachers.filter((one) => !one.deleted && one.status !== 'left').map((one) => [one.id, one.name]),
  );
  const found = new Map<Id, Receiver>();
  const offer = (id: Id, why: string) => {
    const name = present.get(id);
    if (name !== undefined && id !== me && !found.has(id)) found.set(id, { id, name, why });
  };
  for (const { teacher } of sheets) if (teacher) offer(teacher, m.exchange_why_teacher());
  for (const { teacher, date } of sheets) {
    if (!teacher) continue;
    for (const { mentor, ...pairing } of school.pairings.filter((one) => one.mentee === teacher && !one.deleted)) {
      if (isPairingActive({ mentor, ...pairing }, date)) offer(mentor, m.exchange_why_mentor());
    }
    for (const leader of leadersOf(teacher, date, school.memberships)) offer(leader, m.exchange_why_leader());
  }
  return [...found.values()];
}

/** Who led a group on a day that the teacher was in on that day. */
function leadersOf(teacher: Id, date: string, memberships: readonly Membership[]): Id[] {
  const that = memberships.filter((one) => !one.deleted && holds(one, date));
  const groups = new Set(that.filter((one) => one.teacher === teacher).map((one) => one.group));
  return that.filter((one) => one.role === 'leader' && groups.has(one.group)).map((one) => one.teacher);
}
