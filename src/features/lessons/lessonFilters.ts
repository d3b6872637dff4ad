import type { Draft } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../domain/date.ts';
import { LESSON_KINDS, type LessonKind } from '../../domain/lesson.ts';
import { holds, type Membership } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { queryOfHash } from '../../parts/hashQuery.ts';
import { foldText, isInSpans, type DaySpan, type HeaderFilter } from '../../store/queries/lessons.ts';

/** What the list is narrowed to; the empty text of a field means "all". */
export interface LessonFilters {
  text: string;
  /** Semester id; `-` = in no semester yet. */
  semester: Id;
  group: Id;
  teacher: Id;
  observer: Id;
  kind: LessonKind | '';
  /** Rubric version id; `-` = notes only. */
  rubric: Id;
  state: 'draft' | 'finished' | '';
}

export const NO_FILTERS: LessonFilters = {
  text: '',
  semester: '',
  group: '',
  teacher: '',
  observer: '',
  kind: '',
  rubric: '',
  state: '',
};

/** The choice of lessons that no semester holds. */
export const NO_SEMESTER = '-';

const FIELDS = Object.keys(NO_FILTERS) as (keyof LessonFilters)[];

/** The filters in an address such as `#/lessons?kind=open`; what is unknown or malformed is left out. */
export function filtersOfHash(hash: string): LessonFilters {
  const query = queryOfHash(hash, FIELDS);
  const kind = LESSON_KINDS.find((item) => item === query.kind) ?? '';
  const state = query.state === 'draft' || query.state === 'finished' ? query.state : '';
  return { ...query, kind, state };
}

/** How many filters beside the search text are set. */
export function filterCount(filters: LessonFilters): number {
  return FIELDS.filter((field) => field !== 'text' && filters[field] !== '').length;
}

/** What filters are checked against: the calendar and who is in which group when. */
export interface FilterSchool {
  semesters: readonly Semester[];
  memberships: readonly Membership[];
}

/** The stretches of days outside every semester, the newest first; with no semester at all, every day. */
export function daysOutside(semesters: readonly Pick<Semester, 'start' | 'end'>[]): DaySpan[] {
  const spans: DaySpan[] = [];
  let from: PlainDate | undefined;
  for (const { start, end } of [...semesters].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    if (end < start) continue;
    if (!from || from < start) spans.unshift({ ...(from ? { from } : {}), to: addDays(start, -1) });
    const after = addDays(end, 1);
    if (!from || after > from) from = after;
  }
  return [from ? { from } : {}, ...spans];
}

/** The store's part of the filters. Group: everybody who ever was in it; `inGroup` narrows to the lesson's day. */
export function headerFilter(filters: LessonFilters, { semesters, memberships }: FilterSchool): HeaderFilter {
  const semester = semesters.find((item) => item.id === filters.semester);
  const members = filters.group ? memberships.filter((item) => item.group === filters.group) : null;
  return {
    ...(semester ? { from: semester.start, to: semester.end } : {}),
    ...(filters.semester === NO_SEMESTER ? { spans: daysOutside(semesters) } : {}),
    ...(filters.teacher ? { teacher: filters.teacher } : {}),
    ...(filters.observer ? { observer: filters.observer } : {}),
    ...(members ? { teachers: [...new Set(members.map((item) => item.teacher))] } : {}),
    ...(filters.kind ? { lessonKind: filters.kind } : {}),
    ...(filters.rubric ? { rubric: filters.rubric } : {}),
    ...(filters.text.trim() ? { text: filters.text } : {}),
  };
}

/** Whether a teacher was in the chosen group on the lesson's day; always true when no group is chosen. */
export function inGroup(
  group: Id,
  memberships: readonly Membership[],
): (lesson: { teacher: Id | null; date: PlainDate }) => boolean {
  if (!group) return () => true;
  const spans = new Map<Id, Membership[]>();
  for (const item of memberships) {
    if (item.group === group && !item.deleted) spans.set(item.teacher, [...(spans.get(item.teacher) ?? []), item]);
  }
  return ({ teacher, date }) => teacher !== null && (spans.get(teacher) ?? []).some((span) => holds(span, date));
}

/** A draft with the name of its teacher or guest, empty as long as none was chosen, and who writes it. */
export interface NamedDraft {
  draft: Draft;
  observer: Id;
  teacherName: string;
  reopened: boolean;
  changedAt: Instant;
}

/** Whether a draft passes the filters. */
export function draftPasses(
  { draft: { fields }, observer, teacherName }: NamedDraft,
  filters: LessonFilters,
  school: FilterSchool,
): boolean {
  if (filters.state === 'finished' || (filters.observer && filters.observer !== observer)) return false;
  const { from, to, spans, teacher, lessonKind, rubric, text } = headerFilter(filters, school);
  if ((from && fields.date < from) || (to && fields.date > to)) return false;
  if (spans && !isInSpans(spans, fields.date)) return false;
  if ((teacher && fields.teacher !== teacher) || (lessonKind && fields.lessonKind !== lessonKind)) return false;
  if (rubric && (fields.rubric ?? '-') !== rubric) return false;
  if (!inGroup(filters.group, school.memberships)({ teacher: fields.teacher, date: fields.date })) return false;
  const words = foldText(text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  const said = foldText([teacherName, fields.klass, fields.subject, fields.topic].join(' '));
  return words.every((word) => said.includes(word));
}
