import { describe, expect, it } from 'vitest';
import { fitMixedModel } from './mixed-model.ts';
import { lineSumAt, type LineSum } from './mixed-sums.ts';
import { seededRandom } from './random.ts';

const TEACHERS = 9;
const OBSERVERS = 4;

/** Nine teachers over four semesters, two sheets on every third lesson; what the observers share ties the teachers together. */
function rowsOf() {
  const random = seededRandom(5);
  const rows = { y: [] as number[], t: [] as number[], teacher: [] as number[], observer: [] as number[] };
  const lesson: number[] = [];
  const severity = Array.from({ length: OBSERVERS }, () => 4 * random.normal());
  for (let id = 0; id < TEACHERS; id++) {
    const [height, slope] = [60 + 6 * random.normal(), 1 + random.normal()];
    for (let n = 0; n < 8 + id; n++) {
      const itself = height + slope * ((n % 4) - 1.5) + 3 * random.normal();
      for (let sheet = 0; sheet <= (n % 3 === 0 ? 1 : 0); sheet++) {
        const observer = (id + n + sheet) % OBSERVERS;
        rows.y.push(itself - severity[observer]! + 3 * random.normal());
        rows.t.push((n % 4) - 1.5);
        rows.teacher.push(id);
        rows.observer.push(observer);
        lesson.push(id * 100 + n);
      }
    }
  }
  const ids = [...new Set(lesson)];
  return { ...rows, lesson: lesson.map((id) => ids.indexOf(id)), lessons: ids.length };
}

const rows = rowsOf();
const line = (weights: number[], fixed = 1): LineSum => ({
  group: 'teacher',
  weights,
  height: [fixed, 0],
  rise: [0, fixed],
});
const unit = (level: number, levels = TEACHERS) => Array.from({ length: levels }, (_, i) => (i === level ? 1 : 0));
const fitted = (options: Parameters<typeof fitMixedModel>[1], levels = TEACHERS) => {
  const fit = fitMixedModel(
    {
      y: rows.y,
      fixed: { names: ['t'], columns: [rows.t] },
      groups: [
        { name: 'teacher', index: rows.teacher, levels, slope: rows.t },
        { name: 'observer', index: rows.observer, levels: OBSERVERS },
        { name: 'lesson', index: rows.lesson, levels: rows.lessons },
      ],
    },
    options,
  );
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
};

describe('heights at one place together', () => {
  it.each([-1.5, 0, 2.25])('at %f have the values and errors of each alone, and of every difference', (t) => {
    const pairs = [
      [0, 1],
      [3, 8],
      [5, 2],
    ] as const;
    const differences = pairs.map(([i, j]) =>
      line(
        unit(i).map((value, at) => value - (at === j ? 1 : 0)),
        0,
      ),
    );
    const alone = unit(0).map((_, level) => line(unit(level)));
    const fit = fitted({ sums: [...alone, ...differences], joint: { sums: alone, t } });
    const { values, covariance } = fit.joint!;
    alone.forEach((_, i) => {
      const own = lineSumAt(fit.sums![i]!, fit.parameters, t);
      expect(values[i]).toBeCloseTo(own.value, 9);
      expect(Math.sqrt(covariance[i]![i]!)).toBeCloseTo(own.se, 9);
    });
    pairs.forEach(([i, j], at) => {
      const told = lineSumAt(fit.sums![TEACHERS + at]!, fit.parameters, t);
      expect(values[i]! - values[j]!).toBeCloseTo(told.value, 9);
      const variance = covariance[i]![i]! + covariance[j]![j]! - 2 * covariance[i]![j]!;
      expect(Math.sqrt(variance)).toBeCloseTo(told.se, 9);
      expect(covariance[i]![j]).toBe(covariance[j]![i]);
    });
    // The same observers and one mean line: the errors of two teachers are not apart from each other.
    expect(covariance[0]![1]).toBeGreaterThan(0);
  });

  it('of a teacher without lessons know the spread of the school and no more', () => {
    const alone = [0, TEACHERS].map((level) => line(unit(level, TEACHERS + 1)));
    const fit = fitted({ sums: alone, joint: { sums: alone, t: 1 } }, TEACHERS + 1);
    const { covariance } = fit.joint!;
    expect(Math.sqrt(covariance[1]![1]!)).toBeCloseTo(lineSumAt(fit.sums![1]!, fit.parameters, 1).se, 9);
    expect(covariance[1]![1]).toBeGreaterThan(covariance[0]![0]!);
  });

  it('are left out where nobody asked, and refused for an unknown group', () => {
    expect(fitted({}).joint).toBeUndefined();
    expect(() => fitted({ joint: { sums: [{ ...line(unit(0)), group: 'class' }], t: 0 } })).toThrow(TypeError);
  });
});
