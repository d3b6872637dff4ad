import { describe, expect, it } from 'vitest';
import { aNextStep, aPairing, useDeterministicIds } from '../../tests/builders/index.ts';
import {
  checkPairing,
  daysOfPairing,
  isPairingActive,
  openSteps,
  pairingEnd,
  pairingProgress,
  roleInPairing,
  sideOfObservation,
  stateOfStep,
} from './mentoring.ts';

useDeterministicIds();

const pairing = aPairing({ mentor: 'm', mentee: 'n', from: '2025-09-01', to: '2026-08-31' });
const seen = (observer: string, teacher: string | null, date = '2025-10-15', lesson = 'l1') => ({
  observer,
  teacher,
  date,
  lesson,
});

describe('a pairing as typed', () => {
  it.each<[string, Partial<typeof pairing>, string | null]>([
    ['is fine', {}, null],
    ['may be open', { to: null }, null],
    ['may last one day', { to: '2025-09-01' }, null],
    ['is not with oneself', { mentee: 'm' }, 'pairing-with-oneself'],
    ['does not end before it starts', { to: '2025-08-31' }, 'pairing-ends-before-start'],
    ['is not for four years', { schoolYears: 4 }, 'pairing-years'],
    ['is not for half a year', { schoolYears: 0.5 }, 'pairing-years'],
  ])('%s', (_, change, reason) => {
    expect(checkPairing({ ...pairing, ...change })).toEqual(reason && { reason });
  });

  it.each([
    ['2025-09-01', 1, '2026-08-31'],
    ['2025-09-01', 3, '2028-08-31'],
    ['2025-01-01', 1, '2025-12-31'],
    ['2023-03-01', 1, '2024-02-29'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-28'],
  ])('from %s for %d school years ends on %s', (from, years, end) => {
    expect(pairingEnd(from, years)).toBe(end);
  });
});

describe('the days on which a pairing ran', () => {
  const TODAY = '2026-01-15';
  it.each<[string, Partial<typeof pairing>, { from: string; to: string | null } | null]>([
    ['end as agreed', {}, { from: '2025-09-01', to: '2026-08-31' }],
    ['are open without an end', { to: null }, { from: '2025-09-01', to: null }],
    ['end when it was ended', { status: 'ended', endedOn: '2025-12-01' }, { from: '2025-09-01', to: '2025-12-01' }],
    [
      'end as agreed, written down late',
      { status: 'ended', endedOn: '2026-10-01' },
      { from: '2025-09-01', to: '2026-08-31' },
    ],
    ['are not known where no day was written down', { status: 'ended', endedOn: null, to: null }, null],
    ['are none before it begins', { from: '2026-02-01' }, null],
    ['are none when it ended before it began', { status: 'ended', endedOn: '2025-08-01' }, null],
    ['are none when it was deleted', { deleted: true }, null],
  ])('%s', (_, change, days) => {
    expect(daysOfPairing({ ...pairing, ...change }, TODAY)).toEqual(days);
  });

  it('are those on which it runs', () => {
    for (const to of [null, '2025-10-05', '2025-11-05']) {
      for (const ended of [null, '2025-09-20', '2025-10-20']) {
        const one = aPairing({ from: '2025-09-10', to, status: ended ? 'ended' : 'active', endedOn: ended });
        const days = daysOfPairing(one, TODAY)!;
        for (const date of [
          '2025-09-09',
          '2025-09-10',
          '2025-09-20',
          '2025-09-21',
          '2025-10-05',
          '2025-10-06',
          '2025-10-20',
          '2025-11-06',
        ]) {
          expect(date >= days.from && (days.to === null || date <= days.to)).toBe(isPairingActive(one, date));
        }
      }
    }
  });
});

describe('a pairing runs', () => {
  it.each<[string, Partial<typeof pairing>, string, boolean]>([
    ['on its first day', {}, '2025-09-01', true],
    ['on its last day', {}, '2026-08-31', true],
    ['not before', {}, '2025-08-31', false],
    ['not after', {}, '2026-09-01', false],
    ['without an end for ever', { to: null }, '2099-01-01', true],
    ['to the day on which it was ended', { status: 'ended', endedOn: '2025-12-01' }, '2025-12-01', true],
    ['not after it was ended', { status: 'ended', endedOn: '2025-12-01' }, '2025-12-02', false],
    ['not when it was ended without a day', { status: 'ended' }, '2025-10-01', false],
    ['not when deleted', { deleted: true }, '2025-10-01', false],
  ])('%s', (_, change, date, active) => {
    expect(isPairingActive({ ...pairing, ...change }, date)).toBe(active);
  });

  it('with a mentor and a mentee; everybody else is neither', () => {
    expect(['m', 'n', 'x'].map((teacher) => roleInPairing(pairing, teacher))).toEqual(['mentor', 'mentee', null]);
  });
});

describe('an observation', () => {
  it('counts for the side of its observer', () => {
    expect(sideOfObservation(pairing, seen('m', 'n'))).toBe('mentor');
    expect(sideOfObservation(pairing, seen('n', 'm'))).toBe('mentee');
  });
  it('counts for no side when it is not between the two, or outside the pairing', () => {
    for (const header of [
      seen('m', 'x'),
      seen('x', 'n'),
      seen('m', null),
      seen('m', 'm'),
      seen('m', 'n', '2025-08-31'),
    ]) {
      expect(sideOfObservation(pairing, header)).toBeNull();
    }
  });
  it('counts for both of two pairings in opposite directions', () => {
    const digital = aPairing({ mentor: 'n', mentee: 'm', domain: 'Digital skills' });
    expect([pairing, digital].map((item) => sideOfObservation(item, seen('m', 'n')))).toEqual(['mentor', 'mentee']);
  });
});

describe('the quotas of a pairing', () => {
  it('count lessons, not sheets, inside the window', () => {
    const headers = [
      seen('m', 'n', '2025-10-15', 'l1'),
      seen('m', 'n', '2025-10-15', 'l1'),
      seen('m', 'n', '2025-10-16', 'l2'),
      seen('m', 'n', '2026-03-01', 'l3'),
      seen('n', 'm', '2025-10-17', 'l4'),
    ];
    expect(pairingProgress(pairing, headers, { from: '2025-09-01', to: '2026-01-31' })).toEqual({
      mentor: { done: 2, needed: 4, left: 2 },
      mentee: { done: 1, needed: 8, left: 7 },
    });
  });
  it('are never less than met', () => {
    const small = { ...pairing, quotas: { mentorObserves: 1, menteeObserves: 0, per: 'semester' as const } };
    const headers = [seen('m', 'n', '2025-10-15', 'l1'), seen('m', 'n', '2025-10-16', 'l2')];
    expect(pairingProgress(small, headers, { from: '2025-09-01', to: '2026-01-31' })).toEqual({
      mentor: { done: 2, needed: 1, left: 0 },
      mentee: { done: 0, needed: 0, left: 0 },
    });
  });
});

describe('a next step', () => {
  it.each<[Partial<ReturnType<typeof aNextStep>>, string]>([
    [{ due: '2025-11-15' }, 'open'],
    [{ due: '2025-11-14' }, 'overdue'],
    [{ due: null }, 'open'],
    [{ due: '2025-01-01', closedOn: '2025-11-01', seenIn: 'sheet-9' }, 'seen'],
    [{ closedOn: '2025-11-01' }, 'closed-unseen'],
    [{ due: '2025-11-20', seenIn: 'sheet-9' }, 'open'],
  ])('%j on 15 November is %s', (change, state) => {
    expect(stateOfStep(aNextStep(change), '2025-11-15')).toBe(state);
  });

  it('stands with the earliest due first, without a day last, closed and deleted ones left out', () => {
    const steps = [
      aNextStep({ id: 'c', due: null }),
      aNextStep({ id: 'b', due: '2025-12-01' }),
      aNextStep({ id: 'a', due: '2025-12-01' }),
      aNextStep({ id: 'd', due: '2025-11-01' }),
      aNextStep({ id: 'e', due: '2025-10-01', closedOn: '2025-10-02' }),
      aNextStep({ id: 'f', due: '2025-10-01', deleted: true }),
    ];
    expect(openSteps(steps).map((step) => step.id)).toEqual(['d', 'a', 'b', 'c']);
  });
});
