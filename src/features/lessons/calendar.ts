import { addDays, weekday, type PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import type { ClassRow } from '../../store/queries/classes.ts';
import { foldText, isInSpans, type HeaderFilter } from '../../store/queries/lessons.ts';
import type { ReadableHeader } from './lessonRows.ts';

/** How much a calendar shows at once: a month where there is room, a week on a phone. */
export type CalendarSpan = 'month' | 'week';

/** The Monday of a day's week. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekday(date));
}

/** The weeks (Monday to Sunday) that a calendar shows around a day: all that touch its month, or its own. */
export function weeksAround(date: PlainDate, span: CalendarSpan): PlainDate[][] {
  const week = (monday: PlainDate) => Array.from({ length: 7 }, (_, day) => addDays(monday, day));
  if (span === 'week') return [week(mondayOf(date))];
  const first = `${date.slice(0, 7)}-01`;
  const weeks: PlainDate[][] = [];
  for (let monday = mondayOf(first); monday <= lastOfMonth(date); monday = addDays(monday, 7)) weeks.push(week(monday));
  return weeks;
}

/** The day that lies so many months or weeks on; the 31st becomes the last day of a shorter month. */
export function turned(date: PlainDate, span: CalendarSpan, by: 1 | -1): PlainDate {
  if (span === 'week') return addDays(date, 7 * by);
  const other = by === 1 ? addDays(lastOfMonth(date), 1) : addDays(`${date.slice(0, 7)}-01`, -1);
  const day = `${other.slice(0, 7)}-${date.slice(8)}`;
  return day <= lastOfMonth(other) ? day : lastOfMonth(other);
}

function lastOfMonth(date: PlainDate): PlainDate {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${date.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

/** The day that a key of a calendar leads to, or null for any other key. */
export function dayOfKey(key: string, date: PlainDate, span: CalendarSpan): PlainDate | null {
  const monday = mondayOf(date);
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, span === 'week' ? -1 : -7);
    case 'ArrowDown':
      return addDays(date, span === 'week' ? 1 : 7);
    case 'Home':
      return monday;
    case 'End':
      return addDays(monday, 6);
    case 'PageUp':
      return turned(date, span, -1);
    case 'PageDown':
      return turned(date, span, 1);
    default:
      return null;
  }
}

/** One lesson on a day of the calendar, with the sheets of it that the person may see. */
export interface CalendarLesson {
  key: Id;
  /** One of its sheets: what is said of the lesson. */
  header: SheetHeader;
  sheets: ReadableHeader[];
}

/** Lessons by day, in the order of their periods; several observers' sheets of one lesson stand once. */
export function lessonsByDay(sheets: readonly ReadableHeader[]): Map<PlainDate, CalendarLesson[]> {
  const days = new Map<PlainDate, CalendarLesson[]>();
  for (const sheet of sheets) {
    const { header } = sheet;
    const day = days.get(header.date) ?? [];
    const known = day.find((lesson) => isSameLesson(lesson.header, header));
    if (known) known.sheets.push(sheet);
    else day.push({ key: header.id, header, sheets: [sheet] });
    days.set(header.date, day);
  }
  for (const day of days.values())
    day.sort((a, b) => (a.header.period ?? 99) - (b.header.period ?? 99) || (a.key < b.key ? -1 : 1));
  return days;
}

/** Sheets of one lesson, or of two lessons of one class in one slot. */
function isSameLesson(a: SheetHeader, b: SheetHeader): boolean {
  if (a.lesson === b.lesson) return true;
  return (
    a.teacher !== null && a.teacher === b.teacher && a.period !== null && a.period === b.period && a.klass === b.klass
  );
}

/**
 * Classes that were announced and have no record yet, by day in the order of their hours: those that pass the filters of the
 * list. Where it is narrowed to what only a record has (a rubric, an observer), there is none.
 */
export function plannedByDay(
  classes: readonly ClassRow[],
  filter: HeaderFilter,
  passes: ((lesson: { teacher: Id | null; date: PlainDate }) => boolean) | null,
): Map<PlainDate, ClassRow[]> {
  const days = new Map<PlainDate, ClassRow[]>();
  if (filter.rubric || filter.observer) return days;
  const words = foldText(filter.text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  for (const row of classes) {
    const { lesson, name, sheets } = row;
    if (sheets > 0 || (passes && !passes(lesson))) continue;
    if (filter.teacher && lesson.teacher !== filter.teacher) continue;
    if (filter.lessonKind && lesson.lessonKind !== filter.lessonKind) continue;
    if ((filter.from && lesson.date < filter.from) || (filter.to && lesson.date > filter.to)) continue;
    if (filter.spans && !isInSpans(filter.spans, lesson.date)) continue;
    const said = foldText([name, lesson.klass, lesson.subject, lesson.topic].join(' '));
    if (words.every((word) => said.includes(word))) days.set(lesson.date, [...(days.get(lesson.date) ?? []), row]);
  }
  return days;
}
