import type { Lesson } from '../domain/lesson.ts';
import type { Post } from '../domain/people.ts';
import type { QuotaPeriod, QuotaRule, QuotaTask } from '../domain/quota.ts';
import { list, number } from '../i18n/formats.ts';
import { locale } from '../i18n/locale.svelte.ts';
import { m } from '../i18n/messages.ts';
import { lessonKindName } from './names.ts';

type Place = Lesson['place']['type'];
/** What of a rule its sentence is made of. */
type Said = Pick<
  QuotaRule,
  | 'task'
  | 'count'
  | 'unit'
  | 'per'
  | 'posts'
  | 'seniority'
  | 'lessonKinds'
  | 'places'
  | 'counts'
  | 'attendance'
  | 'name'
>;

/** The word for a post (职务). */
export function postName(post: Post): string {
  return POSTS[post]?.() ?? post;
}
const POSTS: Record<Post, () => string> = {
  principal: m.records_post_principal,
  'vice-principal': m.records_post_vice_principal,
  dean: m.records_post_dean,
  'group-leader': m.records_post_group_leader,
  'prep-leader': m.records_post_prep_leader,
  'class-teacher': m.quotas_post_class_teacher,
};

/** The word for what a quota asks for. */
export function quotaTaskName(task: QuotaTask): string {
  return TASKS[task]?.() ?? task;
}
const TASKS: Record<QuotaTask, () => string> = {
  observe: m.quotas_task_observe,
  give: m.quotas_task_give,
  reflection: m.quotas_task_reflection,
  record: m.quotas_task_record,
  courseware: m.quotas_task_courseware,
  paper: m.quotas_task_paper,
  talk: m.quotas_task_talk,
  training: m.quotas_task_training,
  other: m.quotas_task_other,
};

/** The word for a place where lessons are observed. */
export function quotaPlaceName(place: Place): string {
  return PLACES[place]?.() ?? place;
}
const PLACES: Record<Place, () => string> = {
  own: m.quotas_place_own,
  other: m.quotas_place_other,
  online: m.quotas_place_online,
};

const EACH: Record<QuotaPeriod, () => string> = {
  month: m.quotas_a_month,
  semester: m.quotas_a_semester,
  schoolYear: m.quotas_a_year,
};
const NOW: Record<QuotaPeriod, () => string> = {
  month: m.quotas_now_month,
  semester: m.quotas_now_semester,
  schoolYear: m.quotas_now_year,
};

/** A rule as a plain sentence: "Each teacher observes 10 lessons a semester (signing in counts)". */
export function quotaSentence(rule: Said): string {
  const sentence = demand(rule);
  const details = [
    kindsOf(rule),
    list(rule.places.map(quotaPlaceName), 'disjunction'),
    rule.task === 'observe' && rule.counts === 'visit' ? m.quotas_detail_visits() : '',
    rule.task === 'observe' && rule.attendance ? m.quotas_detail_attendance() : '',
  ].filter(Boolean);
  return details.length > 0 ? m.quotas_rule_details({ rule: sentence, details: list(details) }) : sentence;
}

/** How far somebody is, as a sentence: "6 of 10 lessons observed this semester". */
export function quotaProgressSentence(rule: Said, done: number): string {
  const period = NOW[rule.per]();
  const [did, needed] = [figure(done), figure(rule.count)];
  const kinds = [kindsOf(rule), list(rule.places.map(quotaPlaceName), 'disjunction')].filter(Boolean).join(' · ');
  const task = rule.name || quotaTaskName(rule.task);
  const progress =
    rule.unit === 'times' && rule.task === 'observe'
      ? m.quotas_progress_observe({ done: did, needed, period })
      : rule.unit === 'times' && rule.task === 'give'
        ? m.quotas_progress_give({ done: did, needed, period })
        : m.quotas_progress_other({ task, done: did, needed, period });
  return kinds ? m.quotas_progress_kinds({ progress, kinds }) : progress;
}

/** A short head for a column of one kind of demand: "Lessons observed, a semester". */
export function quotaColumn(rule: Said): string {
  const parts = { task: rule.name || quotaTaskName(rule.task), per: EACH[rule.per]() };
  const kinds = [kindsOf(rule), list(rule.places.map(quotaPlaceName), 'disjunction')].filter(Boolean).join(' · ');
  return kinds ? m.quotas_column_kinds({ ...parts, kinds }) : m.quotas_column(parts);
}

/** A number of times or hours, without a needless fraction. */
export function figure(value: number): string {
  return number(value, Number.isInteger(value) ? 0 : 1);
}

function demand(rule: Said): string {
  const [who, per] = [whoIsBound(rule), EACH[rule.per]()];
  const task = rule.name || quotaTaskName(rule.task);
  if (rule.unit === 'hours') return m.quotas_rule_hours({ who, per, task, n: figure(rule.count) });
  if (rule.task === 'observe') return m.quotas_rule_observe({ who, per, n: rule.count });
  if (rule.task === 'give') return m.quotas_rule_give({ who, per, n: rule.count });
  return m.quotas_rule_duty({ who, per, task, n: figure(rule.count) });
}

function whoIsBound({ posts, seniority: { from, to } }: Said): string {
  const names = list(posts.map(postName), 'disjunction').toLocaleLowerCase(locale.current);
  const who = posts.length > 0 ? m.quotas_who_posts({ posts: names }) : m.quotas_who_all();
  if (from === null && to === null) return who;
  if (from === null) return m.quotas_who_years({ who, years: m.quotas_years_most({ to: to ?? 0 }) });
  const years = to === null ? m.quotas_years_least({ from }) : m.quotas_years_between({ from, to });
  return m.quotas_who_years({ who, years });
}

function kindsOf({ lessonKinds }: Said): string {
  return list(lessonKinds.map(lessonKindName), 'disjunction').toLocaleLowerCase(locale.current);
}
