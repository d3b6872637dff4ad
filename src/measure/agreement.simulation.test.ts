import { describe, expect, it } from 'vitest';
import { cohenKappa } from './cohen-kappa.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { seededRandom } from './random.ts';

/**
 * How often 95 % bounds hold the truth, for five levels and two observers whose severity differs by lesson.
 *
 * Figures of the long run (400 schools a row, so ± 1 point): ordinal alpha of 100 lessons × 10 indicators, lessons drawn
 * whole 93.5 %, indicators drawn singly 80.8 %; of 200 independent units, alpha 96.3 %, quadratic kappa 94.8 %.
 */
const LONG = Boolean(process.env['GUANKE_LONG']);
const SCHOOLS = LONG ? 400 : 60;

function school(lessons: number, items: number, seed: number) {
  const { normal } = seededRandom(seed);
  const level = (x: number) => Math.max(1, Math.min(5, Math.round(x)));
  const data: number[][] = [[], []];
  const clusters: number[] = [];
  for (let lesson = 0; lesson < lessons; lesson++) {
    const quality = 3.5 + 0.6 * normal();
    const severity = [0.4 * normal(), 0.4 * normal()];
    for (let item = 0; item < items; item++) {
      const truth = quality + 0.5 * normal();
      data.forEach((row, observer) => row.push(level(truth - severity[observer]! + 0.6 * normal())));
      clusters.push(lesson);
    }
  }
  return { data, clusters };
}

const table = ([one, other]: number[][]) => {
  const counts = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  one!.forEach((level, u) => counts[level - 1]![other![u]! - 1]!++);
  return counts;
};

/** Share of schools whose bounds hold the truth. */
function coverage(truth: number, bounds: (seed: number) => { ok: boolean; lower?: number; upper?: number }): number {
  const held = Array.from({ length: SCHOOLS }, (_, i) => bounds(1000 + i));
  return held.filter((found) => found.ok && found.lower! <= truth && truth <= found.upper!).length / SCHOOLS;
}
/** Three standard errors of a share, below 95 %. */
const NOMINAL = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / SCHOOLS);

describe('95 % bounds of agreement', () => {
  const truth = krippendorffAlpha(school(30_000, 10, 1).data, { metric: 'ordinal' });
  const ofUnits = school(300_000, 1, 2).data;
  const alphaTruth = krippendorffAlpha(ofUnits, { metric: 'ordinal' });
  const kappaTruth = cohenKappa(table(ofUnits), { weights: 'quadratic' });
  if (!truth.ok || !alphaTruth.ok || !kappaTruth.ok) throw new Error('no truth');
  const options = { metric: 'ordinal', bootstrap: 500 } as const;

  it('of alpha hold it where whole lessons are drawn, and too seldom where indicators are drawn singly', () => {
    const whole = coverage(truth.alpha, (seed) => {
      const { data, clusters } = school(100, 10, seed);
      return krippendorffAlpha(data, { ...options, seed, clusters });
    });
    const singly = coverage(truth.alpha, (seed) => krippendorffAlpha(school(100, 10, seed).data, { ...options, seed }));
    expect(whole).toBeGreaterThan(NOMINAL);
    expect(singly).toBeLessThan(0.9);
  });

  it('of alpha and kappa hold them for independent units', () => {
    const alpha = coverage(alphaTruth.alpha, (seed) =>
      krippendorffAlpha(school(200, 1, seed).data, { ...options, seed }),
    );
    const kappa = coverage(kappaTruth.kappa, (seed) =>
      cohenKappa(table(school(200, 1, seed).data), { weights: 'quadratic' }),
    );
    expect(alpha).toBeGreaterThan(NOMINAL);
    expect(kappa).toBeGreaterThan(NOMINAL);
  });
});
