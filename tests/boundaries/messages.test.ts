import { describe, expect, it } from 'vitest';
import { messageProblems } from '../../scripts/check-messages.mjs';

const plural = (one: string, other: string) => [
  {
    declarations: ['input n', 'local c = n: plural'],
    selectors: ['c'],
    match: { 'c=one': one, 'c=other': other },
  },
];

function problems(en: unknown, hans: unknown, hant: unknown, key = 'today_line'): string[] {
  const file = (text: unknown) => (text === undefined ? {} : { [key]: text });
  const areas = { today: { en: file(en), 'zh-Hans': file(hans), 'zh-Hant': file(hant) } };
  return messageProblems(areas, `m.${key}()`).map((line) => line.replace(`today: "${key}" `, ''));
}

describe('a message', () => {
  it('that is complete has no problem', () => {
    expect(problems('{n} lessons left', '还有 {n} 节课', '還有 {n} 節課')).toEqual([]);
    expect(problems(plural('{n} lesson', '{n} lessons'), '还有 {n} 节课', '還有 {n} 節課')).toEqual([]);
  });

  it('must stand in all three languages', () => {
    expect(problems('Begin', '开始', undefined)).toEqual(['is missing in zh-Hant']);
    expect(problems('Begin', '', '開始')).toEqual(['(zh-Hans) is empty']);
  });

  it('must take the same parameters in each language', () => {
    expect(problems('{n} left', '还有 {m}', '還有 {n}')).toEqual(['(zh-Hans) has parameters {m}, not {n}']);
  });

  it('must be in its own script', () => {
    expect(problems('Observe', '观课', '观课')).toEqual(['(zh-Hant) has 观课 of the other script: 观课']);
    expect(problems('Observe', '觀課', '觀課')).toEqual(['(zh-Hans) has 觀課 of the other script: 觀課']);
  });

  it('must be translated, unless it is one word or a name', () => {
    expect(problems('Nothing here yet', 'Nothing here yet', '還沒有')).toEqual([
      '(zh-Hans) is still the English sentence',
    ]);
    expect(problems('OneRoster', 'OneRoster', 'OneRoster')).toEqual([]);
  });

  it('must carry the name of its area', () => {
    expect(problems('Begin', '开始', '開始', 'observe_begin')).toEqual(['must be named today_something']);
  });

  it('must be used', () => {
    const areas = { today: { en: { today_a: 'A' }, 'zh-Hans': { today_a: '甲' }, 'zh-Hant': { today_a: '甲' } } };
    expect(messageProblems(areas, 'm.today_ab()')).toEqual(['today: "today_a" is used nowhere in src/']);
  });

  it('must have the punctuation of its language', () => {
    expect(problems('Saved. Go on', '已保存,继续', '已儲存，繼續')).toEqual([
      '(zh-Hans) has half-width punctuation: 已保存,继续',
    ]);
  });
});
