import type { PlainDate } from '../../domain/date.ts';
import type { Pairing } from '../../domain/mentoring.ts';

/** Where a pairing stands: not begun, under way, past its agreed days without having been ended, or ended. */
export type PairingState = 'coming' | 'running' | 'over' | 'ended';

const ORDER: readonly PairingState[] = ['running', 'over', 'coming', 'ended'];

/** The state of a pairing on a day. */
export function pairingState(pairing: Pick<Pairing, 'from' | 'to' | 'status'>, today: PlainDate): PairingState {
  if (pairing.status === 'ended') return 'ended';
  if (today < pairing.from) return 'coming';
  return pairing.to !== null && pairing.to < today ? 'over' : 'running';
}

/** What is under way first, what has ended last; otherwise in the order given. */
export function byState<T extends { pairing: Pairing }>(items: readonly T[], today: PlainDate): T[] {
  const rank = ({ pairing }: T) => ORDER.indexOf(pairingState(pairing, today));
  return [...items].sort((a, b) => rank(a) - rank(b));
}
