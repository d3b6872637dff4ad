import { addDays, weekday, type PlainDate } from './date.ts';
import type { Id } from './ids.ts';
import { inOrder, semesterOfDate, termsOfSchoolYear, type SchoolKind, type Semester } from './semester.ts';

/** A term as it is proposed: with the day on which its first week begins. */
export interface TermDates extends Pick<Semester, 'schoolYear' | 'term' | 'terms' | 'start' | 'end'> {
  weekOne: PlainDate;
}

/** What can begin: one semester, or a school year with all its terms. */
export interface NewTerm {
  kind: 'semester' | 'schoolYear';
  terms: TermDates[];
}

/** Where a class goes when the school year begins. */
export interface ClassMove {
  id: Id;
  from: string;
  /** Its name from then on; the old one where no new one could be told. */
  to: string;
  grade: Id | null;
  pupils: number | null;
  /** The top grade: the class leaves the list. */
  leaves: boolean;
  /** Its new name or grade could not be told: somebody has to look at it. */
  unsure: boolean;
}

/** A class that is made for the pupils who come. */
export interface NewClass {
  name: string;
  grade: Id | null;
  pupils: number | null;
}

const NUMERALS = '一二三四五六七八九';
/** The highest grade that a prefix counts to. */
const HIGHEST: Record<string, number> = { year: 13, yr: 13, y: 13, grade: 12, g: 12 };
const HIGHEST_OF_OTHERS = 6;

