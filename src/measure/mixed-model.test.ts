import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitMixedModel, type MixedModelData, type MixedModelFit } from './mixed-model.ts';
import { seededRandom } from './random.ts';

function fitted(data: MixedModelData, options = {}): MixedModelFit {
  const fit = fitMixedModel(data, options);
  if (!fit.ok) throw new Error(`${fit.reason}: ${fit.detail}`);
  return fit;
}

/** Every number anywhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return value && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

interface School {
  y: number[];
  t: number[];
  teacher: number[];
  observer: number[];
  lesson: number[];
  teachers: number;
  observers: number;
  lessons: number;
}

/** A small school: each lesson by one or two observers. */
function school(
  seed: number,
  { teachers = 10, semesters = 5, observers = 4, slopeSd = 0.1, observerSd = 0.3 } = {},
): School {
  const { uniform, normal } = seededRandom(seed);
  const severity = Array.from({ length: observers }, () => observerSd * normal());
  const rows: School = { y: [], t: [], teacher: [], observer: [], lesson: [], teachers, observers, lessons: 0 };
  for (let teacher = 0; teacher < teachers; teacher++) {
    const [level, slope] = [0.5 * normal(), 0.1 + slopeSd * normal()];
    for (let semester = 0; semester < semesters; semester++) {
      const own = 0.2 * normal();
      for (let sheet = 0; sheet < (uniform() < 0.4 ? 2 : 1); sheet++) {
        const observer = Math.floor(observers * uniform());
        const t = semester - (semesters - 1) / 2;
        rows.y.push(3 + level + slope * t + severity[observer]! + own + 0.3 * normal());
        rows.t.push(t);
        rows.teacher.push(teacher);
        rows.observer.push(observer);
        rows.lesson.push(rows.lessons);
      }
      rows.lessons++;
    }
  }
  return rows;
}

function modelOf(s: School): MixedModelData {
  return {
    y: s.y,
    fixed: { names: ['t'], columns: [s.t] },
    groups: [
      { name: 'teacher', index: s.teacher, levels: s.teachers, slope: s.t },
      { name: 'observer', index: s.observer, levels: s.observers },
      { name: 'lesson', index: s.lesson, levels: s.lessons },
    ],
  };
}

/**
 * The criterion straight from its definition: log|V| + log|XᵀV⁻¹X| + yᵀPy + … with V written out, by Gauss elimination of
 * the bordered matrix. Slow and independent of everything in the fit.
 */
function bruteDeviance(data: MixedModelData, fit: MixedModelFit, method: 'REML' | 'ML' = 'REML'): number {
  const n = data.y.length;
  const x = [new Array<number>(n).fill(1), ...data.fixed!.columns.map((column) => Array.from(column))];
  const p = x.length;
  const size = n + p + 1;
  const at = (i: number, j: number): number => {
    if (i < n && j < n) {
      let v = i === j ? fit.residualVariance / (data.weights?.[i] ?? 1) : 0;
      data.groups.forEach((group, g) => {
        if (group.index[i] !== group.index[j]) return;
        const { variance, slopeVariance = 0, covariance = 0 } = fit.components[g]!;
        const [a, b] = [group.slope?.[i] ?? 0, group.slope?.[j] ?? 0];
        v += variance + (a + b) * covariance + a * b * slopeVariance;
      });
      return v;
    }
    if (i < n && j >= n) return j === n + p ? data.y[i]! : x[j - n]![i]!;
    return i >= n && j < n ? at(j, i) : 0;
  };
  const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => at(i, j)));
  let log = 0;
  for (let pivot = 0; pivot < n + p; pivot++) {
    const value = matrix[pivot]![pivot]!;
    if (pivot < n || method === 'REML') log += Math.log(Math.abs(value));
    for (let row = pivot + 1; row < size; row++) {
      const by = matrix[row]![pivot]! / value;
      for (let column = pivot; column < size; column++) matrix[row]![column]! -= by * matrix[pivot]![column]!;
    }
  }
  return log - matrix[n + p]![n + p]! + (method === 'REML' ? n - p : n) * Math.log(2 * Math.PI);
}

