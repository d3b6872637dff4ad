import { canonicalJson } from '../domain/canonical.ts';
import type { Mergeable } from './join.ts';

/** What merging needs of an entry. */
interface Entry {
  id: string;
  at: number;
}

/**
 * The observer's private notes of one sheet as two devices have them. An entry that only one of them has stays; of one that
 * both have, the later stays, of equal times the larger canonical JSON. Nothing is ever taken out of a workbook (what was
 * deleted is marked), so what one side lacks is new, not gone. Null where either copy holds anything else.
 */
export function joinEntries(a: Mergeable, b: Mergeable): Entry[] | null {
  const [mine, theirs] = [entriesOf(a), entriesOf(b)];
  if (!mine || !theirs) return null;
  const joined = new Map<string, Entry>();
  for (const entry of [...mine, ...theirs]) {
    const known = joined.get(entry.id);
    joined.set(entry.id, known ? laterEntry(known, entry) : entry);
  }
  return [...joined.values()].sort((x, y) => (x.id < y.id ? -1 : 1));
}

/** The one of two states of an entry that stays. */
function laterEntry(a: Entry, b: Entry): Entry {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return canonicalJson(a) >= canonicalJson(b) ? a : b;
}

function entriesOf(record: Mergeable): Entry[] | null {
  const { entries } = record as { entries?: unknown };
  if (!Array.isArray(entries)) return null;
  return entries.every(isEntry) ? entries : null;
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  return typeof entry?.id === 'string' && typeof entry.at === 'number';
}
