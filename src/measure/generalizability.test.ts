import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import { analogousComponents, balancedComponents } from './g-components.ts';
import { gDesignOf } from './g-design.ts';
import {
  type Facet,
  type Generalizability,
  generalizability,
  type GeneralizabilityData,
  type GeneralizabilityOptions,
} from './generalizability.ts';
import { seededRandom } from './random.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../tests/fixtures/measure/${name}`, import.meta.url), 'utf8')) as unknown;

interface Published {
  name: string;
  tolerance: { components: number; coefficients: number };
  scores: number[][];
  columns: Partial<Record<Facet, number[]>> & { rater: number[] };
  nested?: GeneralizabilityOptions['nested'];
  method?: 'anova';
  design: string;
  components: Record<string, number>;
  meanSquares?: Record<string, number>;
  df?: Record<string, number>;
  Erho2: number;
  Phi: number;
}

const published = (read('generalizability.json') as { studies: Published[] }).studies;
const oracle = read('oracles/generalizability.json') as {
  tolerance: { reml: number; anova: number };
  studies: {
    name: string;
    design: string;
    data: GeneralizabilityData;
    reml?: Record<string, number>;
    anova?: Record<string, number>;
    meanSquares?: Record<string, number>;
  }[];
};

/** A wide table, one row a person, as rows of scores. */
function long(scores: readonly (readonly number[])[], columns: Published['columns']): GeneralizabilityData {
  const repeat = (labels: readonly number[]) => scores.flatMap(() => labels);
  return {
    score: scores.flat(),
    person: scores.flatMap((row, person) => row.map(() => person)),
    rater: repeat(columns.rater),
    ...(columns.item && { item: repeat(columns.item) }),
    ...(columns.occasion && { occasion: repeat(columns.occasion) }),
  };
}

function study(data: GeneralizabilityData, options?: GeneralizabilityOptions): Generalizability {
  const outcome = generalizability(data, options);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome;
}

const byName = (found: Generalizability) => new Map(found.components.map((component) => [component.name, component]));

const table = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 5 }))
  .chain(([persons, raters]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: raters, maxLength: raters }), {
      minLength: persons,
      maxLength: persons,
    }),
  )
  .filter((scores) => new Set(scores.flat()).size > 1);

const raters = (scores: number[][]) => ({ rater: scores[0]!.map((_, i) => i) });

describe('generalizability reproduces published studies', () => {
  it.each(published)('$name', ({ scores, columns, nested, method, tolerance, ...expected }) => {
    const found = study(long(scores, columns), { ...(nested && { nested }), ...(method && { method }) });
    expect(found.design).toBe(expected.design);
    expect(found.method).toBe(method ? 'analogous-anova' : 'expected-mean-squares');
    expect(found.components.map(({ name }) => name).sort()).toEqual(Object.keys(expected.components).sort());
    for (const { name, variance, negative, df, meanSquare } of found.components) {
      expect(Math.abs(variance - expected.components[name]!), name).toBeLessThanOrEqual(tolerance.components);
      expect(negative).toBe(false);
      if (expected.df) expect(df).toBe(expected.df[name]);
      if (expected.meanSquares) {
        expect(Math.abs(meanSquare! - expected.meanSquares[name]!), name).toBeLessThanOrEqual(tolerance.components);
      }
    }
    expect(Math.abs(found.Erho2 - expected.Erho2)).toBeLessThanOrEqual(tolerance.coefficients);
    expect(Math.abs(found.Phi - expected.Phi)).toBeLessThanOrEqual(tolerance.coefficients);
  });
});

describe('generalizability agrees with R', () => {
  it.each(oracle.studies.filter(({ reml }) => reml))('lme4: $name', ({ data, reml, design }) => {
    const found = study(data);
    expect(found).toMatchObject({ design, method: 'reml', balanced: false });
    expect(found.components.map(({ name }) => name).sort()).toEqual(Object.keys(reml!).sort());
    for (const { name, variance, negative } of found.components) {
      // A variance on the boundary is 0 there, and exactly 0 here.
      if (reml![name]! < 1e-8) expect([variance, negative], name).toEqual([0, true]);
      else expect(Math.abs(variance / reml![name]! - 1), name).toBeLessThan(oracle.tolerance.reml);
    }
  });

  it.each(oracle.studies.filter(({ anova }) => anova))('aov: $name', ({ data, anova, meanSquares, design }) => {
    const found = study(data);
    expect(found).toMatchObject({ design, method: 'expected-mean-squares', balanced: true });
    for (const { name, raw, variance, negative, meanSquare } of found.components) {
      expect(raw, name).toBeCloseTo(anova![name]!, 8);
      expect(meanSquare, name).toBeCloseTo(meanSquares![name]!, 8);
      expect(negative, name).toBe(anova![name]! < 0);
      expect(variance, name).toBe(Math.max(0, raw!));
    }
    // The judges' component is the one below 0.
    expect(found.components.filter(({ negative }) => negative).map(({ name }) => name)).toEqual(['r']);
  });

  it('gives by REML what it gives by mean squares where the design is balanced and nothing is negative', () => {
    for (const { scores, columns, nested } of published.filter(({ method }) => !method)) {
      const options = nested ? { nested } : {};
      const anova = byName(study(long(scores, columns), options));
      for (const { name, variance } of study(long(scores, columns), { ...options, method: 'reml' }).components) {
        expect(variance, name).toBeCloseTo(anova.get(name)!.variance, 4);
      }
    }
  });
});

