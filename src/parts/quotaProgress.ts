import type { Lesson } from '../domain/lesson.ts';
import type { QuotaPeriod, QuotaRule, QuotaTask } from '../domain/quota.ts';
import { list, number } from '../i18n/formats.ts';
import { locale } from '../i18n/locale.svelte.ts';
import { m } from '../i18n/messages.ts';
import { lessonKindName } from './names.ts';

type Place = Lesson['place']['type'];
/** What of a rule its sentences are made of. */
export type SaidRule = Pick<
  QuotaRule,
  | 'task'
  | 'also'
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

/** How far somebody is, as a sentence: "6 of 10 lessons observed this semester". */
export function quotaProgressSentence(rule: SaidRule, done: number): string {
  const period = NOW[rule.per]();
  const [did, needed] = [figure(done), figure(rule.count)];
  const kinds = [kindsOf(rule), list(rule.places.map(quotaPlaceName), 'disjunction')].filter(Boolean).join(' · ');
  const task = ruleTaskName(rule);
  const progress =
    rule.unit === 'times' && rule.task === 'observe'
      ? m.quotas_progress_observe({ done: did, needed, period })
      : rule.unit === 'times' && rule.task === 'give'
        ? m.quotas_progress_give({ done: did, needed, period })
        : m.quotas_progress_other({ task, done: did, needed, period });
  return kinds ? m.quotas_progress_kinds({ progress, kinds }) : progress;
}

const NOW: Record<QuotaPeriod, () => string> = {
  month: m.quotas_now_month,
  semester: m.quotas_now_semester,
  schoolYear: m.quotas_now_year,
};

/** What a rule asks for as a short name, hours said: "Papers or forum talks", "Training (hours)". */
export function ruleTaskName(rule: Pick<SaidRule, 'name' | 'task' | 'also' | 'unit'>): string {
  const task = tasksOf(rule);
  return rule.unit === 'hours' ? m.quotas_task_hours({ task }) : task;
}

/** The school's own name of a rule, or the names of the tasks that count for it. */
export function tasksOf({ name, task, also = [] }: Pick<SaidRule, 'name' | 'task' | 'also'>): string {
  return name || list([task, ...also].map(quotaTaskName), 'disjunction');
}

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

/** A number of times or hours, without a needless fraction. */
export function figure(value: number): string {
  return number(value, Number.isInteger(value) ? 0 : 1);
}

/** The lesson kinds of a rule inside a sentence. */
export function kindsOf({ lessonKinds }: SaidRule): string {
  return list(lessonKinds.map(lessonKindName), 'disjunction').toLocaleLowerCase(locale.current);
}