describe('the deviance', () => {
  it.each([1, 2, 3, 4])(
    'is the likelihood of its own variances, written out with the whole covariance matrix (school %i)',
    (seed) => {
      const data = modelOf(school(seed));
      const weights = Array.from(data.y, (_, i) => 0.5 + (i % 4) / 3);
      for (const method of ['REML', 'ML'] as const) {
        const fit = fitted(data, { method });
        expect(fit.deviance).toBeCloseTo(bruteDeviance(data, fit, method), 6);
        const weighted = fitted({ ...data, weights }, { method });
        expect(weighted.deviance).toBeCloseTo(bruteDeviance({ ...data, weights }, weighted, method), 6);
      }
    },
  );

  it('has no lower place in the neighbourhood', () => {
    const data = modelOf(school(5));
    const fit = fitted(data);
    const { components } = fit;
    for (let g = 0; g < components.length; g++) {
      for (const by of [0.9, 1.1]) {
        for (const part of ['variance', 'slopeVariance', 'covariance'] as const) {
          const changed = components.map((one, i) => (i === g ? { ...one, [part]: (one[part] ?? 0) * by } : one));
          expect(bruteDeviance(data, { ...fit, components: changed })).toBeGreaterThanOrEqual(fit.deviance - 1e-7);
        }
      }
    }
  });
});

