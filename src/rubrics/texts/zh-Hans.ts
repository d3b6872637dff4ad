import type { RubricTexts } from '../text.ts';
import { NOTES } from './zh-Hans/notes.ts';
import { HUNDRED_20 } from './zh-Hans/hundred-20.ts';
import { HUNDRED_5 } from './zh-Hans/hundred-5.ts';
import { LICC } from './zh-Hans/licc.ts';
import { TEACH } from './zh-Hans/teach.ts';
import { ICALT } from './zh-Hans/icalt.ts';
import { NEW_TEACHER } from './zh-Hans/new-teacher.ts';

/** Every built-in rubric's words in 简体中文: one lazy chunk. */
export const TEXTS: RubricTexts = {
  notes: NOTES,
  'hundred-20': HUNDRED_20,
  'hundred-5': HUNDRED_5,
  licc: LICC,
  teach: TEACH,
  icalt: ICALT,
  'new-teacher': NEW_TEACHER,
};
