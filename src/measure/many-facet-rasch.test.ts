import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../tests/fixtures/measure/deep-freeze.ts';
import guilford from '../../tests/fixtures/measure/guilford-1954.json';
import oracle from '../../tests/fixtures/measure/many-facet-rasch.json';
import { SCHOOL_A, schoolA } from '../../tests/fixtures/measure/schoolA.ts';
import { fitManyFacetRasch, type ManyFacetOptions, type RaschElement } from './many-facet-rasch.ts';
import type { ManyFacetData } from './rasch-design.ts';
import { seededRandom } from './random.ts';

type Threshold = number | null;

function fitted(data: ManyFacetData, o?: ManyFacetOptions) {
  const fit = fitManyFacetRasch(data, o);
  if (!fit.ok) throw new Error(`${fit.reason}: ${fit.detail}`);
  return fit;
}

const near = (a: number | null, b: number, tolerance: number) => expect(Math.abs(a! - b)).toBeLessThan(tolerance);

/** scores[person][observer][item]; null = not rated. */
function grid(scores: (number | null)[][][], scale: Partial<ManyFacetData> = {}): ManyFacetData {
  const [person, observer, item, score] = [[], [], [], []] as number[][] as [number[], number[], number[], number[]];
  for (const [p, sheets] of scores.entries()) {
    for (const [a, sheet] of sheets.entries()) {
      for (const [i, value] of sheet.entries()) {
        if (value === null) continue;
        person.push(p);
        observer.push(a);
        item.push(i);
        score.push(value);
      }
    }
  }
  return { person, facets: [observer, item], score, min: 1, max: 5, ...scale };
}

/** A crossed design drawn from the model, thresholds −1, 0, 1 on scores 1–4. */
function drawn(seed: number, persons = 8, observers = 3, items = 4): ManyFacetData {
  const { uniform, normal } = seededRandom(seed);
  const spread = (count: number, sd: number) => Array.from({ length: count }, () => sd * normal());
  const [ability, severity, difficulty] = [spread(persons, 1), spread(observers, 0.5), spread(items, 0.5)];
  const rate = (b: number) => {
    const weights = [1, Math.exp(b + 1), Math.exp(2 * b + 1), Math.exp(3 * b)];
    let left = uniform() * weights.reduce((sum, weight) => sum + weight);
    return 1 + weights.findIndex((weight) => (left -= weight) < 0);
  };
  return grid(
    ability.map((a) => severity.map((s) => difficulty.map((d) => rate(a - s - d)))),
    { max: 4 },
  );
}

/** The expected score by the published formula, from the figures that the fit returns. */
function expected(b: number, thresholds: readonly Threshold[], min: number): number {
  let [weight, sum, total] = [1, 1, 0];
  thresholds.forEach((tau, k) => {
    weight *= Math.exp(b - tau!);
    sum += weight;
    total += weight * (k + 1);
  });
  return min + total / sum;
}

function everyNumber(value: unknown, see: (x: number) => void): void {
  if (typeof value === 'number') see(value);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((one) => everyNumber(one, see));
}

const dataOf = (name: keyof typeof oracle.cases): ManyFacetData => {
  const { data, options } = oracle.cases[name];
  return { ...data, ...options } as ManyFacetData;
};

