import type { RubricText } from '../../text.ts';

/** Grades of the 100-point forms. */
export const BANDS: RubricText<'hundred-20'>['bands'] = { top: '优', good: '良', pass: '合格', below: '不合格' };

/** The narrative of every scored rubric. */
export const PROMPTS: RubricText<'hundred-20'>['prompts'] = {
  strengths: { label: '亮点', hint: '好在哪里，当时看到、听到了什么' },
  suggestions: { label: '商榷与建议', hint: '可以怎么改，用在哪个环节' },
  overall: { label: '总评', hint: '用一两句话概括这节课' },
};
