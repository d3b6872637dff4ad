import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitMixedModel, type MixedModelData, type MixedModelFit } from './mixed-model.ts';
import { predictGrowth } from './predict-growth.ts';
import { seededRandom } from './random.ts';

const { cases } = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/measure/mixed-model.json', import.meta.url), 'utf8'),
) as { cases: (MixedModelData & { name: string })[] };

function fitted(data: MixedModelData) {
  const fit = fitMixedModel(data);
  if (!fit.ok) throw new Error(fit.detail);
  return fit;
}

function sleepstudy() {
  const { y, fixed, groups } = cases.find(({ name }) => name === 'sleepstudy')!;
  return fitted({ y, fixed: fixed!, groups });
}

function school(seed: number, teachers: number): MixedModelData {
  const { uniform, normal } = seededRandom(seed);
  const rows = {
    y: [] as number[],
    t: [] as number[],
    teacher: [] as number[],
    observer: [] as number[],
    lesson: [] as number[],
  };
  const severity = Array.from({ length: 5 }, () => 0.3 * normal());
  for (let teacher = 0; teacher < teachers; teacher++) {
    const [level, slope] = [0.5 * normal(), 0.1 * normal()];
    for (let lesson = 0; lesson < 8; lesson++) {
      const observer = Math.floor(5 * uniform());
      for (let sheet = 0; sheet < 1 + (lesson % 2); sheet++) {
        rows.y.push(3 + level + slope * (lesson - 3.5) + severity[observer]! + 0.3 * normal());
        rows.t.push(lesson - 3.5);
        rows.teacher.push(teacher);
        rows.observer.push(observer);
        rows.lesson.push(teacher * 8 + lesson);
      }
    }
  }
  return {
    y: rows.y,
    fixed: { names: ['t'], columns: [rows.t] },
    groups: [
      { name: 'teacher', index: rows.teacher, levels: teachers, slope: rows.t },
      { name: 'observer', index: rows.observer, levels: 5 },
      { name: 'lesson', index: rows.lesson, levels: teachers * 8 },
    ],
  };
}

describe('subject 308 of sleepstudy at day 9', () => {
  const at = predictGrowth(sleepstudy(), { group: 'Subject', level: 0, fixed: [9], slopeAt: { Subject: 9 } });

  it('is 430.66 with SE 13.857, a new value within 373.62 and 487.70 (Henderson, from the published data)', () => {
    expect(at.fit).toBeCloseTo(430.660011, 2);
    expect(at.se).toBeCloseTo(13.856893, 3);
    expect(at.predictionLower).toBeCloseTo(373.6192, 2);
    expect(at.predictionUpper).toBeCloseTo(487.7008, 2);
  });

  it('has its band at 1.96 standard errors, at another level elsewhere', () => {
    expect(at.upper - at.fit).toBeCloseTo(1.959963984540054 * at.se, 10);
    const wide = predictGrowth(
      sleepstudy(),
      { group: 'Subject', level: 0, fixed: [9], slopeAt: { Subject: 9 } },
      { level: 0.99 },
    );
    expect(wide.fit - wide.lower).toBeCloseTo(2.5758293035489004 * at.se, 10);
  });

  it('takes the intercept with the columns or without', () => {
    expect(predictGrowth(sleepstudy(), { group: 'Subject', level: 0, fixed: [1, 9], slopeAt: { Subject: 9 } })).toEqual(
      at,
    );
  });
});

describe('standard errors', () => {
  it('are those of Henderson’s equations solved as one dense system', () => {
    const data = school(3, 6);
    const fit = fitted(data);
    const expected = denseErrors(data, fit.residualVariance, fit.components);
    for (let teacher = 0; teacher < 6; teacher++) {
      for (const t of [-3.5, 0, 4.5]) {
        const { se } = predictGrowth(fit, { group: 'teacher', level: teacher, fixed: [t], slopeAt: { teacher: t } });
        expect(se).toBeCloseTo(expected(teacher, t), 8);
      }
    }
  });

  it('are widened by the correction, more with few teachers than with many', () => {
    const widened = (teachers: number) => {
      const fit = fitted(school(5, teachers));
      const ratios = Array.from({ length: teachers }, (_, level) => {
        const { se, correctedSE } = predictGrowth(fit, {
          group: 'teacher',
          level,
          fixed: [3.5],
          slopeAt: { teacher: 3.5 },
        });
        expect(correctedSE).toBeGreaterThanOrEqual(se);
        return correctedSE / se;
      });
      return ratios.reduce((sum, ratio) => sum + ratio, 0) / teachers;
    };
    expect(widened(8)).toBeGreaterThan(widened(80));
    expect(widened(80)).toBeLessThan(1.02);
  });
});

