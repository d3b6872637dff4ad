import type { QuotaInput } from '../../store/commands/quotas.ts';

/** A rule for everybody, as the form begins with it. */
export function newQuota(): QuotaInput {
  return {
    name: '',
    task: 'observe',
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

/**
 * What schools usually ask: ten lessons observed a semester, more of those who lead, and one open lesson a semester. Proposed
 * to a school without quotas, to be changed like any other.
 */
export function usualQuotas(): QuotaInput[] {
  return [
    newQuota(),
    { ...newQuota(), posts: ['group-leader', 'prep-leader'], count: 15 },
    { ...newQuota(), posts: ['principal', 'vice-principal', 'dean'], count: 20 },
    { ...newQuota(), task: 'give', count: 1, lessonKinds: ['open'], attendance: false },
  ];
}
