import type { RubricTexts } from '../text.ts';
import { NOTES } from './zh-Hant/notes.ts';
import { HUNDRED_20 } from './zh-Hant/hundred-20.ts';
import { HUNDRED_5 } from './zh-Hant/hundred-5.ts';
import { LICC } from './zh-Hant/licc.ts';
import { TEACH } from './zh-Hant/teach.ts';
import { ICALT } from './zh-Hant/icalt.ts';
import { NEW_TEACHER } from './zh-Hant/new-teacher.ts';

/** Every built-in rubric's words in 繁體中文: one lazy chunk. */
export const TEXTS: RubricTexts = {
  notes: NOTES,
  'hundred-20': HUNDRED_20,
  'hundred-5': HUNDRED_5,
  licc: LICC,
  teach: TEACH,
  icalt: ICALT,
  'new-teacher': NEW_TEACHER,
};
