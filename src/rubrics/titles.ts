import type { BuiltinName } from './structure.ts';
import type { RubricLocale } from './text.ts';

/** Ids and titles of the rubrics that ship, in the order in which they are offered. Small: a select needs no more. */
export const BUILTINS = [
  {
    name: 'notes',
    id: 'builtin:notes@1',
    title: { en: 'Notes only', 'zh-Hans': '只记录不打分', 'zh-Hant': '只記錄不評分' },
  },
  {
    name: 'hundred-20',
    id: 'builtin:hundred-20@1',
    title: {
      en: '100-point lesson evaluation',
      'zh-Hans': '百分制课堂教学评价表',
      'zh-Hant': '百分制課堂教學評量表',
    },
  },
  {
    name: 'hundred-5',
    id: 'builtin:hundred-5@1',
    title: {
      en: '100-point short form',
      'zh-Hans': '百分制简表（五项）',
      'zh-Hant': '百分制簡表（五項）',
    },
  },
  {
    name: 'licc',
    id: 'builtin:licc@1',
    title: { en: 'LICC-shaped observation', 'zh-Hans': 'LICC 课堂观察', 'zh-Hant': 'LICC 課堂觀察' },
  },
  {
    name: 'teach',
    id: 'builtin:teach@1',
    title: { en: 'Teach-shaped observation', 'zh-Hans': 'Teach 式课堂观察', 'zh-Hant': 'Teach 式課堂觀察' },
  },
  {
    name: 'icalt',
    id: 'builtin:icalt@1',
    title: { en: 'ICALT-shaped observation', 'zh-Hans': 'ICALT 式课堂观察', 'zh-Hant': 'ICALT 式課堂觀察' },
  },
  {
    name: 'new-teacher',
    id: 'builtin:new-teacher@1',
    title: { en: 'New-teacher basics', 'zh-Hans': '新教师过关课', 'zh-Hant': '初任教師基本功' },
  },
] as const satisfies readonly { name: BuiltinName; id: string; title: Record<RubricLocale, string> }[];
