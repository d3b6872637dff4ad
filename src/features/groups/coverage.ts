import type { Teacher } from '../../domain/people.ts';
import type { GroupDetail } from '../../store/queries/groups.ts';

/** How far a group has been observed in the semester that is counted. */
export interface CoverageSummary {
  members: number;
  observed: number;
  /** Members whom nobody has observed yet, in roster order. */
  missing: Teacher[];
}

/**
 * Who of a group has been observed in the semester; null where that cannot be said: no semester, no members, or
 * members whose counts are not open to the person who looks.
 */
export function coverageSummary({
  members,
  semester,
}: Pick<GroupDetail, 'members' | 'semester'>): CoverageSummary | null {
  if (!semester || members.length === 0 || members.some((member) => member.coverage === null)) return null;
  const missing = members.filter((member) => !member.coverage?.covered).map((member) => member.teacher);
  return { members: members.length, observed: members.length - missing.length, missing };
}