describe('generalizability reads the design from the labels', () => {
  const scores = [
    [3, 4, 2, 5],
    [1, 2, 2, 4],
    [4, 4, 3, 5],
  ];
  const own = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

  it('raters with persons of their own are nested', () => {
    const found = study({ ...long(scores, raters(scores)), rater: own });
    expect(found.design).toBe('r:p');
    expect(found.components.map(({ name }) => name)).toEqual(['p', 'r:p,e']);
    expect(found.components[1]!.holds).toEqual([['rater'], ['person', 'rater']]);
    // Nested raters are error for comparisons, too.
    expect(found.Erho2).toBe(found.Phi);
  });

  it('items of one sheet for raters nested in persons are crossed with them: i×(r:p)', () => {
    const data = long(scores, { rater: [1, 1, 2, 2], item: [1, 2, 1, 2] });
    const found = study(data, { nested: { rater: ['person'] } });
    expect(found.design).toBe('i×(r:p)');
    expect(found.components.map(({ name }) => name)).toEqual(['p', 'i', 'r:p', 'p×i', 'r×i:p,e']);
    expect(found.components[0]!.itemsPerSheet).toBe(2);
  });

  it('a facet with one level is no facet', () => {
    const data = { ...long(scores, raters(scores)), item: own.map(() => 'all'), occasion: own.map(() => 1) };
    expect(study(data)).toEqual(study(long(scores, raters(scores))));
  });

  it('several scores of a pair give an error of their own', () => {
    const data = long(scores, { rater: [1, 1, 2, 2] });
    const found = study(data);
    expect(found.components.map(({ name }) => name)).toEqual(['p', 'r', 'p×r', 'e']);
    expect(found.balanced).toBe(true);
  });

  it('a label that begins anew in each person is told apart by `nested`, as by labels of its own', () => {
    const data = { ...long(scores, { rater: [1, 2, 1, 2] }), occasion: own };
    const anew = { ...data, occasion: own.map((i) => i % 4) };
    expect(study(anew, { nested: { occasion: ['person'] } })).toEqual(study(data));
    expect(study(anew)).not.toEqual(study(data));
  });
});

