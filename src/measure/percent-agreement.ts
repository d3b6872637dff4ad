import { checkTable } from './check-table.ts';
import { unusable, type Outcome } from './outcome.ts';

/** How often two observers of one unit agreed, beside how often they would by chance. All but the counts are shares, 0–1. */
export interface PercentAgreement {
  /** Share of pairs with equal values. */
  exact: number;
  /** Share of pairs at most `adjacent` apart; includes the equal ones. */
  adjacent: number;
  /** The same two shares if values fell on units at random. */
  expectedExact: number;
  expectedAdjacent: number;
  exactCount: number;
  adjacentCount: number;
  /** Pairs of values that two observers gave to one unit. */
  pairs: number;
  /** Units that have such a pair. */
  units: number;
}

/**
 * Percent agreement, exact and adjacent, with the share that chance alone would give. For a first, plain answer to "do
 * these observers see the same?". Never show it without the chance share: where nearly all scores are 4, observers who
 * do not look agree too.
 *
 * `units`: one row a unit (lesson × indicator), one cell an observer, null where an observer gave none. Every pair of
 * values of one unit counts once, so m values make m(m − 1)/2 pairs; all pairs of all units are pooled.
 *
 * Chance is that of the pooled pairs, with observers taken as interchangeable (as by Scott 1955, "Reliability of content
 * analysis", and Fleiss 1971): p_c is the share of value c among both ends of all pairs, and two values drawn by these
 * shares are compared: expectedExact = Σ p_c², expectedAdjacent = Σ p_c·p_k over |c − k| ≤ adjacent. With two observers
 * who scored all units, (exact − expectedExact)/(1 − expectedExact) is Scott's pi; with m, Fleiss's kappa.
 * Not the observers' own margins, as in Cohen's kappa: a column is not one person where each lesson has other observers. With two who are,
 * chance by their own margins is lower by Σ (p_Ac − p_Bc)²/4, so that this one never flatters (`cohenKappa` gives that one as `expected`).
 *
 * `adjacent` is the widest distance that still counts as near, in points of the scale: 1 by default. A rounding in the
 * ninth digit of it is forgiven (.4 and .3 are .1 apart).
 *
 * No outcome: `no-pairs` where no unit has two values. Without variation the figures are all 1, which chance gives too.
 * Throws on rows of different length, on cells that are neither null nor finite, and on a negative `adjacent`.
 * Cost: Σ m² over the units and one sort of the different values.
 *
 * @example
 * percentAgreement([[4, 4], [3, 4], [2, 4], [5, null]]);
 * // exact 1/3, adjacent 2/3, expectedExact 1/2, expectedAdjacent 7/9, pairs 3
 */
export function percentAgreement(
  units: readonly (readonly (number | null)[])[],
  options: { adjacent?: number } = {},
): Outcome<PercentAgreement> {
  const reach = options.adjacent ?? 1;
  if (!(reach >= 0)) throw new RangeError(`adjacent: ${reach} is no distance`);
  checkTable('units', units, 'gaps');
  const near = (a: number, b: number) => Math.abs(a - b) <= reach * (1 + 1e-9);

  let [pairs, exactCount, adjacentCount, paired] = [0, 0, 0, 0];
  /** How many ends of pairs have the value. */
  const ends = new Map<number, number>();
  for (const unit of units) {
    const values = unit.filter((value) => value !== null);
    if (values.length < 2) continue;
    paired++;
    pairs += (values.length * (values.length - 1)) / 2;
    values.forEach((a, i) => {
      ends.set(a, (ends.get(a) ?? 0) + values.length - 1);
      for (let j = i + 1; j < values.length; j++) {
        if (a === values[j]) exactCount++;
        if (near(a, values[j]!)) adjacentCount++;
      }
    });
  }
  if (pairs === 0) return unusable('no-pairs', 'no unit has values of two observers');

  const expected = expectedShares(ends, 2 * pairs, near);
  return {
    ok: true,
    exact: exactCount / pairs,
    adjacent: adjacentCount / pairs,
    ...expected,
    exactCount,
    adjacentCount,
    pairs,
    units: paired,
  };
}

/** Chance by the shares of the values; a window slides along the sorted values, so that many different ones are cheap. */
function expectedShares(ends: Map<number, number>, total: number, near: (a: number, b: number) => boolean) {
  const sorted = [...ends].sort(([a], [b]) => a - b);
  let [equal, close, inside, from, to] = [0, 0, 0, 0, 0];
  for (const [value, count] of sorted) {
    while (to < sorted.length && near(sorted[to]![0], value)) inside += sorted[to++]![1];
    while (!near(sorted[from]![0], value)) inside -= sorted[from++]![1];
    equal += (count / total) ** 2;
    close += (count / total) * (inside / total);
  }
  // Sums of shares may end a rounding above the whole.
  return { expectedExact: Math.min(1, equal), expectedAdjacent: Math.min(1, close) };
}