describe('published and outside answers', () => {
  it.each(Object.keys(oracle.cases) as (keyof typeof oracle.cases)[])('%s: as glm of R', (name) => {
    const fit = fitted(dataOf(name));
    const { answer } = oracle.cases[name];
    near(fit.logLikelihood, answer.logLikelihood, oracle.tolerance);
    const same = (mine: RaschElement[], theirs: (typeof answer)['persons']) => {
      expect(mine).toHaveLength(theirs.length);
      theirs.forEach((one, e) => {
        // The Z of a mean square whose spread is above √2 is bounded here; in these data none is.
        for (const key of ['measure', 'se', 'infit', 'outfit', 'infitZ', 'outfitZ'] as const) {
          near(mine[e]![key], one[key], 10 * oracle.tolerance);
        }
      });
    };
    same(fit.persons, answer.persons);
    answer.facets.forEach((facet, f) => same(fit.facets[f]!, facet));
    answer.scales.forEach(({ categories, thresholds }, s) => {
      const used = fit.scales[s]!.categories.filter(({ count }) => count > 0).map(({ score }) => score);
      expect(used).toEqual(categories);
      thresholds.forEach((tau: Threshold, j) => {
        const mine = fit.scales[s]!.thresholds[categories[j + 1]! - 1 - oracle.cases[name].options.min]!;
        if (tau === null) expect(mine).toBeNull();
        else near(mine, tau, 10 * oracle.tolerance);
      });
    });
  });

  it('Guilford 1954, judges floating: measures, −2 log likelihood and separation as in the reference set', () => {
    const fit = fitted(dataOf('guilford, rating scale'));
    near(-2 * fit.logLikelihood, guilford.minusTwoLogLikelihood, guilford.tolerance);
    Object.values(guilford.examinees).forEach((measure, p) =>
      near(fit.persons[p]!.measure, measure, guilford.tolerance),
    );
    Object.values(guilford.judges).forEach((measure, j) =>
      near(fit.facets[0]![j]!.measure, measure, guilford.tolerance),
    );
    const [examinees] = fit.separation;
    near(examinees!.separation, guilford.separation, guilford.separationTolerance);
    near(examinees!.reliability, guilford.reliability, guilford.separationTolerance);
    expect(examinees!.strata).toBeCloseTo((4 * examinees!.separation + 1) / 3, 12);
    expect(fit.thresholds).toHaveLength(8);
    expect(fit.scales[0]!.categories.map(({ count }) => count)).toEqual([4, 4, 25, 8, 31, 6, 21, 3, 3]);
  });

  it('school A: finds the severities and difficulties it was drawn from', () => {
    const school = schoolA();
    const person = school.teacher.map((teacher, row) => teacher * SCHOOL_A.semesters + school.semester[row]!);
    const fit = fitted({ person, facets: [school.observer, school.item], score: school.rating, min: 1, max: 5 });
    expect(fit.converged).toBe(true);
    expect(fit.iterations).toBeLessThan(10);
    expect(fit.subsets).toHaveLength(1);
    const measures = (elements: RaschElement[]) => elements.map((element) => element.measure!);
    expect(correlation(measures(fit.facets[0]!), [...school.truth.severity])).toBeGreaterThan(0.97);
    expect(correlation(measures(fit.facets[1]!), [...school.truth.difficulty])).toBeGreaterThan(0.999);
  });
});

