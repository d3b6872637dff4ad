import type { RubricText } from '../../text.ts';

/** Grades of the 100-point forms. */
export const BANDS: RubricText<'hundred-20'>['bands'] = {
  top: 'Excellent',
  good: 'Good',
  pass: 'Pass',
  below: 'Below pass',
};

/** The narrative of every scored rubric. */
export const PROMPTS: RubricText<'hundred-20'>['prompts'] = {
  strengths: { label: 'Strengths', hint: 'What worked, with what was seen or heard' },
  suggestions: { label: 'Suggestions', hint: 'What to try, with the moment where it would have helped' },
  overall: { label: 'Overall comment', hint: 'The lesson in a sentence or two' },
};
