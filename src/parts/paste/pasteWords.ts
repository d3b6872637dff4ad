import { m } from '../../i18n/messages.ts';
import type { ColumnDoubt, ColumnUse } from './columns.ts';
import type { RowNote, RowProblem } from './rows.ts';
import type { SelectOption } from '../../ui/options.ts';

/** What a column can be taken for, in words. */
export function useOptions(): (SelectOption & { value: ColumnUse })[] {
  return [
    { value: 'skip', label: m.firstrun_use_skip() },
    { value: 'name', label: m.firstrun_use_name() },
    { value: 'familyName', label: m.firstrun_use_family_name() },
    { value: 'givenName', label: m.firstrun_use_given_name() },
    { value: 'number', label: m.firstrun_use_number() },
    { value: 'subjects', label: m.firstrun_use_subjects() },
    { value: 'group', label: m.firstrun_use_group() },
    { value: 'title', label: m.firstrun_use_title() },
    { value: 'serviceStart', label: m.firstrun_use_service_start() },
  ];
}

/** Why a column is left out unless it is chosen. */
export function doubtSentence(doubt: NonNullable<ColumnDoubt>): string {
  const sentences = {
    identity: m.firstrun_doubt_identity,
    phone: m.firstrun_doubt_phone,
    counts: m.firstrun_doubt_counts,
    salutation: m.firstrun_doubt_salutation,
  };
  return sentences[doubt]();
}

/** Why a row cannot be added, and what would help. */
export function problemSentence(problem: RowProblem): string {
  switch (problem.reason) {
    case 'name-missing':
      return m.firstrun_problem_name_missing(problem.details);
    case 'text-too-long':
      return m.firstrun_problem_too_long(problem.details);
    case 'number-doubled':
      return m.firstrun_problem_number_doubled(problem.details);
    case 'number-is-mine':
      return m.firstrun_problem_number_mine(problem.details);
  }
}

/** What is said about a row that is added. */
export function noteSentence(note: RowNote): string {
  switch (note.reason) {
    case 'same-name':
      return m.firstrun_note_same_name(note.details);
    case 'my-name':
      return m.firstrun_note_my_name();
    case 'name-unusual':
      return m.firstrun_note_name_unusual();
    case 'number-private':
      return m.firstrun_note_number_private();
    case 'date-unread':
      return m.firstrun_note_date_unread(note.details);
    case 'first-group':
      return m.firstrun_note_first_group(note.details);
  }
}
