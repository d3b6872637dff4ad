import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import type { TeacherInput } from '../../store/commands/school.ts';
import type { ColumnUse, PastedColumn } from './columns.ts';
import { sensitiveKind } from './sensitive.ts';
import { splitList, titleKey } from './words.ts';

/** Why a row cannot be added. */
export type RowProblem =
  | { reason: 'name-missing'; details: { found: string } }
  | { reason: 'text-too-long'; details: { length: number } }
  | { reason: 'number-doubled'; details: { number: string; line: number; name: string } }
  | { reason: 'number-is-mine'; details: { number: string; name: string } };

/** What is said about a row that is added. */
export type RowNote =
  | { reason: 'same-name'; details: { line: number } }
  | { reason: 'my-name'; details: Record<string, never> }
  | { reason: 'name-unusual'; details: Record<string, never> }
  | { reason: 'number-private'; details: Record<string, never> }
  | { reason: 'date-unread'; details: { text: string } }
  | { reason: 'first-group'; details: { group: string } };

/** The longest line that a record takes (see `lineSchema`). */
const LONGEST = 500;

/** One row as a teacher, by the uses of its columns. */
export function readTeacher(
  cells: readonly string[],
  uses: readonly ColumnUse[],
  columns: readonly PastedColumn[],
): { input: TeacherInput; problem: RowProblem | null; notes: RowNote[] } {
  const at = (use: ColumnUse) => cells[uses.indexOf(use)] ?? '';
  const notes: RowNote[] = [];
  const name = tidyName(uses.includes('name') ? at('name') : joinName(at('familyName'), at('givenName')));
  if (/\d/.test(name)) notes.push({ reason: 'name-unusual', details: {} });
  const input: TeacherInput = { name };
  const number = numberOf(at('number'), columns[uses.indexOf('number')], notes);
  if (number) input.number = number;
  const subjects = cells.flatMap((cell, i) => (uses[i] === 'subjects' ? splitList(cell) : []));
  if (subjects.length > 0) input.subjects = [...new Set(subjects)];
  const group = groupOf(at('group'), notes);
  if (group) input.group = group;
  if (at('title')) input.title = titleKey(at('title'));
  const serviceStart = dateOf(at('serviceStart'), notes);
  if (serviceStart) input.serviceStart = serviceStart;
  return { input, problem: problemOf(input, cells), notes };
}

function problemOf(input: TeacherInput, cells: readonly string[]): RowProblem | null {
  if (!input.name)
    return { reason: 'name-missing', details: { found: cells.filter(Boolean).join(' · ').slice(0, 80) } };
  const used = [input.name, input.number, input.group, input.title, ...(input.subjects ?? [])];
  const length = Math.max(...used.map((text) => text?.length ?? 0));
  return length > LONGEST ? { reason: 'text-too-long', details: { length } } : null;
}

/** A name as it is said: no space inside a Chinese name that was stretched to line up ("王 敏"). */
function tidyName(cell: string): string {
  return /^\p{Script=Han}(\s+\p{Script=Han}){1,3}$/u.test(cell) ? cell.replace(/\s/gu, '') : cell;
}

function joinName(family: string, given: string): string {
  const han = /^[\p{Script=Han}\s]+$/u.test(family + given);
  return han ? `${family}${given}` : [given, family].filter(Boolean).join(' ');
}

function numberOf(cell: string, column: PastedColumn | undefined, notes: RowNote[]): string {
  const number = cell.normalize('NFKC').replace(/\s/gu, '');
  const chosen = column?.doubt === 'identity' || column?.doubt === 'phone';
  if (number === '' || chosen || !sensitiveKind(cell)) return number;
  notes.push({ reason: 'number-private', details: {} });
  return '';
}

function groupOf(cell: string, notes: RowNote[]): string {
  const [first = '', ...more] = splitList(cell);
  if (more.length > 0) notes.push({ reason: 'first-group', details: { group: first } });
  return first;
}

function dateOf(cell: string, notes: RowNote[]): PlainDate | null {
  if (cell === '') return null;
  const date = readDate(cell.normalize('NFKC'));
  if (!date) notes.push({ reason: 'date-unread', details: { text: cell.slice(0, 40) } });
  return date;
}

/** 2019-09-01, 2019/9, 2019.9.1, 2019年9月, 201909, 2019, 01/09/2019 (day first), 民國 is not guessed. */
function readDate(text: string): PlainDate | null {
  const year = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?\s*[日月年]?$/u.exec(text);
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const packed = /^((?:19|20)\d{2})(\d{2})(\d{2})?$/.exec(text);
  const [y, month = '1', day = '1'] = packed?.slice(1) ?? year?.slice(1) ?? dayFirst?.slice(1).reverse() ?? [];
  if (!y) return null;
  const date = `${y}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : null;
}
