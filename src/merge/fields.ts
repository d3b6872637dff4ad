import { canonicalJson } from '../domain/canonical.ts';
import { isErased, metaOf } from '../domain/kinds.ts';
import type { Stamp } from '../domain/record.ts';
import { joinImmutable } from './immutable.ts';
import { fieldNames, joinFields, readTextField, type Mergeable } from './join.ts';
import { laterStamp } from './stamp.ts';
import { versionsOf } from './text.ts';
import { joinTombstones } from './tombstone.ts';
import { joinEntries } from './workbook.ts';

export type { Mergeable } from './join.ts';
export { patchRecord, settleText, type Changes } from './patch.ts';

/**
 * Merges two copies of one record: per field the later stamp, of equal stamps the larger canonical JSON; maps entry by
 * entry; concurrent long texts side by side. A field that only one copy knows is kept. Commutative, associative and
 * idempotent, so the order in which copies arrive never matters. Throws a TypeError when the ids differ.
 */
export function mergeRecords<R extends Mergeable>(a: R, b: R): R {
  if (a.id !== b.id) throw new TypeError('mergeRecords: two records with different ids');
  // One id under two kinds is damage; one of them is kept whole, the same on every device.
  if (a.kind !== b.kind) {
    const kept = a.kind > b.kind ? a : b;
    return mergeRecords(kept, kept);
  }
  if (isErased(a) || isErased(b)) return joinTombstones(a, b) as unknown as R;
  if (metaOf(a.kind).immutable) return joinImmutable(a, b);
  const joined = joinFields(a, b, fieldNames(a, b));
  const entries = a.kind === 'workbook' ? joinEntries(a, b) : null;
  return entries ? { ...joined, entries } : joined;
}

/** Every stamp in a record: base, exceptions, versions of long texts and what they have seen. */
export function stampsOf(record: Mergeable): Stamp[] {
  const stamps = [record.stamp, ...Object.values(record.at ?? {})];
  for (const heads of Object.values(record.heads ?? {})) {
    stamps.push(...Object.values(heads.seen), ...(heads.others ?? []).map((other) => other.stamp));
  }
  return stamps;
}

/** The latest stamp anywhere in a record: what a clock has to learn before the record is edited. */
export function latestStamp(record: Mergeable): Stamp {
  return stampsOf(record).reduce(laterStamp);
}

/** A long text that was written in two places at once: every version, the newest first (the one the record shows). */
export interface TextConflict {
  field: string;
  versions: { value: unknown; stamp: Stamp }[];
}

/** The long texts of a record that were written in several places at once and say different things. */
export function conflictsOf(record: Mergeable): TextConflict[] {
  const conflicts: TextConflict[] = [];
  for (const field of metaOf(record.kind).longTextFields) {
    const text = readTextField(record, field);
    const versions = text ? versionsOf(text) : [];
    const distinct = new Set(versions.map((version) => canonicalJson(version.value ?? null)));
    if (distinct.size > 1) conflicts.push({ field, versions });
  }
  return conflicts;
}
