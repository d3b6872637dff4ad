import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gDesignOf } from './g-design.ts';
import { remlComponents } from './g-reml.ts';
import { fitMixedModel } from './mixed-model.ts';

interface Study {
  name: string;
  data: Record<'score' | 'person' | 'rater' | 'occasion', number[]>;
  deviance?: number;
}

const { studies } = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/measure/oracles/generalizability.json', import.meta.url), 'utf8'),
) as { studies: Study[] };

function prepared({ score, person, rater, occasion }: Study['data']) {
  const design = gDesignOf([
    { facet: 'person', labels: person },
    { facet: 'rater', labels: rater },
    { facet: 'occasion', labels: occasion },
  ]);
  const mean = score.reduce((a, b) => a + b) / score.length;
  return { design, y: Float64Array.from(score, (value) => value - mean) };
}

describe('remlComponents', () => {
  it.each(studies.filter(({ deviance }) => deviance))('reaches the deviance of lme4: $name', ({ data, deviance }) => {
    const { design, y } = prepared(data);
    for (const start of [0, 0.01, 10]) {
      const found = remlComponents(
        design,
        y,
        design.sources.map(() => start),
      )!;
      expect(found.deviance).toBeLessThanOrEqual(deviance! + 1e-6);
      expect(found.deviance).toBeGreaterThan(deviance! - 1e-4);
    }
  });

  it.each(studies.filter(({ deviance }) => deviance))('gives what fitMixedModel gives: $name', ({ data }) => {
    const { design, y } = prepared(data);
    const found = remlComponents(
      design,
      y,
      design.sources.map(() => 0),
    )!;
    const effects = design.sources.slice(0, -1);
    const fit = fitMixedModel({ y, groups: effects.map(({ name, cell, levels }) => ({ name, index: cell, levels })) });
    if (!fit.ok) throw new Error(fit.reason);
    expect(found.deviance).toBeCloseTo(fit.deviance, 5);
    effects.forEach((_, k) => expect(found.variances[k]!).toBeCloseTo(fit.components[k]!.variance, 4));
    expect(found.variances[effects.length]!).toBeCloseTo(fit.residualVariance, 4);
  });

  it('is null where it would be too much work', () => {
    const { design, y } = prepared(studies[0]!.data);
    expect(
      remlComponents(
        design,
        y,
        design.sources.map(() => 0),
        100,
      ),
    ).toBeNull();
  });
});
