/** A source of random numbers that gives the same numbers for the same seed. */
export interface SeededRandom {
  /** Uniform, 0 ≤ u < 1. */
  uniform(): number;
  /** About normal with mean 0 and standard deviation 1: the sum of twelve uniforms less 6, so never beyond ±6. */
  normal(): number;
}

/**
 * Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, the same numbers on every machine. Good for
 * simulations and bootstraps; not for secrets.
 *
 * @example
 * // the first number of synthetic school A
 * seededRandom(20260101).uniform(); // 0.25591399
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  };
  return { uniform, normal };
}
