import { describe, expect, it } from 'vitest';
import { aDuty, aQuotaRule } from '../../../tests/builders/index.ts';
import { asksHours, formOfDuty, inputOfDuty, problemsOfDuty, type DutyForm } from './dutyForm.ts';

const TODAY = '2025-11-20';
const form = (more: Partial<DutyForm> = {}): DutyForm => ({
  ...formOfDuty(null, { task: 'paper', label: '' }, TODAY),
  title: 'Questions first',
  ...more,
});

describe('the form of an entry', () => {
  it('begins today and empty, without an hour', () => {
    expect(formOfDuty(null, { task: 'paper', label: '' }, TODAY)).toMatchObject({
      date: TODAY,
      title: '',
      hours: null,
    });
  });
  it('writes back what an entry holds, nothing more and nothing less', () => {
    const duty = aDuty({ task: 'other', label: 'Class diary', hours: 1.5, place: 'Hall', level: 'city', note: 'Mine' });
    const { title, date } = duty;
    expect(inputOfDuty(formOfDuty(duty, { task: 'other', label: 'Class diary' }, TODAY))).toEqual({
      task: 'other',
      label: 'Class diary',
      title,
      date,
      hours: 1.5,
      place: 'Hall',
      level: 'city',
      note: 'Mine',
    });
  });
  it('writes no level and no hours where none are said', () => {
    expect(inputOfDuty(form())).toMatchObject({ hours: 0, level: null });
  });

  it.each<[string, Partial<DutyForm>, boolean, string[]]>([
    ['nothing', {}, false, []],
    ['today', { date: TODAY }, false, []],
    ['a missing title', { title: ' ' }, false, ['title']],
    ['a missing day', { date: '' }, false, ['date']],
    ['a day to come', { date: '2025-11-21' }, false, ['date']],
    ['missing hours where they count', { hours: null }, true, ['hours']],
    ['no hours where they count', { hours: 0 }, true, ['hours']],
    ['missing hours where they do not count', { hours: null }, false, []],
    ['half an hour', { hours: 0.5 }, true, []],
  ])('complains of %s', (_, more, hours, fields) => {
    expect(Object.keys(problemsOfDuty(form(more), hours, TODAY))).toEqual(fields);
  });
});

describe('hours are asked for', () => {
  const rules = [aQuotaRule({ task: 'other', name: 'Class diary', unit: 'hours' }), aQuotaRule({ task: 'paper' })];
  it.each([
    ['training, whatever the rules', { task: 'training', label: '' }, true],
    ['a task that a rule counts in hours', { task: 'other', label: 'Class diary' }, true],
    ['another task of the school’s own', { task: 'other', label: 'Home visits' }, false],
    ['a task counted in times', { task: 'paper', label: '' }, false],
  ] as const)('of %s', (_, choice, asked) => {
    expect(asksHours(choice, rules)).toBe(asked);
  });
});
