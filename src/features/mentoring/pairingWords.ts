import type { PlainDate } from '../../domain/date.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import { dateShort } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { PairingOverview, PairingSide } from '../../store/queries/pairings.ts';
import type { Tone } from '../../ui/tones.ts';
import { pairingState } from './pairingState.ts';

/** The name of one of the two, also when the roster does not have the teacher any more. */
export function nameOf(overview: PairingOverview, side: PairingSide): string {
  return overview[side]?.name ?? m.mentoring_teacher_gone();
}

/** Who guides whom: "Zhou Jian mentors Lin Yue". */
export function pairTitle(overview: PairingOverview): string {
  return m.mentoring_pair({ mentor: nameOf(overview, 'mentor'), mentee: nameOf(overview, 'mentee') });
}

/** The state of a pairing in words, with what it means. */
export function stateWords(pairing: Pairing, today: PlainDate): { text: string; tone: Tone | undefined } {
  switch (pairingState(pairing, today)) {
    case 'coming':
      return { text: m.mentoring_state_coming({ date: dateShort(pairing.from) }), tone: 'info' };
    case 'running':
      return { text: m.mentoring_state_running(), tone: 'good' };
    case 'over':
      return { text: m.mentoring_state_over(), tone: 'warn' };
    case 'ended': {
      const { endedOn } = pairing;
      const text = endedOn ? m.mentoring_state_ended({ date: dateShort(endedOn) }) : m.mentoring_state_ended_undated();
      return { text, tone: undefined };
    }
  }
}

/** The agreed days: "1 Sep 2025 – 31 Aug 2026". */
export function daysWords({ from, to }: Pairing): string {
  if (to === null) return m.mentoring_days_open({ from: dateShort(from) });
  return m.mentoring_days({ from: dateShort(from), to: dateShort(to) });
}

/** What was agreed about observing each other; empty when nothing was. */
export function quotaWords({ quotas }: Pairing): string {
  const { mentorObserves: mentor, menteeObserves: mentee, per } = quotas;
  if (mentor === 0 && mentee === 0) return '';
  return per === 'month' ? m.mentoring_quota_month({ mentor, mentee }) : m.mentoring_quota_semester({ mentor, mentee });
}

/** Who observed whom, said to the person who looks. */
export function sideWords(overview: PairingOverview, side: PairingSide): string {
  const other = side === 'mentor' ? 'mentee' : 'mentor';
  if (overview.role === side) return m.mentoring_i_observed({ name: nameOf(overview, other) });
  if (overview.role === other) return m.mentoring_observed_me({ name: nameOf(overview, side) });
  return m.mentoring_observed({ observer: nameOf(overview, side), teacher: nameOf(overview, other) });
}
