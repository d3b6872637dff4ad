import type { Post } from '../domain/people.ts';
import type { QuotaPeriod } from '../domain/quota.ts';
import { list } from '../i18n/formats.ts';
import { locale } from '../i18n/locale.svelte.ts';
import { m } from '../i18n/messages.ts';
import { figure, kindsOf, quotaPlaceName, ruleTaskName, tasksOf, type SaidRule } from './quotaProgress.ts';

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

const EACH: Record<QuotaPeriod, () => string> = {
  month: m.quotas_a_month,
  semester: m.quotas_a_semester,
  schoolYear: m.quotas_a_year,
};
/** A rule as a plain sentence: "Each teacher observes 10 lessons a semester (signing in counts)". */
export function quotaSentence(rule: SaidRule): string {
  const sentence = demand(rule);
  const details = [
    kindsOf(rule),
    list(rule.places.map(quotaPlaceName), 'disjunction'),
    rule.task === 'observe' && rule.counts === 'visit' ? m.quotas_detail_visits() : '',
    rule.task === 'observe' && rule.attendance ? m.quotas_detail_attendance() : '',
  ].filter(Boolean);
  return details.length > 0 ? m.quotas_rule_details({ rule: sentence, details: list(details) }) : sentence;
}

/** A short head for a column of one kind of demand: "Lessons observed, a semester". */
export function quotaColumn(rule: SaidRule): string {
  const parts = { task: ruleTaskName(rule), per: EACH[rule.per]() };
  const kinds = [kindsOf(rule), list(rule.places.map(quotaPlaceName), 'disjunction')].filter(Boolean).join(' · ');
  return kinds ? m.quotas_column_kinds({ ...parts, kinds }) : m.quotas_column(parts);
}

function demand(rule: SaidRule): string {
  const [who, per] = [whoIsBound(rule), EACH[rule.per]()];
  const task = tasksOf(rule);
  if (rule.unit === 'hours') return m.quotas_rule_hours({ who, per, task, n: figure(rule.count) });
  if (rule.task === 'observe') return m.quotas_rule_observe({ who, per, n: rule.count });
  if (rule.task === 'give') return m.quotas_rule_give({ who, per, n: rule.count });
  return m.quotas_rule_duty({ who, per, task, n: figure(rule.count) });
}

function whoIsBound({ posts, seniority: { from, to } }: SaidRule): string {
  const names = list(posts.map(postName), 'disjunction').toLocaleLowerCase(locale.current);
  const who = posts.length > 0 ? m.quotas_who_posts({ posts: names }) : m.quotas_who_all();
  if (from === null && to === null) return who;
  if (from === null) return m.quotas_who_years({ who, years: m.quotas_years_most({ to: to ?? 0 }) });
  const years = to === null ? m.quotas_years_least({ from }) : m.quotas_years_between({ from, to });
  return m.quotas_who_years({ who, years });
}
