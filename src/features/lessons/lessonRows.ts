import { addDays, weekday, type PlainDate } from '../../domain/date.ts';
import type { SheetAccess } from '../../domain/access.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';
import { weekNumber } from '../../parts/dayWords.ts';

/** A header with what this person may see of it. */
export interface ReadableHeader {
  header: SheetHeader;
  access: Exclude<SheetAccess, 'none'>;
}

/** A row of the list: the heading of a week, or one sheet. */
export type ListRow =
  | { type: 'week'; key: string; semester: Semester | null; week: number | null; monday: PlainDate }
  | { type: 'sheet'; key: Id; header: SheetHeader; full: boolean };

/**
 * Sheets, newest first, under the headings of their weeks; within a day by period, the sheets of one lesson together. A week
 * outside every semester is told by its Monday.
 */
export function rowsByWeek(sheets: readonly ReadableHeader[], semesters: readonly Semester[]): ListRow[] {
  const rows: ListRow[] = [];
  let day: PlainDate | null = null;
  let current = '';
  for (const { header, access } of [...sheets].sort(byLesson)) {
    if (header.date !== day) {
      day = header.date;
      const semester = semesterOfDate(semesters, day);
      const monday = addDays(day, 1 - weekday(day));
      const week = `${semester?.id ?? ''} ${monday}`;
      if (week !== current) {
        current = week;
        // Where semesters overlap one week may come twice, so its first sheet makes the key.
        rows.push({
          type: 'week',
          key: `week of ${header.id}`,
          semester,
          week: weekNumber(semester, day),
          monday,
        });
      }
    }
    rows.push({ type: 'sheet', key: header.id, header, full: access === 'full' });
  }
  return rows;
}

function byLesson({ header: a }: ReadableHeader, { header: b }: ReadableHeader): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  const period = (b.period ?? 0) - (a.period ?? 0);
  if (period !== 0) return period;
  return a.lesson === b.lesson ? (a.id < b.id ? -1 : 1) : a.lesson < b.lesson ? -1 : 1;
}
