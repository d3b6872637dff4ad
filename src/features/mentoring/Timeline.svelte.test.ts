import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import {
  aMeeting,
  aNextStep,
  aNotesSheet,
  aPairing,
  aTeacher,
  semestersOf,
  aSnapshot,
} from '../../../tests/builders/index.ts';
import { headerOfSheet } from '../../domain/header.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { PairingDetail, PairingObservation, PairingSide } from '../../store/queries/pairings.ts';
import Timeline from './Timeline.svelte';

const semesters = semestersOf('school-1', 2025);
const zhou = aTeacher({ id: 'zhou', name: 'Zhou Min' });
const lin = aTeacher({ id: 'lin', name: 'Lin Yue' });

function observation(date: string, side: PairingSide, topic: string): PairingObservation {
  const sheet = aNotesSheet({ sheet: `sheet-${date}`, lesson: date, date, snapshot: aSnapshot({ topic }) });
  return { side, lesson: date, date, header: headerOfSheet(sheet, null) };
}

const rest = { today: '2025-11-20', onmeeting: () => undefined, onassessment: () => undefined };

function detail(observations: PairingObservation[], role: PairingSide | null = null): PairingDetail {
  const pairing = aPairing({ mentor: 'zhou', mentee: 'lin' });
  const written = { meetings: [], assessments: [], steps: [], names: new Map() };
  const counts = { lessons: { mentor: 0, mentee: 0 }, current: null };
  return { pairing, mentor: zhou, mentee: lin, role, ...counts, observations, ...written, semesters, growth: 'full' };
}

it('leads from each lesson to its record and says who observed whom', async () => {
  useLocale('en');
  const observations = [observation('2025-11-03', 'mentee', 'Area'), observation('2025-10-08', 'mentor', '')];
  const screen = await render(Timeline, { ...rest, detail: detail(observations) });
  const links = screen.getByRole('link').elements();
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Area', '#/lessons/sheet-2025-11-03'],
    ['No topic noted', '#/lessons/sheet-2025-10-08'],
  ]);
  const lines = screen
    .getByRole('listitem')
    .elements()
    .map((line) => line.textContent);
  expect(lines[0]).toContain('Lin Yue observed Zhou Min');
  expect(lines[1]).toContain('Zhou Min observed Lin Yue');
  expect(lines[2]).toContain('The pairing began');
});

it('opens a meeting from its line, and stands lessons, meetings and steps in one line of time', async () => {
  useLocale('en');
  const opened: string[] = [];
  const given = detail([observation('2025-10-08', 'mentor', 'Area')]);
  const step = { step: aNextStep({ action: 'Wait three seconds' }), agreedOn: '2025-10-08', seen: null };
  const meetings = [aMeeting({ id: 'meeting-1', date: '2025-10-20', topic: 'Questions' })];
  const screen = await render(Timeline, {
    ...rest,
    onmeeting: (id: string) => opened.push(id),
    detail: { ...given, meetings, steps: [step] },
  });
  const lines = screen
    .getByRole('listitem')
    .elements()
    .map((line) => line.textContent);
  expect(lines[0]).toContain('Questions');
  expect(lines[1]).toContain('Area');
  expect(lines[2]).toContain('Wait three seconds');
  await screen.getByRole('button', { name: 'Questions' }).click();
  expect(opened).toEqual(['meeting-1']);
});

it('speaks to the mentor as you', async () => {
  useLocale('en');
  const screen = await render(Timeline, {
    ...rest,
    detail: detail([observation('2025-11-03', 'mentor', 'Area')], 'mentor'),
  });
  await expect.element(screen.getByText('You observed Lin Yue')).toBeVisible();
});

it('says how many lessons count without being listed', async () => {
  useLocale('en');
  const hidden = { side: 'mentee', lesson: 'a', date: '2025-11-03', header: null } as const;
  const screen = await render(Timeline, { ...rest, detail: detail([hidden]) });
  await expect.element(screen.getByText('Mentor observed 0 · mentee observed 1')).toBeVisible();
  await expect.element(screen.getByText(/^1 more lesson counts here without being listed/)).toBeVisible();
  expect(screen.getByRole('link').elements()).toEqual([]);
});

it('teaches what will appear when nothing was observed yet', async () => {
  useLocale('en');
  const screen = await render(Timeline, { ...rest, detail: detail([]) });
  await expect.element(screen.getByText(/^No lesson has been observed in either direction yet/)).toBeVisible();
});
