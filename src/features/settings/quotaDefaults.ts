import { quotaWish, type QuotaRule, type QuotaTask } from '../../domain/quota.ts';
import type { QuotaInput } from '../../store/commands/quotas.ts';

/** A rule for everybody, as the form begins with it. */
export function newQuota(): QuotaInput {
  return {
    name: '',
    task: 'observe',
    also: [],
    count: 10,
    unit: 'times',
    per: 'semester',
    posts: [],
    seniority: { from: null, to: null },
    lessonKinds: [],
    places: [],
    counts: 'lesson',
    attendance: true,
    from: null,
    to: null,
  };
}

/** A rule for everybody with what is usual for its task: ten lessons observed, 72 hours of training a year, else one. */
export function quotaOfTask(task: QuotaTask): QuotaInput {
  const rule: QuotaInput = { ...newQuota(), task };
  if (task === 'observe') return rule;
  const other: QuotaInput = { ...rule, count: 1, attendance: false };
  return task === 'training' ? { ...other, count: 72, unit: 'hours', per: 'schoolYear' } : other;
}

/** A rule without what does not belong to its task, which no field shows any more. */
export function tidyQuota(rule: QuotaInput): QuotaInput {
  const name = rule.name.trim();
  if (rule.task === 'observe') return { ...rule, name, also: [] };
  if (rule.task === 'give') return { ...rule, name, also: [], attendance: false, counts: 'lesson' };
  const also = rule.task === 'other' ? [] : (rule.also ?? []).filter((task) => task !== rule.task);
  return { ...rule, name, also, attendance: false, counts: 'lesson', lessonKinds: [], places: [] };
}

/**
 * What schools usually ask: ten lessons observed a semester, more of those who lead, and one open lesson a semester. Proposed
 * to a school without quotas, to be changed like any other.
 */
export function usualQuotas(): QuotaInput[] {
  return [
    newQuota(),
    { ...newQuota(), posts: ['group-leader', 'prep-leader'], count: 15 },
    { ...newQuota(), posts: ['principal', 'vice-principal', 'dean'], count: 20 },
    { ...quotaOfTask('give'), lessonKinds: ['open'] },
  ];
}

/** The "Five Ones" (五个一) of every teacher in a semester; those left out that the school asks for already. */
export function fiveOnes(known: readonly QuotaRule[]): QuotaInput[] {
  const asked = new Set(known.map(quotaWish));
  const all: QuotaInput[] = [
    { ...quotaOfTask('give'), lessonKinds: ['open'] },
    quotaOfTask('reflection'),
    quotaOfTask('record'),
    quotaOfTask('courseware'),
    { ...quotaOfTask('paper'), also: ['talk'] },
  ];
  return all.filter((rule) => !asked.has(quotaWish(rule)));
}
