/** Words that carry a sentence but no point: a phrase neither begins nor ends with one. */
const LATIN_STOP =
  'a an and are as at be been but by can could did do does for from had has have he her here his i if in into is it its ' +
  'just of off on or our out she should so some that the their them then there these they this those to too up very was ' +
  'we well were what when where which while who will with would you your also more most much many again always';
const HAN_STOP =
  '的 了 和 与 與 及 在 是 也 都 能 能够 能夠 可 可以 会 會 对 對 把 被 让 讓 使 从 從 而 并 並 且 等 中 上 下 里 裡 有 很 较 較 比较 比較 ' +
  '更 更加 还 還 就 着 著 过 過 地 得 一个 一個 一些 一点 一點 这 這 那 其 他们 他們 她 他 它 我 我们 我們 你 您 于 於 之 以 为 為 ' +
  '将 將 再 又 给 給 向 到 后 後 前 时 時 并且 而且 但 但是 如果 因为 因為 所以 非常 十分 应 應 应该 應該 建议 建議 需要 要 请 請 ' +
  '多 些 吧 呢 啊 吗 嗎 进行 進行 通过 通過 比如 例如 如';

/** Words that stand in every lesson record: allowed anywhere in a phrase, but no point by themselves. */
const GENERIC =
  'lesson lessons class classes pupil pupils student students teacher teachers children learner learners group groups ' +
  '学生 學生 教师 教師 老师 老師 同学 同學 孩子 课堂 課堂 教学 教學 课 課 本节 本節 本节课 本節課 节 節 班级 班級 全班 课程 課程';

const STOP: ReadonlySet<string> = new Set(`${LATIN_STOP} ${HAN_STOP}`.split(' '));
const EVERYWHERE: ReadonlySet<string> = new Set(GENERIC.split(' '));

/** Whether a word (lower case) only carries the sentence. */
export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

/**
 * How much a word says: nothing for words that carry a sentence or stand in every record, 2 for a word in letters, 1 for
 * each Chinese character. A phrase needs `LEAST_WEIGHT`: two words, or four characters.
 */
export function weightOfWord(word: string): number {
  if (STOP.has(word) || EVERYWHERE.has(word)) return 0;
  return /\p{Script=Han}/u.test(word) ? [...word].length : 2;
}

/** What a phrase must weigh to say something. */
export const LEAST_WEIGHT = 4;
