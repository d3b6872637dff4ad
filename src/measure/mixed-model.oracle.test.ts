import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lessonMeans, schoolA } from '../../tests/fixtures/measure/schoolA.ts';
import { fitMixedModel, type MixedModelData, type MixedModelFit } from './mixed-model.ts';
import { predictGrowth } from './predict-growth.ts';

interface Answer {
  name: string;
  intercept: number[];
  interceptVariance: number[];
  slope?: number[];
  slopeVariance?: number[];
  covariance?: number[];
}

interface Case extends MixedModelData {
  name: string;
  method: 'REML' | 'ML';
  weights: never;
  groups: { name: string; index: number[]; levels: number; slope: number[]; correlated: boolean }[];
  intercept: boolean;
  expected: Pick<MixedModelFit, 'deviance' | 'beta' | 'betaSE' | 'betaCov' | 'residualVariance'> & {
    /** Places on the lines of the first group, all fixed columns .5; null where the equations were too many to write out. */
    points: { level: number; at: number; fit: number; se: number }[] | null;
    components: { name: string; variance: number; slopeVariance: number | null; covariance: number | null }[];
    effects: Answer[];
  };
}

interface Oracle {
  tolerance: { deviance: number; variance: number; effect: number };
  cases: Case[];
}

const { cases, tolerance }: Oracle = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/measure/mixed-model.json', import.meta.url), 'utf8'),
);

/** The rows of a case, with nothing where JSON says null. */
function dataOf({ y, weights, intercept, fixed, groups }: Case): MixedModelData {
  return {
    y,
    intercept,
    ...(weights ? { weights } : {}),
    ...(fixed ? { fixed } : {}),
    groups: groups.map(({ slope, ...group }) => (slope ? { ...group, slope } : group)),
  };
}

function fitted(data: MixedModelData, method: 'REML' | 'ML' = 'REML'): MixedModelFit {
  const fit = fitMixedModel(data, { method });
  if (!fit.ok) throw new Error(fit.detail);
  return fit;
}

/** Within a share of the expected number, or of the scale where that is near 0. */
function near(actual: number, expected: number, share: number, scale: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(share * Math.max(Math.abs(expected), scale));
}

describe.each(cases.map((one) => [one.name, one] as const))('%s agrees with lme4', (_, one) => {
  const fit = fitted(dataOf(one), one.method);
  const { expected } = one;

  it('in the deviance, or is below it', () => {
    expect(fit.converged).toBe(true);
    expect(fit.deviance).toBeLessThanOrEqual(expected.deviance + tolerance.deviance);
    expect(fit.deviance).toBeGreaterThan(expected.deviance - 1e-4);
  });

  it('in the variances', () => {
    near(fit.residualVariance, expected.residualVariance, tolerance.variance, 0);
    expected.components.forEach(({ variance, slopeVariance, covariance }, g) => {
      const component = fit.components[g]!;
      near(component.variance, variance, tolerance.variance, 1e-9 * expected.residualVariance);
      if (variance === 0) expect(component.variance).toBe(0);
      if (slopeVariance === null) return;
      near(component.slopeVariance!, slopeVariance, tolerance.variance, 0);
      near(component.covariance!, covariance ?? 0, tolerance.variance, Math.sqrt(variance * slopeVariance));
    });
  });

  it('in the coefficients and their standard errors', () => {
    expected.beta.forEach((value, j) => {
      near(fit.beta[j]!, value, 1e-4, expected.betaSE[j]!);
      near(fit.betaSE[j]!, expected.betaSE[j]!, tolerance.variance, 0);
    });
  });

  it('in the covariances of the coefficients', () => {
    expected.betaCov.forEach((row, i) =>
      row.forEach((value, j) =>
        near(fit.betaCov[i]![j]!, value, tolerance.variance, expected.betaSE[i]! * expected.betaSE[j]!),
      ),
    );
  });

  it.skipIf(!expected.points)('in the lines of its levels and their errors of prediction', () => {
    const slopeAt = Object.fromEntries(fit.components.map(({ name }) => [name, 0]));
    const fixed = expected.beta.slice(one.intercept ? 1 : 0).map(() => 0.5);
    const group = one.groups[0]!.name;
    for (const { level, at, fit: value, se } of expected.points!) {
      const point = predictGrowth(fit, { group, level, fixed, slopeAt: { ...slopeAt, [group]: at } });
      near(point.fit, value, tolerance.effect, se);
      near(point.se, se, tolerance.effect, 0);
    }
  });

  it('in the predicted effects and their conditional variances', () => {
    expected.effects.forEach((answer, g) => {
      const effects = fit.effects[g]!;
      const { variance, slopeVariance } = expected.components[g]!;
      for (let level = 0; level < answer.intercept.length; level++) {
        near(effects.intercept[level]!, answer.intercept[level]!, tolerance.effect, Math.sqrt(variance));
        near(effects.interceptVariance[level]!, answer.interceptVariance[level]!, 2e-3, 1e-9);
        if (!answer.slope || slopeVariance === null) continue;
        near(effects.slope![level]!, answer.slope[level]!, tolerance.effect, Math.sqrt(slopeVariance));
        near(effects.slopeVariance![level]!, answer.slopeVariance![level]!, 2e-3, 0);
        if (answer.covariance) {
          near(effects.covariance![level]!, answer.covariance[level]!, 2e-3, Math.sqrt(variance * slopeVariance));
        }
      }
    });
  });
});

describe('synthetic school A, the lesson means of 144,000 ratings', () => {
  const { y, t, teacher, observer } = lessonMeans(schoolA());
  const groups = [
    { name: 'teacher', index: teacher, levels: 300, slope: t },
    { name: 'observer', index: observer, levels: 60 },
  ];
  const fixed = { names: ['t'], columns: [t] };

  it('reaches the reference deviance in at most 10 evaluations', () => {
    const fit = fitted({ y, fixed, groups });
    expect(fit.deviance).toBeLessThanOrEqual(7640.733122 + 1e-6);
    expect(fit.evaluations).toBeLessThanOrEqual(10);
    const [teachers, observers] = fit.components;
    near(teachers!.variance, 0.294519, 1e-3, 0);
    near(teachers!.slopeVariance!, 0.00158953, 1e-3, 0);
    near(teachers!.covariance!, 0.000538, 1e-3, 0.01);
    near(observers!.variance, 0.0960999, 1e-3, 0);
    near(fit.residualVariance, 0.1332145, 1e-3, 0);
    near(fit.beta[0]!, 3.19449646, 1e-6, 0);
    near(fit.beta[1]!, 0.07384964, 1e-6, 0);
    near(fit.betaSE[0]!, 0.05101005, 1e-3, 0);
    near(fit.betaSE[1]!, 0.00297472, 1e-3, 0);
  });

  it('is 7640.8416 with uncorrelated slopes', () => {
    const [teachers, observers] = groups;
    const fit = fitted({ y, fixed, groups: [{ ...teachers!, correlated: false }, observers!] });
    expect(fit.deviance).toBeCloseTo(7640.8416, 3);
    expect(fit.structure).toBe('uncorrelated');
  });
});
