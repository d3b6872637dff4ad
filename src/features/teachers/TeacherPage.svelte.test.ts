import '../../ui/styles.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aNextStep, aNotesSheet, aPairing, aSnapshot, aTeacher } from '../../../tests/builders/index.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { SheetContent } from '../../domain/sheet.ts';
import Fixture from '../../parts/PageServices.fixture.svelte';
import type { Services } from '../../parts/services.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { loadBatch } from '../../store/load.ts';
import TeacherPage from './TeacherPage.svelte';

let school: TestStore;
let identity: Identity;
let me: string;

beforeEach(async () => {
  school = await openSchool();
  identity = (await identityOf(school.store))!;
  me = identity.teacher.id;
  const sheet = (id: string, more: Partial<SheetContent>) =>
    aNotesSheet({ sheet: id, lesson: 'l1', teacher: me, observer: 'zhou', ...more });
  const step = (action: string, due: string | null, more: object = {}) =>
    aNextStep({ teacher: me, action, due, closedOn: null, seenIn: null, ...more });
  await loadBatch(
    school.store,
    {
      records: [
        aTeacher({ id: 'zhou', name: 'Zhou Min' }),
        aPairing({ id: 'p1', mentor: 'zhou', mentee: me, domain: 'Classroom', from: '2025-09-01', to: null }),
        step('Wait five seconds', '2025-10-01'),
        step('Plan the board', '2025-11-01'),
        step('Long done', '2025-09-05', { closedOn: '2025-09-04' }),
      ],
      sheets: [
        sheet('s1', { snapshot: aSnapshot({ topic: 'Area' }) }),
        sheet('s2', { observer: 'wang', snapshot: aSnapshot({ topic: 'Area' }) }),
        sheet('s3', { observer: 'gao', snapshot: aSnapshot({ topic: 'Area' }) }),
        sheet('s4', { lesson: 'l2', date: '2025-10-10', snapshot: aSnapshot({ topic: 'Time' }) }),
        sheet('s5', { teacher: 'zhou', observer: me, lesson: 'l3' }),
      ],
    },
    new Map(),
  );
});
afterEach(async () => {
  await cleanup();
  await school.close();
});

async function show(id: string) {
  const services = { ready: vi.fn<Services['ready']>() };
  await render(Fixture, { store: school.store, identity, page: TeacherPage, id, services });
  await expect.poll(() => services.ready.mock.calls.length).toBe(1);
}
const rows = (name: string) =>
  page
    .getByRole('region', { name })
    .getByRole('listitem')
    .elements()
    .map((item) => item.textContent.replace(/\s+/gu, ' ').trim());

it('lists a lesson once, with the number of its observers', async () => {
  await show(me);
  expect(rows('Newest lessons')).toEqual([
    expect.stringMatching(/^Area.*3 observers$/u),
    expect.stringMatching(/^Time.*Zhou Min$/u),
  ]);
});

it('shows the open next steps, the overdue in words, and leads to the pairing with the mentor', async () => {
  await show(me);
  await expect
    .poll(() => rows('Open next steps'))
    .toEqual(['Wait five seconds Overdue: was due 1 Oct 2025', 'Plan the board Due 1 Nov 2025']);
  const mentor = page.getByRole('region', { name: 'Mentor', exact: true }).getByRole('link', { name: 'Zhou Min' });
  await expect.element(mentor).toHaveAttribute('href', '#/mentoring/p1');
});

it('shows neither next steps nor mentors to who sees their own observations only', async () => {
  await loadBatch(
    school.store,
    { records: [aNextStep({ teacher: 'zhou', action: 'Not for me', due: null, closedOn: null })] },
    new Map(),
  );
  await show('zhou');
  await expect.element(page.getByText('These are your own observations only')).toBeVisible();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(page.getByText('Not for me').elements()).toEqual([]);
  expect(page.getByRole('region', { name: 'Open next steps' }).elements()).toEqual([]);
});
