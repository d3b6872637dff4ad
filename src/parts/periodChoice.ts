import type { PeriodItem } from '../domain/list.ts';
import { m } from '../i18n/messages.ts';
import { periodWithTimes } from './schoolDay.ts';

/** A period as a lesson has it: a number, or the name of one that has none; neither where it is not known. */
export interface ChosenPeriod {
  period: number | null;
  periodName?: string | undefined;
}

/** What stands for a period in a list of choices: "3", "~早读", or nothing. */
export function periodValue({ period, periodName = '' }: ChosenPeriod): string {
  if (period !== null) return String(period);
  return periodName ? `~${periodName}` : '';
}

/** The period that a value of `periodValue` stands for. */
export function periodOfValue(value: string): { period: number | null; periodName: string } {
  if (value.startsWith('~')) return { period: null, periodName: value.slice(1) };
  return { period: value ? Number(value) : null, periodName: '' };
}

/** The item of the bell times that a lesson's period is. */
export function periodItemOf<P extends Pick<PeriodItem, 'name' | 'number'>>(
  items: readonly P[],
  { period, periodName = '' }: ChosenPeriod,
): P | undefined {
  if (period !== null) return items.find((item) => item.number === period);
  return periodName ? items.find((item) => item.number === null && item.name === periodName) : undefined;
}

/**
 * The periods to choose from in the order of the day, those without a number by name; without bell times the numbers from 1
 * to `count`. The one that is chosen is offered even where the bell times do not have it.
 */
export function periodChoices(
  items: readonly PeriodItem[],
  chosen: ChosenPeriod,
  count = 0,
): { value: string; label: string }[] {
  const listed = [...items]
    .sort((a, b) => (a.start < b.start ? -1 : 1))
    .map((item) => ({
      value: periodValue({ period: item.number, periodName: item.name }),
      label: periodWithTimes(item),
    }));
  const plain = Array.from({ length: listed.length > 0 ? 0 : count }, (_, i) => numbered(i + 1));
  const own = periodValue(chosen);
  const offered = [...listed, ...plain];
  if (own === '' || offered.some(({ value }) => value === own)) return offered;
  return [
    ...offered,
    chosen.period === null ? { value: own, label: chosen.periodName ?? '' } : numbered(chosen.period),
  ];
}

function numbered(n: number): { value: string; label: string } {
  return { value: String(n), label: m.records_period({ n }) };
}
