import type { Parameters } from 'fast-check';

/**
 * How often a law is tried: seeded and few in `npm test`, many from a fresh seed in `npm run test:long` (fast-check prints
 * the seed of a failure).
 */
export function lawRuns(runs = 300): Parameters<unknown> {
  return process.env['GUANKE_LONG'] ? { numRuns: runs * 20 } : { numRuns: runs, seed: 20260101 };
}

/** Milliseconds that a law may take which makes a whole school for each of its examples; many more of them with the full counts. */
export function lawMs(): number {
  return process.env['GUANKE_LONG'] ? 900_000 : 60_000;
}
