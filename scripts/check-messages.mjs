// @ts-check
/**
 * Checks every sentence of `src/i18n/messages`: each key stands in all three languages with the same parameters, none
 * is empty, left over, unused or left in another language's script, and the compiler wrote every one of them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { WORKING_MESSAGES, compileMessages } from './messages.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCALES = ['en', 'zh-Hans', 'zh-Hant'];

// Only characters that have no place in the other script; 后 里 只 干 系 and the like are right in both.
const SIMPLIFIED_ONLY = new Set(
  '个们这对时来说课观听师学习评议记录级语数环节难应开关发现实验练题总结报导设计动态图书写读请让还没进过达远连选择员问间' +
    '际阶长门车东见页点为从会传众优价仅两严单历压厂参双变号吗启团园围圆场块坏声处备复头奖审层属岁币帮带库张弹归当径忆怀' +
    '惯愿戏战执扩扫护担拟挥损换据断无旧显晓暂术杂权条极构标样档检楼欢毕汇汉测济浏满灯灵热爱状独监盘确码离种积称稳竞笔签' +
    '简类紧纠红约纪纯纲纳纵纷纸线组细织终经绍绘给络绝统继绩续维综绿编缓缩网罗职联胜脑与举义乐乡买乱争产亲亿仪伟侧儿党' +
    '兴养内军农决况净减凭击则创删别刚剧办务励劳势区医华协卫却县响坚宾宽寻将尝尽届广废异弃彻扰拥挤栏树桥梦残气浅画盖' +
    '础礼筛节范围补订认讨训许论证识词译试话详误谈谁调谢负责败货质费资赏转轮软较输边迁违适逻遗邮释钟钮错锁键镜闭闲闻阅' +
    '队阳阴陈险随隐静顶项顺须预领频颜额风飞饭饮馆驱验黄龄',
);
for (const shared of '范') SIMPLIFIED_ONLY.delete(shared);
const TRADITIONAL_ONLY = new Set(
  '個們這對時來說課觀聽師學習評議記錄級語數環節難應開關發現實驗練題總結報導設計動態圖書寫讀請讓還沒進過達遠連選擇員問間' +
    '際階長門車東見頁點為從會傳眾優價僅兩單歷參雙變號啟團園場聲處備復複頭層屬當無顯機權條標樣檔檢測滿狀確碼種積稱簽簡類' +
    '組經給統續維綜編網職與產務區將欄氣據訂認討訓許論證識詞譯試話詳誤談調負責質費資轉輸邊違適釋鐘鈕錯鎖鍵隊陽險隨預領額',
);

/**
 * One text of a message and the inputs that it names.
 * @typedef {{ texts: string[], inputs: string[] }} Shape
 */

/**
 * @param {Record<string, Record<string, Record<string, unknown>>>} areas area → locale → the parsed file
 * @param {string} usedIn all source code that may call messages
 * @returns {string[]} one sentence per problem, none when all is well
 */
export function messageProblems(areas, usedIn) {
  const used = new Set(usedIn.match(/[a-z][a-z0-9]*_\w+/gi));
  return Object.entries(areas).flatMap(([area, locales]) => {
    const keys = new Set(LOCALES.flatMap((locale) => Object.keys(locales[locale] ?? {})));
    keys.delete('$schema');
    return [...keys].flatMap((key) => {
      const problems = keyProblems(area, key, locales);
      if (!used.has(key)) problems.push('is used nowhere in src/');
      return problems.map((problem) => `${area}: "${key}" ${problem}`);
    });
  });
}

/**
 * @param {string} area
 * @param {string} key
 * @param {Record<string, Record<string, unknown>>} locales
 */
function keyProblems(area, key, locales) {
  if (!/^[a-z][a-zA-Z0-9]*(_[a-zA-Z0-9]+)+$/.test(key) || !key.startsWith(`${area}_`)) {
    return [`must be named ${area}_something`];
  }
  const missing = LOCALES.filter((locale) => !(key in (locales[locale] ?? {})));
  if (missing.length > 0) return [`is missing in ${missing.join(', ')}`];
  const shapes = Object.fromEntries(LOCALES.map((locale) => [locale, shapeOf(locales[locale]?.[key])]));
  const english = /** @type {Shape} */ (shapes['en']);
  return LOCALES.flatMap((locale) => {
    const shape = /** @type {Shape} */ (shapes[locale]);
    const problems = shape.texts.flatMap((text) => textProblems(text, locale));
    if (shape.texts.length === 0) problems.push('has no text');
    if (shape.inputs.join() !== english.inputs.join()) {
      problems.push(`has parameters {${shape.inputs.join()}}, not {${english.inputs.join()}}`);
    }
    if (locale !== 'en' && shape.texts.some((text) => isSentence(text) && english.texts.includes(text))) {
      problems.push('is still the English sentence');
    }
    return problems.map((problem) => `(${locale}) ${problem}`);
  });
}

