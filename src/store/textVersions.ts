import type { RecordBase } from '../domain/record.ts';
import { conflictsOf } from '../merge/fields.ts';

/** The versions of a long text that were written elsewhere at the same time as the one shown, the newest first. */
export function otherVersions<R extends RecordBase>(record: R, field: keyof R & string): string[] {
  const conflict = conflictsOf(record).find((item) => item.field === field);
  return (conflict?.versions ?? [])
    .map(({ value }) => value)
    .filter((value): value is string => typeof value === 'string' && value !== record[field]);
}
