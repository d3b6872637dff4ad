import { describe, expect, it } from 'vitest';
import { aQuotaRule } from '../../../tests/builders/index.ts';
import { QUOTA_TASKS } from '../../domain/quota.ts';
import { fiveOnes, newQuota, quotaOfTask, tidyQuota, usualQuotas } from './quotaDefaults.ts';

describe('the Five Ones', () => {
  it('are one open lesson, reflection, record, courseware, and one paper or talk a semester for everybody', () => {
    const five = fiveOnes([]);
    expect(five.map(({ task, also, lessonKinds }) => [task, also, lessonKinds])).toEqual([
      ['give', [], ['open']],
      ['reflection', [], []],
      ['record', [], []],
      ['courseware', [], []],
      ['paper', ['talk'], []],
    ]);
    for (const rule of five) expect(rule).toMatchObject({ count: 1, unit: 'times', per: 'semester', posts: [] });
  });
  it('leave out what the school asks for already, and are none when it asks for all', () => {
    const reflections = aQuotaRule({ task: 'reflection', count: 3 });
    expect(fiveOnes([reflections]).map(({ task }) => task)).toEqual(['give', 'record', 'courseware', 'paper']);
    const all = [...usualQuotas(), ...fiveOnes([])].map((rule, i) => aQuotaRule({ ...rule, id: `q${i}` }));
    expect(fiveOnes(all)).toEqual([]);
    expect(fiveOnes(all.slice(0, 4)).map(({ task }) => task)).not.toContain('give');
  });
});

describe('a rule that is written', () => {
  it.each(QUOTA_TASKS)('for %s is as it is proposed', (task) => {
    expect(tidyQuota(quotaOfTask(task))).toEqual(quotaOfTask(task));
  });
  it('keeps of a duty no lesson kinds, places or sign-ins, and of a lesson no other tasks', () => {
    const everything = { lessonKinds: ['open' as const], places: ['own' as const], also: ['talk' as const] };
    expect(tidyQuota({ ...newQuota(), ...everything, task: 'paper', counts: 'visit' })).toMatchObject({
      lessonKinds: [],
      places: [],
      also: ['talk'],
      attendance: false,
      counts: 'lesson',
    });
    expect(tidyQuota({ ...newQuota(), ...everything })).toMatchObject({
      also: [],
      lessonKinds: ['open'],
      places: ['own'],
    });
    expect(tidyQuota({ ...quotaOfTask('other'), name: ' Class diary ', also: ['talk'] })).toMatchObject({
      name: 'Class diary',
      also: [],
    });
  });
  it('never counts the task itself as another one', () => {
    expect(tidyQuota({ ...quotaOfTask('paper'), also: ['paper', 'talk'] }).also).toEqual(['talk']);
  });
});
