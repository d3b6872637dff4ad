import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { aQuotaRule, aTeacher } from '../../../tests/builders/index.ts';
import { quotaWish, type QuotaEvent } from '../../domain/quota.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { QuotaTable as Table } from '../../store/queries/quotas.ts';
import QuotaTable from './QuotaTable.svelte';

const rule = aQuotaRule({ count: 6, attendance: true });
const wish = quotaWish(rule);
const window = { from: '2025-09-01', to: '2026-01-31' };

/** Lessons observed, of them so many by a sign-in alone. */
function tableOf(sheets: number, signIns: number): Table {
  const counted = Array.from({ length: sheets + signIns }, (_, i): QuotaEvent => {
    const event = { who: 'lin', task: 'observe' as const, date: '2025-10-10', lesson: `l${i}` };
    return { ...event, lessonKind: 'open', place: null, hours: 0.75, ...(i >= sheets && { attended: true }) };
  });
  const done = counted.length;
  const standings = new Map([[wish, { rule, window, counted, done, needed: 6, left: Math.max(0, 6 - done) }]]);
  return {
    semesters: [],
    semester: null,
    ruled: true,
    wishes: [{ wish, rule }],
    rows: [{ teacher: aTeacher({ id: 'lin', name: 'Lin Yue' }), leads: false, standings }],
  };
}

async function cell(table: Table): Promise<string> {
  useLocale('en');
  const screen = await render(QuotaTable, { caption: 'Quotas', table });
  return screen.getByRole('cell').element().textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
}

it('says how many count by a sign-in alone: coverage counts lessons with a record only', async () => {
  expect(await cell(tableOf(2, 1))).toBe('3 of 6 1 by sign-in');
});

it('says nothing of sign-ins where there are none', async () => {
  expect(await cell(tableOf(2, 0))).toBe('2 of 6');
});
