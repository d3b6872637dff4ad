import { describe, expect, it } from 'vitest';
import { levelLine } from './level-line.ts';
import { fitMixedModel } from './mixed-model.ts';
import { predictGrowth } from './predict-growth.ts';
import { seededRandom } from './random.ts';

/** Twelve teachers, five semesters, two kinds of lesson. */
function aFit() {
  const random = seededRandom(5);
  const [y, t, kind, teacher]: number[][] = [[], [], [], []];
  for (let id = 0; id < 12; id++) {
    const [height, slope] = [60 + 6 * random.normal(), 1 + random.normal()];
    for (let semester = 0; semester < 5; semester++) {
      for (let lesson = 0; lesson < 2; lesson++) {
        const open = lesson === 1 && semester % 2 === 0 ? 1 : 0;
        y!.push(height + slope * semester + 3 * open + 2 * random.normal());
        t!.push(semester - 2);
        kind!.push(open);
        teacher!.push(id);
      }
    }
  }
  const fit = fitMixedModel({
    y: y!,
    fixed: { names: ['t', 'kind'], columns: [t!, kind!] },
    groups: [{ name: 'teacher', index: teacher!, levels: 12, slope: t! }],
  });
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
}

describe('the line of a level', () => {
  const fit = aFit();
  it.each([
    [0, -2],
    [3, 0],
    [11, 1.5],
  ])('of teacher %i at t = %f is what the prediction there is, with its errors', (level, t) => {
    const line = levelLine(fit, { group: 'teacher', level, fixed: [0, 0.3], time: 0 });
    const there = predictGrowth(fit, { group: 'teacher', level, fixed: [t, 0.3], slopeAt: { teacher: t } });
    const at = ({ variance, covariance, slopeVariance }: typeof line.corrected) =>
      Math.sqrt(variance + 2 * t * covariance + t * t * slopeVariance);
    expect(line.value + t * line.slope).toBeCloseTo(there.fit, 9);
    expect(at(line)).toBeCloseTo(there.se, 9);
    // The derivatives are added up before they are squared, so the corrected band is that of the prediction too.
    expect(at(line.corrected)).toBeCloseTo(there.correctedSE, 6);
    expect(at(line.corrected)).toBeGreaterThanOrEqual(at(line));
  });

  it('without a level is the mean line', () => {
    const mean = levelLine(fit, { group: 'teacher', level: null, fixed: [0, 0], time: 0 });
    expect([mean.value, mean.slope]).toEqual([fit.beta[0], fit.beta[1]]);
    expect(Math.sqrt(mean.slopeVariance)).toBeCloseTo(fit.betaSE[1]!, 9);
  });

  it('refuses an unknown group, a level out of range and a wrong number of columns', () => {
    expect(() => levelLine(fit, { group: 'lesson', level: 0, fixed: [0, 0], time: 0 })).toThrow(TypeError);
    expect(() => levelLine(fit, { group: 'teacher', level: 12, fixed: [0, 0], time: 0 })).toThrow(TypeError);
    expect(() => levelLine(fit, { group: 'teacher', level: 0, fixed: [0], time: 0 })).toThrow(TypeError);
  });
});