describe('generalizability says why there is no figure', () => {
  const two = { score: [1, 2, 3, 5], person: [0, 0, 1, 1], rater: [0, 1, 0, 1] };
  it.each([
    ['no-scores', { score: [], person: [], rater: [] }],
    ['too-few-persons', { score: [3], person: [0], rater: [0] }],
    ['too-few-persons', { score: [3, 4], person: [0, 0], rater: [0, 1] }],
    ['too-few-raters', { score: [3, 4, 2], person: [0, 1, 2], rater: [0, 0, 0] }],
    ['person-nested', { score: [3, 4, 2, 1], person: [0, 1, 2, 3], rater: [0, 0, 1, 1] }],
    ['person-nested', { score: [3, 4], person: [0, 1], rater: [0, 1] }],
    ['out-of-range', { ...two, score: [3, 3, 1e300, -1e300] }],
    ['no-variation', { ...two, score: [3, 3, 3, 3] }],
    ['no-variation', { ...two, score: [0.1, 0.1, 0.1, 0.1] }],
  ])('%s', (reason, data) => {
    expect(generalizability(data)).toMatchObject({ ok: false, reason });
  });

  it('throws for ragged and for non-finite input', () => {
    expect(() => generalizability({ ...two, rater: [0, 1] })).toThrow(TypeError);
    expect(() => generalizability({ ...two, score: [1, NaN, 3, 4] })).toThrow(RangeError);
    expect(() => generalizability({ ...two, person: [0, NaN, 1, 1] })).toThrow(RangeError);
  });

  it('has Eρ² = Φ = 0 where persons do not differ more than chance', () => {
    const found = study({ ...two, score: [1, 5, 5, 1] });
    expect(byName(found).get('p')).toMatchObject({ variance: 0, negative: true });
    expect(found).toMatchObject({ Erho2: 0, Phi: 0 });
  });

  it('is not misled by rounding where raters are all that differs', () => {
    const scores = [0.1, 0.7, 1.3].map((base) => base / 3);
    const data = long([scores, scores, scores, scores], { rater: [1, 2, 3] });
    expect(study(data)).toMatchObject({ Erho2: 0, Phi: 0 });
    expect(byName(study(data)).get('r')!.share).toBeCloseTo(1, 12);
  });

  it('has both 1 where persons are all that differs', () => {
    expect(study({ ...two, score: [1, 1, 4, 4] })).toMatchObject({ Erho2: 1, Phi: 1 });
  });

  it('takes the analogous sums of squares where nothing is left for the error', () => {
    const data = { score: [1, 1, 2, 2, 4, 4, 4], person: [0, 0, 1, 1, 2, 2, 2], rater: [0, 1, 1, 2, 0, 1, 2] };
    expect(study(data).method).toBe('analogous-anova');
    expect(study(data).Phi).toBeGreaterThan(0.9);
    expect(generalizability(data, { method: 'reml' })).toMatchObject({ ok: false, reason: 'not-estimable' });
  });

  it('lets severity into the relative error where persons were seen by different raters', () => {
    const data = {
      score: [2, 3.1, 4, 4.9, 3, 4.1, 6, 3, 1, 2.9, 4, 6.1, 3, 4, 4.1, 5],
      person: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7],
      rater: [0, 1, 1, 2, 2, 3, 3, 0, 0, 2, 1, 3, 0, 1, 2, 3],
    };
    const found = study(data, { method: 'anova' });
    const crossed = found.components
      .filter(({ facets }) => facets.length > 1)
      .reduce((sum, c) => sum + c.variance / 2, 0);
    expect(byName(found).get('r')!.variance).toBeGreaterThan(0);
    expect(found.relativeError).toBeGreaterThan(crossed);
    expect(found.relativeError).toBeLessThan(found.absoluteError + 1e-12);
  });
});

describe('laws of generalizability', () => {
  it('analogous sums of squares are the closed form where the design is balanced', () => {
    for (const { scores, columns, nested } of published.filter(({ method }) => !method)) {
      if (nested) continue;
      const data = long(scores, columns);
      const design = gDesignOf(
        (['person', 'rater', 'occasion'] as const).flatMap((facet) =>
          data[facet] ? [{ facet, labels: data[facet] }] : [],
        ),
      );
      const mean = scores.flat().reduce((a, b) => a + b) / scores.flat().length;
      const y = Float64Array.from(data.score, (score) => score - mean);
      const closed = balancedComponents(design, y);
      analogousComponents(design, y)!.forEach((value, i) => expect(value).toBeCloseTo(closed[i]!.raw, 9));
    }
  });

  it('the order of scores and the names of people do not matter', () => {
    fc.assert(
      fc.property(table, fc.nat(), (scores, seed) => {
        const data = long(scores, raters(scores));
        const order = Array.from(data.score, (_, i) => i).sort(
          (a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101),
        );
        const other = {
          score: order.map((i) => data.score[i]!),
          person: order.map((i) => `teacher ${data.person[i]}`),
          rater: order.map((i) => 100 - Number(data.rater[i])),
        };
        const [one, two] = [study(data), study(other)];
        expect(two.Erho2).toBeCloseTo(one.Erho2, 9);
        expect(two.Phi).toBeCloseTo(one.Phi, 9);
      }),
    );
  });

  it('components grow with the square of the scale, coefficients not at all, and both ignore a shift', () => {
    fc.assert(
      fc.property(table, (scores) => {
        const one = study(long(scores, raters(scores)));
        const two = study(
          long(
            scores.map((row) => row.map((score) => 10 * score + 7)),
            raters(scores),
          ),
        );
        one.components.forEach(({ raw }, i) => expect(two.components[i]!.raw!).toBeCloseTo(100 * raw!, 7));
        expect(two.Erho2).toBeCloseTo(one.Erho2, 9);
        expect(two.Phi).toBeCloseTo(one.Phi, 9);
      }),
    );
  });

  it('a rater who is one more severe with everybody changes the raters’ component only', () => {
    fc.assert(
      fc.property(table, (scores) => {
        const severe = scores.map((row) => row.map((score, rater) => (rater === 0 ? score - 1 : score)));
        if (new Set(severe.flat()).size === 1) return;
        const [one, two] = [study(long(scores, raters(scores))), study(long(severe, raters(scores)))];
        for (const name of ['p', 'p×r,e'])
          expect(byName(two).get(name)!.raw).toBeCloseTo(byName(one).get(name)!.raw!, 9);
        expect(two.Erho2).toBeCloseTo(one.Erho2, 9);
      }),
    );
  });

  it('0 ≤ Φ ≤ Eρ² ≤ 1, shares add up to 1, and what is below 0 is 0 and flagged', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 0, max: 30 }), (scores, missing) => {
        const full = long(scores, raters(scores));
        const keep = Array.from(full.score, (_, i) => i).filter((i) => i !== missing % full.score.length);
        const data = {
          score: keep.map((i) => full.score[i]!),
          person: keep.map((i) => full.person[i]!),
          rater: keep.map((i) => full.rater[i]!),
        };
        const outcome = generalizability(data, { method: 'anova' });
        if (!outcome.ok) return;
        expect(outcome.Phi).toBeGreaterThanOrEqual(0);
        expect(outcome.Phi).toBeLessThanOrEqual(outcome.Erho2 + 1e-12);
        expect(outcome.Erho2).toBeLessThanOrEqual(1);
        expect(outcome.components.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const { variance, raw, negative } of outcome.components) {
          expect(variance).toBe(Math.max(0, raw!));
          expect(negative).toBe(raw! < 0);
        }
      }),
    );
  });

  it('small and ragged schools get finite figures or a reason, with every method', () => {
    const row = fc.record({
      score: fc.oneof(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      person: fc.integer({ min: 0, max: 3 }),
      rater: fc.integer({ min: 0, max: 2 }),
      item: fc.integer({ min: 0, max: 1 }),
      occasion: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 24 }),
        fc.subarray(['item', 'occasion'] as const),
        fc.constantFrom('auto' as const, 'anova' as const, 'reml' as const),
        (rows, more, method) => {
          const data = Object.fromEntries(
            (['score', 'person', 'rater', ...more] as const).map((name) => [name, rows.map((one) => one[name])]),
          ) as unknown as GeneralizabilityData;
          const outcome = generalizability(data, { method });
          if (!outcome.ok) {
            expect(outcome.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
            return;
          }
          const { Erho2, Phi, relativeError, absoluteError, components } = outcome;
          const figures = [Erho2, Phi, relativeError, absoluteError, ...components.map(({ variance }) => variance)];
          for (const figure of figures)
            expect(figure).toSatisfy((value: number) => Number.isFinite(value) && value >= 0);
          expect(Erho2).toBeLessThanOrEqual(1);
          expect(components.every(({ raw }) => raw === null || Number.isFinite(raw))).toBe(true);
        },
      ),
    );
  });

  it('leaves frozen input as it was', () => {
    const { scores, columns, nested } = published[4]!;
    expect(generalizability(deepFreeze(long(scores, columns)), deepFreeze({ nested: nested! })).ok).toBe(true);
  });
});