describe('derivatives for the correction', () => {
  it('are those of the closed form in balanced data: n·θ²/(1 + n·θ²) of a batch’s distance from the mean', () => {
    const { y, groups } = cases.find(({ name }) => name === 'Dyestuff')!;
    const fit = fitted({ y, groups });
    const [batches] = fit.effects;
    const theta = Math.sqrt(fit.components[0]!.variance / fit.residualVariance);
    const n = 5;
    batches!.intercept.forEach((effect, level) => {
      const distance = (effect * (1 + n * theta ** 2)) / (n * theta ** 2);
      expect(batches!.sensitivity[2 * level]).toBeCloseTo((2 * n * theta * distance) / (1 + n * theta ** 2) ** 2, 6);
    });
    expect(fit.parameters.beta[0]![0]).toBeCloseTo(0, 8);
    // For one variance ratio the F distribution gives it too: Var(log(1 + nθ²)) = 2/(levels − 1) + 2/(rows − levels), nearly.
    const onLog = (fit.parameters.covariance[0]![0]! * (2 * n * theta) ** 2) / (1 + n * theta ** 2) ** 2;
    expect(onLog).toBeCloseTo(2 / 5 + 2 / 24, 6);
  });
});

describe('degrees of freedom', () => {
  const data = school(9, 12);
  const fit = fitMixedModel(data, { smallSample: ['teacher'] });
  if (!fit.ok) throw new Error(fit.detail);

  it('are 2·M²/Var(M) with M moved numerically in each variance parameter', () => {
    expect(fit.structure).toBe('correlated');
    const t = data.fixed!.columns[0]!;
    const scale = Math.sqrt(Array.from(t).reduce((sum, value) => sum + value * value, 0) / t.length);
    const theta = startOf(fit, scale);
    const place = { group: 'teacher', level: 2, fixed: [1.5], slopeAt: { teacher: 1.5 } };
    const at = (values: number[]) =>
      denseErrors(data, fit.residualVariance, componentsOf(fit, values, scale))(2, 1.5) ** 2;
    const variance = at(theta);
    expect(Math.sqrt(variance)).toBeCloseTo(predictGrowth(fit, place).se, 8);
    const slopes = theta.map((_, i) => {
      const moved = (by: number) => at(theta.map((other, j) => (i === j ? other + by : other)));
      return (moved(1e-4) - moved(-1e-4)) / 2e-4;
    });
    const { covariance, residual, withResidual } = fit.parameters;
    let spread = variance ** 2 * residual;
    slopes.forEach((one, i) => {
      spread += 2 * variance * one * withResidual[i]!;
      slopes.forEach((other, j) => (spread += one * other * covariance[i]![j]!));
    });
    expect(predictGrowth(fit, place).df! / ((2 * variance ** 2) / spread)).toBeCloseTo(1, 4);
  });

  it('widen the corrected bounds by Student’s t, and are null where they were not asked for', () => {
    const place = { group: 'teacher', level: 0, fixed: [0], slopeAt: { teacher: 0 } };
    const at = predictGrowth(fit, place);
    expect(at.df!).toBeGreaterThan(2);
    expect(at.correctedUpper - at.fit).toBeGreaterThan(1.96 * at.correctedSE);
    const plain = predictGrowth(fitted(data), place);
    expect(plain.df).toBeNull();
    expect(plain.correctedUpper - plain.fit).toBeCloseTo(1.959963984540054 * plain.correctedSE, 10);
    expect(predictGrowth(fit, { group: 'observer', level: 0, fixed: [0] }).df).toBeNull();
  });
});

/** The variance parameters of a fit with correlated slopes: Λ in the slope's root mean square, then one number a group. */
function startOf(fit: MixedModelFit, scale: number): number[] {
  const [teachers, ...others] = fit.components;
  const { variance, slopeVariance, covariance } = teachers!;
  const a = Math.sqrt(variance / fit.residualVariance);
  const c = (covariance! * scale) / fit.residualVariance / a;
  const b = Math.sqrt((slopeVariance! * scale ** 2) / fit.residualVariance - c * c);
  const rest = others
    .filter((other) => other.variance > 0)
    .map((other) => Math.sqrt(other.variance / fit.residualVariance));
  return [a, c, b, ...rest];
}

function componentsOf(fit: MixedModelFit, [a, c, b, ...rest]: number[], scale: number) {
  const by = fit.residualVariance;
  const own = {
    variance: by * a! ** 2,
    covariance: (by * a! * c!) / scale,
    slopeVariance: (by * (c! ** 2 + b! ** 2)) / scale ** 2,
  };
  const next = [...rest];
  // A variance of 0 has no parameter; next to nothing stands for it in the dense equations.
  return [
    own,
    ...fit.components.slice(1).map(({ variance }) => ({ variance: variance > 0 ? by * next.shift()! ** 2 : 1e-10 })),
  ];
}

