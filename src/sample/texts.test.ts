import { describe, expect, test } from 'vitest';
import { fill, loadTexts } from './texts.ts';
import type { SampleLocale } from './options.ts';
import { THEMES, type SampleTexts } from './texts/shape.ts';

const LOCALES: SampleLocale[] = ['en', 'zh-Hans', 'zh-Hant'];
const all = new Map(await Promise.all(LOCALES.map(async (locale) => [locale, await loadTexts(locale)] as const)));
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const SIMPLIFIED =
  /[个们这为说学师课记录评对时题习术组织练问应点样语请让进难听写读讲节实验认识设计备导创观现发见长门开关动员级间顺书业两东车贝马鸟鱼龙变边标单电断队饭飞风复刚给归还华话换毕笔补层产场处传词错带当灯简静举决块劳乐类离历联练两临灵录满没摄声试数属选压样忆译与语约阅云运张转装状总纸质终种众资]/;
const TRADITIONAL =
  /[個們這為說學師課記錄評對時題習術組織練問應點樣語請讓進難聽寫讀講節實驗認識設計備導創觀現發見長門開關動員級間順書業兩東車貝馬鳥魚龍臺後裡與變邊標單電斷隊飯飛風復剛給歸還華話換畢筆補層產場處傳詞錯帶當燈簡靜舉決塊勞樂類離歷聯臨靈滿沒攝聲試數屬選壓憶譯約閱雲運張轉裝狀總紙質終種眾資]/;

/** Every text with the place where it stands. */
function* strings(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* strings(item, `${path}/${key}`);
  }
}

function texts(locale: SampleLocale): SampleTexts {
  return all.get(locale)!;
}

describe.each(LOCALES)('the words of the sample school in %s', (locale) => {
  const words = texts(locale);

  test('no text is empty, and slots are those that are filled', () => {
    const slots = new Set(['who', 'n', 'm', 'k', 'g', 'family', 'given', 'name', 'year', 'grade', 'r']);
    for (const [path, text] of strings(words)) {
      if (path !== '/notes/joiner') expect(text.trim(), path).not.toBe('');
      for (const [, slot] of text.matchAll(/\{(\w*)\}/g)) expect(slots, `${path}: ${text}`).toContain(slot);
    }
  });

  test('each subject has 25 topics or more, three for each of nine grades, no topic twice', () => {
    for (const { name, topics } of words.subjects) {
      expect(topics, name).toHaveLength(9);
      for (const grade of topics) expect(grade.length, name).toBeGreaterThanOrEqual(3);
      expect(new Set(topics.flat()).size, name).toBe(topics.flat().length);
      expect(topics.flat().length).toBeGreaterThanOrEqual(25);
    }
  });

  test('each of six groups has a subject', () => {
    expect(words.people.groups).toHaveLength(6);
    expect([...new Set(words.subjects.map((subject) => subject.group))].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('notes are drawn from well over sixty sentences, no sentence twice', () => {
    const { themes, scenes } = words.notes;
    const sentences = [
      ...THEMES.flatMap((theme) => [...themes[theme].good, ...themes[theme].weak]),
      ...scenes.flat(),
      ...words.subjects.flatMap((subject) => subject.scenes),
    ];
    expect(sentences.length).toBeGreaterThan(120);
    expect(new Set(sentences).size).toBe(sentences.length);
    const remarks = THEMES.flatMap((theme) => [...themes[theme].strengths, ...themes[theme].suggestions]);
    expect(new Set(remarks).size).toBe(THEMES.length * 4);
  });

  test('five stages with something to note in each', () => {
    expect(words.places.stages).toHaveLength(5);
    expect(words.notes.scenes).toHaveLength(5);
    for (const scenes of words.notes.scenes) expect(scenes.length).toBeGreaterThan(1);
  });

  test('there are names enough for a thousand teachers', () => {
    const { family, given } = words.people;
    expect(new Set(family).size).toBe(family.length);
    expect(new Set(given).size).toBe(given.length);
    expect(family.length * given.length).toBeGreaterThan(4000);
  });
});

describe('scripts', () => {
  test('English has no Chinese character or full-width mark', () => {
    for (const [path, text] of strings(texts('en'))) expect(CJK.test(text), `${path}: ${text}`).toBe(false);
  });

  test('simplified Chinese has no traditional character', () => {
    for (const [path, text] of strings(texts('zh-Hans')))
      expect(TRADITIONAL.exec(text)?.[0], `${path}: ${text}`).toBeUndefined();
  });

  test('traditional Chinese has no simplified character', () => {
    for (const [path, text] of strings(texts('zh-Hant'))) {
      expect(SIMPLIFIED.exec(text)?.[0], `${path}: ${text}`).toBeUndefined();
    }
  });

  test('traditional Chinese is a text of its own, not a conversion', () => {
    const notes = (locale: SampleLocale) => [...strings(texts(locale).notes)].map(([, text]) => text);
    const simplified = new Set(notes('zh-Hans'));
    const same = notes('zh-Hant').filter((text) => simplified.has(text));
    expect(same.length / simplified.size).toBeLessThan(0.05);
  });
});

describe('filling slots', () => {
  test('known slots are filled, unknown ones stay visible', () => {
    expect(fill('Year {grade} {n}', { grade: 4, n: 'Blue' })).toBe('Year 4 Blue');
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });
});
