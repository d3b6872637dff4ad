import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { indicatorsOf, isNotesOnly, scaleMax, type Rubric } from '../domain/rubric.ts';
import { rubricSchema } from '../domain/rubric.schema.ts';
import { scoreKey, tallyScores, type Scores } from '../domain/score.ts';
import { BUILTIN_IDS, builtinTitles, isBuiltin, loadBuiltinRubric, loadBuiltinRubrics } from './index.ts';
import { STRUCTURES } from './structure.ts';

const LOCALES = ['en', 'zh-Hans', 'zh-Hant'] as const;
const ENGLISH = await loadBuiltinRubrics('en');
const SCORED = ENGLISH.filter((rubric) => !isNotesOnly(rubric));

function byName(name: string): Rubric {
  const rubric = ENGLISH.find((item) => item.id === `builtin:${name}@1`);
  if (!rubric) throw new Error(`no rubric ${name}`);
  return rubric;
}

function counts(name: string): number[] {
  return byName(name).dimensions.map((dimension) => dimension.indicators.length);
}

function pointsOffered(name: string): number[][] {
  const scales = indicatorsOf(byName(name)).map(({ scale }) =>
    scale.type === 'levels' ? scale.levels.map((level) => level.points) : [0, scale.max],
  );
  return [...new Set(scales.map((points) => JSON.stringify(points)))].map((text) => JSON.parse(text) as number[]);
}

/** A sheet in which every indicator has its scale's highest or lowest offered value. */
function sheet(rubric: Rubric, end: 'max' | 'min'): Scores {
  const entries = indicatorsOf(rubric).map(({ id, scale }) => {
    const lowest = scale.type === 'levels' ? Math.min(...scale.levels.map((level) => level.points)) : 0;
    return [scoreKey(id), end === 'max' ? scaleMax(scale) : lowest] as const;
  });
  return Object.fromEntries(entries);
}

/** Everything of a rubric but its words. */
function withoutWords(rubric: Rubric) {
  return {
    ...rubric,
    title: '',
    description: '',
    dimensions: rubric.dimensions.map((dimension) => ({
      id: dimension.id,
      indicators: dimension.indicators.map(({ id, weight, notApplicable, scale }) => ({
        id,
        weight,
        notApplicable,
        scale: scale.type === 'levels' ? { ...scale, levels: scale.levels.map((level) => level.points) } : scale,
      })),
    })),
    bonus: rubric.bonus.map(({ id, max }) => ({ id, max })),
    bands: rubric.bands.map(({ id, from, rank }) => ({ id, from, rank })),
    prompts: rubric.prompts.map(({ field, count }) => ({ field, count })),
  };
}

