import Papa from 'papaparse';

/** One row of pasted text. */
export interface PastedLine {
  /** 1-based place among all pasted rows, blank ones included: what a person counts in the spreadsheet. */
  line: number;
  cells: string[];
}

/** Separators by preference among equals. Spreadsheets copy tabs; the others come from files and chats. */
const SEPARATORS = ['\t', ',', ';', '，', '；', '|', '｜', '、'] as const;

/**
 * Pasted text as rows of tidy cells, blank rows left out. Takes tabs, commas, semicolons, their full-width forms and
 * columns set apart by spaces, quoted cells, any line ending. Never throws, and keeps every character that is seen.
 */
export function linesOfText(text: string): PastedLine[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  const separator = separatorOf(plain.split('\n').filter((line) => line.trim() !== ''));
  return parsed(plain, separator)
    .map((cells, i) => ({ line: i + 1, cells: withoutTail(cells.map(tidy)) }))
    .filter(({ cells }) => cells.length > 0);
}

/** A cell without line breaks, control characters and doubled or outer spaces; joined emoji stay whole. */
export function tidy(cell: string): string {
  return cell
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(/[\p{Cc}\u200B\u2060\uFEFF]/gu, '')
    .trim();
}

function withoutTail(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

/** The separator of most lines; ' ' = columns set apart by spaces, null = one column. */
function separatorOf(lines: readonly string[]): string | null {
  if (lines.some((line) => line.trim().includes('\t'))) return '\t';
  const share = (mark: string) => lines.filter((line) => outsideQuotes(line).includes(mark)).length;
  let best: string | null = null;
  for (const mark of SEPARATORS)
    if (share(mark) * 2 >= lines.length && share(mark) > (best ? share(best) : 0)) best = mark;
  return best ?? (isSpaced(lines) ? ' ' : null);
}

function outsideQuotes(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/g, '');
}

/**
 * Whether single spaces part columns ("1001 王敏 数学"): every line has as many words, one column is Chinese names and
 * another has no letters. "Anna Lee" and "王 敏" stay whole.
 */
function isSpaced(lines: readonly string[]): boolean {
  const rows = lines.map((line) => line.trim().split(/\s+/u));
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.some((row) => row.length !== width)) return false;
  const whole = (matches: RegExp) =>
    [...Array(width).keys()].some((i) => rows.every((row) => matches.test(row[i] ?? '')));
  return whole(/^\p{Script=Han}{2,4}$/u) && whole(/^[\p{L}-]{0,3}\p{N}+$/u);
}

function parsed(text: string, separator: string | null): string[][] {
  if (separator === ' ') return text.split('\n').map((line) => line.trim().split(/\s+/u));
  // A separator that cannot occur keeps each line in one cell.
  const options = { delimiter: separator ?? '\u001E', newline: '\n', skipEmptyLines: false } as const;
  const quoted = Papa.parse<string[]>(text, options);
  if (!quoted.errors.some((error) => error.type === 'Quotes')) return quoted.data;
  // A lone quotation mark would swallow every row after it; then quotation marks are text.
  return Papa.parse<string[]>(text, { ...options, fastMode: true }).data;
}
