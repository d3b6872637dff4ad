import { m } from '../i18n/messages.ts';
import type { Explained } from '../parts/services.ts';
import type { Failure } from '../store/reasons.ts';

type Details = Failure['details'];

/** The one table from reasons to sentences: what happened, and what to do next. */
const SENTENCES: Record<string, (details: Details) => Explained> = {
  'indexeddb-missing': () => ({ title: m.errors_indexeddb_missing_title(), next: m.errors_indexeddb_missing_next() }),
  'indexeddb-refused': () => ({ title: m.errors_indexeddb_refused_title(), next: m.errors_indexeddb_refused_next() }),
  'open-timeout': () => ({ title: m.errors_open_timeout_title(), next: m.errors_open_timeout_next() }),
  'open-blocked': () => ({ title: m.errors_open_blocked_title(), next: m.errors_open_blocked_next() }),
  'newer-version': () => ({ title: m.errors_newer_version_title(), next: m.errors_newer_version_next() }),
  'disk-full': () => ({ title: m.errors_disk_full_title(), next: m.errors_disk_full_next() }),
  'connection-lost': () => ({ title: m.errors_connection_lost_title(), next: m.errors_connection_lost_next() }),
  'write-aborted': () => ({ title: m.errors_write_aborted_title(), next: m.errors_write_aborted_next() }),
  'store-failed': (d) => ({
    title: m.errors_store_failed_title(),
    next: m.errors_store_failed_next({ message: d['message'] ?? '' }),
  }),
  'storage-forgets': () => ({ title: m.errors_storage_forgets_title(), next: m.errors_storage_forgets_next() }),
  'name-missing': () => ({ title: m.errors_name_missing_title(), next: m.errors_name_missing_next() }),
  'school-exists': () => ({ title: m.errors_school_exists_title(), next: m.errors_school_exists_next() }),
  'school-missing': () => ({ title: m.errors_school_missing_title(), next: m.errors_school_missing_next() }),
  'number-taken': (d) => ({
    title: m.errors_number_taken_title({ number: d['number'] ?? '', other: d['other'] ?? '' }),
    next: m.errors_number_taken_next(),
  }),
  'teacher-missing': () => ({ title: m.errors_teacher_missing_title(), next: m.errors_teacher_missing_next() }),
  'teacher-has-lessons': (d) => ({
    title: m.errors_teacher_has_lessons_title({ lessons: d['lessons'] ?? '' }),
    next: m.errors_teacher_has_lessons_next(),
  }),
  'teacher-is-you': () => ({ title: m.errors_teacher_is_you_title(), next: m.errors_teacher_is_you_next() }),
  'semester-exists': () => ({ title: m.errors_semester_exists_title(), next: m.errors_semester_exists_next() }),
  'semester-missing': () => ({ title: m.errors_semester_missing_title(), next: m.errors_semester_missing_next() }),
  'date-invalid': () => ({ title: m.errors_date_invalid_title(), next: m.errors_date_invalid_next() }),
  'semester-ends-before-start': () => ({
    title: m.errors_semester_ends_before_start_title(),
    next: m.errors_semester_ends_before_start_next(),
  }),
  'semester-too-long': () => ({ title: m.errors_semester_too_long_title(), next: m.errors_semester_too_long_next() }),
  'draft-missing': () => ({ title: m.errors_draft_missing_title(), next: m.errors_draft_missing_next() }),
  'draft-changed': () => ({ title: m.errors_draft_changed_title(), next: m.errors_draft_changed_next() }),
  'not-your-sheet': () => ({ title: m.errors_not_your_sheet_title(), next: m.errors_not_your_sheet_next() }),
  'sheet-missing': () => ({ title: m.errors_sheet_missing_title(), next: m.errors_sheet_missing_next() }),
  'rubric-unknown': () => ({ title: m.errors_rubric_unknown_title(), next: m.errors_rubric_unknown_next() }),
  'score-outside-scale': (d) => ({
    title: m.errors_score_outside_scale_title({
      indicator: d['indicator'] ?? '',
      max: d['max'] ?? '',
      value: d['value'] ?? '',
    }),
    next: m.errors_score_outside_scale_next(),
  }),
  'unknown-indicator': () => ({ title: m.errors_unknown_indicator_title(), next: m.errors_unknown_indicator_next() }),
  'not-applicable-not-allowed': (d) => ({
    title: m.errors_not_applicable_not_allowed_title({ indicator: d['indicator'] ?? '' }),
    next: m.errors_not_applicable_not_allowed_next(),
  }),
  gaps: (d) => ({
    title: m.errors_gaps_title({ indicators: d['indicators'] ?? '', unscored: d['unscored'] ?? '' }),
    next: m.errors_gaps_next(),
  }),
  'lesson-minutes-outside': () => ({
    title: m.errors_lesson_minutes_outside_title(),
    next: m.errors_lesson_minutes_outside_next(),
  }),
  'stage-doubled': (d) => ({
    title: m.errors_stage_doubled_title({ stage: d['stage'] ?? '' }),
    next: m.errors_stage_doubled_next(),
  }),
  'pairing-with-oneself': () => ({
    title: m.errors_pairing_with_oneself_title(),
    next: m.errors_pairing_with_oneself_next(),
  }),
  'pairing-ends-before-start': () => ({
    title: m.errors_pairing_ends_before_start_title(),
    next: m.errors_pairing_ends_before_start_next(),
  }),
  'pairing-years': () => ({ title: m.errors_pairing_years_title(), next: m.errors_pairing_years_next() }),
  'period-ends-before-start': () => ({
    title: m.errors_period_ends_before_start_title(),
    next: m.errors_period_ends_before_start_next(),
  }),
  'period-time': () => ({ title: m.errors_period_time_title(), next: m.errors_period_time_next() }),
  'record-not-an-object': () => ({
    title: m.errors_record_not_an_object_title(),
    next: m.errors_record_not_an_object_next(),
  }),
};

/** Every reason that has a sentence; a test holds it against the reasons that the lower rooms can give. */
export const EXPLAINED_REASONS: readonly string[] = Object.keys(SENTENCES);

/** A failure in words. An unknown reason is explained as a failure of the store, with its name, never as nothing. */
export function explain({ reason, details }: Pick<Failure, 'reason' | 'details'>): Explained {
  const sentence = SENTENCES[reason];
  if (sentence) return sentence(details);
  return { title: m.errors_store_failed_title(), next: m.errors_store_failed_next({ message: reason }) };
}
