import type { RubricText } from '../../text.ts';
import { BANDS, PROMPTS } from './common.ts';

export const HUNDRED_5: RubricText<'hundred-5'> = {
  description: 'A short form: five items of 20 points, entered as numbers, with grades at 85, 75 and 60.',
  levels: [],
  dimensions: {
    'hundred-5.design': 'Design',
    'hundred-5.content': 'Content',
    'hundred-5.method': 'Methods',
    'hundred-5.craft': 'Craft',
    'hundred-5.climate': 'Climate',
  },
  indicators: {
    'hundred-5.design.1': {
      name: 'Lesson design',
      hint: 'Goals fit the class; stages build on each other; time is given to the key point',
      levels: [],
    },
    'hundred-5.content.1': {
      name: 'Lesson content',
      hint: 'Accurate; key and hard points dealt with; tied to what pupils know',
      levels: [],
    },
    'hundred-5.method.1': {
      name: 'Teaching methods',
      hint: 'Questions make pupils think; time for work alone and together; feedback is used',
      levels: [],
    },
    'hundred-5.craft.1': {
      name: "Teacher's craft",
      hint: 'Clear speech, orderly board, ease of manner, handling of the unexpected',
      levels: [],
    },
    'hundred-5.climate.1': {
      name: 'Classroom climate',
      hint: 'Most pupils take part, speak up and are heard; order without pressure',
      levels: [],
    },
  },
  bonus: {},
  bands: BANDS,
  prompts: PROMPTS,
};