describe('laws', () => {
  const anySchool = fc
    .integer({ min: 1, max: 400 })
    .map((seed) => modelOf(school(seed, { teachers: 6, semesters: 4 })));
  const settings = { numRuns: 25 };

  it('shifting and scaling y shifts and scales the fit', () => {
    fc.assert(
      fc.property(
        anySchool,
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.constantFrom(-50, 0.01, 1, 3e4),
        (data, shift, by) => {
          const one = fitted(data);
          const other = fitted({ ...data, y: Array.from(data.y, (v) => shift + by * v) });
          expect(other.structure).toBe(one.structure);
          expect(other.beta[0]! / by).toBeCloseTo(one.beta[0]! + shift / by, 5);
          expect(other.beta[1]! / by).toBeCloseTo(one.beta[1]!, 5);
          expect(other.residualVariance / by ** 2).toBeCloseTo(one.residualVariance, 5);
          one.components.forEach(({ variance }, g) =>
            expect(other.components[g]!.variance / by ** 2).toBeCloseTo(variance, 5),
          );
          one.effects[0]!.intercept.forEach((v, l) => expect(other.effects[0]!.intercept[l]! / by).toBeCloseTo(v, 4));
        },
      ),
      settings,
    );
  });

  it('the order of rows and the numbers of levels do not matter', () => {
    fc.assert(
      fc.property(anySchool, fc.integer({ min: 1, max: 1e6 }), (data, seed) => {
        const { uniform } = seededRandom(seed);
        const order = Array.from(data.y, (_, i) => [uniform(), i] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, i]) => i);
        const pick = (values: ArrayLike<number>) => order.map((i) => values[i]!);
        const one = fitted(data);
        const other = fitted({
          y: pick(data.y),
          fixed: { names: ['t'], columns: [pick(data.fixed!.columns[0]!)] },
          groups: data.groups.map(({ slope, ...group }) => ({
            ...group,
            index: pick(group.index).map((level) => group.levels - 1 - level),
            ...(slope ? { slope: pick(slope) } : {}),
          })),
        });
        expect(other.deviance).toBeCloseTo(one.deviance, 7);
        const { intercept } = one.effects[0]!;
        intercept.forEach((v, l) => expect(other.effects[0]!.intercept[intercept.length - 1 - l]).toBeCloseTo(v, 4));
      }),
      settings,
    );
  });

  it('a second fit from the first one ends in the same place with fewer evaluations', () => {
    fc.assert(
      fc.property(anySchool, (data) => {
        const one = fitted(data);
        const again = fitted(data, { start: one });
        expect(again.deviance).toBeCloseTo(one.deviance, 6);
        if (one.structure === 'correlated' && one.components.every(({ variance }) => variance > 1e-3)) {
          expect(again.evaluations).toBeLessThanOrEqual(one.evaluations);
        }
      }),
      settings,
    );
  });

  it('frozen input stays as it is', () => {
    const data = modelOf(school(3));
    const frozen: MixedModelData = Object.freeze({
      y: Object.freeze(Array.from(data.y)),
      weights: Object.freeze(Array.from(data.y, () => 1)),
      fixed: Object.freeze({
        names: Object.freeze(['t']),
        columns: Object.freeze([Object.freeze(Array.from(data.fixed!.columns[0]!))]),
      }),
      groups: Object.freeze(
        data.groups.map((group) => Object.freeze({ ...group, index: Object.freeze(Array.from(group.index)) })),
      ),
    });
    const before = JSON.stringify(frozen);
    expect(fitted(frozen).deviance).toBeCloseTo(fitted(data).deviance, 9);
    expect(JSON.stringify(frozen)).toBe(before);
  });

  it('no number is NaN or infinite, whatever the school', () => {
    const sizes = fc.record({
      teachers: fc.integer({ min: 1, max: 6 }),
      semesters: fc.integer({ min: 1, max: 4 }),
      observers: fc.integer({ min: 1, max: 4 }),
      slopeSd: fc.constantFrom(0, 0.1, 2),
      observerSd: fc.constantFrom(0, 0.3),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), sizes, (seed, size) => {
        const data = modelOf(school(seed, size));
        const fit = fitMixedModel(data);
        expect(numbersIn(fit).every(Number.isFinite)).toBe(true);
        if (fit.ok)
          for (const { variance, slopeVariance = 0 } of fit.components)
            expect(Math.min(variance, slopeVariance)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('small and ugly data', () => {
  it('a variance on the boundary is exactly 0, and so are its effects', () => {
    const y = [1, 2, 3, 4, 2, 1, 4, 3, 3, 4, 1, 2];
    const fit = fitted({ y, groups: [{ name: 'teacher', index: [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], levels: 3 }] });
    expect(fit.components[0]!.variance).toBe(0);
    expect([...fit.effects[0]!.intercept]).toEqual([0, 0, 0]);
    expect([...fit.effects[0]!.interceptVariance]).toEqual([0, 0, 0]);
    expect(fit.residualVariance).toBeCloseTo(15 / 11, 10);
    expect(fit.converged).toBe(true);
  });

  it('slopes that are all alike end as a common slope, slopes tied to intercepts as uncorrelated', () => {
    const seen = new Set(
      Array.from(
        { length: 40 },
        (_, seed) => fitted(modelOf(school(seed, { teachers: 5, semesters: 4, slopeSd: 0.05 }))).structure,
      ),
    );
    expect(seen).toEqual(new Set(['correlated', 'uncorrelated', 'common slope']));
  });

  it('a common slope has slope variance and covariance 0 and no slopes of its own', () => {
    const common = Array.from({ length: 40 }, (_, seed) => fitted(modelOf(school(seed, { slopeSd: 0 })))).find(
      ({ structure }) => structure === 'common slope',
    )!;
    expect(common.components[0]).toMatchObject({ slopeVariance: 0, covariance: 0, structure: 'common slope' });
    expect(common.effects[0]!.slope!.every((slope) => slope === 0)).toBe(true);
  });

  it('one observer only: no variance of observers, the rest as without them', () => {
    const data = modelOf(school(8, { observers: 1 }));
    const fit = fitted(data);
    const without = fitted({ ...data, groups: data.groups.filter(({ name }) => name !== 'observer') });
    expect(fit.components[1]).toMatchObject({ variance: 0, levels: 1 });
    expect(fit.deviance).toBeCloseTo(without.deviance, 9);
  });

  it('one lesson a teacher and no repeats: teachers and residual are one', () => {
    const fit = fitted({ y: [1, 2, 4], groups: [{ name: 'teacher', index: [0, 1, 2], levels: 3 }] });
    expect(fit.components[0]!.variance).toBe(0);
    expect(fit.residualVariance).toBeCloseTo(7 / 3, 10);
  });

  it.each([
    ['no rows', [], 'no-data'],
    ['one lesson only', [3.5], 'too-few'],
    ['all scores equal', [2, 2, 2, 2], 'no-variation'],
    ['all scores equal but for rounding', [0.1 + 0.2, 0.3, 0.3, 0.3], 'no-variation'],
    ['scores equal within each teacher', [1, 1, 2, 2], 'no-residual'],
  ])('%s: no figure, with the reason', (_, y, reason) => {
    const index = y.map((__, i) => Math.floor(i / 2));
    const fit = fitMixedModel({ y, groups: [{ name: 'teacher', index, levels: 3 }] });
    expect(fit).toMatchObject({ ok: false, reason });
  });

  it('a teacher with one semester gets a line that leans on the others, with a wide error', () => {
    const s = school(11);
    const keep = s.y.map((_, i) => i).filter((i) => s.teacher[i] !== 0 || s.t[i] === 0);
    const pick = (values: number[]) => keep.map((i) => values[i]!);
    const small: School = {
      ...s,
      y: pick(s.y),
      t: pick(s.t),
      teacher: pick(s.teacher),
      observer: pick(s.observer),
      lesson: pick(s.lesson),
    };
    const { effects } = fitted(modelOf(small));
    const slopeErrors = Array.from({ length: s.teachers }, (_, l) => effects[0]!.error[3 * l + 2]!);
    expect(slopeErrors[0]).toBe(Math.max(...slopeErrors));
  });

  it('a level without rows has effect 0 and the variance of its group', () => {
    const data = modelOf(school(4));
    const [teachers, ...others] = data.groups;
    const fit = fitted({ ...data, groups: [{ ...teachers!, levels: teachers!.levels + 1 }, ...others] });
    const last = teachers!.levels;
    expect(fit.effects[0]!.intercept[last]).toBe(0);
    expect(fit.effects[0]!.interceptVariance[last]).toBe(fit.components[0]!.variance);
    expect(fit.deviance).toBeCloseTo(fitted(data).deviance, 9);
  });

  it('a column that is a sum of earlier ones is left out by name, the others are as without it', () => {
    const data = modelOf(school(6));
    const [t] = data.fixed!.columns;
    const kind = Array.from(data.y, (_, i) => i % 2);
    const rubric = kind.map((v) => 2 - v);
    const plain = fitted({ ...data, fixed: { names: ['t', 'kind'], columns: [t!, kind] } });
    const fit = fitted({
      ...data,
      fixed: { names: ['t', 'kind', 'rubric', 'constant'], columns: [t!, kind, rubric, kind.map(() => 7)] },
    });
    expect(fit.dropped).toEqual(['rubric', 'constant']);
    expect(fit.deviance).toBeCloseTo(plain.deviance, 9);
    expect(fit.beta.slice(0, 3)).toEqual(plain.beta);
    expect(fit.beta.slice(3)).toEqual([0, 0]);
    expect(fit.fixedNames).toEqual(['(intercept)', 't', 'kind', 'rubric', 'constant']);
  });

  it('years as they are written do not count as aliased with the intercept', () => {
    const data = modelOf(school(6));
    const years = Array.from(data.fixed!.columns[0]!, (t) => 2024 + t / 2);
    const fit = fitted({ ...data, fixed: { names: ['year'], columns: [years] } });
    expect(fit.dropped).toEqual([]);
    expect(fit.beta[1]! / 2).toBeCloseTo(fitted(data).beta[1]!, 6);
  });

  it('two groups that are the same still end, with the variance they share', () => {
    const { groups, ...data } = modelOf(school(7));
    const [, observer] = groups;
    const one = fitted({ ...data, groups: [observer!] });
    const twice = fitted({ ...data, groups: [observer!, { ...observer!, name: 'again' }] });
    expect(twice.components[0]!.variance + twice.components[1]!.variance).toBeCloseTo(one.components[0]!.variance, 4);
  });

  it('without groups it is the plain regression', () => {
    const fit = fitted({ y: [1, 3, 2, 5], fixed: { names: ['x'], columns: [[0, 1, 2, 3]] }, groups: [] });
    expect(fit.beta[0]).toBeCloseTo(1.1, 12);
    expect(fit.beta[1]).toBeCloseTo(1.1, 12);
    expect(fit.residualVariance).toBeCloseTo(1.35, 12);
  });
});

describe('what it refuses and what it stops for', () => {
  const group = { name: 'g', index: [0, 0, 1, 1], levels: 2 };
  it.each<[string, MixedModelData]>([
    ['a ragged group', { y: [1, 2, 3], groups: [group] }],
    ['a level out of range', { y: [1, 2, 3, 4], groups: [{ ...group, levels: 1 }] }],
    ['NaN in y', { y: [1, NaN, 3, 4], groups: [group] }],
    ['a weight that is none', { y: [1, 2, 3, 4], weights: [1, NaN, 1, 1], groups: [group] }],
    ['an infinite slope', { y: [1, 2, 3, 4], groups: [{ ...group, slope: [0, 1, Infinity, 2] }] }],
    ['a ragged column', { y: [1, 2, 3, 4], fixed: { names: ['x'], columns: [[1]] }, groups: [group] }],
    ['a column without a name', { y: [1, 2, 3, 4], fixed: { names: [], columns: [[1, 2, 3, 4]] }, groups: [group] }],
    ['two groups of one name', { y: [1, 2, 3, 4], groups: [group, group] }],
  ])('%s throws', (_, data) => {
    expect(() => fitMixedModel(data)).toThrow(/./);
  });

  it.each([0, -1])('a weight of %d is no weight', (weight) => {
    const found = fitMixedModel({ y: [1, 2, 3, 4], weights: [1, weight, 1, 1], groups: [group] });
    expect(found).toMatchObject({ ok: false, reason: 'not-weights' });
  });

  it('stops at an aborted signal, before and in the middle', () => {
    const data = modelOf(school(2));
    const early = new AbortController();
    early.abort();
    expect(fitMixedModel(data, { signal: early.signal })).toMatchObject({ ok: false, reason: 'cancelled' });
    const late = new AbortController();
    const seen: number[] = [];
    const fit = fitMixedModel(data, {
      signal: late.signal,
      onEvaluation: (evaluation) => {
        seen.push(evaluation);
        if (evaluation === 2) late.abort();
      },
    });
    expect(fit).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(seen).toEqual([1, 2]);
  });
});
