import { DUTY_TASKS, type Duty, type DutyTask } from '../domain/duty.ts';
import { isEntered, type QuotaRule } from '../domain/quota.ts';
import type { Lesson } from '../domain/lesson.ts';
import { dateShort } from '../i18n/formats.ts';
import { m } from '../i18n/messages.ts';
import { levelName } from './levelName.ts';
import { lessonKindName } from './names.ts';
import { figure, quotaTaskName } from './quotaProgress.ts';

/** A task that something can be entered for; `label` is the name of one of the school's own, else empty. */
export interface DutyChoice {
  task: DutyTask;
  label: string;
}

/** The tasks that a rule lets a teacher enter; none where it counts lessons. */
export function choicesOfRule({ task, also = [], name }: Pick<QuotaRule, 'task' | 'also' | 'name'>): DutyChoice[] {
  if (!isEntered(task)) return [];
  return [task, ...also].map((each) => ({ task: each, label: each === 'other' ? name : '' }));
}

/** Everything that can be entered: what the school asks for first, then all other tasks. */
export function dutyChoices(rules: readonly Pick<QuotaRule, 'task' | 'also' | 'name'>[]): DutyChoice[] {
  const all = [...rules.flatMap(choicesOfRule), ...DUTY_TASKS.map((task) => ({ task, label: '' }))];
  return [...new Map(all.map((choice) => [choiceKey(choice), choice])).values()];
}

/** A choice as one text, for lists that choose by text. */
export function choiceKey({ task, label }: DutyChoice): string {
  return `${task}|${label}`;
}

/** The word for what was done: the school's own name where it is one of its own tasks. */
export function dutyTaskName({ task, label }: Pick<Duty, 'task' | 'label'>): string {
  return label || quotaTaskName(task);
}

/** Where something was and at which level; empty when neither is known. */
export function dutyWhere({ place = '', level = null }: Pick<Duty, 'place' | 'level'>): string {
  return [place, level ? levelName(level) : ''].filter(Boolean).join(' · ');
}

/** Hours as words; empty for none. */
export function dutyHours({ hours }: Pick<Duty, 'hours'>): string {
  return hours > 0 ? m.quotas_duty_hours_n({ n: figure(hours) }) : '';
}

/** When, where and how long: what stands small behind an entry. */
export function dutyFacts(duty: Duty): string {
  return [dateShort(duty.date), dutyWhere(duty), dutyHours(duty)].filter(Boolean).join(' · ');
}

/** What a lesson is called in a list of what counts: its topic, or its subject, or its kind. */
export function lessonTitle({ topic, subject, lessonKind }: Pick<Lesson, 'topic' | 'subject' | 'lessonKind'>): string {
  return topic || subject || lessonKindName(lessonKind);
}
