import type { Draft } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import type { PlainDate } from '../../domain/date.ts';
import { LESSON_KINDS, type LessonKind } from '../../domain/lesson.ts';
import { holds, type Membership } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { queryOfHash } from '../../parts/hashQuery.ts';
import { foldText, type HeaderFilter } from '../../store/queries/lessons.ts';

/** What the list is narrowed to; the empty text of a field means "all". */
export interface LessonFilters {
  text: string;
  semester: Id;
  group: Id;
  teacher: Id;
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
  kind: '',
  rubric: '',
  state: '',
};

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

/** The store's part of the filters. Group: everybody who ever was in it; `inGroup` narrows to the lesson's day. */
export function headerFilter(filters: LessonFilters, { semesters, memberships }: FilterSchool): HeaderFilter {
  const semester = semesters.find((item) => item.id === filters.semester);
  const members = filters.group ? memberships.filter((item) => item.group === filters.group) : null;
  return {
    ...(semester ? { from: semester.start, to: semester.end } : {}),
    ...(filters.teacher ? { teacher: filters.teacher } : {}),
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

/** A draft with the name of its teacher or guest, empty as long as none was chosen. */
export interface NamedDraft {
  draft: Draft;
  teacherName: string;
  reopened: boolean;
}

/** Whether a draft passes the filters. */
export function draftPasses(
  { draft: { fields }, teacherName }: NamedDraft,
  filters: LessonFilters,
  school: FilterSchool,
): boolean {
  if (filters.state === 'finished') return false;
  const { from, to, teacher, lessonKind, rubric, text } = headerFilter(filters, school);
  if ((from && fields.date < from) || (to && fields.date > to)) return false;
  if ((teacher && fields.teacher !== teacher) || (lessonKind && fields.lessonKind !== lessonKind)) return false;
  if (rubric && (fields.rubric ?? '-') !== rubric) return false;
  if (!inGroup(filters.group, school.memberships)({ teacher: fields.teacher, date: fields.date })) return false;
  const words = foldText(text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  const said = foldText([teacherName, fields.klass, fields.subject, fields.topic].join(' '));
  return words.every((word) => said.includes(word));
}
