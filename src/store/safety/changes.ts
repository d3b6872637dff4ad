import { SAFE_TABLES, type SafeTable } from './journal.ts';

/** What was changed since it was last asked: single rows, or a table of which it is not known which rows. */
export interface Changes {
  rows: Map<SafeTable, Map<string, unknown>>;
  tables: Set<SafeTable>;
  /** Something that moves the counter of writes: everything but the tap that saves one entry. */
  counted: boolean;
}

/** A tree of ranges as Dexie hands it around; from another tab it comes without its methods. */
interface Ranges {
  d?: number;
  from?: unknown;
  to?: unknown;
  l?: Ranges | null;
  r?: Ranges | null;
}

/** Nothing changed. */
export function noChanges(): Changes {
  return { rows: new Map(), tables: new Set(), counted: false };
}

/**
 * Notes what Dexie says was changed by a completed transaction of any tab (its event `storagemutated`): primary keys by table.
 * Of many rows at once it names the table only.
 */
export function noteChanges(changes: Changes, database: string, parts: Record<string, unknown>): void {
  for (const table of SAFE_TABLES) {
    const ranges = parts['all'] ?? parts[`idb://${database}/${table}/`];
    if (ranges) noteRanges(changes, table, ranges as Ranges);
  }
}

function noteRanges(changes: Changes, table: SafeTable, ranges: Ranges): void {
  if (!ranges.d) return;
  if (ranges.l) noteRanges(changes, table, ranges.l);
  if (ranges.r) noteRanges(changes, table, ranges.r);
  const { from, to } = ranges;
  if (table !== 'entries' && table !== 'drafts') changes.counted = true;
  const key = JSON.stringify(from);
  if (!isKey(from) || key !== JSON.stringify(to)) changes.tables.add(table);
  else {
    const keys = changes.rows.get(table) ?? new Map<string, unknown>();
    changes.rows.set(table, keys.set(key, from));
  }
}

/** All keys of these tables are texts or lists of texts; the ends of an open range are not. */
function isKey(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(isKey));
}
