import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { aSemester, aTeacher } from '../../../tests/builders/index.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { Coverage, GroupMember } from '../../store/queries/groups.ts';
import MembersTable from './MembersTable.svelte';

const semester = aSemester();

function member(name: string, coverage: Partial<Coverage> | null, more: Partial<GroupMember> = {}): GroupMember {
  const none = { given: 0, observed: 0, lastObserved: null, covered: false };
  return {
    teacher: aTeacher({ id: name, name }),
    leads: false,
    growth: coverage ? 'full' : 'none',
    coverage: coverage && { ...none, ...coverage },
    ...more,
  };
}

async function cellsOf(members: GroupMember[], today = '2025-11-20') {
  useLocale('en');
  const screen = await render(MembersTable, { members, semester, today });
  const rows = screen.getByRole('row').elements().slice(1);
  return { screen, cells: rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')) };
}

it('keeps the order given and never sorts by what was counted', async () => {
  const { cells } = await cellsOf([
    member('Wang', { given: 0 }),
    member('Lin', { given: 5 }),
    member('Zhou', { given: 2 }),
  ]);
  expect(cells.map((row) => row[0])).toEqual(['Wang', 'Lin', 'Zhou']);
});

it('says plainly who has not been observed this semester, and when it was before', async () => {
  const { cells } = await cellsOf([
    member('Wang', { lastObserved: '2025-05-12' }),
    member('Lin', {}),
    member('Zhou', { given: 1, lastObserved: '2025-10-08', covered: true }),
  ]);
  expect(cells[0]?.[3]).toMatch(/^Not yet this semester\s+before: 12 May 2025$/);
  expect(cells[1]?.[3]).toBe('Not yet this semester');
  expect(cells[2]?.[3]).toBe('8 Oct 2025');
});

it('does not call a semester that is over "this semester"', async () => {
  const { cells } = await cellsOf([member('Lin', {})], '2026-02-10');
  expect(cells[0]?.[3]).toBe('Not in that semester');
});

it('shows nothing that was counted, and no link to a growth page, of members who are not open to the reader', async () => {
  const { screen, cells } = await cellsOf([member('Wang', null), member('Lin', { given: 3, observed: 2 })]);
  expect(cells[0]?.slice(1)).toEqual(['–Not shown', '–Not shown', '–Not shown']);
  expect(
    screen
      .getByRole('link')
      .elements()
      .map((link) => link.getAttribute('href')),
  ).toEqual(['#/teachers/Lin']);
});

it('has no columns of counts when no member is open to the reader', async () => {
  const { screen } = await cellsOf([member('Wang', null), member('Lin', null, { leads: true })]);
  expect(screen.getByRole('columnheader').elements()).toHaveLength(1);
  await expect.element(screen.getByRole('table', { name: 'Members' })).toBeVisible();
  await expect.element(screen.getByText('Leader')).toBeVisible();
});
