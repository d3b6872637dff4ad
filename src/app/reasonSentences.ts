import { m } from '../i18n/messages.ts';
import type { SentenceTable } from './reasons.ts';

/** The sentences of all reasons but those of the store itself, which can stand in the way before this file is loaded. */
export const SENTENCES: SentenceTable = {
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
  'teacher-left': (d) => ({
    title: m.errors_teacher_left_title({ name: d['name'] ?? '' }),
    next: m.errors_teacher_left_next(),
  }),
  'pin-form': () => ({ title: m.errors_pin_form_title(), next: m.errors_pin_form_next() }),
  'pin-wrong': () => ({ title: m.errors_pin_wrong_title(), next: m.errors_pin_wrong_next() }),
  'pin-wait': (d) => ({
    title: m.errors_pin_wait_title(),
    next: m.errors_pin_wait_next({ seconds: d['seconds'] ?? '' }),
  }),
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
  'rubric-draft-missing': () => ({
    title: m.errors_rubric_draft_missing_title(),
    next: m.errors_rubric_draft_missing_next(),
  }),
  'rubric-not-ready': (d) => ({
    title: m.errors_rubric_not_ready_title({ problems: d['problems'] ?? '' }),
    next: m.errors_rubric_not_ready_next(),
  }),
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
  'lesson-of-other-class': (d) => ({
    title: m.errors_lesson_of_other_class_title({ klass: d['klass'] ?? '' }),
    next: m.errors_lesson_of_other_class_next(),
  }),
  'lesson-missing': () => ({ title: m.errors_lesson_missing_title(), next: m.errors_lesson_missing_next() }),
  'step-missing': () => ({ title: m.errors_step_missing_title(), next: m.errors_step_missing_next() }),
  'step-empty': () => ({ title: m.errors_step_empty_title(), next: m.errors_step_empty_next() }),
  'not-observed-teacher': () => ({
    title: m.errors_not_observed_teacher_title(),
    next: m.errors_not_observed_teacher_next(),
  }),
  'reopen-reason-missing': () => ({
    title: m.errors_reopen_reason_missing_title(),
    next: m.errors_reopen_reason_missing_next(),
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
  'list-name-doubled': (d) => ({
    title: m.errors_list_name_doubled_title({ name: d['name'] ?? '' }),
    next: m.errors_list_name_doubled_next(),
  }),
  'list-date-doubled': () => ({ title: m.errors_list_date_doubled_title(), next: m.errors_list_date_doubled_next() }),
  'list-item-missing': () => ({ title: m.errors_list_item_missing_title(), next: m.errors_list_item_missing_next() }),
  'week-one-outside': () => ({ title: m.errors_week_one_outside_title(), next: m.errors_week_one_outside_next() }),
  'group-missing': () => ({ title: m.errors_group_missing_title(), next: m.errors_group_missing_next() }),
  'group-name-doubled': (d) => ({
    title: m.errors_group_name_doubled_title({ group: d['group'] ?? '' }),
    next: m.errors_group_name_doubled_next(),
  }),
  'group-has-members': (d) => ({
    title: m.errors_group_has_members_title({ group: d['group'] ?? '' }),
    next: m.errors_group_has_members_next(),
  }),
  'membership-ends-before-start': () => ({
    title: m.errors_membership_ends_before_start_title(),
    next: m.errors_membership_ends_before_start_next(),
  }),
  'post-ends-before-start': () => ({
    title: m.errors_post_ends_before_start_title(),
    next: m.errors_post_ends_before_start_next(),
  }),
  'other-school': (d) => ({
    title: m.errors_other_school_title({ school: d['school'] ?? '' }),
    next: m.errors_other_school_next(),
  }),
  'records-bad': (d) => ({
    title: m.errors_records_bad_title({ count: d['count'] ?? '' }),
    next: m.errors_records_bad_next(),
  }),
  'changed-since': () => ({
    title: m.errors_changed_since_title(),
    next: m.errors_changed_since_next(),
  }),
  cancelled: () => ({
    title: m.errors_cancelled_title(),
    next: m.errors_cancelled_next(),
  }),
  'file-no-backup': () => ({
    title: m.errors_file_no_backup_title(),
    next: m.errors_file_no_backup_next(),
  }),
  'file-no-school': () => ({
    title: m.errors_file_no_school_title(),
    next: m.errors_file_no_school_next(),
  }),
  'nobody-chosen': () => ({
    title: m.errors_nobody_chosen_title(),
    next: m.errors_nobody_chosen_next(),
  }),
  'file-empty': () => ({
    title: m.errors_file_empty_title(),
    next: m.errors_file_empty_next(),
  }),
  'file-foreign': () => ({
    title: m.errors_file_foreign_title(),
    next: m.errors_file_foreign_next(),
  }),
  'file-truncated': () => ({
    title: m.errors_file_truncated_title(),
    next: m.errors_file_truncated_next(),
  }),
  'file-damaged': (d) => ({
    title: m.errors_file_damaged_title({ line: d['line'] ?? '' }),
    next: m.errors_file_damaged_next(),
  }),
  'file-newer': () => ({
    title: m.errors_file_newer_title(),
    next: m.errors_file_newer_next(),
  }),
  'file-too-large': (d) => ({
    title: m.errors_file_too_large_title({ limit: d['limit'] ?? '' }),
    next: m.errors_file_too_large_next(),
  }),
  'quota-count': () => ({ title: m.errors_quota_count_title(), next: m.errors_quota_count_next() }),
  'quota-years': () => ({ title: m.errors_quota_years_title(), next: m.errors_quota_years_next() }),
  'quota-missing': () => ({ title: m.errors_quota_missing_title(), next: m.errors_quota_missing_next() }),
  'duty-empty': () => ({ title: m.errors_duty_empty_title(), next: m.errors_duty_empty_next() }),
  'duty-hours': () => ({ title: m.errors_duty_hours_title(), next: m.errors_duty_hours_next() }),
  'duty-missing': () => ({ title: m.errors_duty_missing_title(), next: m.errors_duty_missing_next() }),
  'duty-not-yours': () => ({ title: m.errors_duty_not_yours_title(), next: m.errors_duty_not_yours_next() }),
  'activity-missing': () => ({ title: m.errors_activity_missing_title(), next: m.errors_activity_missing_next() }),
  'pairing-people-missing': () => ({
    title: m.errors_pairing_people_missing_title(),
    next: m.errors_pairing_people_missing_next(),
  }),
  'pairing-exists': () => ({ title: m.errors_pairing_exists_title(), next: m.errors_pairing_exists_next() }),
  'pairing-missing': () => ({ title: m.errors_pairing_missing_title(), next: m.errors_pairing_missing_next() }),
  'entry-missing': () => ({ title: m.errors_entry_missing_title(), next: m.errors_entry_missing_next() }),
  'goal-empty': () => ({ title: m.errors_goal_empty_title(), next: m.errors_goal_empty_next() }),
  'class-teacher-missing': () => ({
    title: m.errors_class_teacher_missing_title(),
    next: m.errors_class_teacher_missing_next(),
  }),
  'class-missing': () => ({ title: m.errors_class_missing_title(), next: m.errors_class_missing_next() }),
  'class-has-records': (d) => ({
    title: m.errors_class_has_records_title({ sheets: d['sheets'] ?? '' }),
    next: m.errors_class_has_records_next(),
  }),
  'material-empty': () => ({ title: m.errors_material_empty_title(), next: m.errors_material_empty_next() }),
  'link-unsafe': () => ({ title: m.errors_link_unsafe_title(), next: m.errors_link_unsafe_next() }),
  'record-not-an-object': () => ({
    title: m.errors_record_not_an_object_title(),
    next: m.errors_record_not_an_object_next(),
  }),
};
