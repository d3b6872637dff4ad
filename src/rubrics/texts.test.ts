import { describe, expect, it } from 'vitest';
import { indicatorsOf, type Indicator, type Rubric } from '../domain/rubric.ts';
import { loadBuiltinRubrics } from './index.ts';

const EN = await loadBuiltinRubrics('en');
const HANS = await loadBuiltinRubrics('zh-Hans');
const HANT = await loadBuiltinRubrics('zh-Hant');
const LANGUAGES = [
  { locale: 'en', rubrics: EN, name: 40, level: 160, hint: 160 },
  { locale: 'zh-Hans', rubrics: HANS, name: 10, level: 60, hint: 60 },
  { locale: 'zh-Hant', rubrics: HANT, name: 10, level: 60, hint: 60 },
];
const CHINESE = LANGUAGES.filter(({ locale }) => locale !== 'en');
const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/u;

function levelsOf({ scale }: Indicator): { label: string; text: string }[] {
  return scale.type === 'levels' ? scale.levels : [];
}

/** Names, labels, hints and descriptions of levels: what stands alone, without a full stop. */
function phrases(rubric: Rubric): string[] {
  return [
    rubric.title,
    ...rubric.dimensions.map(({ name }) => name),
    ...indicatorsOf(rubric).flatMap((item) => [item.name, item.hint]),
    ...indicatorsOf(rubric).flatMap((item) => levelsOf(item).flatMap(({ label, text }) => [label, text])),
    ...[...rubric.bonus.map(({ name }) => name), ...rubric.bands.map(({ label }) => label)],
    ...rubric.prompts.flatMap(({ label, hint }) => [label, hint]),
  ];
}

function allTexts(rubrics: Rubric[]): string[] {
  return rubrics.flatMap((rubric) => [...phrases(rubric), rubric.description]);
}

/** Characters of a two-byte national set, from the decoder's own table. */
function characterSet(label: string, leads: [number, number], trails: [number, number]): Set<string> {
  const decoder = new TextDecoder(label);
  const found = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead += 1) {
    for (let trail = trails[0]; trail <= trails[1]; trail += 1) {
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if ([...text].length === 1) found.add(text);
    }
  }
  return found;
}

function hanOutside(texts: string[], allowed: Set<string>): string[] {
  return texts.filter((text) => [...text].some((char) => /\p{Script=Han}/u.test(char) && !allowed.has(char)));
}

describe.each(LANGUAGES)('words in $locale', ({ rubrics, name, level, hint }) => {
  it('are never empty or padded with spaces', () => {
    expect(allTexts(rubrics).filter((text) => text === '' || text !== text.trim())).toEqual([]);
  });

  it('fit: names as headings and chips, hints and levels as short lines', () => {
    const indicators = rubrics.flatMap(indicatorsOf);
    expect(indicators.map((item) => item.name).filter((text) => text.length > name)).toEqual([]);
    expect(indicators.map((item) => item.hint).filter((text) => text.length > hint)).toEqual([]);
    expect(indicators.flatMap(levelsOf).filter(({ text }) => text.length > level)).toEqual([]);
  });

  it('name each indicator, dimension and level differently within its rubric', () => {
    for (const rubric of rubrics) {
      const indicators = indicatorsOf(rubric);
      const lists = [indicators.map((item) => item.name), rubric.dimensions.map((item) => item.name)];
      lists.push(...indicators.map((item) => levelsOf(item).map(({ label }) => label)));
      for (const list of lists) expect(new Set(list).size).toBe(list.length);
    }
  });

  it('describe every level of every indicator, no two alike within a rubric', () => {
    for (const rubric of rubrics) {
      const texts = indicatorsOf(rubric).flatMap((item) => levelsOf(item).map(({ text }) => text));
      const repeated = texts.filter((text, place) => texts.indexOf(text) !== place);
      expect(repeated).toEqual([]);
    }
  });

  it('end without a full stop, and only descriptions of rubrics are sentences with one', () => {
    expect(rubrics.flatMap(phrases).filter((text) => /[.。,，;；:：]$/u.test(text))).toEqual([]);
    expect(rubrics.map((item) => item.description).filter((text) => !/[.。]$/u.test(text))).toEqual([]);
  });
});

describe('English words', () => {
  it('hold no Chinese character or full-width sign', () => {
    expect(allTexts(EN).filter((text) => CJK.test(text))).toEqual([]);
  });

  it('call the levels of the 100-point form Excellent, Good, Fair, Poor', () => {
    const form = EN.find((item) => item.id === 'builtin:hundred-20@1');
    for (const item of indicatorsOf(form ?? { dimensions: [] })) {
      expect(levelsOf(item).map(({ label }) => label)).toEqual(['Excellent', 'Good', 'Fair', 'Poor']);
    }
  });
});

describe.each(CHINESE)('Chinese words in $locale', ({ locale, rubrics }) => {
  it('use full-width punctuation', () => {
    expect(allTexts(rubrics).filter((text) => /[,.;:?!()'"]/u.test(text))).toEqual([]);
  });

  it('use the quotation marks of the place', () => {
    const foreign = locale === 'zh-Hans' ? /[「」『』]/u : /[“”‘’]/u;
    expect(allTexts(rubrics).filter((text) => foreign.test(text))).toEqual([]);
  });

  it('leave no English behind but names of instruments', () => {
    const latin = allTexts(rubrics).map((text) => text.replace(/LICC|ICALT|Teach/gu, ''));
    expect(latin.filter((text) => /[a-z]/iu.test(text))).toEqual([]);
  });
});

describe('simplified and traditional', () => {
  it('zh-Hans keeps to GB 2312, zh-Hant to Big5, so neither holds the other script', () => {
    const simplified = characterSet('gb2312', [0xb0, 0xf7], [0xa1, 0xfe]);
    const traditional = characterSet('big5', [0xa4, 0xf9], [0x40, 0xfe]);
    expect(hanOutside(['课'], simplified)).toEqual([]);
    expect(hanOutside(['課'], simplified)).toEqual(['課']);
    expect(hanOutside(['课'], traditional)).toEqual(['课']);
    expect(hanOutside(allTexts(HANS), simplified)).toEqual([]);
    expect(hanOutside(allTexts(HANT), traditional)).toEqual([]);
  });

  it('zh-Hant is written for its readers: no word of the mainland schoolroom', () => {
    const mainland = /反饋|課件|屏幕|信息|學情|學困生|普通話|師父|水平|視頻|質量/u;
    expect(allTexts(HANT).filter((text) => mainland.test(text))).toEqual([]);
  });

  it('share only a few short phrases that are the same in both', () => {
    const hans = new Set(allTexts(HANS));
    const same = [...new Set(allTexts(HANT))].filter((text) => hans.has(text));
    expect(same.filter((text) => text.length > 8)).toEqual([]);
    expect(same.length / hans.size).toBeLessThan(0.03);
  });
});