/** Chinese numerals and what may follow one that is a grade: 三年级, 三年甲班, 三(2)班, 三甲, 三1班, 三A. */
const NUMERAL_GRADE = /^([一二三四五六七八九])(?=年级|年級|年|[（(甲乙丙丁戊己庚辛壬癸忠孝仁愛信義和平]|\d|[A-Za-z])/u;
/** 初一, 高二, 中三, 小五: the stage stays, the year rises. */
const STAGE_GRADE = /^[初高中小]([一二三四五六])/u;
const STAGE_YEARS: Record<string, number> = { 初: 3, 高: 3, 中: 6, 小: 6 };
/** 3年级2班, 3(2)班, 10 (2), 3A, 3-2. */
const FIGURE_GRADE = /^(\d{1,2})(?=\s*(?:年级|年級|年)|\s*[（(]|[A-Za-z](?![A-Za-z])|[-./]\d)/u;
/** 301, 712: one figure for the grade, two for the class. */
const THREE_FIGURES = /^([1-9])(?=\d{2}班?$)/u;
const PREFIXED = /^(Year|Yr|Y|Grade|G|Form|F|Primary|Pri|P|Secondary|Sec|S)\.?\s*(\d{1,2})(?!\d)/iu;
const COHORT = /^(\d{4})(?=\s*[级級届屆])/u;

/**
 * The name of a class a school year later: 三(2)班 → 四(2)班, 初一(3)班 → 初二(3)班, 3A → 4A, Year 3 Oak → Year 4 Oak. The name
 * of a cohort (2024级3班) stays. Null where it cannot be told, or where the stage ends (初三, Year 13).
 */
export function riseClassName(name: string): string | null {
  const text = name.trim();
  // Full-width figures and brackets are read like the others and stay as they were written.
  const folded = text.normalize('NFKC');
  const plain = folded.length === text.length ? folded : text;
  if (COHORT.test(plain)) return text;
  const numeral = NUMERAL_GRADE.exec(plain);
  if (numeral) return numeralAt(text, 0, numeral[1] ?? '', NUMERALS.length);
  const stage = STAGE_GRADE.exec(plain);
  if (stage) return numeralAt(text, 1, stage[1] ?? '', STAGE_YEARS[plain[0] ?? ''] ?? 0);
  const prefixed = PREFIXED.exec(plain);
  if (prefixed) {
    const [all, prefix = '', figure = ''] = prefixed;
    const highest = HIGHEST[prefix.toLowerCase()] ?? HIGHEST_OF_OTHERS;
    return figureAt(text, all.length - figure.length, figure, highest);
  }
  const figure = (FIGURE_GRADE.exec(plain) ?? THREE_FIGURES.exec(plain))?.[1];
  if (!figure) return null;
  return figureAt(text, 0, figure, THREE_FIGURES.test(plain) ? 9 : 13);
}

function numeralAt(text: string, at: number, numeral: string, highest: number): string | null {
  const next = NUMERALS.indexOf(numeral) + 1;
  return next < highest ? text.slice(0, at) + (NUMERALS[next] ?? '') + text.slice(at + 1) : null;
}

function figureAt(text: string, at: number, figure: string, highest: number): string | null {
  const next = Number(figure) + 1;
  return next <= highest && next > 1 ? text.slice(0, at) + next + text.slice(at + figure.length) : null;
}

/**
 * What becomes of the classes when a school year begins. `grades` in their order, the last is the top grade and leaves;
 * `classes` in theirs. As many new classes of the lowest grade are proposed as it had.
 */
export function proposeClassMoves(
  grades: readonly { id: Id; name: string }[],
  classes: readonly { id: Id; name: string; grade: Id | null; pupils: number | null }[],
): { moves: ClassMove[]; added: NewClass[] } {
  const moves = classes.map(({ id, name, grade, pupils }): ClassMove => {
    const at = grades.findIndex((each) => each.id === grade);
    const next = at < 0 ? undefined : grades[at + 1];
    const base = { id, from: name, pupils };
    if (at >= 0 && !next) return { ...base, to: name, grade, leaves: true, unsure: false };
    const to = (next && grades[at] ? byGradeNames(name, grades[at].name, next.name) : null) ?? riseClassName(name);
    return { ...base, to: to ?? name, grade: next?.id ?? grade, leaves: false, unsure: to === null || at < 0 };
  });
  const lowest = grades[0];
  const first = lowest ? classes.filter((each) => each.grade === lowest.id) : [];
  // A school with one grade only: its classes leave and come anew under the same names.
  const added = first.map(({ name, grade }) => ({ name: nextCohort(name), grade, pupils: null }));
  return { moves, added };
}

/** 六(1)班 of 六年级 is 七(1)班 of 七年级, P6A of Primary 6 … : the grades' own names decide where a class carries one. */
function byGradeNames(name: string, from: string, to: string): string | null {
  const pairs = [
    [from, to],
    [shortOf(from), shortOf(to)],
  ] as const;
  for (const [before, after] of pairs) {
    const rest = name.slice(before.length);
    if (before === '' || !name.startsWith(before) || (/\d$/u.test(before) && /^\d/u.test(rest))) continue;
    // 一班 and 1班 are the first class of something, not classes of grade 1.
    if (/^\s*班?$/u.test(rest)) continue;
    return after + rest;
  }
  return null;
}

function shortOf(grade: string): string {
  return grade
    .normalize('NFKC')
    .replace(/(年级|年級)$/u, '')
    .replace(/^(grade|year|form|primary|secondary)\s+/iu, '')
    .trim();
}

/** The cohort that comes after one: 2025级3班 after 2024级3班; every other name serves again. */
function nextCohort(name: string): string {
  return name.replace(COHORT, (year) => String(Number(year) + 1));
}

/** The Monday of week 1 of a term: that of its first school day, a term that begins on a weekend starts the week after. */
export function firstMonday(start: PlainDate): PlainDate {
  const day = weekday(start);
  return addDays(start, day <= 5 ? 1 - day : 8 - day);
}

/**
 * What can begin next, the likeliest first: the term after the running one (or after the last, where none runs), those that
 * follow, and the running one itself for who is late. The first term of a school year brings its other terms with it.
 * Semesters that are there already keep their days.
 */
export function newTermChoices(semesters: readonly Semester[], kind: SchoolKind, today: PlainDate): NewTerm[] {
  const year = Number(today.slice(0, 4));
  const known = new Map(semesters.map((each) => [`${each.schoolYear}/${each.term}`, each]));
  const years = [...new Set([year - 1, year, year + 1, ...semesters.map((each) => each.schoolYear)])].sort(
    (a, b) => a - b,
  );
  const terms = years.flatMap((schoolYear) =>
    termsOfSchoolYear(kind, schoolYear).map((term) => {
      const kept = known.get(`${term.schoolYear}/${term.term}`);
      const { start, end } = kept ?? term;
      return { ...term, start, end, weekOne: kept?.weekOne ?? firstMonday(start) };
    }),
  );
  const sorted = inOrder(terms.map((term) => ({ ...term, id: `${term.schoolYear}/${term.term}` })));
  const running = semesterOfDate(inOrder(semesters), today);
  const last = inOrder(semesters).findLast((each) => each.start <= today);
  const after = (running ?? last)?.start ?? '';
  const next = sorted.filter((term) => term.start > after && term.end >= today);
  const now = sorted.filter((term) => term.start === running?.start);
  return [...next.slice(0, 3), ...now].map((term) => asNewTerm(term, sorted));
}

/** The term to propose; null when the calendar of a school cannot be continued. */
export function proposeTerm(semesters: readonly Semester[], kind: SchoolKind, today: PlainDate): NewTerm | null {
  return newTermChoices(semesters, kind, today)[0] ?? null;
}

function asNewTerm(term: TermDates & { id: Id }, all: readonly (TermDates & { id: Id })[]): NewTerm {
  const first = term.term === 1;
  const terms = first ? all.filter((each) => each.schoolYear === term.schoolYear) : [term];
  return { kind: first ? 'schoolYear' : 'semester', terms: terms.map(({ id: _, ...dates }) => dates) };
}
