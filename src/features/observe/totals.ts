import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Tally } from '../../domain/score.ts';

/** The words beside a live total: how far the sheet is, and the total with its band once it is complete. */
export function totalWords(tally: Tally, rubric: Pick<Rubric, 'bands'>): { state: string; total: string } {
  const parts = [m.observe_scored_of({ scored: tally.scored, n: tally.indicators })];
  if (tally.notApplicable > 0) parts.push(m.observe_na_left_out({ n: tally.notApplicable }));
  if (tally.notLooked > 0) parts.push(m.observe_nl_left_out({ n: tally.notLooked }));
  if (tally.unscored > 0) parts.push(m.observe_open_not_zero({ n: tally.unscored }));
  const hundred = tally.complete && tally.total !== null && (tally.total !== tally.points || rubric.bands.length > 0);
  const total = hundred
    ? m.observe_total_hundred({ total: number(tally.total ?? 0, 1), band: tally.band?.label ?? '' })
    : '';
  return { state: parts.join(' · '), total: total.replace(/[ ·]+$/u, '') };
}
