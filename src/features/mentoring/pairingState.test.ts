import { describe, expect, it } from 'vitest';
import { aPairing } from '../../../tests/builders/index.ts';
import { byState, pairingState } from './pairingState.ts';

const days = { from: '2025-09-01', to: '2026-08-31' };

describe('pairingState', () => {
  it.each([
    ['coming', 'the day before it begins', '2025-08-31', {}],
    ['running', 'its first day', '2025-09-01', {}],
    ['running', 'its last agreed day', '2026-08-31', {}],
    ['over', 'the day after its agreed days', '2026-09-01', {}],
    ['running', 'any later day when no end was agreed', '2035-01-01', { to: null }],
    ['ended', 'after it was ended', '2025-11-01', { status: 'ended', endedOn: '2025-10-31' }],
  ] as const)('is %s on %s', (state, _day, today, more) => {
    expect(pairingState(aPairing({ ...days, ...more }), today)).toBe(state);
  });
});

describe('byState', () => {
  it('puts what runs first and what has ended last, and keeps the order given among equals', () => {
    const of = (id: string, more: Parameters<typeof aPairing>[0] = {}) => ({
      pairing: aPairing({ id, ...days, ...more }),
    });
    const items = [
      of('ended', { status: 'ended', endedOn: '2025-10-31' }),
      of('coming', { from: '2026-02-01' }),
      of('b'),
      of('over', { to: '2025-10-31' }),
      of('a'),
    ];
    expect(byState(items, '2025-11-20').map((item) => item.pairing.id)).toEqual(['b', 'a', 'over', 'coming', 'ended']);
  });
});
