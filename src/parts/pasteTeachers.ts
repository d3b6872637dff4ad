import type { TeacherInput } from '../store/commands/school.ts';
import { headerRow, isNameUse, proposeColumns, type ColumnUse, type PastedColumn } from './paste/columns.ts';
import { linesOfText, type PastedLine } from './paste/grid.ts';
import { readTeacher, type RowNote, type RowProblem } from './paste/rows.ts';
import { isSubject, nameLikeness } from './paste/words.ts';

/** A pasted list of teachers, before anybody said what its columns are. */
export interface PastedTable {
  columns: PastedColumn[];
  /** Whether a row of column names was found, or chosen. */
  header: boolean;
  /** Lines above the column names (a title of the sheet): shown, and never taken for teachers. */
  above: PastedLine[];
  /** The teachers' rows, blank ones left out. */
  lines: PastedLine[];
}

/** One row of the list, read. */
export interface PastedTeacher {
  /** The row as a person counts it in what was pasted, from 1. */
  line: number;
  input: TeacherInput;
  /** Why the row cannot be added; null when it can. */
  problem: RowProblem | null;
  /** What is said about a row that is added all the same. */
  notes: RowNote[];
  /** The row is the person at the device, who is not added twice. */
  isMe: boolean;
  /** The person said that the row is not to be added. */
  leftOut: boolean;
}

/**
 * Reads pasted text as a table and proposes what each column is: by its name where there are column names (English,
 * 简体 or 繁體), otherwise by its content. `header` overrides the finding: true = the first row has the column names.
 * Never throws.
 */
export function readPaste(text: string, header?: boolean): PastedTable {
  const all = asColumn(linesOfText(text));
  const found = headerRow(all);
  const at = header === undefined ? found : header ? Math.max(found, 0) : -1;
  const names = all[at]?.cells ?? [];
  const lines = all.slice(at + 1);
  const comma = !text.includes('\t') && text.includes(',');
  const columns = proposeColumns(
    names,
    lines.map(({ cells }) => cells),
    comma ? 'comma' : 'other',
  );
  return { columns, header: names.length > 0, above: all.slice(0, Math.max(at, 0)), lines };
}

/** Names in one line ("王敏、李强、张伟") are a list of people and not one row of columns. */
function asColumn(lines: PastedLine[]): PastedLine[] {
  const [only] = lines;
  if (lines.length !== 1 || !only || only.cells.length < 3) return lines;
  const people = only.cells.every((cell) => nameLikeness(cell) > 0 && !isSubject(cell));
  return people ? only.cells.map((cell, i) => ({ line: i + 1, cells: [cell] })) : lines;
}

/** The uses that are proposed, column by column. */
export function proposedUses(table: PastedTable): ColumnUse[] {
  return table.columns.map((column) => column.use);
}

/** Whether some column is said to hold the names. */
export function hasNames(uses: readonly ColumnUse[]): boolean {
  return uses.some(isNameUse);
}

/**
 * Reads every row with the uses that were chosen, beside the person at the device. No row is dropped: each comes back
 * with its input, or with the problem that keeps it out. Rows in `leftOut` (by `line`) stand in nobody's way.
 */
export function readTeachers(
  table: PastedTable,
  uses: readonly ColumnUse[],
  me: TeacherInput,
  leftOut: ReadonlySet<number> = new Set(),
): PastedTeacher[] {
  const rows = table.lines.map(({ line, cells }) => ({
    line,
    ...readTeacher(cells, uses, table.columns),
    isMe: false,
    leftOut: leftOut.has(line),
  }));
  const standing = rows.filter((row) => !row.leftOut && !row.problem);
  const mine = rowOfMe(standing, me);
  if (mine) mine.isMe = true;
  markDoubles(
    standing.filter((row) => row !== mine),
    { name: me.name.trim(), number: tidyNumber(me.number) || (mine?.input.number ?? '') },
  );
  return rows;
}

/** Marks numbers that stand twice or are mine, and says which rows have the same name. */
function markDoubles(rows: readonly PastedTeacher[], me: { name: string; number: string }): void {
  const firstByNumber = new Map<string, PastedTeacher>();
  const firstByName = new Map<string, PastedTeacher>();
  for (const row of rows) {
    const { name, number = '' } = row.input;
    const doubled = number ? firstByNumber.get(number) : undefined;
    if (number && number === me.number) row.problem = { reason: 'number-is-mine', details: { number, name: me.name } };
    else if (doubled)
      row.problem = { reason: 'number-doubled', details: { number, line: doubled.line, name: doubled.input.name } };
    if (row.problem) continue;
    const namesake = firstByName.get(name);
    if (namesake) row.notes.push({ reason: 'same-name', details: { line: namesake.line } });
    else if (name === me.name) row.notes.push({ reason: 'my-name', details: {} });
    if (number) firstByNumber.set(number, row);
    if (!namesake) firstByName.set(name, row);
  }
}

/** The row that is the person at the device: my number under my name, or, where a number is missing, the only one of my name. */
function rowOfMe(rows: readonly PastedTeacher[], me: TeacherInput): PastedTeacher | null {
  const name = me.name.trim();
  const number = tidyNumber(me.number);
  const same = rows.filter((row) => name !== '' && row.input.name === name);
  if (number) {
    const numbered = same.find((row) => row.input.number === number);
    if (numbered) return numbered;
  }
  const [only] = same;
  return same.length === 1 && only && (!number || !only.input.number) ? only : null;
}

function tidyNumber(number: string | undefined): string {
  return (number ?? '').trim();
}

/** Me with what the list knows and I left empty. */
export function meWithRow(me: TeacherInput, row: TeacherInput | undefined): TeacherInput {
  if (!row) return me;
  const filled: TeacherInput = { ...row, ...me };
  for (const field of ['number', 'group', 'title'] as const)
    if (!me[field]?.trim() && row[field]) filled[field] = row[field];
  if (!me.subjects?.length && row.subjects) filled.subjects = row.subjects;
  filled.serviceStart = me.serviceStart ?? row.serviceStart ?? null;
  return filled;
}
