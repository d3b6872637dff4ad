import { describe, expect, it } from 'vitest';
import { periodChoices, periodItemOf, periodOfValue, periodValue } from './periodChoice.ts';

const item = (name: string, number: number | null, start: string, order = 0) => ({
  name,
  number,
  start,
  end: '23:00',
  order,
});
const day = [
  item('', 1, '08:20'),
  item('Early reading', null, '07:50'),
  item('', 2, '09:10'),
  item('2', null, '16:40'),
];

describe('choosing a period', () => {
  it('offers the day in its order, periods without a number by their name', () => {
    const values = periodChoices(day, { period: null }).map(({ value }) => value);
    expect(values).toEqual(['~Early reading', '1', '2', '~2']);
    expect(periodChoices(day, { period: null })[0]?.label).toContain('Early reading');
  });

  it('keeps one that the bell times do not have (any more)', () => {
    expect(periodChoices(day, { period: 9 }).at(-1)?.value).toBe('9');
    expect(periodChoices(day, { period: null, periodName: 'Club' }).at(-1)).toEqual({ value: '~Club', label: 'Club' });
  });

  it('without bell times offers numbers', () => {
    expect(periodChoices([], { period: null }, 3).map(({ value }) => value)).toEqual(['1', '2', '3']);
  });

  it.each([
    [{ period: 3, periodName: '' }, '3'],
    [{ period: null, periodName: 'Early reading' }, '~Early reading'],
    [{ period: null, periodName: '' }, ''],
  ])('%o is the choice %s and back', (chosen, value) => {
    expect(periodValue(chosen)).toBe(value);
    expect(periodOfValue(value)).toEqual(chosen);
  });

  it('finds its bell: a period called "2" is not the second', () => {
    expect(periodItemOf(day, { period: 2 })?.start).toBe('09:10');
    expect(periodItemOf(day, { period: null, periodName: '2' })?.start).toBe('16:40');
    expect(periodItemOf(day, { period: null })).toBeUndefined();
  });
});
