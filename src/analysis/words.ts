/** A word of a text with its place there. */
export interface Word {
  /** In lower case and compatibility form: what is compared. */
  key: string;
  from: number;
  to: number;
}

/** A run of words without a comma or the like between them. */
export type Clause = Word[];

/** A sentence as it was written, trimmed and without its list mark, and its clauses (places count in `text`). */
export interface Sentence {
  text: string;
  clauses: Clause[];
}

/** A question or an exclamation that is quoted inside a sentence does not end it. */
const SENTENCE_END = /[\n\r。；;]+|[！？!?]+(?!\s*[”’」』"！？!?])|\.(?=\s|$)/u;
const LIST_MARK = /^\s*(?:[-–—•·*●]|\d{1,2}[.、)）]|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]、)\s*/u;
const CLAUSE_MARK = /[,，、:：()（）"“”「」『』《》…—/]+/u;
/** A run of Chinese characters, short enough for the segmenter (its time grows with the square), or a word in letters. */
const RUN = /\p{Script=Han}{1,200}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’](?:(?!\p{Script=Han})\p{L})+)*/gu;
const HAN = /^\p{Script=Han}/u;

/** The sentences of a text in order. Those without a letter are left out. */
export function sentencesOf(text: string): Sentence[] {
  return text.split(SENTENCE_END).flatMap((piece) => {
    const sentence = piece.replace(LIST_MARK, '').trim();
    return /\p{L}/u.test(sentence) ? [{ text: sentence, clauses: clausesOf(sentence) }] : [];
  });
}

function clausesOf(sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const piece of sentence.split(CLAUSE_MARK)) {
    const start = sentence.indexOf(piece, from);
    from = start + piece.length;
    const words = wordsOf(piece, start);
    if (words.length > 0) clauses.push(words);
  }
  return clauses;
}

/**
 * The words of a piece of text. Chinese is cut into words where the browser can (Intl.Segmenter, which comes with a
 * dictionary), else into single characters; letters are words everywhere.
 */
function wordsOf(piece: string, offset: number): Word[] {
  return [...piece.matchAll(RUN)].flatMap((run) =>
    partsOf(run[0]).map(([word, index]) => {
      const from = offset + run.index + index;
      return { key: word.normalize('NFKC').toLowerCase().replaceAll('’', "'"), from, to: from + word.length };
    }),
  );
}

function partsOf(run: string): [word: string, index: number][] {
  if (!HAN.test(run)) return [[run, 0]];
  if (segmenter) return [...segmenter.segment(run)].map(({ segment, index }) => [segment, index]);
  return [...run.matchAll(/./gu)].map((match) => [match[0], match.index]);
}

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
