import type { CalibrationRule } from '../../domain/calibration.ts';
import type { Post } from '../../domain/people.ts';
import { dateShort, list, number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { ruleInWords } from '../../parts/calibration/words.ts';
import { honourName, titleName } from '../../parts/names.ts';
import type { KindCount, SchoolChange } from '../../store/commands/takeInPlan.ts';

/** The plural word for the records of a kind, as the head of a row; kinds of a newer version share one word. */
export function kindName(kind: string): string {
  return KINDS[kind]?.() ?? m.exchange_kind_other();
}
const KINDS: Record<string, () => string> = {
  school: m.exchange_kind_school,
  person: m.exchange_kind_person,
  teacher: m.exchange_kind_teacher,
  group: m.exchange_kind_group,
  membership: m.exchange_kind_membership,
  semester: m.exchange_kind_semester,
  list: m.exchange_kind_list,
  rubric: m.exchange_kind_rubric,
  rubricDraft: m.exchange_kind_rubric_draft,
  lesson: m.exchange_kind_lesson,
  sheet: m.exchange_kind_sheet,
  workbook: m.exchange_kind_workbook,
  share: m.exchange_kind_share,
  response: m.exchange_kind_response,
  nextStep: m.exchange_kind_next_step,
  pairing: m.exchange_kind_pairing,
  activity: m.exchange_kind_activity,
  quota: m.exchange_kind_quota,
  duty: m.exchange_kind_duty,
  series: m.exchange_kind_series,
};

/** Counts by word: kinds that share a word stand in one row. Largest news first. */
export function countRows(counts: readonly KindCount[]): (Omit<KindCount, 'kind'> & { name: string })[] {
  const rows = new Map<string, Omit<KindCount, 'kind'> & { name: string }>();
  for (const { kind, added, changed, unchanged } of counts) {
    const name = kindName(kind);
    const row = rows.get(name) ?? { name, added: 0, changed: 0, unchanged: 0 };
    rows.set(name, {
      name,
      added: row.added + added,
      changed: row.changed + changed,
      unchanged: row.unchanged + unchanged,
    });
  }
  return [...rows.values()].sort((a, b) => b.added + b.changed - (a.added + a.changed));
}

/** What changed, in the words of a person: the field's name, or the entry's own. */
export function fieldName({ kind, field }: Pick<SchoolChange, 'kind' | 'field'>): string {
  if (field === null) return '';
  if (kind === 'list') return field;
  return FIELDS[field]?.() ?? m.exchange_field_other();
}
const FIELDS: Record<string, () => string> = {
  name: m.exchange_field_name,
  number: m.exchange_field_number,
  subjects: m.exchange_field_subjects,
  title: m.exchange_field_title,
  honours: m.exchange_field_honours,
  posts: m.exchange_field_posts,
  serviceStart: m.exchange_field_service,
  status: m.exchange_field_status,
  leftOn: m.exchange_field_left,
  groups: m.exchange_field_groups,
  leads: m.exchange_field_leads,
  start: m.exchange_field_start,
  end: m.exchange_field_end,
  lessonMinutes: m.exchange_field_minutes,
  sharing: m.exchange_field_sharing,
  calibration: m.exchange_field_calibration,
  stages: m.exchange_field_stages,
};

/** A value as stored, in words; "–" for nothing. What has no short form (an entry of a list, a rule) says only that it is set. */
export function valueWords(field: string | null, value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'number') return number(value, 2);
  if (typeof value === 'boolean') return value ? m.exchange_yes() : m.exchange_no();
  if (typeof value === 'string') return textWords(field, value);
  if (field === 'calibration') return ruleInWords(value as CalibrationRule);
  if (field === 'posts') return joined(postNames(value as Record<string, { post: Post }>));
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return joined(value.map((item) => (field === 'honours' ? honourName(item) : item)));
  }
  return valueOfEntry(value);
}
const NOTHING = '–';

function joined(items: readonly string[]): string {
  return items.length > 0 ? list(items) : NOTHING;
}

function textWords(field: string | null, value: string): string {
  if (field === 'title') return titleName(value);
  if (field === 'status') return STATES[value]?.() ?? value;
  if (field === 'sharing') return value === 'full' ? m.exchange_level_full() : m.exchange_level_comments();
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? dateShort(value) : value;
}
const STATES: Record<string, () => string> = {
  active: m.exchange_status_active,
  left: m.exchange_status_left,
  guest: m.exchange_status_guest,
};

function postNames(posts: Record<string, { post: Post }>): string[] {
  return [...new Set(Object.values(posts).map(({ post }) => POSTS[post]?.() ?? post))];
}
const POSTS: Record<string, () => string> = {
  principal: m.records_post_principal,
  'vice-principal': m.records_post_vice_principal,
  dean: m.records_post_dean,
  'group-leader': m.records_post_group_leader,
  'prep-leader': m.records_post_prep_leader,
  'class-teacher': m.exchange_post_class_teacher,
};

/** An entry of a list: its plain values side by side ("08:00 · 08:40"). */
function valueOfEntry(value: unknown): string {
  if (typeof value !== 'object' || value === null) return m.exchange_set();
  const plain = Object.values(value).filter((item) => typeof item === 'string' || typeof item === 'number');
  return plain.length > 0 ? plain.join(' · ') : m.exchange_set();
}

/** "added" / "removed" / the field that changed, for the first column of a list of changes. */
export function changeName(change: SchoolChange): string {
  if (change.change === 'added') return m.exchange_change_added();
  if (change.change === 'removed') return m.exchange_change_removed();
  return fieldName(change);
}
