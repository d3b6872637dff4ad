import { describe, expect, it } from 'vitest';
import { seededRandom } from '../measure/random.ts';
import { observerTrends } from './observer-trends.ts';
import type { SchoolRow } from './school-rows.ts';

/** Eight semesters, twelve teachers, two lessons each a semester, four observers in turn; `drift` points a semester for observer 0. */
function school(drift: number, seed = 5, semesters = 8): SchoolRow[] {
  const { normal } = seededRandom(seed);
  const levels = Array.from({ length: 12 }, () => 70 + 5 * normal());
  return Array.from({ length: semesters }, (_, step) =>
    levels.flatMap((level, teacher) =>
      [0, 1].map((n): SchoolRow => {
        const observer = (teacher + step + n) % 4;
        return {
          teacher: `t${teacher}`,
          observer: `o${observer}`,
          lesson: `${step}|${teacher}|${n}`,
          step,
          kind: 'ordinary',
          family: 'form',
          value: level + step - (observer === 0 ? drift * step : 0) + 3 * normal(),
          scored: 4,
        };
      }),
    ),
  ).flat();
}

describe('observerTrends', () => {
  it('finds who became stricter, in points a semester, and only them', () => {
    const found = observerTrends(school(3), ['form']);
    expect(found).toMatchObject({ ok: true, drift: true, n: { sheets: 192, observers: 4, semesters: 8 } });
    if (!found.ok) return;
    const own = found.observers.find(({ observer }) => observer === 'o0');
    expect(own).toMatchObject({ verdict: 'stricter', semesters: 8 });
    expect(own!.lower).toBeGreaterThan(0);
    expect(own!.upper).toBeGreaterThan(own!.drift);
    expect(found.observers.filter(({ verdict }) => verdict === 'stricter')).toHaveLength(1);
  });

  it('finds who became milder', () => {
    const found = observerTrends(school(-3), ['form']);
    expect(found.ok && found.observers.find(({ observer }) => observer === 'o0')?.verdict).toBe('milder');
  });

  it('sees no drift where there is none', () => {
    const found = observerTrends(school(0), ['form']);
    expect(found.ok && found.drift).toBe(false);
    expect(found.ok && found.observers.map(({ verdict }) => verdict)).toEqual(['none', 'none', 'none', 'none']);
  });

  it('does not say anything of an observer of two semesters', () => {
    const late = school(3).map((row) => (row.observer === 'o1' && row.step < 6 ? { ...row, observer: 'o2' } : row));
    const found = observerTrends(late, ['form']);
    expect(found.ok && found.observers.find(({ observer }) => observer === 'o1')?.verdict).toBe('too-little');
  });

  it('gives a reason where drift cannot be seen at all', () => {
    expect(observerTrends([], ['form'])).toMatchObject({ ok: false, reason: 'no-rows' });
    const alone = school(0).map((row) => ({ ...row, observer: 'o0' }));
    expect(observerTrends(alone, ['form'])).toMatchObject({ ok: false, reason: 'one-observer' });
    expect(observerTrends(school(0, 5, 1), ['form'])).toMatchObject({ ok: false, reason: 'no-time' });
  });
});