/**
 * @param {string} text
 * @param {string} locale
 */
function textProblems(text, locale) {
  const problems = [];
  if (text.trim() === '') problems.push('is empty');
  if (text !== text.trim()) problems.push('begins or ends with a space');
  if (/\b(TODO|FIXME|XXX|lorem)\b/i.test(text)) problems.push('is unfinished');
  if (locale === 'en' && /[，。；：！？、]/.test(text)) problems.push('has Chinese punctuation');
  if (locale !== 'en' && /\p{Script=Han}[,;:?!](\s|$|\p{Script=Han})/u.test(text)) {
    problems.push(`has half-width punctuation: ${text}`);
  }
  const foreign = { 'zh-Hant': SIMPLIFIED_ONLY, 'zh-Hans': TRADITIONAL_ONLY }[locale];
  const wrong = [...text].filter((character) => foreign?.has(character));
  if (wrong.length > 0) problems.push(`has ${wrong.join('')} of the other script: ${text}`);
  return problems;
}

/** @param {string} text */
function isSentence(text) {
  return (
    text
      .replaceAll(/\{\w+\}/g, '')
      .split(/\s+/)
      .filter((word) => /[a-z]{2}/i.test(word)).length > 1
  );
}

/**
 * The texts of a message (one, or one per variant) and its inputs, sorted.
 * @param {unknown} message
 * @returns {Shape}
 */
function shapeOf(message) {
  if (typeof message === 'string') return { texts: [message], inputs: namesIn(message) };
  const [variants] = /** @type {{ declarations?: string[], match?: Record<string, string> }[]} */ (
    Array.isArray(message) ? message : [{}]
  );
  const declared = (variants?.declarations ?? []).flatMap((line) => /^input (\w+)/.exec(line)?.[1] ?? []);
  return { texts: Object.values(variants?.match ?? {}), inputs: declared.toSorted() };
}

/** @param {string} text */
function namesIn(text) {
  const names = [...text.matchAll(/(?<!\\)\{\s*(\w+)/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)].toSorted();
}

/** @param {string} source */
function repeatedKeys(source) {
  const keys = [...source.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** @returns {Promise<number>} how many messages stand; ends the process when one of them does not */
async function checkProject() {
  const folder = join(ROOT, 'src/i18n/messages');
  const problems = [];
  /** @type {Record<string, Record<string, Record<string, unknown>>>} */
  const areas = {};
  for (const area of readdirSync(folder)) {
    areas[area] = {};
    for (const locale of LOCALES) {
      const source = readFileSync(join(folder, area, `${locale}.json`), 'utf8');
      areas[area][locale] = JSON.parse(source);
      for (const key of repeatedKeys(source)) problems.push(`${area}: "${key}" stands twice in ${locale}.json`);
    }
  }
  const settings = JSON.parse(readFileSync(join(ROOT, 'src/i18n/project.inlang/settings.json'), 'utf8'));
  for (const area of Object.keys(areas)) {
    const pattern = `./messages/${area}/{locale}.json`;
    if (!settings['plugin.inlang.messageFormat'].pathPattern.includes(pattern)) {
      problems.push(`${area}: ${pattern} is not in src/i18n/project.inlang/settings.json`);
    }
  }
  problems.push(...messageProblems(areas, sourceCode()));
  const keys = Object.values(areas).flatMap((locales) => Object.keys(locales['en'] ?? {}));
  problems.push(...(await notCompiled(keys.filter((key) => key !== '$schema'))));
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    console.error(`${problems.length} problems in the messages`);
    process.exit(1);
  }
  return keys.filter((key) => key !== '$schema').length;
}

function sourceCode() {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith(join('i18n', 'paraglide')));
  return code.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8')).join('\n');
}

/** @param {string[]} keys */
async function notCompiled(keys) {
  await compileMessages(false);
  const { m } = await import(pathToFileURL(join(ROOT, WORKING_MESSAGES, 'messages.js')).href);
  if (keys.length === 0) return ['There are no messages at all'];
  return keys.filter((key) => typeof m[key] !== 'function').map((key) => `"${key}" was not compiled`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(`${await checkProject()} messages in ${LOCALES.length} languages`);
}
