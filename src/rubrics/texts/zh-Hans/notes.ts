import type { RubricText } from '../../text.ts';

export const NOTES: RubricText<'notes'> = {
  description: '不打分：记录过程，写两条亮点、一条商榷与建议，再约定一个改进点。这样就是完整的记录，计入听课任务。',
  levels: [],
  dimensions: {},
  indicators: {},
  bonus: {},
  bands: {},
  prompts: {
    strengths: {
      label: '亮点',
      hint: '写两条，说清当时看到、听到了什么',
    },
    suggestions: {
      label: '商榷与建议',
      hint: '写一条，说清用在哪个环节会更好',
    },
    overall: {
      label: '改进点',
      hint: '约定接下来做什么、什么时候看',
    },
  },
};