/** A school drawn with these variances: lessons of their own for each teacher, one in four seen by two observers. */
function drawnSchool(seed: number, variance: Record<'p' | 'r' | 'o:p' | 'p×r' | 'r×o:p,e', number>) {
  const random = seededRandom(seed);
  const draw = (name: keyof typeof variance) => Math.sqrt(variance[name]) * random.normal();
  const severity = Array.from({ length: 12 }, () => draw('r'));
  const data = { score: [] as number[], person: [] as number[], rater: [] as number[], occasion: [] as number[] };
  let lesson = 0;
  for (let person = 0; person < 40; person++) {
    const merit = draw('p');
    const pairs = severity.map(() => draw('p×r'));
    for (let visit = 0; visit < 6; visit++, lesson++) {
      const mood = draw('o:p');
      const first = Math.floor(12 * random.uniform());
      for (const rater of visit % 4 === 0 ? [first, (first + 5) % 12] : [first]) {
        data.score.push(3 + merit + severity[rater]! + pairs[rater]! + mood + draw('r×o:p,e'));
        data.person.push(person);
        data.rater.push(rater);
        data.occasion.push(lesson);
      }
    }
  }
  return data;
}

describe('generalizability of drawn schools', () => {
  it.each(['reml', 'anova'] as const)('finds on average what they were drawn with: %s', (method) => {
    const truth = { p: 0.36, r: 0.16, 'o:p': 0.12, 'p×r': 0.09, 'r×o:p,e': 0.1 };
    const schools = method === 'anova' ? 400 : 30;
    const sums = new Map<string, number>();
    for (let seed = 1; seed <= schools; seed++) {
      for (const { name, variance, raw } of study(drawnSchool(seed, truth), { method }).components) {
        // What is cut off at 0 is no longer unbiased.
        sums.set(name, (sums.get(name) ?? 0) + (method === 'anova' ? raw! : variance) / schools);
      }
    }
    expect([...sums.keys()].sort()).toEqual(Object.keys(truth).sort());
    for (const [name, value] of Object.entries(truth))
      expect(Math.abs(sums.get(name)! / value - 1), name).toBeLessThan(0.15);
  });
});