describe('laws', () => {
  const designs = fc.integer({ min: 1, max: 1e6 }).map((seed) => drawn(seed));
  const plain = designs.filter((data) => {
    const fit = fitManyFacetRasch(data);
    return fit.ok && fit.converged && fit.ratingsLeftOut === 0 && !fit.thresholds.includes(null as never);
  });

  it('expected totals equal observed totals for every element and category', () => {
    fc.assert(
      fc.property(plain, (data) => {
        const fit = fitted(data);
        const totals = [fit.persons, ...fit.facets].map((elements) => elements.map(() => 0));
        const columns = [data.person, ...data.facets];
        for (let row = 0; row < data.score.length; row++) {
          const [p, a, i] = columns.map((column) => column[row]!) as [number, number, number];
          const b = fit.persons[p]!.measure! - fit.facets[0]![a]!.measure! - fit.facets[1]![i]!.measure!;
          const value = expected(b, fit.thresholds as Threshold[], data.min);
          [p, a, i].forEach((element, set) => (totals[set]![element]! += value));
        }
        [fit.persons, ...fit.facets].forEach((elements, set) =>
          elements.forEach(({ total }, e) => near(total, totals[set]![e]!, 1e-6)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of the rows, nor on how observers are numbered', () => {
    fc.assert(
      fc.property(plain, (data) => {
        const rows = Array.from({ length: data.score.length }, (_, row) => row).reverse();
        const turned = fitted({
          ...data,
          person: rows.map((row) => data.person[row]!),
          facets: [rows.map((row) => 2 - data.facets[0]![row]!), rows.map((row) => data.facets[1]![row]!)],
          score: rows.map((row) => data.score[row]!),
        });
        const fit = fitted(data);
        fit.persons.forEach(({ measure }, p) => near(turned.persons[p]!.measure, measure!, 1e-9));
        fit.facets[0]!.forEach(({ infitZ }, a) => near(turned.facets[0]![2 - a]!.infitZ, infitZ!, 1e-7));
      }),
      { numRuns: 20 },
    );
  });

  it('which set floats only shifts measures: centred sets have mean 0, differences and fit stay', () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(0, 1), (data, floating) => {
        const [fit, other] = [fitted(data), fitted({ ...data, floating })];
        near(other.logLikelihood, fit.logLikelihood, 1e-8);
        const mean = (elements: RaschElement[]) =>
          elements.reduce((sum, { measure }) => sum + measure! / elements.length, 0);
        near(mean(fit.facets[0]!), 0, 1e-9);
        near(mean(fit.facets[1]!), 0, 1e-9);
        near(mean(other.persons), 0, 1e-9);
        near(mean(other.facets[1 - floating]!), 0, 1e-9);
        fit.persons.forEach(({ measure, outfit, fairAverage }, p) => {
          near(other.persons[p]!.measure, measure! - mean(fit.persons), 1e-8);
          near(other.persons[p]!.outfit, outfit!, 1e-8);
          near(other.persons[p]!.fairAverage, fairAverage!, 1e-8);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('any ratings whatsoever: a fit with finite figures only, or a reason', () => {
    const rating = fc.record({
      person: fc.nat(3),
      observer: fc.nat(2),
      item: fc.nat(2),
      score: fc.integer({ min: 1, max: 4 }),
    });
    const models = fc.constantFrom<('rating-scale' | 'partial-credit')[]>('rating-scale', 'partial-credit');
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 30 }), models, (ratings, model) => {
        const data: ManyFacetData = deepFreeze({
          person: ratings.map(({ person }) => person),
          facets: [ratings.map(({ observer }) => observer), ratings.map(({ item }) => item)],
          score: ratings.map(({ score }) => score),
          min: 1,
          max: 4,
          model,
        });
        const fit = fitManyFacetRasch(data);
        everyNumber(fit, (x) => expect(Number.isFinite(x)).toBe(true));
        if (!fit.ok) expect(['no-ratings', 'no-variation', 'all-extreme']).toContain(fit.reason);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves frozen input as it was', () => {
    const data = deepFreeze(drawn(5));
    const copy = structuredClone(data);
    fitted(data);
    expect(data).toEqual(copy);
  });
});

describe('extreme totals', () => {
  const rest = drawn(11, 10, 2, 3);
  const withTop: ManyFacetData = {
    ...rest,
    person: [...Array.from(rest.person), 10, 10, 10],
    facets: [
      [...Array.from(rest.facets[0]!), 0, 0, 0],
      [...Array.from(rest.facets[1]!), 0, 1, 2],
    ],
    score: [...Array.from(rest.score), 4, 4, 4],
  };

  it('are marked, without fit, and change nothing for the others', () => {
    const [fit, without] = [fitted(withTop), fitted(rest)];
    expect(fit.persons[10]).toMatchObject({ extreme: true, infit: null, outfitZ: null, total: 12, count: 3 });
    expect(fit.persons.slice(0, 10).some(({ extreme }) => extreme)).toBe(false);
    expect(fit.ratingsLeftOut).toBe(3);
    expect(fit.logLikelihood).toBe(without.logLikelihood);
    expect(fit.separation[0]).toEqual(without.separation[0]);
    without.persons.forEach(({ measure }, p) => expect(fit.persons[p]!.measure).toBe(measure));
  });

  it('get the measure that makes .3 points less than the highest total expected', () => {
    const fit = fitted(withTop);
    const { measure, fairAverage } = fit.persons[10]!;
    const total = fit.facets[1]!.reduce(
      (sum, item) =>
        sum + expected(measure! - fit.facets[0]![0]!.measure! - item.measure!, fit.thresholds as Threshold[], 1),
      0,
    );
    expect(total).toBeCloseTo(11.7, 8);
    expect(fairAverage).toBeLessThan(4);
  });

  it('an observer who gives only the lowest score is marked too, and severe', () => {
    const harsh: ManyFacetData = {
      ...rest,
      person: [...Array.from(rest.person), 0, 0, 1, 1],
      facets: [
        [...Array.from(rest.facets[0]!), 2, 2, 2, 2],
        [...Array.from(rest.facets[1]!), 0, 1, 0, 1],
      ],
      score: [...Array.from(rest.score), 1, 1, 1, 1],
    };
    const [, , observer] = fitted(harsh).facets[0]!;
    expect(observer!.extreme).toBe(true);
    expect(observer!.measure).toBeGreaterThan(1);
  });

  it('when nothing else is left there is no fit', () => {
    expect(fitManyFacetRasch(grid([[[5, 5]], [[1, 1]]]))).toMatchObject({ ok: false, reason: 'all-extreme' });
  });

  it('one whose ratings all hang on another extreme element has no measure of its own', () => {
    const pair = {
      ...rest,
      person: [...Array.from(rest.person), 10, 10],
      facets: [
        [...Array.from(rest.facets[0]!), 2, 2],
        [...Array.from(rest.facets[1]!), 0, 1],
      ],
      score: [...Array.from(rest.score), 4, 4],
    };
    const fit = fitted(pair);
    expect(fit.persons[10]).toMatchObject({ measure: null, se: null, fairAverage: null, extreme: true });
    expect(fit.facets[0]![2]).toMatchObject({ measure: null, extreme: true });
  });
});

describe('small and ugly data', () => {
  it.each([
    ['no ratings', { person: [], facets: [[]], score: [] }, 'no-ratings'],
    ['a single rating', { person: [0], facets: [[0]], score: [3] }, 'no-variation'],
    ['all scores equal', { person: [0, 0, 1, 1], facets: [[0, 1, 0, 1]], score: [3, 3, 3, 3] }, 'no-variation'],
    ['one rating a person', { person: [0, 1, 2], facets: [[0, 0, 0]], score: [1, 2, 3] }, 'all-extreme'],
    ['a score above the scale', { person: [0, 1], facets: [[0, 0]], score: [1, 6] }, 'outside-scale'],
    ['half a point', { person: [0, 1], facets: [[0, 0]], score: [1, 2.5] }, 'outside-scale'],
  ])('%s: says why not', (_, data, reason) => {
    expect(fitManyFacetRasch({ ...data, min: 1, max: 5 })).toMatchObject({ ok: false, reason });
  });

  it('ragged, not finite, or pointing nowhere: throws', () => {
    const data: ManyFacetData = { person: [0, 1], facets: [[0, 0]], score: [1, 2], min: 1, max: 5 };
    expect(() => fitManyFacetRasch({ ...data, facets: [[0]] })).toThrow(RangeError);
    expect(() => fitManyFacetRasch({ ...data, score: [1, NaN] })).toThrow(TypeError);
    expect(() => fitManyFacetRasch({ ...data, person: [0, -1] })).toThrow(RangeError);
    expect(() => fitManyFacetRasch({ ...data, floating: 4 })).toThrow(RangeError);
    expect(() => fitManyFacetRasch({ ...data, max: 1 })).toThrow(RangeError);
    expect(() => fitManyFacetRasch({ ...data, facets: [], model: 'partial-credit' })).toThrow(RangeError);
    expect(() => fitManyFacetRasch({ ...data, facets: [[0, 3]], maxByItem: [5] })).toThrow(RangeError);
  });

  it('one observer: severity 0, no separation, everything else as without that facet', () => {
    const { person, facets, score } = drawn(3, 8, 1, 4);
    const [fit, without] = [
      fitted({ person, facets, score, min: 1, max: 4 }),
      fitted({ person, facets: [facets[1]!], score, min: 1, max: 4 }),
    ];
    near(fit.facets[0]![0]!.measure, 0, 1e-12);
    expect(fit.separation[1]).toMatchObject({ separation: 0, reliability: 0, n: 1 });
    fit.persons.forEach(({ measure }, p) => near(measure, without.persons[p]!.measure!, 1e-8));
  });

  it('a number that no row uses is an element without a measure', () => {
    const data = drawn(4);
    const fit = fitted({ ...data, person: Array.from(data.person, (p) => p + 1) });
    expect(fit.persons[0]).toMatchObject({ measure: null, se: null, extreme: false, count: 0 });
  });

  it('a perfect order has no finite distance: finite figures, not converged, large errors', () => {
    // Scores 2 and 3 in perfect order between the extremes of two observers.
    const fit = fitted(grid([[[1, 2]], [[1, 2]], [[2, 3]], [[2, 3]], [[3, 4]]], { max: 4 }));
    expect(fit.converged).toBe(false);
    everyNumber(fit, (x) => expect(Number.isFinite(x)).toBe(true));
    expect(fit.facets[1]![1]!.measure).toBeLessThan(fit.facets[1]![0]!.measure!);
  });

  it('teachers and observers who never meet across: two subsets although the items are shared, each with its own zero', () => {
    const data = drawn(8, 8, 1, 4);
    const observer = Array.from(data.person, (p) => (p < 4 ? 0 : 1));
    const fit = fitted({ ...data, facets: [observer, data.facets[1]!] });
    const persons = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(fit.subsets).toHaveLength(2);
    expect(fit.subsets[0]).toEqual({ persons: persons.slice(0, 4), facets: [[0], [0, 1, 2, 3]] });
    expect(fit.subsets[1]).toEqual({ persons: persons.slice(4), facets: [[1], [0, 1, 2, 3]] });
    for (const { measure } of fit.facets[0]!) near(measure, 0, 1e-9);
  });

  it('one common teacher joins the subsets', () => {
    const data = drawn(8, 8, 2, 4);
    const rows = Array.from(data.person, (_, row) => row).filter((row) => {
      const [p, a] = [data.person[row]!, data.facets[0]![row]!];
      return p === 0 || (p < 4 ? 0 : 1) === a;
    });
    const pick = (column: ArrayLike<number>) => rows.map((row) => column[row]!);
    const linked = { ...data, person: pick(data.person), facets: data.facets.map(pick), score: pick(data.score) };
    expect(fitted(linked).subsets).toHaveLength(1);
  });
});

describe('scales', () => {
  it('a category that nobody used has null thresholds; scores 2 and 4 alone are one step of two points', () => {
    const data = drawn(21);
    const half = Array.from(data.score, (score) => (score > 2 ? 1 : 0));
    const wide = fitted({ ...data, score: half.map((one) => 2 + 2 * one), min: 1, max: 5 });
    const narrow = fitted({ ...data, score: half, min: 0, max: 1 });
    expect(wide.thresholds).toEqual([null, null, null, null]);
    // Only an extreme total differs: .3 points are less of a step of two.
    const inside = wide.persons.flatMap(({ extreme }, p) => (extreme ? [] : [p]));
    expect(inside.length).toBeGreaterThan(4);
    for (const p of inside) {
      near(2 * wide.persons[p]!.measure!, narrow.persons[p]!.measure!, 1e-8);
      near(wide.persons[p]!.fairAverage, 2 + 2 * narrow.persons[p]!.fairAverage!, 1e-8);
    }
  });

  it('partial credit gives each element of the step facet thresholds of mean 0; equal maxima without it share theirs', () => {
    const data = drawn(13, 30);
    const partial = fitted({ ...data, model: 'partial-credit' });
    expect(partial.thresholds).toHaveLength(4);
    for (const list of partial.thresholds as number[][])
      near(
        list.reduce((sum, tau) => sum + tau),
        0,
        1e-9,
      );
    const byObserver = fitted({ ...data, model: 'partial-credit', stepFacet: 0 });
    expect(byObserver.thresholds).toHaveLength(3);
    expect(byObserver.scales.map(({ elements }) => elements)).toEqual([[0], [1], [2]]);
    expect(partial.logLikelihood).toBeGreaterThan(fitted(data).logLikelihood);
  });

  it('a maximum for each item: those with the same one share a scale', () => {
    const data = drawn(17, 20);
    const maxByItem = [4, 2, 4, 2];
    const score = Array.from(data.score, (value, row) => Math.min(value, maxByItem[data.facets[1]![row]!]!));
    const fit = fitted({ ...data, score, maxByItem });
    expect(fit.scales.map(({ elements }) => elements)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect((fit.thresholds as Threshold[][]).map((list) => list.length)).toEqual([3, 1, 3, 1]);
    expect(fitManyFacetRasch({ ...data, maxByItem })).toMatchObject({ ok: false, reason: 'outside-scale' });
  });
});

describe('what is reported beside the measures', () => {
  it('fair average: the expected score against others of mean measure, or of measure 0', () => {
    const data = drawn(29);
    const fit = fitted(data);
    const mean = fit.persons.reduce((sum, { measure }) => sum + measure! / fit.persons.length, 0);
    const { measure, fairAverage } = fit.facets[0]![1]!;
    near(fairAverage, expected(mean - measure!, fit.thresholds as Threshold[], 1), 1e-9);
    const zero = fitted(data, { fair: 'zero' }).facets[0]![1]!;
    near(zero.fairAverage, expected(-measure!, fit.thresholds as Threshold[], 1), 1e-9);
  });

  it('unexpected ratings: all that lie beyond the limit, the strangest first', () => {
    const data = drawn(31, 20);
    const fit = fitted(data, { unexpected: 2 });
    const thresholds = fit.thresholds as Threshold[];
    const residuals = Array.from(data.score, (score, row) => {
      const [a, i] = data.facets.map((facet) => facet[row]!) as [number, number];
      const { measure, extreme } = fit.persons[data.person[row]!]!;
      if (extreme) return 0;
      const b = measure! - fit.facets[0]![a]!.measure! - fit.facets[1]![i]!.measure!;
      // The variance of a rating is the slope of its expectation.
      const variance = (expected(b + 1e-5, thresholds, 1) - expected(b - 1e-5, thresholds, 1)) / 2e-5;
      return (score - expected(b, thresholds, 1)) / Math.sqrt(variance);
    });
    const beyond = residuals.flatMap((z, row) => (Math.abs(z) >= 2 ? [row] : []));
    beyond.sort((a, b) => Math.abs(residuals[b]!) - Math.abs(residuals[a]!));
    expect(beyond.length).toBeGreaterThan(3);
    expect(fit.unexpected.map(({ row }) => row)).toEqual(beyond);
    for (const { row, person, facets, score, residual } of fit.unexpected) {
      near(residual, residuals[row]!, 1e-6);
      expect([person, ...facets, score]).toEqual(
        [data.person, ...data.facets, data.score].map((column) => column[row]),
      );
    }
    expect(fitted(data, { unexpected: 99 }).unexpected).toEqual([]);
  });

  it('the use of each category: how often, and how able those were who got it', () => {
    const data = drawn(37, 60);
    const [scale] = fitted(data).scales;
    expect(scale!.categories.map(({ score }) => score)).toEqual([1, 2, 3, 4]);
    const means = scale!.categories.map(({ averageMeasure }) => averageMeasure!);
    expect(means.every((mean, k) => k === 0 || mean > means[k - 1]!)).toBe(true);
    const counted = [1, 2, 3, 4].map((value) => Array.from(data.score).filter((score) => score === value).length);
    expect(scale!.categories.map(({ count }) => count)).toEqual(counted);
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const centre = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [a, b] = [centre(x), centre(y)];
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
