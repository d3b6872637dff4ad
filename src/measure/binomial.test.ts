import { describe, expect, it } from 'vitest';
import { binomialSampler } from './binomial.ts';
import { seededRandom } from './random.ts';

/** P(X ≤ k) for k = 0 … n, by the ratio of neighbours from the mode outwards. */
function cumulative(n: number, p: number): number[] {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const weights = new Array<number>(n + 1).fill(1);
  for (let k = mode + 1; k <= n; k++) weights[k] = (weights[k - 1]! * (n - k + 1) * p) / (k * (1 - p));
  for (let k = mode - 1; k >= 0; k--) weights[k] = (weights[k + 1]! * (k + 1) * (1 - p)) / ((n - k) * p);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight) / total);
}

describe('binomialSampler', () => {
  // On both sides of n·p = 10, where the method changes, and of p = ½.
  it.each([
    [1, 0.5],
    [7, 0.3],
    [4000, 0.002],
    [100, 0.099],
    [100, 0.1],
    [40, 0.5],
    [60, 0.8],
    [4000, 0.25],
    [4000, 0.97],
  ])('of %i trials with probability %f has the distribution it should', (n, p) => {
    const draws = 20_000;
    const draw = binomialSampler(n, seededRandom(n).uniform);
    const seen = new Array<number>(n + 1).fill(0);
    for (let i = 0; i < draws; i++) seen[draw(n, p)]!++;
    let sum = 0;
    const farthest = Math.max(...cumulative(n, p).map((exact, k) => Math.abs((sum += seen[k]! / draws) - exact)));
    // Kolmogorov's distance; beyond this in one of a thousand series of draws.
    expect(farthest).toBeLessThan(1.95 / Math.sqrt(draws));
  });

  it('of certain trials, and of none, is certain', () => {
    const draw = binomialSampler(50, seededRandom(1).uniform);
    for (const n of [0, 1, 50]) {
      expect(draw(n, 0)).toBe(0);
      expect(draw(n, 1)).toBe(n);
    }
  });
});
