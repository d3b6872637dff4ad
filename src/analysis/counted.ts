import type { SheetHeader } from '../domain/header.ts';
import type { Id } from '../domain/ids.ts';
import type { RatingRow } from '../domain/rating.ts';

/** Why a finished sheet is not in a growth figure. */
export const LEFT_OUT_REASONS = ['notes-only', 'no-score', 'self', 'rehearsal', 'no-semester', 'other'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/**
 * How many sheets a growth figure leaves out, by reason. `no-semester` sheets are dots but in no mean and no line;
 * `other` are sheets whose rating cannot be used (a figure that is no number) or does not exist.
 */
export type LeftOut = Record<LeftOutReason, number>;

/** The rows that count, by date and id, and why the others do not. */
export interface CountedRows {
  rows: RatingRow[];
  leftOut: Map<Id, LeftOutReason>;
}

/**
 * Sorts out one teacher's rows. Rows of other teachers and second rows of one sheet are ignored; self-observations,
 * rehearsals and figures that are no number are left out even if a row exists. Headers, where given, tell of the finished
 * sheets that have no row at all.
 */
export function countedRows(
  teacherIds: ReadonlySet<Id>,
  ratings: readonly RatingRow[],
  headers: readonly SheetHeader[] = [],
): CountedRows {
  const rows = new Map<Id, RatingRow>();
  const leftOut = new Map<Id, LeftOutReason>();
  for (const row of ratings) {
    if (!teacherIds.has(row.teacher)) continue;
    const reason = reasonOfRow(row, teacherIds);
    if (reason) leftOut.set(row.id, reason);
    else rows.set(row.id, row);
  }
  for (const header of headers) {
    if (header.teacher === null || !teacherIds.has(header.teacher)) continue;
    if (!rows.has(header.id) && !leftOut.has(header.id)) leftOut.set(header.id, reasonOfHeader(header, teacherIds));
  }
  const byDate = (a: RatingRow, b: RatingRow) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1);
  return { rows: [...rows.values()].sort(byDate), leftOut };
}

/** Counts by reason, every reason present. */
export function countLeftOut(reasons: Iterable<LeftOutReason>): LeftOut {
  const counts = Object.fromEntries(LEFT_OUT_REASONS.map((reason) => [reason, 0])) as LeftOut;
  for (const reason of reasons) counts[reason] += 1;
  return counts;
}

function reasonOfRow(row: RatingRow, teacherIds: ReadonlySet<Id>): LeftOutReason | null {
  if (teacherIds.has(row.observer)) return 'self';
  if (row.lessonKind === 'rehearsal') return 'rehearsal';
  return Number.isFinite(row.fraction) ? null : 'other';
}

function reasonOfHeader(header: SheetHeader, teacherIds: ReadonlySet<Id>): LeftOutReason {
  if (teacherIds.has(header.observer)) return 'self';
  if (header.lessonKind === 'rehearsal') return 'rehearsal';
  if (header.rubric === null) return 'notes-only';
  return header.total === null ? 'no-score' : 'other';
}