describe('what ships', () => {
  it('is seven rubrics, notes only first', () => {
    expect(BUILTIN_IDS).toEqual([
      'builtin:notes@1',
      'builtin:hundred-20@1',
      'builtin:hundred-5@1',
      'builtin:licc@1',
      'builtin:teach@1',
      'builtin:icalt@1',
      'builtin:new-teacher@1',
    ]);
    expect(Object.keys(STRUCTURES)).toHaveLength(BUILTIN_IDS.length);
  });

  it.each(LOCALES)('loads in the order of the ids with the titles of the select (%s)', async (locale) => {
    const rubrics = await loadBuiltinRubrics(locale);
    expect(rubrics.map(({ id, title }) => ({ id, title }))).toEqual(builtinTitles(locale));
    expect(rubrics.map(({ id }) => id)).toEqual(BUILTIN_IDS);
    for (const rubric of rubrics) expect(await loadBuiltinRubric(rubric.id, locale)).toEqual(rubric);
  });

  it('gives null for an unknown id', async () => {
    expect(await loadBuiltinRubric('builtin:hundred-20@2', 'en')).toBeNull();
    expect(isBuiltin('builtin:hundred-20@2')).toBe(false);
    expect(isBuiltin('builtin:hundred-20@1')).toBe(true);
  });

  it('gives a fresh object each time, so that a caller may keep or change it', async () => {
    const first = await loadBuiltinRubric('builtin:licc@1', 'en');
    const scale = first?.dimensions[0]?.indicators[0]?.scale;
    if (scale?.type === 'levels') scale.levels.length = 0;
    expect(await loadBuiltinRubric('builtin:licc@1', 'en')).toEqual(byName('licc'));
  });

  it.each(LOCALES)('passes the door and belongs to the school (%s)', async (locale) => {
    for (const rubric of await loadBuiltinRubrics(locale)) {
      expect(z.safeParse(rubricSchema, rubric).error?.issues).toBeUndefined();
      expect(rubric).toMatchObject({ author: 'guanke', audience: 'school', about: [], created: 0, stamp: '', v: 1 });
      expect(rubric.parent).toBeNull();
    }
  });

  it('has the same structure in every language', async () => {
    for (const locale of LOCALES) {
      expect((await loadBuiltinRubrics(locale)).map(withoutWords)).toEqual(ENGLISH.map(withoutWords));
    }
  });

  it('uses every id once, over all rubrics', () => {
    const ids = ENGLISH.flatMap((rubric) => [
      rubric.id,
      rubric.family,
      ...rubric.dimensions.flatMap(({ id, indicators }) => [id, ...indicators.map((indicator) => indicator.id)]),
      ...rubric.bonus.map(({ id }) => id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets only indicators that exist be not applicable', () => {
    for (const structure of Object.values(STRUCTURES)) {
      const known: string[] = structure.dimensions.flatMap(({ indicators }) => [...indicators]);
      for (const id of structure.notApplicable) expect(known).toContain(id);
    }
  });
});

describe('each form', () => {
  it('notes only has nothing to score and asks for two strengths and one suggestion', () => {
    expect(isNotesOnly(byName('notes'))).toBe(true);
    expect(byName('notes').prompts.map(({ field, count }) => [field, count])).toEqual([
      ['strengths', 2],
      ['suggestions', 1],
      ['overall', 0],
    ]);
  });

  it('the 100-point form has 2 + 3 + 5 + 6 + 4 indicators of 5 points at 5, 4, 3, 2', () => {
    expect(counts('hundred-20')).toEqual([2, 3, 5, 6, 4]);
    expect(pointsOffered('hundred-20')).toEqual([[5, 4, 3, 2]]);
    const weights = indicatorsOf(byName('hundred-20')).map((indicator) => indicator.weight);
    expect(weights).toEqual(Array(20).fill(5));
    expect(byName('hundred-20').bonus.map(({ max }) => max)).toEqual([2, 3]);
  });

  it('the short 100-point form has five items of 20 points by number', () => {
    expect(counts('hundred-5')).toEqual([1, 1, 1, 1, 1]);
    expect(pointsOffered('hundred-5')).toEqual([[0, 20]]);
    expect(indicatorsOf(byName('hundred-5')).map((indicator) => indicator.weight)).toEqual(Array(5).fill(20));
  });

  it.each([
    ['licc', [5, 5, 5, 5], [1, 2, 3, 4]],
    ['teach', [2, 4, 3], [1, 2, 3, 4, 5]],
    ['icalt', [4, 4, 7, 7, 4, 6], [1, 2, 3, 4]],
    ['new-teacher', [3, 4, 3, 2], [1, 2, 3, 4]],
  ])('%s has its indicators by dimension and its levels', (name, dimensions, points) => {
    expect(counts(name)).toEqual(dimensions);
    expect(pointsOffered(name)).toEqual([points]);
  });

  it('bands fall from highest to 0 without overlap, on the cut points of the form', () => {
    const cuts = ENGLISH.map((rubric) => rubric.bands.map(({ from }) => from));
    expect(cuts).toEqual([[], [90, 75, 60, 0], [85, 75, 60, 0], [], [], [], []]);
    for (const rubric of ENGLISH.filter(({ bands }) => bands.length > 0)) {
      expect(rubric.bands.map(({ rank }) => rank)).toEqual(['top', 'good', 'pass', 'below']);
    }
  });
});

describe('totals', () => {
  it.each(SCORED.map((rubric) => [rubric.id, rubric] as const))('%s: the best sheet totals 100', (_, rubric) => {
    expect(tallyScores(rubric, sheet(rubric, 'max'))).toMatchObject({ total: 100, complete: true, fraction: 1 });
  });

  it.each([
    ['hundred-20', 40],
    ['hundred-5', 0],
    ['licc', 0],
    ['teach', 0],
    ['icalt', 0],
    ['new-teacher', 0],
  ])('%s: the lowest sheet totals %i', (name, total) => {
    const rubric = byName(name);
    expect(tallyScores(rubric, sheet(rubric, 'min'))).toMatchObject({ total, complete: true });
  });

  it('points add up as on paper: levels of a 1–4 form are summed', () => {
    expect(tallyScores(byName('licc'), sheet(byName('licc'), 'min'))).toMatchObject({ points: 20, outOf: 80 });
  });

  it('bonus lifts a total into the next band and never past 100', () => {
    const rubric = byName('hundred-20');
    const best = sheet(rubric, 'max');
    const bonus = { 'hundred-20.bonus.idea': 2, 'hundred-20.bonus.style': 3 };
    expect(tallyScores(rubric, best, bonus)).toMatchObject({ total: 100, bonus: 5 });
    const good = Object.fromEntries(Object.keys(best).map((key, place) => [key, place < 17 ? 4 : 5]));
    expect(tallyScores(rubric, good)).toMatchObject({ total: 83, band: { rank: 'good' } });
    const better = { ...best, 'hundred-20.goal.1/0': 2, 'hundred-20.goal.2/0': 2, 'hundred-20.content.1/0': 2 };
    const nearly = { ...better, 'hundred-20.content.2/0': 2 };
    expect(tallyScores(rubric, nearly)).toMatchObject({ total: 88, band: { rank: 'good' } });
    expect(tallyScores(rubric, nearly, bonus)).toMatchObject({ total: 93, band: { rank: 'top' } });
  });
});
