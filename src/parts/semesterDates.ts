import { isPlainDate } from '../domain/date.ts';
import {
  checkSemester,
  inOrder,
  overlappingSemesters,
  proposeSemesters,
  semesterKey,
  termsOfSchoolYear,
  type SchoolKind,
  type Semester,
  type SemesterProposal,
} from '../domain/semester.ts';
import type { PlainDate } from '../domain/date.ts';
import { m } from '../i18n/messages.ts';
import { semesterName } from './names.ts';

type Dates = Pick<Semester, 'start' | 'end'>;
type Named = SemesterProposal & { name?: string };

/** What is wrong with the days as typed, at the field where it is to be put right; empty when all is well. */
export function dateProblems({ start, end }: Dates): { start?: string; end?: string } {
  const problems: { start?: string; end?: string } = {};
  if (!isPlainDate(start)) problems.start = m.settings_dates_first_missing();
  if (!isPlainDate(end)) problems.end = m.settings_dates_last_missing();
  if (problems.start || problems.end) return problems;
  const reason = checkSemester({ start, end })?.reason;
  if (reason === 'semester-ends-before-start') return { end: m.settings_dates_end_first() };
  return reason ? { end: m.settings_dates_too_long() } : {};
}

/** Whether a semester's days can be kept. */
export function hasGoodDates(dates: Dates): boolean {
  return Object.keys(dateProblems(dates)).length === 0;
}

/** One sentence for each two semesters that share days: which they are, and to which of them those days belong. */
export function overlapSentences(semesters: readonly Named[]): string[] {
  const spans = semesters.filter(hasGoodDates).map((each) => ({ ...each, id: semesterKey(each) }));
  return overlappingSemesters(spans).map(([earlier, later]) =>
    m.settings_dates_overlap({ earlier: nameOf(earlier), later: nameOf(later) }),
  );
}

function nameOf(semester: Named): string {
  return semesterName({ ...semester, name: semester.name ?? '' });
}

/**
 * The terms that can be added, by start: those of the school years from two before the earliest to one after the latest
 * that are not there yet. Of an empty list, those around today.
 */
export function missingTerms(
  kind: SchoolKind,
  existing: readonly Pick<Semester, 'schoolYear' | 'term'>[],
  today: PlainDate,
): SemesterProposal[] {
  const proposed = proposeSemesters(kind, today);
  const years = [...existing, ...proposed].map((each) => each.schoolYear);
  const known = new Set(existing.map(semesterKey));
  const [first, last] = [Math.min(...years) - 2, Math.max(...years) + 1];
  const all = Array.from({ length: last - first + 1 }, (_, i) => termsOfSchoolYear(kind, first + i)).flat();
  const missing = all.filter((term) => !known.has(semesterKey(term)));
  return inOrder(missing.map((term) => ({ ...term, id: semesterKey(term) }))).map(({ id: _, ...term }) => term);
}

/** The term to propose next: the first missing one after the latest there is, or the one that holds today. */
export function nextTerm(
  kind: SchoolKind,
  existing: readonly SemesterProposal[],
  today: PlainDate,
): SemesterProposal | null {
  const missing = missingTerms(kind, existing, today);
  const latest = existing.map((each) => each.start).reduce((a, b) => (a > b ? a : b), '');
  const after = missing.find((term) => (existing.length > 0 ? term.start > latest : term.end >= today));
  return after ?? missing.at(-1) ?? null;
}
