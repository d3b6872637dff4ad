import type { ObserverRole } from '../domain/draft.ts';
import type { LessonKind, LessonType } from '../domain/lesson.ts';
import type { Semester, SchoolKind } from '../domain/semester.ts';
import { m } from '../i18n/messages.ts';

// The tables of words are made when they are asked for: this module comes with the app's own file, which may run before the file
// of the sentences has, and would then keep nothing in place of each word.

/** The word for a lesson kind (听课类型). */
export function lessonKindName(kind: LessonKind): string {
  return kinds()[kind]?.() ?? kind;
}
const kinds = (): Record<LessonKind, () => string> => ({
  ordinary: m.records_kind_ordinary,
  'drop-in': m.records_kind_drop_in,
  open: m.records_kind_open,
  demonstration: m.records_kind_demonstration,
  observation: m.records_kind_observation,
  seminar: m.records_kind_seminar,
  report: m.records_kind_report,
  showcase: m.records_kind_showcase,
  improvement: m.records_kind_improvement,
  competition: m.records_kind_competition,
  pass: m.records_kind_pass,
  trial: m.records_kind_trial,
  'same-topic': m.records_kind_same_topic,
  rehearsal: m.records_kind_rehearsal,
});

/** The word for a lesson type (课型). */
export function lessonTypeName(type: LessonType): string {
  return types()[type]?.() ?? type;
}
const types = (): Record<LessonType, () => string> => ({
  new: m.records_type_new,
  revision: m.records_type_revision,
  practice: m.records_type_practice,
  review: m.records_type_review,
  experiment: m.records_type_experiment,
  activity: m.records_type_activity,
});

/** The word for what the observer is in this lesson. */
export function roleName(role: ObserverRole): string {
  return roles()[role]?.() ?? role;
}
const roles = (): Record<ObserverRole, () => string> => ({
  peer: m.records_role_peer,
  leader: m.records_role_leader,
  mentor: m.records_role_mentor,
  mentee: m.records_role_mentee,
  office: m.records_role_office,
  self: m.records_role_self,
});

/** "Period 3", or the name of a period without a number; empty where neither is known. */
export function periodWords({ period, periodName = '' }: { period: number | null; periodName?: string | undefined }) {
  return period === null ? periodName : m.records_period({ n: period });
}

/** The word for a professional title (职称); a title of the school's own is shown as it is. */
export function titleName(title: string): string {
  return titles()[title]?.() ?? title;
}
const titles = (): Record<string, () => string> => ({
  third: m.records_title_third,
  second: m.records_title_second,
  first: m.records_title_first,
  senior: m.records_title_senior,
  'principal-senior': m.records_title_principal_senior,
});

/** The word for an honour (称号); one of the school's own is shown as it is. */
export function honourName(honour: string): string {
  return honours()[honour]?.() ?? honour;
}
const honours = (): Record<string, () => string> => ({
  backbone: m.records_honour_backbone,
  'subject-leader': m.records_honour_subject_leader,
  expert: m.records_honour_expert,
  'rising-star': m.records_honour_rising_star,
  master: m.records_honour_master,
});

/** A semester's name: the school's own, or from year and term ("2025–2026学年第一学期", "Spring term 2026"). */
export function semesterName(semester: Pick<Semester, 'name' | 'schoolYear' | 'term' | 'terms' | 'start'>): string {
  if (semester.name) return semester.name;
  const { schoolYear, term, terms } = semester;
  if (terms === 1) return m.records_semester_one({ from: schoolYear });
  if (terms === 3) return termName(semester);
  return m.records_semester_cn({ from: schoolYear, to: schoolYear + 1, term });
}

function termName({ term, schoolYear, start }: Pick<Semester, 'schoolYear' | 'term' | 'start'>): string {
  if (term === 1) return m.records_term_en_1({ from: schoolYear });
  const year = start.slice(0, 4);
  return term === 2 ? m.records_term_en_2({ year }) : m.records_term_en_3({ year });
}

/** A semester's name for an axis: "Aut 2025", "2025秋". Two-term years are autumn and spring as everywhere in the field. */
export function semesterShortName(
  semester: Pick<Semester, 'name' | 'schoolYear' | 'term' | 'terms' | 'start'>,
): string {
  if (semester.name && semester.name.length <= 12) return semester.name;
  const { schoolYear, term, terms, start } = semester;
  if (terms === 1) return m.records_year_short({ year: schoolYear });
  if (terms > 3) return m.records_semester_short({ year: schoolYear, term });
  const year = start.slice(0, 4);
  if (term === 1) return m.records_term_short_1({ year });
  return term === 2 ? m.records_term_short_2({ year }) : m.records_term_short_3({ year });
}

/** The stages that a new school starts with (导入 新授 练习 小结 作业). */
export function defaultStages(): string[] {
  return [
    m.records_stage_intro(),
    m.records_stage_new(),
    m.records_stage_practice(),
    m.records_stage_summary(),
    m.records_stage_homework(),
  ];
}

/** The kind of school that a language suggests. */
export function schoolKindOfLocale(locale: string): SchoolKind {
  if (locale === 'zh-Hans') return 'china';
  return locale === 'zh-Hant' ? 'taiwan' : 'england';
}
