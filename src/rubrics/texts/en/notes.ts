import type { RubricText } from '../../text.ts';

export const NOTES: RubricText<'notes'> = {
  description:
    'Nothing to score: a running record, two strengths, one suggestion and a next step. Complete as it is, and counted toward the quota.',
  levels: [],
  dimensions: {},
  indicators: {},
  bonus: {},
  bands: {},
  prompts: {
    strengths: {
      label: 'What went well',
      hint: 'Two things that worked, each with what was seen or heard',
    },
    suggestions: {
      label: 'Even better if',
      hint: 'One thing to try, with the moment where it would have helped',
    },
    overall: {
      label: 'Next step',
      hint: 'What you agree to do next, and by when',
    },
  },
};
