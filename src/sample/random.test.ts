import { describe, expect, test } from 'vitest';
import { createRandom, hashText } from './random.ts';

const draws = (seed: number, n = 5) => {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => random.next());
};

describe('seeded random numbers', () => {
  test('equal seeds give equal numbers, other seeds others', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  test('the stream is mulberry32, bit-exact', () => {
    // The reference algorithm written out by hand for the first number of seed 20260101.
    let a = (20260101 + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    expect(draws(20260101, 1)[0]).toBe(((t ^ (t >>> 14)) >>> 0) / 2 ** 32);
    a = 0;
    expect(draws(a, 1)[0]).toBe(0.26642920868471265);
  });

  test('uniforms fill [0, 1) evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const u of draws(1, 20_000)) counts[Math.floor(u * 10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('whole numbers keep both ends', () => {
    const random = createRandom(3);
    const seen = new Set(Array.from({ length: 400 }, () => random.int(2, 5)));
    expect([...seen].sort()).toEqual([2, 3, 4, 5]);
  });

  test('normals have the mean and the deviation asked for', () => {
    const random = createRandom(4);
    const values = Array.from({ length: 20_000 }, () => random.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(10, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  test('weights are followed, a weight of zero never', () => {
    const random = createRandom(5);
    const counts = { often: 0, seldom: 0, never: 0 };
    for (let i = 0; i < 8000; i += 1) counts[random.weighted({ often: 3, seldom: 1, never: 0 })] += 1;
    expect(counts.never).toBe(0);
    expect(counts.often / counts.seldom).toBeGreaterThan(2.7);
    expect(counts.often / counts.seldom).toBeLessThan(3.3);
  });

  test('a shuffled list has the same items and leaves the original alone', () => {
    const items = [1, 2, 3, 4, 5, 6];
    const shuffled = createRandom(6).shuffle(items);
    expect([...shuffled].sort()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shuffled).not.toEqual(items);
  });

  test('some items are different ones, all when fewer are there', () => {
    const random = createRandom(9);
    expect(new Set(random.some(['a', 'b', 'c', 'd'], 3)).size).toBe(3);
    expect(random.some(['a'], 3)).toEqual(['a']);
  });

  test('a fork does not depend on what was drawn before it', () => {
    const used = createRandom(11);
    used.next();
    expect(used.fork('lesson').next()).toBe(createRandom(11).fork('lesson').next());
    expect(used.fork('lesson').next()).not.toBe(used.fork('other').next());
  });

  test('an empty list and weights without a positive one are refused', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
    expect(() => createRandom(1).weighted({ a: 0 })).toThrow(RangeError);
  });

  test('hashes of neighbouring labels look unrelated', () => {
    const hashes = Array.from({ length: 1000 }, (_, i) => hashText(`lesson:${i}`));
    expect(new Set(hashes).size).toBe(1000);
    expect(hashes.filter((hash) => hash % 2 === 0).length).toBeGreaterThan(400);
    expect(hashes.filter((hash) => hash % 2 === 0).length).toBeLessThan(600);
  });
});
