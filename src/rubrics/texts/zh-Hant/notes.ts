import type { RubricText } from '../../text.ts';

export const NOTES: RubricText<'notes'> = {
  description: '不評分：記錄歷程，寫兩項亮點、一項建議，再約定一個改進點。這樣就是完整的紀錄，計入觀課任務。',
  levels: [],
  dimensions: {},
  indicators: {},
  bonus: {},
  bands: {},
  prompts: {
    strengths: {
      label: '亮點',
      hint: '寫兩項，說明當時看到、聽到什麼',
    },
    suggestions: {
      label: '建議',
      hint: '寫一項，說明用在哪個環節會更好',
    },
    overall: {
      label: '改進點',
      hint: '約定接下來做什麼、何時再看',
    },
  },
};
