import type { Group, Teacher } from '../../domain/people.ts';
import { list } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

/** The word for the type of a group (教研组, 备课组, 年级组). */
export function groupTypeName(type: Group['type']): string {
  return TYPES[type]?.() ?? type;
}
const TYPES: Record<Group['type'], () => string> = {
  subject: m.groups_type_subject,
  prep: m.groups_type_prep,
  grade: m.groups_type_grade,
  other: m.groups_type_other,
};

/** What a group is, who leads it, how many belong to it. */
export function groupFacts(group: Group, leaders: readonly Teacher[], members: number): string {
  const led = leaders.length > 0 ? m.groups_led_by({ names: list(leaders.map((leader) => leader.name)) }) : '';
  return [groupTypeName(group.type), led || m.groups_no_leader(), m.groups_members({ n: members })].join(' · ');
}
