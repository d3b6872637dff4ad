import type { RubricText } from '../../text.ts';
import { BANDS, PROMPTS } from './common.ts';

export const HUNDRED_5: RubricText<'hundred-5'> = {
  description: '精簡評量表：五項各 20 分，直接給分，以 85、75、60 分劃分等第。',
  levels: [],
  dimensions: {
    'hundred-5.design': '設計',
    'hundred-5.content': '內容',
    'hundred-5.method': '方法',
    'hundred-5.craft': '素養',
    'hundred-5.climate': '氣氛',
  },
  indicators: {
    'hundred-5.design.1': {
      name: '教學設計',
      hint: '目標切合學生起點，活動環環相扣，時間用在重點上',
      levels: [],
    },
    'hundred-5.content.1': {
      name: '教材內容',
      hint: '正確無誤，重點難點處理得宜，連結舊經驗與生活',
      levels: [],
    },
    'hundred-5.method.1': {
      name: '教學方法',
      hint: '提問引發思考，有自主與合作的時間，回饋能派上用場',
      levels: [],
    },
    'hundred-5.craft.1': {
      name: '教師素養',
      hint: '口語清楚，板書有條理，儀態自然，應變得宜',
      levels: [],
    },
    'hundred-5.climate.1': {
      name: '課堂氣氛',
      hint: '多數學生參與、敢說、被傾聽；有秩序而不壓抑',
      levels: [],
    },
  },
  bonus: {},
  bands: BANDS,
  prompts: PROMPTS,
};
