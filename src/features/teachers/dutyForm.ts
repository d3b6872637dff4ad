import type { PlainDate } from '../../domain/date.ts';
import type { LessonLevel } from '../../domain/lesson.ts';
import type { Duty } from '../../domain/duty.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import { m } from '../../i18n/messages.ts';
import { choiceKey, choicesOfRule, type DutyChoice } from '../../parts/dutyWords.ts';
import type { DutyInput } from '../../store/commands/duties.ts';

/** An entry as its form holds it. */
export interface DutyForm {
  choice: DutyChoice;
  title: string;
  date: string;
  hours: number | null;
  place: string;
  level: LessonLevel | '';
  note: string;
}

/** The form of an entry, or of a new one of today. */
export function formOfDuty(duty: Duty | null, choice: DutyChoice, today: PlainDate): DutyForm {
  return {
    choice,
    title: duty?.title ?? '',
    date: duty?.date ?? today,
    hours: duty && duty.hours > 0 ? duty.hours : null,
    place: duty?.place ?? '',
    level: duty?.level ?? '',
    note: duty?.note ?? '',
  };
}

/** What is written of a form. */
export function inputOfDuty({ choice, hours, level, ...rest }: DutyForm): DutyInput {
  return { ...rest, ...choice, hours: hours ?? 0, level: level === '' ? null : level };
}

/** Whether a task is counted in hours: training always, others where one of the rules says so. */
export function asksHours(choice: DutyChoice, rules: readonly QuotaRule[]): boolean {
  const key = choiceKey(choice);
  const inHours = rules.filter(({ unit }) => unit === 'hours').flatMap(choicesOfRule);
  return choice.task === 'training' || inHours.some((each) => choiceKey(each) === key);
}

/** What is wrong with a form, by field, as sentences; empty when it can be written. */
export function problemsOfDuty(
  form: DutyForm,
  hoursAsked: boolean,
  today: PlainDate,
): Partial<Record<'title' | 'date' | 'hours', string>> {
  return {
    ...(form.title.trim() === '' ? { title: m.quotas_duty_title_missing() } : {}),
    ...(form.date === '' ? { date: m.quotas_duty_date_missing() } : {}),
    ...(form.date > today ? { date: m.quotas_duty_date_future() } : {}),
    ...(hoursAsked && !(form.hours && form.hours > 0) ? { hours: m.quotas_duty_hours_missing() } : {}),
  };
}
