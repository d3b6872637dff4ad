import type { RubricText } from '../../text.ts';

/** Grades of the 100-point forms. */
export const BANDS: RubricText<'hundred-20'>['bands'] = { top: '優', good: '良', pass: '合格', below: '不合格' };

/** The narrative of every scored rubric. */
export const PROMPTS: RubricText<'hundred-20'>['prompts'] = {
  strengths: { label: '亮點', hint: '好在哪裡，當時看到、聽到什麼' },
  suggestions: { label: '建議', hint: '可以怎麼調整，用在哪個環節' },
  overall: { label: '總評', hint: '用一兩句話概括這節課' },
};
