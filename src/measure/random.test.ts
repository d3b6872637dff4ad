import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

/** Synthetic school A, drawn in its fixed order; the checksum of its CSV is part of the reference. */
function schoolA(): string {
  const { uniform, normal } = seededRandom(20260101);
  const departments = Array.from({ length: 20 }, () => 0.3 * normal());
  const teachers = Array.from({ length: 300 }, (_, t) => {
    const intercept = departments[Math.floor(t / 15)]! + 0.8 * normal();
    return { intercept, slope: 0.12 + 0.06 * normal() };
  });
  const centred = (values: number[]) => {
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - centre);
  };
  const observers = centred(Array.from({ length: 60 }, () => 0.5 * normal()));
  const items = centred(Array.from({ length: 20 }, () => 0.6 * normal()));
  const lines = ['teacher,semester,lesson,observer,item,rating'];
  let lesson = 0;
  teachers.forEach(({ intercept, slope }, t) => {
    for (let semester = 0; semester < 8; semester++) {
      for (let k = 0; k < 3; k++, lesson++) {
        const any = uniform() < 0.15;
        const observer = any ? Math.floor(60 * uniform()) : Math.floor(t / 15) * 3 + Math.floor(3 * uniform());
        const theta = intercept + slope * semester + 0.5 * normal();
        items.forEach((difficulty, item) => {
          const rating = rate(theta - observers[observer]! - difficulty, uniform());
          lines.push([t, semester, lesson, observer, item, rating].join(','));
        });
      }
    }
  });
  return `${lines.join('\n')}\n`;
}

function rate(b: number, u: number): number {
  const weights = [1];
  let sum = 0;
  for (const threshold of [-2, -0.7, 0.7, 2]) weights.push(Math.exp((sum += b - threshold)));
  const pick = u * weights.reduce((total, weight) => total + weight, 0);
  let upTo = 0;
  const place = weights.findIndex((weight) => pick < (upTo += weight));
  return place === -1 ? 5 : place + 1;
}

describe('seededRandom', () => {
  it('draws synthetic school A to the bit', () => {
    const digest = createHash('sha256').update(schoolA()).digest('hex');
    expect(digest).toBe('a67c672153f8d57943f3f1cdec23f1fbd2a7ae73e274d30187f3f59cad988f0f');
  });
  it('stays within 0 ≤ u < 1, with mean and spread of a uniform and a normal', () => {
    const { uniform, normal } = seededRandom(7);
    const draws = Array.from({ length: 20_000 }, uniform);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((a, b) => a + b) / draws.length).toBeCloseTo(0.5, 1);
    const squares = Array.from({ length: 20_000 }, normal).reduce((sum, z) => sum + z * z, 0);
    expect(squares / 20_000).toBeCloseTo(1, 1);
  });
  it('gives other numbers for another seed', () => {
    expect(seededRandom(1).uniform()).not.toBe(seededRandom(2).uniform());
  });
});
