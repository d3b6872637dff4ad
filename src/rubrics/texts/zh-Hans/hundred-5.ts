import type { RubricText } from '../../text.ts';
import { BANDS, PROMPTS } from './common.ts';

export const HUNDRED_5: RubricText<'hundred-5'> = {
  description: '简明评价表：五项各 20 分，直接打分，85、75、60 分划定等次。',
  levels: [],
  dimensions: {
    'hundred-5.design': '设计',
    'hundred-5.content': '内容',
    'hundred-5.method': '方法',
    'hundred-5.craft': '素质',
    'hundred-5.climate': '气氛',
  },
  indicators: {
    'hundred-5.design.1': {
      name: '教学设计',
      hint: '目标切合学情，环节层层推进，时间用在重点上',
      levels: [],
    },
    'hundred-5.content.1': {
      name: '教学内容',
      hint: '准确无误，重难点处理得当，联系已学与生活',
      levels: [],
    },
    'hundred-5.method.1': {
      name: '教学方法',
      hint: '提问引发思考，有自主与合作的时间，反馈有用',
      levels: [],
    },
    'hundred-5.craft.1': {
      name: '教师素质',
      hint: '语言清楚，板书有条理，教态自然，应变得当',
      levels: [],
    },
    'hundred-5.climate.1': {
      name: '课堂气氛',
      hint: '多数学生参与、敢说、被倾听；有序而不压抑',
      levels: [],
    },
  },
  bonus: {},
  bands: BANDS,
  prompts: PROMPTS,
};
