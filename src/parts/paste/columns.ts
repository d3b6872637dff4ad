import type { PastedLine } from './grid.ts';
import { sensitiveColumn } from './sensitive.ts';
import {
  headerWord,
  isGroup,
  isSalutation,
  isStrongHeader,
  isSubject,
  isTitle,
  nameLikeness,
  type TeacherField,
} from './words.ts';

/** What a column is used for; `skip` = left out. */
export type ColumnUse = TeacherField | 'skip';

/** Why a column is left out unless it is chosen; null when it is used, or only not needed. */
export type ColumnDoubt = 'identity' | 'phone' | 'counts' | 'salutation' | null;

export interface PastedColumn {
  /** The column's own name; empty without a header row. */
  header: string;
  /** What is proposed. */
  use: ColumnUse;
  doubt: ColumnDoubt;
  /** The first filled cells, to recognise the column by. */
  samples: string[];
}

/**
 * Where the column names stand: the first of the first six rows that has two known ones, or the very first row with
 * one that ordinary rows never hold. -1 = nowhere.
 */
export function headerRow(lines: readonly PastedLine[]): number {
  return lines.slice(0, 6).findIndex(({ cells }, i) => {
    const known = cells.filter((cell) => headerWord(cell) !== null).length;
    const strong = cells.some(isStrongHeader);
    return strong && (known >= 2 || i === 0);
  });
}

/** The columns of a table with what each is proposed for. `header` is empty when there are no column names. */
export function proposeColumns(
  header: readonly string[],
  rows: readonly string[][],
  separator: 'comma' | 'other',
): PastedColumn[] {
  const width = Math.max(header.length, ...rows.map((row) => row.length), 0);
  const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? ''));
  const doubts = columns.map((cells, i) => doubtOf(cells, header[i] ?? ''));
  const uses = header.length > 0 ? usesByHeader(header, doubts, width) : columns.map((): ColumnUse => 'skip');
  if (header.length === 0 || !uses.some(isNameUse)) guessUses(columns, uses, doubts, header, separator);
  return columns.map((cells, i) => ({
    header: header[i] ?? '',
    use: uses[i] ?? 'skip',
    doubt: doubts[i] ?? null,
    samples: cells.filter((cell) => cell !== '').slice(0, 3),
  }));
}

/** Gives a column another use; what only one column can be is taken from the column that had it. */
export function withUse(uses: readonly ColumnUse[], column: number, use: ColumnUse): ColumnUse[] {
  const excluded = (other: ColumnUse) =>
    (other === use && use !== 'subjects') ||
    (use === 'name' && (other === 'familyName' || other === 'givenName')) ||
    (isNameUse(use) && use !== 'name' && other === 'name');
  return uses.map((other, i) => (i === column ? use : excluded(other) ? 'skip' : other));
}

/** Whether a column so used holds a name or half of one. */
export function isNameUse(use: ColumnUse): boolean {
  return use === 'name' || use === 'familyName' || use === 'givenName';
}

function doubtOf(cells: readonly string[], header: string): ColumnDoubt {
  const word = headerWord(header);
  if (word === 'identity' || word === 'phone') return word;
  const sensitive = sensitiveColumn(cells);
  if (sensitive) return sensitive;
  if (word === 'counts' || ((word !== 'number' || !isStrongHeader(header)) && countsRows(cells))) return 'counts';
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter(isSalutation).length * 2 >= filled.length ? 'salutation' : null;
}

/** Whether a column only numbers the rows: 1, 2, 3 … */
function countsRows(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length >= 3 && filled.every((cell, i) => Number(cell) === i + 1);
}

function usesByHeader(header: readonly string[], doubts: readonly ColumnDoubt[], width: number): ColumnUse[] {
  const taken = new Set<ColumnUse>();
  return Array.from({ length: width }, (_, i): ColumnUse => {
    const word = headerWord(header[i] ?? '');
    if (!word || doubts[i] || !isField(word)) return 'skip';
    if (taken.has(word) && word !== 'subjects') return 'skip';
    taken.add(word);
    return word;
  });
}

function isField(word: ReturnType<typeof headerWord>): word is TeacherField {
  return word !== null && !['identity', 'phone', 'counts', 'other'].includes(word);
}

/** Fills `uses` from what the cells look like: names first, then numbers, subjects, groups, titles. */
function guessUses(
  columns: readonly string[][],
  uses: ColumnUse[],
  doubts: readonly ColumnDoubt[],
  header: readonly string[],
  separator: 'comma' | 'other',
): void {
  const free = (i: number) => uses[i] === 'skip' && !doubts[i] && !headerWord(header[i] ?? '');
  const best = (score: (cells: readonly string[]) => number) => {
    const scores = columns.map((cells, i) => (free(i) ? score(cells) : 0));
    const top = Math.max(0, ...scores);
    return top > 0 ? scores.indexOf(top) : -1;
  };
  const give = (use: ColumnUse, column: number) => {
    if (column >= 0 && !uses.includes(use)) uses[column] = use;
  };
  guessNames(columns, uses, best(nameScore), free, separator);
  // The names are what the list is for: where nothing looks like them, the first column is proposed.
  if (!uses.some(isNameUse))
    give(
      'name',
      columns.findIndex((cells, i) => free(i) && cells.some((cell) => cell !== '')),
    );
  if (header.length > 0) return;
  give(
    'subjects',
    best((cells) => shareOf(cells, isSubject)),
  );
  give(
    'group',
    best((cells) => shareOf(cells, isGroup)),
  );
  give(
    'title',
    best((cells) => shareOf(cells, isTitle)),
  );
  give('number', best(numberScore));
}

/** Takes the name column, or surname and first name where two columns of single Latin words stand side by side. */
function guessNames(
  columns: readonly string[][],
  uses: ColumnUse[],
  column: number,
  free: (i: number) => boolean,
  separator: 'comma' | 'other',
): void {
  if (column < 0) return;
  const single = (i: number) =>
    free(i) &&
    (columns[i] ?? []).every(
      (cell) => nameLikeness(cell) === 1 && /^\P{Script=Han}+$/u.test(cell) && !cell.includes(' '),
    );
  const next = column + 1;
  if (single(column) && next < columns.length && single(next) && distinct(columns[next] ?? []) > 0.5) {
    uses[column] = separator === 'comma' ? 'familyName' : 'givenName';
    uses[next] = separator === 'comma' ? 'givenName' : 'familyName';
  } else uses[column] = 'name';
}

function nameScore(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell !== '');
  const share = filled.reduce((sum, cell) => sum + nameLikeness(cell), 0) / (filled.length || 1);
  return share >= 0.5 ? share * distinct(filled) : 0;
}

function numberScore(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell !== '');
  const share = shareOf(filled, (cell) => /^(?=.*\d)[\p{L}\d\-_./]{1,14}$/u.test(cell.normalize('NFKC')));
  return share >= 0.8 && distinct(filled) >= 0.9 ? share : 0;
}

/** Share of the filled cells that pass, 0 when fewer than half do. */
function shareOf(cells: readonly string[], test: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell !== '');
  const share = filled.filter(test).length / (filled.length || 1);
  return share >= 0.5 ? share : 0;
}

function distinct(cells: readonly string[]): number {
  return new Set(cells).size / (cells.length || 1);
}