describe('what is added for a new value', () => {
  const fit = fitted(school(4, 10));
  const spread = (point: Partial<Parameters<typeof predictGrowth>[1]>) => {
    const at = predictGrowth(fit, { group: 'teacher', level: 1, fixed: [0.5], slopeAt: { teacher: 0.5 }, ...point });
    return ((at.predictionUpper - at.fit) / 1.959963984540054) ** 2 - at.se ** 2;
  };
  const [teachers, observers, lessons] = fit.components;

  it('is the residual and the new lesson, and with an unknown observer their variance', () => {
    expect(spread({})).toBeCloseTo(fit.residualVariance + lessons!.variance, 10);
    expect(spread({ newObserver: true })).toBeCloseTo(
      fit.residualVariance + lessons!.variance + observers!.variance,
      10,
    );
  });

  it('is for an unknown teacher also the spread of teachers at that time', () => {
    const { variance, slopeVariance, covariance } = teachers!;
    const own = variance + covariance! + 0.25 * slopeVariance!;
    expect(spread({ level: null })).toBeCloseTo(fit.residualVariance + lessons!.variance + own, 10);
    const mean = predictGrowth(fit, { group: 'teacher', level: null, fixed: [0.5], slopeAt: { teacher: 0.5 } });
    expect(mean.fit).toBeCloseTo(fit.beta[0]! + 0.5 * fit.beta[1]!, 12);
  });
});

describe('wrong questions', () => {
  const fit = fitted(school(1, 4));
  it.each([
    ['an unknown group', { group: 'school', level: 0, fixed: [0] }],
    ['a level out of range', { group: 'teacher', level: 4, fixed: [0], slopeAt: { teacher: 0 } }],
    ['too many columns', { group: 'teacher', level: 0, fixed: [1, 0, 2], slopeAt: { teacher: 0 } }],
    ['a slope that is missing', { group: 'teacher', level: 0, fixed: [0] }],
  ])('%s throws', (_, point) => {
    expect(() => predictGrowth(fit, point)).toThrow(TypeError);
  });
});

/** Standard errors by Gauss–Jordan inversion of the whole of Henderson's equations. */
function denseErrors(
  data: MixedModelData,
  residual: number,
  components: readonly { variance: number; slopeVariance?: number; covariance?: number }[],
): (teacher: number, t: number) => number {
  const t = data.fixed!.columns[0]!;
  const [teachers, observers, lessons] = data.groups;
  const firsts = [2, 2 + 2 * teachers!.levels, 2 + 2 * teachers!.levels + observers!.levels];
  const size = firsts[2]! + lessons!.levels;
  const rows = Array.from(data.y, (_, i) => {
    const row = new Array<number>(size).fill(0);
    row[0] = 1;
    row[1] = t[i]!;
    row[firsts[0]! + 2 * teachers!.index[i]!] = 1;
    row[firsts[0]! + 2 * teachers!.index[i]! + 1] = t[i]!;
    row[firsts[1]! + observers!.index[i]!] = 1;
    row[firsts[2]! + lessons!.index[i]!] = 1;
    return row;
  });
  const a = Array.from({ length: size }, (_, r) =>
    Array.from({ length: 2 * size }, (__, c) =>
      c < size ? rows.reduce((sum, row) => sum + (row[r]! * row[c]!) / residual, 0) : Number(c - size === r),
    ),
  );
  const { variance, slopeVariance = 0, covariance = 0 } = components[0]!;
  const determinant = variance * slopeVariance - covariance ** 2;
  for (let level = 0; level < teachers!.levels; level++) {
    const at = firsts[0]! + 2 * level;
    a[at]![at]! += slopeVariance / determinant;
    a[at]![at + 1]! -= covariance / determinant;
    a[at + 1]![at]! -= covariance / determinant;
    a[at + 1]![at + 1]! += variance / determinant;
  }
  for (let at = firsts[1]!; at < size; at++) a[at]![at]! += 1 / components[at < firsts[2]! ? 1 : 2]!.variance;
  for (let pivot = 0; pivot < size; pivot++) {
    const by = a[pivot]![pivot]!;
    a[pivot] = a[pivot]!.map((value) => value / by);
    a.forEach((row, r) => {
      if (r !== pivot && row[pivot] !== 0) a[r] = row.map((value, c) => value - row[pivot]! * a[pivot]![c]!);
    });
  }
  return (teacher, time) => {
    const x = new Array<number>(size).fill(0);
    [x[0], x[1], x[firsts[0]! + 2 * teacher], x[firsts[0]! + 2 * teacher + 1]] = [1, time, 1, time];
    return Math.sqrt(x.reduce((sum, xi, i) => sum + x.reduce((s, xj, j) => s + xi * xj * a[i]![size + j]!, 0), 0));
  };
}
