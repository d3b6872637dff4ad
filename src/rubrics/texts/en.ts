import type { RubricTexts } from '../text.ts';
import { NOTES } from './en/notes.ts';
import { HUNDRED_20 } from './en/hundred-20.ts';
import { HUNDRED_5 } from './en/hundred-5.ts';
import { LICC } from './en/licc.ts';
import { TEACH } from './en/teach.ts';
import { ICALT } from './en/icalt.ts';
import { NEW_TEACHER } from './en/new-teacher.ts';

/** Every built-in rubric's words in English: one lazy chunk. */
export const TEXTS: RubricTexts = {
  notes: NOTES,
  'hundred-20': HUNDRED_20,
  'hundred-5': HUNDRED_5,
  licc: LICC,
  teach: TEACH,
  icalt: ICALT,
  'new-teacher': NEW_TEACHER,
};
