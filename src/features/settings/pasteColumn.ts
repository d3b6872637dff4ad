import type { Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { linesOfText } from '../../parts/paste/grid.ts';
import { headerWord } from '../../parts/paste/words.ts';

/** One pasted entry: its name, and of a class what stands beside it. */
export interface PastedEntry {
  name: string;
  pupils: number | null;
  /** The cells beside the name that are no number. */
  others: string[];
}

/** Column names that such lists have; a first line of nothing else is no entry. */
const HEADERS =
  /^(名称|名稱|班级|班級|班名|年级|年級|学科|學科|科目|教室|地点|地點|人数|人數|学生数|學生數|序号|序號|class|classes|form|grade|year|subject|room|name|pupils|students|number|size|no\.?)$/iu;

/**
 * The entries of a pasted column, or of the columns of a class list (class, grade, pupils, in any order). Column names,
 * blank lines and repeated names are left out; a number alone is a name only where there is nothing else. Never throws.
 */
export function entriesOfText(text: string): PastedEntry[] {
  const lines = linesOfText(text).map(({ cells }) => cells.filter((cell) => cell !== ''));
  const [first] = lines;
  const rows =
    first?.every((cell) => HEADERS.test(cell) || headerWord(cell) !== null) && lines.length > 1
      ? lines.slice(1)
      : lines;
  const entries: PastedEntry[] = [];
  for (const cells of rows) {
    const words = cells.filter((cell) => !isCount(cell));
    // "Grade 3" beside "3 (2)": a class has a digit or a bracket more than its grade, so the longer one is the class.
    const name = words.find((word) => /班|[(（]/u.test(word)) ?? words[0] ?? cells[0];
    if (!name || entries.some((entry) => isSameClass(entry.name, name))) continue;
    const count = words.length === 0 ? undefined : cells.filter(isCount).at(-1);
    entries.push({
      name,
      pupils: count === undefined ? null : Number(count.normalize('NFKC')),
      others: words.filter((word) => word !== name),
    });
  }
  return entries;
}

function isCount(cell: string): boolean {
  return /^\d{1,4}$/.test(cell.normalize('NFKC'));
}

/** A grade's short form, as it stands in the names of its classes: 三 of 三年级, 3 of Grade 3, 高一 as it is. */
export function shortGrade(grade: string): string {
  return grade
    .normalize('NFKC')
    .replace(/(年级|年級)$/u, '')
    .replace(/^(grade|year|form|primary|secondary)\s+/iu, '')
    .trim();
}

/** The grade that a class belongs to by its name, or by a cell beside it; null when no grade or several fit. */
export function gradeOf(
  { name, others }: Pick<PastedEntry, 'name' | 'others'>,
  grades: readonly { id: Id; name: string }[],
): Id | null {
  const said = grades.find((grade) => others.some((cell) => isSameClass(cell, grade.name)));
  if (said) return said.id;
  const plain = name.normalize('NFKC').trim();
  const fitting = grades.filter((grade) => {
    const short = shortGrade(grade.name);
    const begin = plain.startsWith(grade.name.normalize('NFKC')) ? grade.name.normalize('NFKC') : short;
    // "1 (2)" is of grade 1, "10 (2)" is not.
    return begin !== '' && plain.startsWith(begin) && !(/\d$/u.test(begin) && /^\d/u.test(plain.slice(begin.length)));
  });
  const [only, other] = [...fitting].sort((a, b) => shortGrade(b.name).length - shortGrade(a.name).length);
  if (!only) return null;
  return other && shortGrade(other.name).length === shortGrade(only.name).length ? null : only.id;
}
