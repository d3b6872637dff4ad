import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { decode } from '../codec.ts';
import type { HeaderRow } from '../db.ts';
import type { Store } from '../store.ts';

/** Above this many people one read of all days is quicker than one for each of them. */
const MANY = 24;

/**
 * The headers between two days (inclusive) that some teachers have to do with, by index only. `as`: as observer, as the one
 * observed, or both. May hold headers of others too: the caller picks.
 */
export async function headersBetween(
  store: Store,
  teachers: readonly Id[],
  as: readonly ('observer' | 'teacher')[],
  from: PlainDate,
  to: PlainDate,
): Promise<SheetHeader[]> {
  const { headers } = store.db;
  if (to < from) return [];
  if (teachers.length > MANY) return read(await headers.where('date').between(from, to, true, true).toArray());
  const rows = await Promise.all(
    as.flatMap((side) =>
      teachers.map((id) => headers.where(`[${side}+date]`).between([id, from], [id, to], true, true).toArray()),
    ),
  );
  return read([...new Map(rows.flat().map((row) => [row.id, row])).values()]);
}

function read(rows: readonly HeaderRow[]): SheetHeader[] {
  return rows.map((row) => decode(row.doc));
}
