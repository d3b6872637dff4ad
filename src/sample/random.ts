/** Seeded random numbers: the same seed gives the same school in every browser. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with probability `p` (0–1). */
  chance(p: number): boolean;
  /** About normal, bounded at six standard deviations. */
  normal(mean?: number, sd?: number): number;
  /** One item; throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A new list in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** `n` different items (all when there are fewer), in random order. */
  some<T>(items: readonly T[], n: number): T[];
  /** A key, with probability in proportion to its weight; throws a RangeError when no weight is positive. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  /** An independent stream for a part of the work: what is drawn elsewhere does not change it. */
  fork(label: string): Random;
}

const UINT32 = 4_294_967_296;

/**
 * Random numbers by mulberry32 (32-bit state, whole-number arithmetic only, so bit-exact everywhere). Normals are the
 * sum of twelve uniforms minus six: no logarithm or cosine, whose last bits differ between engines.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / UINT32;
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  function normal(mean = 0, sd = 1): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += next();
    return mean + sd * sum;
  }

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: the list is empty');
    return items[Math.floor(next() * items.length)] as T;
  }

  function some<T>(items: readonly T[], n: number): T[] {
    const pool = [...items];
    const count = Math.min(n, pool.length);
    for (let i = 0; i < count; i += 1) {
      const j = int(i, pool.length - 1);
      [pool[i], pool[j]] = [pool[j] as T, pool[i] as T];
    }
    return pool.slice(0, count);
  }

  function weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = (Object.entries(weights) as [K, number][]).filter(([, weight]) => weight > 0);
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    let left = next() * total;
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    const last = entries.at(-1);
    if (!last) throw new RangeError('weighted: no weight is positive');
    return last[0];
  }

  return {
    next,
    int,
    chance: (p) => next() < p,
    normal,
    pick,
    shuffle: (items) => some(items, items.length),
    some,
    weighted,
    fork: (label) => createRandom(hashText(label, seed)),
  };
}

/** A 32-bit hash (FNV-1a with a final mix) of a text and a seed: spreads labels into seeds that look unrelated. */
export function hashText(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
